"""Asking the area rules for every record: suggestions stored by a job, coverage printed and previewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from portal.base import jobs
from portal.base.models import Job, User

from .actions_areas import Proposed, replace_suggestions, rules_of
from .area_rules import AreaRules, Reason, Subject
from .models import AreaRule, AreaTag, InternationalStandard, KeyArea, Project, Standard

COLUMNS = ("pk", "title_zh", "title_en", "ics", "committee__code", "committee_text", "designation")
SOURCES = (("standard", Standard, (*COLUMNS, "ccs")), ("international", InternationalStandard, COLUMNS))
PACK = 5000
KIND = "suggest_areas"


def records(side: str) -> Iterator[tuple[int, Subject]]:
    """Every record of a kind as the rules look at it."""
    if side == "project":
        rows = Project.objects.values_list("pk", "title_zh", "title_en", "committee__code", "plan_number").order_by("pk")
        for pk, zh, en, code, number in rows.iterator(PACK):
            yield pk, Subject(zh, en, (), (), code or "", number)
        return
    model, columns = next((model, columns) for name, model, columns in SOURCES if name == side)
    for pk, zh, en, ics, code, text, number, *ccs in model.objects.public().values_list(*columns).order_by("pk").iterator(PACK):
        yield pk, Subject(zh, en, tuple(ics), tuple(ccs[0]) if ccs else (), code or text, number)


def propose(year: int, sides: Iterable[str] = ("standard", "project", "international")) -> Iterator[Proposed]:
    """What the rules of a year say of every record, less what a person has decided already."""
    compiled, rows = rules_of(year)
    areas = dict(KeyArea.objects.filter(year=year).values_list("slug", "pk"))
    for side in sides:
        decided = set(
            AreaTag.objects.open().filter(area__year=year, **{f"{side}__isnull": False}).values_list(f"{side}_id", "area_id")
        )
        for pk, record in records(side):
            for found in compiled.suggest(record):
                if (pk, areas[found.area]) not in decided:
                    rule = rows[found.area, found.rule.kind, found.rule.value]
                    yield Proposed(side, pk, areas[found.area], rule.pk, worded(found.reasons))


def worded(reasons: Iterable[Reason]) -> str:
    """The reasons as stored, read again by the page: `word_zh=车联网; ics=43.040`."""
    return "; ".join(f"{reason.kind}={reason.value}" for reason in reasons)


@jobs.work(KIND)
def suggest_areas(job: Job, *, year: int) -> None:
    """Rebuild the suggestions of a year, swapped area by area: run twice or killed half-way, no area is left without."""
    found: dict[int, list[Proposed]] = {pk: [] for pk in KeyArea.objects.filter(year=year).values_list("pk", flat=True)}
    for number, one in enumerate(propose(year), start=1):
        found[one.area].append(one)
        if number % PACK == 0:
            jobs.progress(job, 0, len(found))
    for done, (area, proposed) in enumerate(found.items(), start=1):
        replace_suggestions([area], proposed)
        jobs.progress(job, done, len(found))


def ask_where_missing(*, by: User) -> list[Job]:
    """Suggestions for every year that has rules and was never asked for: right after the first load, without anybody's doing."""
    asked = {arguments.get("year") for arguments in Job.objects.filter(kind=KIND).values_list("arguments", flat=True)}
    return [ask(year, by=by) for year in years_with_rules() if year not in asked]


def ask_nightly(*, by: User) -> list[Job]:
    """Suggestions anew for every year that has rules, since the catalogue may have grown."""
    return [ask(year, by=by) for year in years_with_rules()]


def ask(year: int, *, by: User) -> Job:
    """One such job a year at a time."""
    return jobs.ask(KIND, by=by, key=str(year), year=year)


def years_with_rules() -> list[int]:
    return sorted(AreaRule.objects.filter(active=True).values_list("area__year", flat=True).distinct().order_by())


def coverage(year: int, compiled: AreaRules | None = None) -> dict[str, Counter[str]]:
    """Records that the rules reach, by area and kind of record; `""` holds the records seen and those with any area."""
    compiled = compiled or rules_of(year)[0]
    found: dict[str, Counter[str]] = {"": Counter()}
    for side in ("standard", "project", "international"):
        for _pk, record in records(side):
            areas = [one.area for one in compiled.suggest(record)]
            found[""][side] += 1
            found[""][f"{side}+"] += bool(areas)
            for area in areas:
                found.setdefault(area, Counter())[side] += 1
    return found


def reached(rule: Any, limit: int = 20) -> tuple[Counter[str], list[tuple[str, int, str]]]:
    """What one rule alone would reach: number by kind of record, and the first few with their number."""
    alone = AreaRules((rule,))
    counts: Counter[str] = Counter()
    first: list[tuple[str, int, str]] = []
    for side in ("standard", "international"):
        for pk, record in records(side):
            if alone.suggest(record):
                counts[side] += 1
                if len(first) < limit:
                    first.append((side, pk, record.number))
    return counts, first
