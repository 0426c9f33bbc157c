"""Where the lines, ticks and words of a chart stand. Pure geometry: the markup is `templates/components/line_chart.html`."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from portal.base import wording

SMALL, STRONG = 12, 13
"""Font sizes of the stylesheet, in the units of the drawing."""
AIR = 8
STEPS = (1, 2, 2.5, 5, 10)
STRIDES = (1, 2, 3, 6, 12)

Box = tuple[float, float, float, float]
Place = tuple[float, float]


@dataclass(frozen=True)
class Forecast:
    """What is expected for a day: the middle, and the band of which the page says how sure it is."""

    on: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Series:
    """What is drawn. `ceiling` fixes the top of the axis (100 for a rate); `today` cuts nothing, it only is the last reading."""

    readings: Sequence[tuple[date, float]]
    start: date
    end: date
    forecast: Sequence[Forecast] = ()
    target: float | None = None
    target_words: str = ""
    ceiling: float | None = None
    unit: str = ""
    """Stands right behind a value: "%" or nothing."""


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True)
class Plot:
    """One drawing: all numbers are in its own units, with one decimal at most."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    line: str
    ahead: str
    band: str
    target: float | None
    target_label: Label | None
    dot: Place | None
    value_label: Label | None


@dataclass(frozen=True)
class Track:
    """A goal card's bar, in per cent of its width."""

    done: float
    likely: float
    """How much more is nearly sure: from what is done to the low end of the forecast."""
    ahead_from: float
    ahead: float
    """The forecast's band."""
    mark: float | None


def share(part: float | None, whole: float | None) -> float:
    """Part of a whole as 0 to 100; nothing of nothing is 0."""
    return round(min(max(100 * float(part or 0) / float(whole), 0), 100), 1) if whole else 0.0


def goal_track(
    value: float | None,
    target: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    ceiling: float | None = None,
) -> Track:
    """The target stands at 80 % of the bar unless something reaches further; a rate's bar ends at its ceiling."""
    given = [float(v) for v in (value, high) if v is not None]
    full = ceiling or max([float(target or 0) * 1.25, *(v * 1.02 for v in given)])
    done = share(value, full)
    begin = max(share(low, full), done)
    known = low is not None and high is not None
    return Track(
        done=done,
        likely=round(begin - done, 1) if known else 0.0,
        ahead_from=begin,
        ahead=round(max(share(high, full) - begin, 0), 1) if known else 0.0,
        mark=share(target, full) if target is not None else None,
    )


def axis(top: float, *, ceiling: float | None = None, parts: int = 4) -> tuple[float, ...]:
    """Round values from nought to the top or a little over it, in about four whole steps."""
    if ceiling is not None:
        return tuple(ceiling * n / parts for n in range(parts + 1))
    rough = max(top, 1) / parts
    ten = 10.0 ** math.floor(math.log10(rough))
    step = next(s * ten for s in STEPS if s * ten >= rough - 1e-9)
    step = math.ceil(step) if step < 10 else step
    return tuple(n * step for n in range(math.ceil(max(top, 1) / step - 1e-9) + 1))


def text_width(text: str, size: float = SMALL) -> float:
    """A safe estimate: a Chinese character is as wide as high, others take six tenths."""
    return sum(size if ord(c) > 0x2E7F else size * 0.6 for c in text)


def months(start: date, end: date) -> list[date]:
    """First days of the months from `start` until before `end`."""
    first = start.year * 12 + start.month - 1 + (start.day > 1)
    last = end.year * 12 + end.month - 1 + (end.day > 1)
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, last)]


def month_ticks(series: Series, span: Place, language: str) -> tuple[Tick, ...]:
    """As many month names as fit side by side; a January bears its year when there are several years."""
    days = months(series.start, series.end)
    years = len({d.year for d in days}) > 1
    labels = [(d, wording.month(d, language, year=years and d.month == 1)) for d in days]
    if not labels:
        return ()
    widest = max(text_width(text) for _, text in labels) + AIR
    room = (span[1] - span[0]) / len(labels)
    stride = next((s for s in STRIDES if s * room >= widest), 12)
    return tuple(Tick(x_of(d, series, span), text) for d, text in labels if (d.month - 1) % stride == 0)


def x_of(on: date, series: Series, span: Place) -> float:
    whole = (series.end - series.start).days or 1
    return round(span[0] + (span[1] - span[0]) * min(max((on - series.start).days / whole, 0), 1), 1)


def y_of(value: float, top_value: float, span: Place) -> float:
    return round(span[1] - (span[1] - span[0]) * min(max(float(value) / top_value, 0), 1), 1)


def points(places: Iterable[Place]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)


