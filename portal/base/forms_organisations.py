"""Forms of organisations. Field names are the actions' argument names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import clock
from .forms import Form
from .forms_accounts import organisations
from .models import Organisation, Region

SMALL = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))


class OrganisationForm(Form):
    """What is said of an organisation besides its name and parent."""

    name_en = forms.CharField(label=_("English name"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind)
    interest = forms.ChoiceField(
        label=_("Interest group"),
        choices=[("", _("not decided")), *Organisation.Interest.choices],
        required=False,
        help_text=_("Committees balance their members by it."),
    )
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Region"), required=False)
    credit_code = forms.CharField(
        label=_("Unified social credit code"), required=False, help_text=_("18 characters; empty when not known.")
    )
    small_firm = forms.ChoiceField(label=_("Small or medium-sized firm"), choices=SMALL, required=False)

    def clean_small_firm(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["small_firm"])


class NewOrganisationForm(OrganisationForm):
    name_zh = forms.CharField(label=_("Name"), help_text=_("The full name as on the seal."))
    field_order = ("name_zh",)


class RenameForm(Form):
    """A new name from a day on; the old one is kept."""

    name_zh = forms.CharField(label=_("New name"))
    name_en = forms.CharField(label=_("New English name"), required=False)
    on = forms.DateField(label=_("From"), help_text=_("The first day of the new name."))
    note = forms.CharField(label=_("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class ParentForm(Form):
    """What an organisation belongs to."""

    parent = forms.ModelChoiceField(organisations(), label=_("Parent"), required=False, help_text=_("Empty: it stands alone."))
    tie = forms.ChoiceField(label=_("Tie to the parent"), choices=[("", "—"), *Organisation.Tie.choices], required=False)
    note = forms.CharField(label=_("Note"), required=False)


class MergeForm(Form):
    """Which entry is the same organisation."""

    gone = forms.ModelChoiceField(
        organisations(), label=_("The entry to give up"), help_text=_("Everything that names it will name this one instead.")
    )
    note = forms.CharField(label=_("Reason"))
