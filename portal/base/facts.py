"""Facts with two dates: true in the world from `valid_from`, known to the portal from `recorded_at`.

A fact is never edited or deleted. A mistake is voided; an end or a change supersedes the old row with a new one. Intervals are
half-open: a fact holds on `valid_from` and no longer on `until`. A fact known only to the month or year is *unknown* between the
first and the last day on which it may have begun, never current.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from . import audit, clock

if TYPE_CHECKING:
    from .models import User


class FactsAreKept(RuntimeError):
    """An attempt to edit or delete a fact. Void it or supersede it."""


class AlreadySettled(ValidationError, FactsAreKept):
    """Somebody else voided or replaced the fact since it was read: the form says so, nothing was written."""


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def last_possible(day: date, precision: str) -> date:
    """The last day on which something dated to a month or year may have begun."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    if precision == Precision.MONTH:
        return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    return day


def read_date(text: str) -> tuple[date, str]:
    """`2020`, `2020-05` or `2020-05-01` as the first possible day and its precision. ValueError names what was expected."""
    pieces = text.strip().split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        if len(numbers) == 1 and len(pieces[0]) == 4:
            return date(numbers[0], 1, 1), Precision.YEAR
        if len(numbers) == 2:
            return date(numbers[0], numbers[1], 1), Precision.MONTH
        if len(numbers) == 3:
            return date(*numbers), Precision.DAY
    except ValueError:
        pass
    raise ValueError(f"expected YYYY, YYYY-MM or YYYY-MM-DD, got {text!r}")


class FactQuerySet(audit.RecordedQuerySet):
    """What held on a day, as it was known at a moment."""

    def known_at(self, known: datetime) -> Self:
        """Facts recorded by then and neither voided nor superseded by then."""
        return self.filter(
            Q(voided_at__isnull=True) | Q(voided_at__gt=known),
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=known),
            recorded_at__lte=known,
        )

    def open(self) -> Self:
        """Facts as they are known now."""
        return self.filter(voided_at__isnull=True, superseded_at__isnull=True)

    def held_on(self, on: date) -> Self:
        """Facts certainly begun by the day and not ended on it."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), certain_from__lte=on)

    def uncertain_on(self, on: date) -> Self:
        """Facts that may or may not have begun by the day."""
        return self.filter(valid_from__lte=on, certain_from__gt=on)

    def as_of(self, on: date, known: datetime) -> Self:
        """What held on a day, as it was known at a moment."""
        return self.known_at(known).held_on(on)

    def update(self, **values: Any) -> int:
        raise FactsAreKept(f"{self.model.__name__} rows are voided or superseded, not updated")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FactsAreKept(f"{self.model.__name__} rows are voided, not deleted")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        this = audit.current()
        for row in rows:
            row.stamp(this)
        return super().bulk_create(rows, *args, **kwargs)


class Fact(audit.RecordedModel):
    """One thing that is true in the world from a day on, and since when the portal knows it."""

    valid_from = models.DateField(_("from"), help_text=_("The day from which this is true in the world."))
    precision = models.TextField(_("precision"), choices=Precision, default=Precision.DAY)
    certain_from = models.DateField(_("certainly from"), editable=False)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day on which it is no longer true."))
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("recorded by")
    )
    voided_at = models.DateTimeField(_("voided at"), null=True, editable=False)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    void_reason = models.TextField(_("reason for voiding"), blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    superseded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors", editable=False)
    imported = models.BooleanField(_("taken over from elsewhere"), default=False)
    source_known_on = models.DateField(_("known to its source on"), null=True, blank=True)
    batch = models.ForeignKey("base.Batch", models.PROTECT, null=True, related_name="+", editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_void_pair",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_supersede_pair",
                condition=Q(superseded_at__isnull=True, superseded_by__isnull=True)
                | Q(superseded_at__isnull=False, superseded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_half_open",
                condition=Q(until__isnull=True) | Q(until__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="%(app_label)s_%(class)s_certain_after", condition=Q(certain_from__gte=F("valid_from"))),
        ]

    def stamp(self, this: audit.Act) -> None:
        """Fill who, when and the last possible day from the open act."""
        self.certain_from = last_possible(self.valid_from, self.precision)
        if self.recorded_at is None:
            self.recorded_at = this.at
        if self.recorded_by_id is None:
            self.recorded_by = this.by
        if self.batch_id is None and this.batch is not None:
            self.batch = this.batch

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FactsAreKept(f"{type(self).__name__} {self.pk}: void or supersede it")
        self.stamp(audit.current())
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FactsAreKept(f"{type(self).__name__} {self.pk}: void it")

    @property
    def is_open(self) -> bool:
        return self.voided_at is None and self.superseded_at is None

    def held(self, on: date) -> bool:
        return self.certain_from <= on and (self.until is None or self.until > on)


def enter(fact: Fact) -> Fact:
    """Record a new fact inside the open act."""
    fact.save(force_insert=True)
    return fact


def void(fact: Fact, *, by: User, reason: str) -> Fact:
    """Take a mistaken fact out of every figure from now on. It stays visible, with who, when and why."""
    if not reason.strip():
        raise ValueError(str(_("Say why this entry is voided.")))
    return _mark(fact, voided_at=clock.now(), voided_by_id=by.pk, void_reason=reason.strip())


def supersede(fact: Fact, *, by: User, **changes: Any) -> Fact:
    """End or change an open fact: the old row is kept as superseded, a new one carries the change."""
    values = {
        f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields if not f.primary_key and f.name not in STAMPS
    }
    successor = type(fact)(**(values | changes), supersedes_id=fact.pk)
    _mark(fact, superseded_at=clock.now(), superseded_by_id=by.pk)
    return enter(successor)


def end(fact: Fact, *, by: User, until: date) -> Fact:
    """Say on which day an open fact stopped being true."""
    return supersede(fact, by=by, until=max(until, fact.valid_from))


STAMPS = frozenset(
    [
        "recorded_at",
        "recorded_by",
        "voided_at",
        "voided_by",
        "void_reason",
        "superseded_at",
        "superseded_by",
        "supersedes",
        "certain_from",
        "batch",
    ]
)


def _mark(fact: Fact, **columns: Any) -> Fact:
    """The only door through which an existing fact row changes: its void or supersede pair, once."""
    this = audit.current()
    rows = models.QuerySet(type(fact)).filter(pk=fact.pk, voided_at__isnull=True, superseded_at__isnull=True)
    if not models.QuerySet.update(rows, **columns):
        raise AlreadySettled(str(_("Somebody has already voided or replaced this entry. Reload the page.")))
    this.saved(fact, {name: [None, audit.plain(value)] for name, value in columns.items()})
    for name, value in columns.items():
        setattr(fact, name, value)
    return fact


def day_before(day: date) -> date:
    return day - timedelta(days=1)
