"""Forms of what happens to records: dates of their life, relations, adoptions. Field names are the actions' argument names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.base import clock
from portal.base.choosing import RecordField
from portal.base.fields import DayField, note_field, split_day
from portal.base.forms import Form

from . import naming
from .choosing import STANDARD
from .designations import DesignationError, parse
from .models import Adoption, InternationalStatus, Relation

NOTICE = _("Announcement")
RELATIONS = ("replaces", "amends", "corrects", "revises", "cites", "twin")
"""Those that people enter; what is told from the other side comes from imports."""
INTERNATIONAL_EVENTS = ("published", "corrected", "confirmed", "replaced", "withdrawn", "cancelled", "stage", "proposed")


class DatedForm(Form):
    """A step on a day that may be known to the month or year only."""

    on = DayField(label=_("On"))

    def clean(self) -> dict[str, Any]:
        return split_day(super().clean() or self.cleaned_data)


class PublishForm(DatedForm):
    on = DayField(label=_("Published"))
    in_force_on = forms.DateField(label=_("In force from"), required=False)
    notice_number = forms.CharField(label=NOTICE, required=False)
    note = note_field()


class ForceForm(Form):
    on = forms.DateField(label=_("In force from"))
    note = note_field()


class ConfirmForm(DatedForm):
    on = DayField(label=_("Reviewed"))
    notice_number = forms.CharField(label=NOTICE, required=False)
    note = note_field()


class ReplaceForm(Form):
    by_standard = RecordField(
        STANDARD, label=_("Replaced by"), help_text=_("Type the number of the new standard, in any spelling.")
    )
    on = forms.DateField(label=_("From"), help_text=_("The first day on which the old one no longer holds."))
    partly = forms.BooleanField(label=_("only in part: the old one stays in force beside it"), required=False)
    notice_number = forms.CharField(label=NOTICE, required=False)
    note = note_field()


class WithdrawForm(Form):
    on = forms.DateField(label=_("Withdrawn from"))
    notice_number = forms.CharField(label=NOTICE, required=False)
    note = forms.CharField(label=_("Reason"), help_text=_("Readers will ask for it."))


class CorrectDateForm(DatedForm):
    on = DayField(label=_("Correct day"))
    reason = forms.CharField(label=_("Reason"))


class InternationalEventForm(DatedForm):
    event = forms.ChoiceField(label=_("Event"))
    stage = forms.CharField(label=_("Stage as in the source"), required=False, help_text=_("For example 60.60."))
    note = note_field()
    field_order = ("event", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(InternationalStatus.Event.choices)
        self.fields["event"].choices = [(event, words[event]) for event in INTERNATIONAL_EVENTS]


class RelateForm(Form):
    """Another record by its number; a number that no record bears stays as text and is joined when one appears."""

    kind = forms.ChoiceField(label=_("Relation"))
    to_text = forms.CharField(label=_("The other record"), help_text=_("Its number, in any spelling."))
    partly = forms.BooleanField(label=_("only in part"), required=False)
    valid_from = forms.DateField(label=_("From"))
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(Relation.Kind.choices)
        self.fields["kind"].choices = [(kind, words[kind]) for kind in RELATIONS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("to_text", "")
        try:
            number = parse(text) if text else None
        except DesignationError as error:
            raise ValidationError({"to_text": naming.unreadable(error)}) from None
        if number is not None:
            cleaned["target"] = naming.find_standard(text) if number.body == "CN" else naming.find_international(number)
        return cleaned


class EndRelationForm(Form):
    until = forms.DateField(label=_("Ends on"), help_text=_("The first day on which it no longer holds."))
    reason = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


class AdoptionForm(Form):
    """The statement as printed, or number and degree. It is shown as it was read before it is entered."""

    statement = forms.CharField(
        label=_("Statement as printed"),
        required=False,
        help_text=_("For example 修改采用 ISO 9001:2015, or ISO/IEC 27001:2013, IDT. Several in one statement are all entered."),
    )
    cited = forms.CharField(
        label=_("Or the number of the international standard"), required=False, help_text=_("With its year: ISO 9001:2015.")
    )
    degree = forms.ChoiceField(label=_("Degree"), required=False, help_text=_("Empty when the statement says it."))
    valid_from = forms.DateField(label=_("From"), help_text=_("Usually the day of publication."))
    evidence = forms.CharField(label=_("Evidence"), required=False, help_text=_("Where this is printed."))
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["degree"].choices = [("", "—"), *Adoption.Degree.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("statement") and not cleaned.get("cited"):
            raise ValidationError({"statement": _now("Give the statement, or the number and the degree.")})
        if cleaned.get("statement") and cleaned.get("cited"):
            raise ValidationError({"cited": _now("Give either the statement or the number, not both.")})
        return cleaned


class CorrectAdoptionForm(Form):
    """The right number and degree; the same number again confirms it as printed."""

    cited = forms.CharField(
        label=_("Number"), help_text=_("With its year, so that the exact edition is found. The same number again confirms it.")
    )
    degree = forms.ChoiceField(label=_("Degree"), choices=Adoption.Degree)
    valid_from = forms.DateField(label=_("From"))
    reason = forms.CharField(label=_("Reason"))


class EndForm(Form):
    until = forms.DateField(label=_("Ends on"), help_text=_("The first day on which it no longer holds."))
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today
