"""Forms of committees and their secretaries. Field names are the actions' argument names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.base import clock
from portal.base.choosing import ACCOUNT, ORGANISATION, RecordField
from portal.base.fields import note_field, text_field
from portal.base.forms import Form
from portal.base.together import VersionedForm

from .choosing import COMMITTEE
from .models import Committee


class CommitteeFields(forms.Form):
    """What is said of a committee besides its number."""

    name_zh = forms.CharField(label=_("Name"), required=False)
    name_en = forms.CharField(label=_("English name"), required=False)
    parent = RecordField(COMMITTEE, label=_("Parent"), required=False, help_text=_("Type its number, for example SAC/TC 28."))
    status = forms.ChoiceField(label=_("Status"), choices=Committee.Status, initial=Committee.Status.ACTIVE)
    founded_on = forms.DateField(label=_("Founded"), required=False)
    host = RecordField(
        ORGANISATION, label=_("Secretariat host"), required=False, help_text=_("Type a part of the organisation's name.")
    )
    host_text = forms.CharField(label=_("Secretariat as printed"), required=False)
    scope_zh = text_field(_("Scope"))
    scope_en = text_field(_("Scope in English"))


class NewCommitteeForm(Form, CommitteeFields):
    """The number is given once; the address follows it."""

    code = forms.CharField(label=_("Number"), help_text=_("For example SAC/TC 485 or ISO/IEC JTC 1/SC 42. It stays."))
    body = forms.CharField(label=_("Body"), help_text=_("Who keeps it: SAC, MIIT, CCSA, ISO, IEC …"))
    field_order = ("code", "body")


class CommitteeForm(VersionedForm, CommitteeFields):
    note = note_field()


class SecretaryForm(Form):
    """An account acts for the committee for a time."""

    user = RecordField(ACCOUNT, label=_("Account"), help_text=_("Type the name or the user name."))
    valid_from = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Until"), required=False, help_text=_("The first day without the right; empty for no end."))
    note = note_field(help_text=_("For example the letter that names the secretary."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today


class EndSecretaryForm(Form):
    until = forms.DateField(label=_("Ends on"), help_text=_("The first day without the right."))
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


EDITED = tuple(CommitteeFields.base_fields)
