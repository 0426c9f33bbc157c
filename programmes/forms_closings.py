"""Forms of closing a period, of definitions and of targets."""

from __future__ import annotations

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from portal.base import forms


class ClosingForm(forms.Form):
    on = django_forms.DateField(label=_("Close as of"))
    note = django_forms.CharField(label=_("Note"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(forms.Form):
    reason = django_forms.CharField(
        label=_("Reason"),
        widget=django_forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to the public beside the corrected figure."),
    )
