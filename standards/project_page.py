"""What the desk shows of a project: its life so far, the moves with what they lack, whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from portal.base.desk_pages import FactLine, fact_line, newest_first
from portal.base.models import User

from . import needs, step_words, steps
from .lifecycle import Party, Stage
from .models import Project, ProjectPaper, StageEvent, TermExtension


@dataclass(frozen=True)
class Lacking:
    """What is missing in words, and where it is mended."""

    words: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A move as the page offers it."""

    name: str
    label: Any
    url: str
    lacks: list[Lacking]
    refusal: str
    who: list[Any]
    grave: bool

    @property
    def ready(self) -> bool:
        return not self.lacks and not self.refusal


def moves(offers: list[steps.Offer], project: Project, may_edit: bool) -> list[Shown]:
    return [_shown(offer, project, may_edit) for offer in offers]


def _shown(offer: steps.Offer, project: Project, may_edit: bool) -> Shown:
    move = offer.move
    return Shown(
        name=move.name,
        label=step_words.MOVES[move.name],
        url=reverse("standards-desk:project-step", args=(project.pk, move.name)),
        lacks=[Lacking(step_words.lack(one), mended_at(one, project) if may_edit else "") for one in offer.lacks],
        refusal=offer.refusal,
        who=[step_words.ACTORS[actor.value] for actor in sorted(move.who, reverse=True)],
        grave=move.name in ("suspend", "terminate", "return", "return_proposal"),
    )


def mended_at(lack: needs.Lack, project: Project) -> str:
    """The page on which what is missing is entered; empty for days, which nobody can enter."""
    if lack.kind == "paper":
        return reverse("standards-desk:file-paper", args=(project.pk,)) + f"?paper={lack.name}"
    if lack.kind == "field":
        return reverse("standards-desk:edit-project", args=(project.pk,))
    if lack.kind == "stage" and lack.name == Stage.PLAN_NOTICE:
        return reverse("standards-desk:project-step", args=(project.pk, "open_objections"))
    if lack.kind == "stage" and lack.name == Stage.APPROVAL_NOTICE:
        return reverse("standards-desk:project-step", args=(project.pk, "open_approval_notice"))
    return ""


def life(dossier: needs.Dossier, on: date) -> list[dict[str, Any]]:
    """The steps taken with their days, as a ribbon; the present stage last."""
    rows = []
    for index, event in enumerate(dossier.events):
        last = index == len(dossier.events) - 1
        until = on if last else dossier.events[index + 1].valid_from
        text = f"{event.valid_from:%Y-%m-%d} · {step_words.parameter_value('comment_days', (until - event.valid_from).days)}"
        rows.append({"label": event.get_stage_display(), "text": text, "state": "now" if last else "done"})
    return rows


def turn_row(dossier: needs.Dossier, on: date) -> dict[str, Any]:
    turn = steps.turn(dossier, on)
    days = (on - turn.since).days if turn.since else 0
    return {
        "party": step_words.PARTIES[turn.party],
        "since": turn.since,
        "days": step_words.parameter_value("comment_days", days),
        "over": turn.party == Party.NOBODY,
    }


def lines(project: Project, user: User, may_undo: bool) -> list[FactLine]:
    """Every step, extension and paper with who entered it; voided ones stay visible."""
    events = list(project.stage_events.select_related("recorded_by", "voided_by"))
    extensions = list(project.extensions.select_related("recorded_by", "voided_by"))
    papers = list(project.papers.select_related("recorded_by", "voided_by"))
    last = {id(rows): _last_open(rows) for rows in (events, extensions)}
    found = []
    for rows in (events, extensions, papers):
        for fact in rows:
            may = may_undo and (rows is papers or fact is last[id(rows)]) and steps.may_take_back(user, project, fact)
            found.append(_line(fact, may))
    return newest_first(found)


def _last_open(rows: list[Any]) -> Any:
    opened = [fact for fact in rows if fact.is_open]
    return max(opened, key=lambda fact: (fact.valid_from, fact.pk)) if opened else None


def _line(fact: StageEvent | TermExtension | ProjectPaper, may: bool) -> FactLine:
    undo = reverse("standards-desk:undo-step", args=(fact._meta.model_name, fact.pk))
    taken_back = [(str(step_words.TAKE_BACK), undo)] if may else []
    match fact:
        case StageEvent():
            what, note = str(fact.get_stage_display()), fact.note
        case TermExtension():
            months = step_words.parameter_value("extension_months", fact.months)
            what, note = f"+ {months} ({fact.due_before} → {fact.due_after})", fact.reason
        case _:
            what, note = str(fact.get_paper_display()), fact.place
    return fact_line(fact, what, note=note, steps=taken_back)
