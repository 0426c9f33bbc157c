"""Set-based twins of the actions that the demonstration needs by the thousand. Each names the action that it equals."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from portal.base import clock, outbox
from portal.base.models import User
from portal.base.names import pinyin
from programmes.models import ConversionEntry, SuitabilityDecision
from standards import naming, status
from standards.designations import Designation, parse
from standards.lifecycle import MOVES, Stage
from standards.models import Adoption, AreaTag, InternationalStandard, KeyArea, Project, StageEvent, Standard, StandardStatus

from .ledger import Ledger


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def propose_project(ledger: Ledger, *, on: date, by: User, at: datetime, **columns: Any) -> Project:
    """Equals `actions_projects.propose_project`."""
    mark = uuid.UUID(int=ledger.dice.getrandbits(128), version=4).hex[:12]
    project = Project(plan_number="", slug=f"proposal-{mark}", sort_key=f"~{mark}", **columns)
    with ledger.act("project.propose", project, by=by, at=at):
        ledger.save(project)
        _enter_stage(ledger, project, Stage.PROPOSAL, "propose", on, "")
    return project


def issue_plan(ledger: Ledger, project: Project, *, plan_number: str, on: date, due_on: date, by: User, at: datetime) -> None:
    """Equals `actions_projects.issue_plan`."""
    number = parse(plan_number)
    project.plan_number, project.slug, project.sort_key = number.normal, number.slug, number.sort_key
    project.plan_year, project.due_on = number.year, due_on
    with ledger.act("project.issue-plan", project, by=by, at=at):
        ledger.save(project)
        _enter_stage(ledger, project, Stage.PLANNED, "issue_plan", on, "")


def advance(ledger: Ledger, project: Project, *, move: str, on: date, by: User, at: datetime, note: str = "") -> None:
    """Equals `actions_projects.advance`."""
    with ledger.act(f"project.{move.replace('_', '-')}", project, by=by, at=at, note=note):
        _enter_stage(ledger, project, MOVES[move].target, move, on, note)


def _enter_stage(ledger: Ledger, project: Project, stage: Stage, move: str, on: date, note: str) -> None:
    ledger.enter(StageEvent(project=project, stage=stage, move=move, valid_from=on, note=note))
    ledger.turn(project, stage=stage.value, stage_since=on)
    ledger.note(outbox.PROJECT, project.pk)


def publish_project(
    ledger: Ledger,
    project: Project,
    *,
    designations: Sequence[str],
    on: date,
    in_force_on: date,
    notice_number: str,
    by: User,
    at: datetime,
    known_on: date | None = None,
    **more: Any,
) -> list[Standard]:
    """Equals `actions_projects.publish_project`; with `known_on` only the month of that day is known of the standard."""
    carried = {
        "title_zh": project.title_zh,
        "title_en": project.title_en,
        "committee": project.committee,
        "project": project,
        "plan_number": project.plan_number,
        "notice_number": notice_number,
    }
    published = []
    with ledger.act("project.publish", project, by=by, at=at):
        _enter_stage(ledger, project, Stage.PUBLISHED, "publish", on, "")
        for text in designations:
            standard = enter_standard(ledger, text, by=by, at=at, is_demo=project.is_demo, **(carried | more))
            published_on, precision = (known_on, "month") if known_on else (on, "day")
            events = (("published", published_on, precision, notice_number), ("in_force", in_force_on, "day", ""))
            _enter_events(ledger, standard, events)
            published.append(standard)
    return published


def enter_standard(
    ledger: Ledger,
    text: str,
    *,
    by: User,
    at: datetime,
    published_on: date | None = None,
    in_force_on: date | None = None,
    **columns: Any,
) -> Standard:
    """Equals `actions_standards.enter_standard` for a number that is not in the catalogue."""
    number: Designation = parse(text)
    standard = Standard(slug=number.slug, **naming.standard_columns(number, text), **columns)
    standard.title_pinyin = pinyin(standard.title_zh)
    with ledger.act("standard.enter", standard, by=by, at=at):
        ledger.save(standard)
        if published_on and in_force_on:
            _enter_events(ledger, standard, (("published", published_on, "day", ""), ("in_force", in_force_on, "day", "")))
        ledger.note(outbox.STANDARD, standard.pk)
    return standard


def _enter_events(ledger: Ledger, standard: Standard, events: Iterable[tuple[str, date, str, str]]) -> None:
    """Equals `actions_status.record_status`, once an event."""
    entered: list[StandardStatus] = []
    for event, on, precision, notice in events:
        fact = StandardStatus(standard=standard, event=event, valid_from=on, precision=precision, notice_number=notice)
        with ledger.act(f"standard.{event.replace('_', '-')}", standard) as act:
            ledger.enter(fact)
            entered.append(fact)
            state = status.state_of_standard(entered, _day(act.at))
            ledger.turn(
                standard,
                status=state.status,
                published_on=state.published_on,
                published_precision=state.precision,
                in_force_on=state.in_force_on,
                ended_on=state.ended_on,
            )
            ledger.note(outbox.STANDARD, standard.pk)


def adopt(
    ledger: Ledger,
    standard: Standard,
    *,
    international: InternationalStandard,
    degree: str,
    valid_from: date,
    by: User,
    at: datetime,
    evidence: str = "",
) -> Adoption:
    """Equals `actions_relations.adopt` with a given record."""
    adoption = Adoption(standard=standard, international=international, cited=international.designation, degree=degree)
    adoption.valid_from, adoption.evidence = valid_from, evidence
    with ledger.act("adoption.enter", standard, by=by, at=at):
        ledger.enter(adoption)
        ledger.note(outbox.INTERNATIONAL, international.pk)
        ledger.touch(outbox.STANDARD, standard)
    return adoption


def decide_area(
    ledger: Ledger,
    subject: Standard | Project,
    *,
    area: KeyArea,
    decision: str,
    valid_from: date,
    by: User,
    at: datetime,
    reason: str = "",
) -> AreaTag:
    """Equals `actions_areas.confirm_area` and `reject_area` for a record without a decision on the area."""
    kind = "standard" if isinstance(subject, Standard) else "project"
    tag = AreaTag(area=area, decision=decision, valid_from=valid_from, reason=reason, **{kind: subject})
    with ledger.act(f"area.{decision}", subject, by=by, at=at, note=reason):
        ledger.enter(tag)
        ledger.touch(outbox.STANDARD if kind == "standard" else outbox.PROJECT, subject)
    return tag


def list_for_conversion(
    ledger: Ledger,
    area: KeyArea,
    *,
    international: InternationalStandard,
    valid_from: date,
    planned_on: date,
    owner: str,
    by: User,
    at: datetime,
) -> ConversionEntry:
    """Equals `actions_records.list_for_conversion`."""
    entry = ConversionEntry(area=area, international=international, valid_from=valid_from, planned_on=planned_on)
    entry.owner, entry.is_demo = owner, True
    with ledger.act("conversion.list", international, by=by, at=at):
        ledger.enter(entry)
        ledger.note(outbox.INTERNATIONAL, international.pk)
    return entry


def decide_suitability(
    ledger: Ledger,
    area: KeyArea,
    *,
    international: InternationalStandard,
    reason: str,
    on: date,
    by: User,
    at: datetime,
    note: str = "",
) -> SuitabilityDecision:
    """Equals the first `actions_records.decide_suitability` on an entry."""
    fact = SuitabilityDecision(area=area, international=international, reason=reason, valid_from=on, note=note, is_demo=True)
    fact.suitable = reason == SuitabilityDecision.Reason.SUITABLE
    with ledger.act("conversion.decide", international, by=by, at=at, note=note):
        ledger.enter(fact)
        ledger.note(outbox.INTERNATIONAL, international.pk)
    return fact


def turn_standards(ledger: Ledger, on: date) -> None:
    """Bring the status columns of what waits to a day, as `actions_turning` does every night."""
    facts: dict[int, list[StandardStatus]] = {}
    for fact in ledger.rows.get(StandardStatus, ()):
        facts.setdefault(fact.standard_id, []).append(fact)
    for standard in ledger.rows.get(Standard, ()):
        standard.status = status.state_of_standard(facts.get(standard.pk, ()), on).status
