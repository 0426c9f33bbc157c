"""What the progress page shows of a year: cards, trend, areas by goals, items without numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch
from django.utils.translation import gettext

from portal.base import charts, wording
from portal.base.ways import way
from standards.models import KeyArea

from . import computing, goal_words, judging
from .figures_shown import Shown, Table, trend
from .models import Goal, GoalAreaTarget, Plan
from .sweeps import days_of, month_ends

HUNDRED = 100.0


@dataclass(frozen=True)
class Card:
    """One goal as `components/goal_card.html` wants it."""

    title: str
    url: str
    value: str
    unit: str
    of: str
    track: charts.Track
    words: str
    foot: str
    tag: str
    tone: str


def ledger_url(goal: Goal, on: date | None = None, area: KeyArea | None = None, **more: str) -> str:
    """The address of the records behind a figure."""
    query = {"on": on.isoformat()} if on else {}
    query |= {"area": area.slug} if area else {}
    url = way("programmes:goal", str(goal.plan.year), goal.slug)
    return f"{url}?{urlencode(query | more)}" if query or more else url


def judge(goal: Goal, figure: Shown | None, on: date, threshold: Decimal | None = None) -> str:
    """How a goal (or an area's part of it) stands; with two thresholds the worse one."""
    if figure is None:
        return judging.UNKNOWN
    period, rate = computing.period_of(goal.plan), goal_words.is_rate(goal)
    whole = threshold is None
    states = [judging.judge(figure.value, goal.operator, goal.threshold if whole else threshold, period, on, is_rate=rate)]
    if whole and goal.second_threshold is not None:
        operator = goal.second_operator or goal.operator
        states.append(judging.judge(figure.second_value, operator, goal.second_threshold, period, on))
    return judging.worst(states)


def card(goal: Goal, figure: Shown | None, on: date) -> Card:
    value = figure.value if figure else None
    second = goal_words.second_words(goal, figure.second_value if figure else None)
    unit = goal_words.unit(goal) if value is not None else ""
    target = gettext("Target: %(target)s") % {"target": goal_words.target_words(goal)}
    tag, tone = goal_words.state_words(judge(goal, figure, on))
    shown = goal_words.value_words(goal, value)
    threshold = float(goal.threshold) if goal.threshold is not None and goal.operator != "plus_points" else None
    return Card(
        title=goal_words.label(goal),
        url=ledger_url(goal, on) if figure else "",
        value=shown,
        unit=gettext("%(first)s, %(second)s") % {"first": unit, "second": second} if unit and second else unit or second,
        of=target,
        track=charts.goal_track(_float(value), threshold, ceiling=HUNDRED if goal_words.is_rate(goal) else None),
        words=gettext("%(value)s; %(target)s; %(state)s") % {"value": f"{shown} {unit}".strip(), "target": target, "state": tag},
        foot=foot(goal, figure, on),
        tag=tag,
        tone=tone,
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def foot(goal: Goal, figure: Shown | None, on: date) -> str:
    """The line that puts a figure into proportion."""
    if figure is None:
        return gettext("Not measured: no definition for this year.") if goal.metric else gettext("Nothing here measures it.")
    if goal.metric == "conversion_rate":
        return rate_words(figure)
    if figure.value is None:
        return gettext("No record of this kind is entered.")
    if goal.metric == "led" and figure.near_misses:
        return gettext("%(number)s more not counted, with reason") % {"number": wording.number(figure.near_misses)}
    if goal.threshold:
        share = Decimal(100) * figure.value / goal.threshold
        gone = 100 * judging.elapsed(computing.period_of(goal.plan), on)
        said = {"share": wording.number(share, 0), "gone": wording.number(gone, 0)}
        return gettext("%(share)s%% of the target, %(gone)s%% of the year") % said
    return ""


def rate_words(figure: Shown) -> str:
    """Numerator and denominator, and the other rate: "1 204 / 1 327; current edition 84.2%"."""
    if not figure.denominator:
        return gettext("The list of standards to be converted is empty.")
    current = figure.parts.get("current_edition", {}).get("value")
    words = f"{wording.number(figure.numerator)} / {wording.number(figure.denominator)}"
    rate = wording.number(Decimal(current), 1) + "%" if current is not None else wording.NOTHING
    return gettext("%(counts)s; current edition %(rate)s") % {"counts": words, "rate": rate}


def chart(goal: Goal, on: date) -> dict[str, Any] | None:
    """The goal month by month up to the day, as `components/line_chart.html` wants it."""
    period = computing.period_of(goal.plan)
    days = month_ends(days_of(period, on))
    points = trend(goal, days)
    readings = tuple((day, float(value)) for day, value in points if value is not None)
    if not readings:
        return None
    rate = goal_words.is_rate(goal)
    target = float(goal.threshold) if goal.threshold is not None and goal.operator != "plus_points" else None
    words = gettext("Target: %(target)s") % {"target": goal_words.target_words(goal)}
    series = charts.Series(
        readings=readings, start=period.first, end=period.end, target=target, target_words=words,
        ceiling=HUNDRED if rate else None, unit="%" if rate else "",
    )  # fmt: skip
    title = goal_words.label(goal)
    last_day, last = readings[-1]
    language = goal_words.language()
    return {
        "title": title,
        "description": gettext("%(value)s on %(day)s. %(target)s.")
        % {"value": goal_words.value_words(goal, Decimal(str(last))), "day": last_day.isoformat(), "target": words},
        "wide": charts.line_plot(series, width=1180, height=260, language=language),
        "narrow": charts.line_plot(series, width=340, height=240, language=language),
        "columns": (gettext("Date"), goal_words.unit(goal) or title),
        "rows": [(day.isoformat(), goal_words.value_words(goal, value)) for day, value in points],
        "note": "",
    }


@dataclass(frozen=True)
class Cell:
    """One goal of one area."""

    text: str
    url: str
    target: str
    part: float
    whole: float
    sort: Decimal
    state: str


@dataclass(frozen=True)
class AreaRow:
    """One key area with its cells in the order of the goals."""

    area: KeyArea
    url: str
    cells: tuple[Cell, ...]
    state: str
    tag: str
    tone: str


def area_rows(goals: Sequence[Goal], areas: Sequence[KeyArea], table: Table, on: date, sort: str = "") -> list[AreaRow]:
    """Areas by goals. Sorted by risk when asked or when targets are set, else in the order of the Key Points."""
    targets = {
        (target.goal_id, target.area_id): target.threshold
        for target in GoalAreaTarget.objects.filter(goal__in=[g.pk for g in goals])
    }
    rows = [_area_row(area, goals, table, targets, on) for area in areas]
    descending = sort.startswith("-")
    name = sort.lstrip("-") or ("risk" if targets else "area")
    slugs = [goal.slug for goal in goals]
    if name in slugs:
        place = slugs.index(name)
        rows.sort(key=lambda row: row.cells[place].sort, reverse=descending)
    elif name == "risk":
        rows.sort(key=lambda row: judging.ORDER.index(row.state) if row.state in judging.ORDER else -1, reverse=not descending)
    elif descending:
        rows.reverse()
    return rows


def _area_row(
    area: KeyArea, goals: Sequence[Goal], table: Table, targets: Mapping[tuple[int, int], Decimal], on: date
) -> AreaRow:
    cells = tuple(_cell(goal, area, table.get(goal.pk, {}).get(area.pk), targets.get((goal.pk, area.pk)), on) for goal in goals)
    state = judging.worst([cell.state for cell in cells])
    return AreaRow(area, _area_url(area), cells, state, *goal_words.state_words(state))


def _cell(goal: Goal, area: KeyArea, figure: Shown | None, target: Decimal | None, on: date) -> Cell:
    if target is None and goal_words.is_rate(goal):
        threshold = goal.threshold
    else:
        threshold = target
    state = judge(goal, figure, on, threshold) if threshold is not None else judging.UNKNOWN
    if figure is None:
        return Cell(wording.NOTHING, "", "", 0, 0, Decimal(-1), state)
    return Cell(
        goal_words.value_words(goal, figure.value),
        ledger_url(goal, on, area),
        "" if target is None else goal_words.threshold_words(goal, target),
        float(figure.value or 0),
        float(target or 0),
        Decimal(-1) if figure.value is None else figure.value,
        state,
    )


def _area_url(area: KeyArea) -> str:
    try:
        return area.get_absolute_url()
    except NoReverseMatch:
        return ""


def day_asked(plan: Plan, on: date | None, today: date) -> date:
    """The day the page is about: as asked; else today, or the last day of a period that is over."""
    return on or max(min(today, computing.period_of(plan).last), plan.period_from)
