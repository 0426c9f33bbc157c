"""Forms of people and where they work. Field names are the actions' argument names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.base.choosing import ACCOUNT, ORGANISATION, RecordField
from portal.base.fields import note_field
from portal.base.forms import Form


class NewPersonForm(Form):
    name = forms.CharField(label=_("Name"), help_text=_("One field: family name and given name as written."))
    name_en = forms.CharField(label=_("English name"), required=False)
    account = RecordField(ACCOUNT, label=_("Account"), required=False, help_text=_("Type the name or the user name."))


class PersonForm(NewPersonForm):
    note = note_field()


class AffiliationForm(Form):
    """The person works there from a day on; the former affiliation ends on that day."""

    organisation = RecordField(ORGANISATION, label=_("Organisation"), help_text=_("Type a part of the organisation's name."))
    post = forms.CharField(label=_("Post"), required=False)
    valid_from = forms.DateField(label=_("From"))
    note = note_field()
