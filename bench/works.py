"""Work that is no page: files, and the four goals for a past day and a past state of knowledge."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson

from bench import bare
from bench.figures import Row, Speed
from bench.load import Client
from bench.places import PORT, Place
from bench.questions import EXPORTED, YEAR, days

if TYPE_CHECKING:
    from bench.figures import Speed as SpeedOfWork

REPEATS = 5


def export(place: Place, row: Row) -> None:
    """A filtered list as CSV: milliseconds for the whole file, rows a second in place of requests."""
    client = Client(PORT)
    count = orjson.loads(client.get(f"/api/v1/standards/?{urlsplit(EXPORTED).query}&page_size=1")[1])["count"]
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        client.get(EXPORTED)
        taken.append(time.perf_counter() - begun)
    lines = min(count, 20_000)
    row.name = "export as CSV, 信息安全 in force (rps: rows a second)"
    row.product[place.size] = Speed.of(taken, lines / sorted(taken)[len(taken) // 2])
    begun = time.perf_counter()
    found = bare.export(place, list(range(1, lines + 1)))
    seconds = time.perf_counter() - begun
    row.bare = Speed.of([seconds], found / seconds)


def four_goals() -> list[float]:
    """Every goal and area of the year, from the facts, for a past day as known three weeks later. Inside the product."""
    from datetime import UTC, date, datetime

    from programmes import computing
    from programmes.actions_readings import computable_goals

    goals, taken = computable_goals(YEAR), []
    for day in days(date(YEAR, 1, 31), date(YEAR, 12, 31), REPEATS):
        known = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=21)
        begun = time.perf_counter()
        for goal in goals:
            computing.figures(goal, day, known)
        taken.append(time.perf_counter() - begun)
    return taken


def goals_speed(place: Place) -> SpeedOfWork:
    said = place.run("-m", "bench.works")
    return Speed.of(orjson.loads(said.strip().splitlines()[-1]))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    print(orjson.dumps(four_goals()).decode())
