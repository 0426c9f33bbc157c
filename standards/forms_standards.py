"""Forms of standards and international standards. Field names are the actions' argument names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.choosing import COMMITTEE
from portal.base.choosing import RecordField
from portal.base.fields import CodesField, DayField, note_field, split_day, text_field
from portal.base.forms import Form
from portal.base.models import Classification
from portal.base.together import VersionedForm

from . import labels
from .models import InternationalStandard, Standard

ICS_HELP = _("Codes such as 35.030; several with commas between.")
CCS_HELP = _("Codes such as L72; several with commas between.")
COMMITTEE_HELP = _("Type its number or a part of its name, for example SAC/TC 485.")


def industry_choices(present: str = "") -> list[tuple[str, str]]:
    """Industries of the code list; a value that came with an import stays possible."""
    listed = Classification.objects.filter(scheme=Classification.Scheme.INDUSTRY).order_by("code")
    rows = [(row.code, labels.own(row.title_zh, row.title_en) or row.code) for row in listed]
    if present and present not in dict(rows):
        rows.insert(0, (present, labels.industry(present)))
    return [("", "—"), *rows]


class StandardFields(forms.Form):
    """What is said of a standard besides its number and its life."""

    title_zh = forms.CharField(label=_("Chinese title"), required=False)
    title_en = forms.CharField(label=_("English title"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), choices=Standard.Nature, required=False)
    ics = CodesField(label="ICS", required=False, help_text=ICS_HELP)
    ccs = CodesField(label="CCS", required=False, help_text=CCS_HELP)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    committee = RecordField(COMMITTEE, label=_("Committee"), required=False, help_text=COMMITTEE_HELP)
    committee_text = forms.CharField(label=_("Committee as printed"), required=False)
    department = forms.CharField(label=_("Competent department"), required=False)
    publisher = forms.CharField(label=_("Publisher"), required=False)
    notice_number = forms.CharField(label=_("Announcement"), required=False, help_text=_("Its number as printed."))
    plan_number = forms.CharField(label=_("Plan number as printed"), required=False)
    content = text_field(_("Main content"))
    drafting_units = text_field(_("Drafting organisations as printed"), 3)
    note = text_field(_("Note"), 2)
    note_of_change = note_field()


class StandardForm(VersionedForm, StandardFields):
    """Only the fields that the account may change are shown, and only they are read."""

    def __init__(self, *args: Any, allowed: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - allowed - {"note_of_change", "expected_version"}:
            del self.fields[name]
        if "industry" in self.fields:
            self.fields["industry"].choices = industry_choices(self.initial.get("industry", ""))


class NewStandardForm(Form, StandardFields):
    """A standard gets its number once; a dual number enters the adoption with it."""

    designation = forms.CharField(
        label=_("Number"), help_text=_("As printed, with the year: YD/T 3956-2020, or GB/T 19001-2016/ISO 9001:2015.")
    )
    published_on = DayField(label=_("Published"), required=False)
    in_force_on = forms.DateField(label=_("In force from"), required=False)
    field_order = ("designation", "title_zh", "title_en", "published_on", "in_force_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = industry_choices()
        del self.fields["nature"]

    def clean(self) -> dict[str, Any]:
        return split_day(super().clean() or self.cleaned_data, "published_on")


class NumberForm(VersionedForm):
    """A number that was entered wrongly, or whose nature sign changed."""

    designation = forms.CharField(label=_("Correct number"), help_text=_("The address stays; the new form leads to it."))
    reason = forms.CharField(label=_("Reason"))


class RestoreForm(VersionedForm):
    """A field gets its former value."""

    reason = forms.CharField(label=_("Reason"))


class InternationalFields(forms.Form):
    """What is said of an international standard besides its number and its life."""

    title_en = forms.CharField(label=_("English title"), required=False)
    title_zh = forms.CharField(label=_("Chinese title"), required=False)
    title_fr = forms.CharField(label=_("French title"), required=False)
    title_other = forms.CharField(label=_("Title in another language"), required=False, help_text=_("As printed."))
    doc_type = forms.ChoiceField(label=_("Kind of document"), required=False)
    edition = forms.CharField(label=_("Edition"), required=False)
    ics = CodesField(label="ICS", required=False, help_text=ICS_HELP)
    committee = RecordField(
        COMMITTEE, label=_("Committee"), required=False, help_text=_("Type its number, for example ISO/IEC JTC 1/SC 42.")
    )
    committee_text = forms.CharField(label=_("Committee as printed"), required=False)
    stage = forms.CharField(label=_("Stage as in the source"), required=False, help_text=_("For example 60.60."))
    note_of_change = note_field()


def type_choices(present: str = "") -> list[tuple[str, str]]:
    rows = [(value, str(label)) for value, label in labels.DOCUMENT_TYPES.items()]
    if present and present not in dict(rows):
        rows.insert(0, (present, present))
    return [("", "—"), *rows]


class InternationalForm(VersionedForm, InternationalFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doc_type"].choices = type_choices(self.initial.get("doc_type", ""))


class NewInternationalForm(Form, InternationalFields):
    designation = forms.CharField(label=_("Number"), help_text=_("As printed: ISO/IEC 42001:2023, ITU-T Y.3172 (06/2019)."))
    published_on = DayField(label=_("Published"), required=False)
    field_order = ("designation", "title_en", "title_zh", "published_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doc_type"].choices = type_choices()

    def clean(self) -> dict[str, Any]:
        return split_day(super().clean() or self.cleaned_data, "published_on")


STANDARD_EDITED = tuple(name for name in StandardFields.base_fields if name != "note_of_change")
INTERNATIONAL_EDITED = tuple(name for name in InternationalFields.base_fields if name != "note_of_change")


def given(record: Standard | InternationalStandard, names: tuple[str, ...]) -> dict[str, Any]:
    """The record's present values, with the version that is shown."""
    return {name: getattr(record, name) for name in names} | {"expected_version": record.version}
