"""How long the stages of a project last, drawn from the stage histories of real ISO projects.

The watch behind the histories lasted eighteen months, so long stages are cut off at its end. What had not ended counts as
"at least so long" (product-limit estimate of Kaplan and Meier), otherwise only the quick projects would speak.
"""

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from portal.base import reference
from standards.lifecycle import Stage

WATCH_ENDED = date(2025, 6, 2)
"""State of the shipped histories; see the README beside them."""

PHASES: dict[Stage, tuple[tuple[str, ...], str]] = {
    Stage.DRAFTING: (("20.00", "20.20", "20.60", "30.00", "30.20", "30.60"), "40."),
    Stage.CONSULTATION: (("40.20",), "40.6"),
    Stage.REVIEW: (("40.60", "40.99"), "50."),
    Stage.APPROVAL: (("50.00", "50.20"), "60."),
}
"""First ISO codes of a stage of the same meaning, and how the codes of the next one begin (lifecycle.py)."""

Interval = tuple[int, bool]


class Durations:
    """Draws the days that a stage lasts."""

    def __init__(self, curves: dict[Stage, list[tuple[float, int]]]) -> None:
        self.curves = curves

    @classmethod
    def shipped(cls) -> "Durations":
        """From the histories in the repository."""
        histories = list(_histories())
        return cls({stage: survival(_intervals(histories, *codes)) for stage, codes in PHASES.items()})

    def draw(self, stage: Stage, dice: random.Random) -> int:
        """Days in the stage: the observed duration at which a uniformly drawn share of projects has ended."""
        curve = self.curves[stage]
        place = bisect_left(curve, dice.random(), key=itemgetter(0))
        return curve[min(place, len(curve) - 1)][1]


History = list[tuple[date, str, bool]]


def _histories() -> Iterator[History]:
    """For each document its dated stages: day, code, whether the stage began on that day."""
    rows = (row for row in reference.rows("iso_stage_histories.csv.xz") if row["precision"] == "day")
    for _, steps in groupby(rows, key=itemgetter("doc_id")):
        dated = [(date.fromisoformat(step["date"]), step["stage"], step["kind"] != "first_observed") for step in steps]
        yield sorted(dated)


def _intervals(histories: Iterable[History], begins: tuple[str, ...], end: str) -> list[Interval]:
    """Days from the beginning of a phase to its end; with False when the watch ended first."""
    found = []
    for history in histories:
        begun = next((day for day, stage, exact in history if exact and stage in begins), None)
        if begun is None:
            continue
        ended = next((day for day, stage, _ in history if day >= begun and stage.startswith(end)), None)
        found.append((((ended or WATCH_ENDED) - begun).days, ended is not None))
    return found


def survival(intervals: list[Interval]) -> list[tuple[float, int]]:
    """Share of projects whose stage has ended after so many days, as steps (share, days)."""
    at_risk, standing, curve = len(intervals), 1.0, []
    for days, same in groupby(sorted(intervals), key=itemgetter(0)):
        group = list(same)
        ended = sum(1 for _, is_end in group if is_end)
        if ended:
            standing *= 1 - ended / at_risk
            curve.append((1 - standing, days))
        at_risk -= len(group)
    return curve
