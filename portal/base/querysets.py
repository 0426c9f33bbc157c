"""Rows of the ground in the trade's words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from .audit import RecordedQuerySet

WEEK = timedelta(days=7)


class DeadlineQuerySet(RecordedQuerySet):
    """Deadlines. The last day ends at midnight in Asia/Shanghai; overdue begins the day after."""

    def open(self) -> Self:
        return self.filter(state__in=("running", "paused"))

    def overdue(self, on: date) -> Self:
        return self.filter(state="running", day__lt=on)

    def near(self, on: date) -> Self:
        """Not overdue, and the deadline's own lead time has begun."""
        return self.filter(state="running", day__gte=on, warn_on__lte=on)

    def this_week(self, on: date) -> Self:
        """On the asked day or within the six days after it."""
        return self.filter(state="running", day__gte=on, day__lt=on + WEEK)

    def later(self, on: date) -> Self:
        """After this week; and those that stand still, which have no day."""
        return self.filter(Q(state="running", day__gte=on + WEEK) | Q(state="paused"))

    def about(self, subject: Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_pk=subject.pk)

    def about_any(self, subjects: QuerySet) -> Self:
        """Deadlines of any of these records."""
        return self.filter(subject_type=subjects.model._meta.label_lower, subject_pk__in=subjects.values("pk"))

    def visible_to(self, user: Any) -> Self:
        """The ministry sees all; others those of records whose own rows say that they may see them."""
        from .permissions import works_for_ministry

        if works_for_ministry(user):
            return self
        seen = Q(pk__in=())
        for label in self.order_by().values_list("subject_type", flat=True).distinct():
            rows = subjects_of(label)
            if rows is not None and hasattr(rows, "visible_to"):
                seen |= Q(subject_type=label, subject_pk__in=rows.visible_to(user).values("pk"))
        return self.filter(seen)


def subjects_of(label: str) -> Any:
    """The rows of a kind of record by its label; none when the portal has no such kind any more."""
    try:
        return apps.get_model(label)._default_manager.all()
    except LookupError:
        return None
