"""The work calendar is kept by hand: single days, and a yearly notice as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import audit, writing
from .holiday_notices import NoticeDay
from .models import CalendarDay, User

SATURDAY = 5


@transaction.atomic
def set_day(
    day: date, *, kind: str, name_zh: str, by: User, name_en: str = "", notice: str = "", verified: bool = True
) -> CalendarDay:
    """Say that a day is a holiday or a make-up working day; what stood there before is replaced and kept in the audit."""
    if kind == CalendarDay.Kind.WORKDAY and day.weekday() < SATURDAY:
        raise ValidationError(
            {"kind": _("%(day)s is a working day anyway: only a Saturday or Sunday is worked in exchange.") % {"day": day}}
        )
    row = CalendarDay.objects.select_for_update().filter(day=day).first() or CalendarDay(day=day)
    columns = {"kind": kind, "name_zh": name_zh, "name_en": name_en, "notice": notice, "verified": verified}
    writing.set_fields(row, columns, columns)
    with audit.act("calendar.set", row, by=by):
        writing.save(row)
    return row


@transaction.atomic
def clear_day(row: CalendarDay, *, by: User, note: str) -> None:
    """The day follows its weekday again."""
    if not note.strip():
        raise ValidationError({"note": _("Say why this day is taken out.")})
    with audit.act("calendar.clear", row, by=by, note=note.strip()):
        row.delete()


@transaction.atomic
def enter_notice(days: Iterable[NoticeDay], *, notice: str, by: User) -> int:
    """Every day a notice names. Returns how many days were new or changed."""
    before = {row.day: (row.kind, row.name_zh, row.notice) for row in CalendarDay.objects.all()}
    number = 0
    with audit.act("calendar.notice", by=by, note=notice):
        for one in days:
            kind = CalendarDay.Kind.WORKDAY if one.worked else CalendarDay.Kind.HOLIDAY
            if before.get(one.day) != (kind, one.name_zh, notice):
                set_day(one.day, kind=kind, name_zh=one.name_zh, name_en=one.name_en, notice=notice, by=by)
                number += 1
    return number
