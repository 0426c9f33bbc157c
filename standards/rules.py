"""Which version of its procedure a project follows, what that says, and what another version would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery

from portal.base import work_calendar

from .lifecycle import ENDS, Procedure
from .models import ProcedureVersion, Project, StageEvent, TermExtension

Values = dict[str, Any]


def approved(procedure: str) -> list[ProcedureVersion]:
    """Newest effective day first; of one day the highest number."""
    rows = ProcedureVersion.objects.filter(procedure=procedure, approved_at__isnull=False)
    return list(rows.order_by("-effective_from", "-number"))


def in_force(procedure: str, on: date) -> ProcedureVersion | None:
    """The version for what begins on a day."""
    return next((version for version in approved(procedure) if version.effective_from <= on), None)


def values(version: ProcedureVersion | None) -> Values:
    """Parameter by name; nothing when no version is there."""
    return dict(version.parameters.values_list("name", "value")) if version else {}


def begun(project: Project) -> date:
    """The day on which a project of `running` or one in hand began: its first open event."""
    first = getattr(project, "first_day", None)
    if first is None:
        first = project.stage_events.open().aggregate(first=Min("valid_from"))["first"]
    return first or date.max


def of(project: Project) -> ProcedureVersion | None:
    """The version a project is tied to, else the one in force when it began."""
    return project.rules or in_force(project.procedure, begun(project))


def running(procedure: str) -> QuerySet[Project]:
    """Projects on their way, with the first day and the day of the plan."""
    events = StageEvent.objects.open().filter(project=OuterRef("pk")).order_by("valid_from", "pk")
    return (
        Project.objects.filter(procedure=procedure)
        .exclude(stage__in=ENDS)
        .annotate(
            first_day=Subquery(events.values("valid_from")[:1]),
            plan_day=Subquery(events.filter(stage="planned").values("valid_from")[:1]),
        )
        .select_related("rules")
    )


def followed_by(projects: Iterable[Project]) -> Iterator[tuple[Project, ProcedureVersion | None]]:
    """Projects with the version that each follows: one query a procedure."""
    known: dict[str, list[ProcedureVersion]] = {}
    for project in projects:
        versions = known.setdefault(project.procedure, approved(project.procedure))
        day = begun(project)
        yield project, project.rules or next((one for one in versions if one.effective_from <= day), None)


def due(values: Values, plan_day: date | None, extended: int = 0) -> date | None:
    """The last day of a project: its months after the plan, and those by which it was extended."""
    months = values.get("project_months")
    if months is None or plan_day is None:
        return None
    return work_calendar.add_months(plan_day, months + extended, roll=False).day


@dataclass(frozen=True)
class Change:
    """One running project under the version it follows and under another."""

    project: Project
    follows: ProcedureVersion | None
    due_before: date | None
    due_after: date | None

    @property
    def moves_deadline(self) -> bool:
        return self.due_before != self.due_after


def changes(version: ProcedureVersion, projects: QuerySet[Project] | None = None) -> list[Change]:
    """What would become of every running project that does not follow the version yet. Nothing is written."""
    projects = running(version.procedure).order_by("due_on", "sort_key", "pk") if projects is None else projects
    new, found = values(version), []
    pairs = [(project, follows) for project, follows in followed_by(projects) if follows != version]
    extended: dict[int, int] = {}
    for pk, months in TermExtension.objects.open().filter(project__in=[p.pk for p, _ in pairs]).values_list("project", "months"):
        extended[pk] = extended.get(pk, 0) + months
    old: dict[int | None, Values] = {}
    for project, follows in pairs:
        key = follows.pk if follows else None
        if key not in old:
            old[key] = values(follows)
        same = old[key].get("project_months") == new.get("project_months")
        after = None if same else due(new, project.plan_day, extended.get(project.pk, 0))
        found.append(Change(project, follows, project.due_on, after or project.due_on))
    return found


def differences(version: ProcedureVersion) -> list[tuple[str, Any, Any]]:
    """(parameter, before, now) against the version that it comes after."""
    earlier = ProcedureVersion.objects.filter(procedure=version.procedure, number__lt=version.number).order_by("-number").first()
    before, now = values(earlier), values(version)
    names = [*now, *(name for name in before if name not in now)]
    return [(name, before.get(name), now.get(name)) for name in names if before.get(name) != now.get(name)]


def versions_of(procedure: Procedure) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(procedure=procedure).select_related("approved_by").order_by("-number")
