"""What a reader may ask of a figure: the day, the state of knowledge, the area, the list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.base import clock, forms

from .models import Plan

LISTS = (("counted", _("counted")), ("near", _("not counted, with reason")), ("unknown", _("cannot be told")))


class DayForm(forms.Form):
    """Year and day of the progress page."""

    on = django_forms.DateField(label=_("As of"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_on(self) -> date | None:
        """A day before the period has nothing to show; a day to come is not known yet."""
        on = self.cleaned_data["on"]
        return check_day(on, self.plan)


def check_day(on: date | None, plan: Plan) -> date | None:
    if on is not None and on > clock.today():
        raise ValidationError(_("This day lies in the future."))
    if on is not None and on < plan.period_from - timedelta(days=366):
        raise ValidationError(_("This day lies more than a year before the period."))
    return on


class LedgerForm(DayForm):
    """Both dates, an area, a list, and a second pair of dates to compare with."""

    known = django_forms.DateField(label=_("As known at the end of"), required=False, help_text=_("Empty: as known now."))
    area = django_forms.SlugField(label=_("Key area"), required=False)
    list = django_forms.ChoiceField(label=_("List"), choices=LISTS, required=False)
    reason = django_forms.SlugField(required=False)
    with_on = django_forms.DateField(label=_("Compare with"), required=False)
    with_known = django_forms.DateField(label=_("as known at the end of"), required=False)
    page = django_forms.IntegerField(required=False, min_value=1)

    def clean_with_on(self) -> date | None:
        return check_day(self.cleaned_data["with_on"], self.plan)

    def clean_known(self) -> date | None:
        return not_to_come(self.cleaned_data["known"])

    def clean_with_known(self) -> date | None:
        return not_to_come(self.cleaned_data["with_known"])


def not_to_come(day: date | None) -> date | None:
    if day is not None and day > clock.today():
        raise ValidationError(_("This day lies in the future."))
    return day


def moment_of(known: date | None) -> datetime:
    """A state of knowledge: the end of a day, or now."""
    return clock.now() if known is None else min(clock.end_of(known), clock.now())