def line_plot(series: Series, *, width: int, height: int, language: str) -> Plot:
    """Place everything for one width; the page draws a wide and a narrow one, since letters must not shrink with the drawing."""
    fixed = replace(series, readings=tuple(series.readings), forecast=tuple(series.forecast))
    return _line_plot(fixed, width=width, height=height, language=language)


@lru_cache(maxsize=500)
def _line_plot(series: Series, *, width: int, height: int, language: str) -> Plot:
    values = [v for _, v in series.readings] + [f.high for f in series.forecast] + [series.target or 0]
    ladder = axis(max(values), ceiling=series.ceiling)
    marks = [wording.number(v) + series.unit for v in ladder]
    left = math.ceil(max(map(text_width, marks))) + 10
    across, down = (left, width - 20), (16, height - 28)
    read = [(x_of(d, series, across), y_of(v, ladder[-1], down)) for d, v in series.readings]
    mid = [(x_of(f.on, series, across), y_of(f.middle, ladder[-1], down)) for f in series.forecast]
    high = [(x, y_of(f.high, ladder[-1], down)) for (x, _), f in zip(mid, series.forecast, strict=True)]
    low = [(x, y_of(f.low, ladder[-1], down)) for (x, _), f in zip(mid, series.forecast, strict=True)]
    ahead = [*read[-1:], *mid] if mid else []
    target = y_of(series.target, ladder[-1], down) if series.target is not None else None
    lines = [read, ahead, *([high, low] if mid else [])]
    value_label = label_value(series, read, target, lines, (left, width)) if read else None
    return Plot(
        width=width, height=height, left=across[0], right=across[1], top=down[0], bottom=down[1],
        x_ticks=month_ticks(series, across, language),
        y_ticks=tuple(Tick(y_of(v, ladder[-1], down), m) for v, m in zip(ladder, marks, strict=True)),
        line=points(read), ahead=points(ahead), band=points([*read[-1:], *high, *reversed(low)]) if mid else "",
        target=target, target_label=label_target(series, target, value_label, lines, across) if target is not None else None,
        dot=read[-1] if read else None, value_label=value_label,
    )  # fmt: skip


def label_value(
    series: Series, read: Sequence[Place], target: float | None, lines: Sequence[Sequence[Place]], edges: Place
) -> Label:
    """Day and value of the last reading, at the first place beside its dot that covers no line and no target."""
    on, value = series.readings[-1]
    x, y = read[-1]
    text = f"{on:%m-%d} {wording.number(value)}{series.unit}"
    tries = [Label(x + dx, y + dy, a, text) for dx, dy, a in (
        (-10, -10, "end"), (10, 20, "start"), (-10, 22, "end"), (10, -10, "start"), (-10, -28, "end"), (-10, 40, "end"),
    )]  # fmt: skip
    rule = [[(edges[0], target), (edges[1], target)]] if target is not None else []
    return least_covered(tries, [*lines, *rule], [], edges, STRONG)


def label_target(series: Series, y: float, taken: Label | None, lines: Sequence[Sequence[Place]], across: Place) -> Label:
    """The target's words lie on its line, left before right, above before below."""
    tries = [
        Label(x, round(y + dy, 1), anchor, series.target_words)
        for x, anchor in ((across[0] + AIR, "start"), (across[1] - AIR, "end"))
        for dy in (-6, 16)
    ]
    boxes = [box_of(taken, STRONG)] if taken else []
    return least_covered(tries, lines, boxes, (across[0], across[1] + 20), SMALL)


def least_covered(
    tries: Sequence[Label], lines: Sequence[Sequence[Place]], boxes: Sequence[Box], edges: Place, size: float
) -> Label:
    """The first try with nothing under it, else the one with the least."""

    def covered(label: Label) -> int:
        box = box_of(label, size)
        outside = 100 * (box[0] < edges[0] or box[2] > edges[1] or box[1] < 0)
        return outside + 50 * sum(overlap(box, b) for b in boxes) + sum(crosses(line, box) for line in lines)

    return min(tries, key=covered)


def box_of(label: Label, size: float) -> Box:
    wide = text_width(label.text, size)
    begin = label.x - (wide if label.anchor == "end" else 0)
    return (begin, label.y - size, begin + wide, label.y + 3)


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def crosses(line: Sequence[Place], box: Box) -> int:
    """How many of the points close together along the line lie in the box."""
    inside = 0
    for (x1, y1), (x2, y2) in pairwise(line):
        stops = max(int(math.hypot(x2 - x1, y2 - y1) // 2), 1)
        for n in range(stops + 1):
            x, y = x1 + (x2 - x1) * n / stops, y1 + (y2 - y1) * n / stops
            inside += box[0] < x < box[2] and box[1] < y < box[3]
    return inside
