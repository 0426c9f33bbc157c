"""`make bench`: fill a PostgreSQL with 100,000 and 1,000,000 standards and print one table of speeds.

    python -m bench                     both sizes, everything, databases thrown away at the end
    python -m bench --keep              leave the databases for the next run, which then starts at once
    python -m bench --only finder       one group: page, finder, record, progress, api, work
    python -m bench --size 100000       one size

PORTAL_DATA names the folder for index and SQLite files (default: var/bench), BENCH_PORT the first of two ports (9200),
BENCH_CATALOGUE a file of international records to import in place of the shipped ones.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from bench import bare, datasette_side, places, works
from bench.figures import Row, Speed, table
from bench.load import Ask, Client, alone, together, warm
from bench.places import PORT, ROOT, Place, say
from bench.questions import GROUPS, KEPT, Question

SIZES = (100_000, 1_000_000)
SECONDS = 3.0
MOST = 1000
COUNT = "X-Bench-Count: 1\r\n"


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, action="append", help="one size; may be given twice")
    parser.add_argument("--only", action="append", choices=[*GROUPS, "work"], help="one group; may be given twice")
    parser.add_argument("--keep", action="store_true", help="keep the databases, and use those that were kept")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each measurement")
    parser.add_argument("--without-datasette", action="store_true", help="only psycopg2 beside the product")
    return parser.parse_args()


def product(place: Place, master: int, question: Question, seconds: float) -> Speed:
    """One client, eight clients, then the queries of one answer, counted apart from the timing."""
    client = Client(PORT)
    warm(client.get, question.paths)
    before = places.processor_seconds(place, master)
    taken = alone(client.get, question.paths, seconds, MOST)
    busy = (places.processor_seconds(place, master) - before) / len(taken)
    rps = together(partial(_open, PORT), question.paths, seconds)
    counting = Client(PORT, COUNT)
    heads = [counting.get(path)[0].lower() for path in question.paths[:20]]
    queries = [int(head.split(b"x-bench-queries:", 1)[1].split(b"\r\n", 1)[0]) for head in heads]
    return Speed.of(taken, rps, sorted(queries)[len(queries) // 2], busy)


def _open(port: int) -> Ask:
    return Client(port).get


def measure(place: Place, rows: dict[str, Row], options: argparse.Namespace, *, beside: bool) -> None:
    """The product's lines for one size, with what stands beside it on the largest."""
    questions = [one for name, make in GROUPS.items() if name in (options.only or GROUPS) for one in make()]
    with places.serving(place) as master:
        for question in questions:
            row = rows.setdefault(question.name, Row(question.name))
            row.product[place.size] = product(place, master, question, options.seconds)
            if beside and (found := bare.measure(place, question, options.seconds / 2)):
                row.bare = Speed.of(*found)
            say(f"{place.size:>9,} {table([row]).splitlines()[-1]}")
            keep_rows(place.home, rows)
        if "work" in (options.only or ["work"]):
            works.export(place, rows.setdefault("export", Row("export")))
            goals = rows.setdefault("goals", Row("four goals × 24 areas from the facts, past day, as known then (inside)"))
            goals.product[place.size] = works.goals_speed(place)
        resident, share = places.memory(master)
        say(f"{place.size:>9,} web server with its two workers: {resident:.0f} MB resident, {share:.0f} MB its own share")
    keeping(place, rows, options)
    if beside and not options.without_datasette:
        compare(place, questions, rows, options.seconds)


def keeping(place: Place, rows: dict[str, Row], options: argparse.Namespace) -> None:
    """What is kept in service once more, with the finder's latest answers and the dashboards kept as they are there."""
    with places.serving(place, BENCH_KEEP_ANSWERS="on") as master:
        for question in [one for name, make in GROUPS.items() if name in (options.only or GROUPS) for one in make()]:
            if question.name in KEPT:
                name = f"{question.name}, kept as in service"
                rows.setdefault(name, Row(name)).product[place.size] = product(place, master, question, options.seconds)
                say(f"{place.size:>9,} {table([rows[name]]).splitlines()[-1]}")


def compare(place: Place, questions: list[Question], rows: dict[str, Row], seconds: float) -> None:
    with datasette_side.serving(place):
        for question in questions:
            if question.side:
                rows[question.name].datasette = Speed.of(*datasette_side.measure(question.side, seconds))
                say(f"Datasette {table([rows[question.name]]).splitlines()[-1]}")
                keep_rows(place.home, rows)


def prepare(at: str, home: Path, sizes: list[int], *, keep: bool) -> dict[str, object]:
    """Databases that are not there yet, all from one base."""
    log: dict[str, object] = {}
    wanted = [place for size in sizes if not (keep and places.exists(place := Place(at, size, home)))]
    if wanted:
        base, made = Place(at, 0, home), dict[str, float]()
        places.make_base(base, made)
        log["import"] = made
        for place in wanted:
            log[place.database] = places.make(place, base)
        places.throw_away(base)
    return log


def keep_rows(home: Path, rows: dict[str, Row]) -> None:
    kept = {"rows": {key: row.as_plain() for key, row in rows.items()}}
    (home / "results.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False))


def kept_rows(home: Path) -> dict[str, Row]:
    """The rows of the run before: what is not measured this time stays in the table."""
    path = home / "results.json"
    kept = json.loads(path.read_text())["rows"] if path.exists() else {}
    return {key: Row.from_plain(plain) for key, plain in kept.items()}


def machine() -> str:
    cpu = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ""
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    return f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GB, Python {platform.python_version()}"


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("stopped"))  # so that servers are stopped too
    os.chdir(ROOT)
    home = Path(os.environ.get("PORTAL_DATA") or ROOT / "var" / "bench").absolute()
    sizes = sorted(options.size or SIZES)
    at = places.server()
    log = prepare(at, home, sizes, keep=options.keep)
    rows = kept_rows(home) if options.keep else {}
    say(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {machine()}; load before measuring {os.getloadavg()[0]:.1f}")
    for size in sizes:
        measure(Place(at, size, home), rows, options, beside=size == sizes[-1])
    say(f"\n{table(list(rows.values()))}\n\nload after measuring {os.getloadavg()[0]:.1f}")
    keep_rows(home, rows)
    (home / "filling.json").write_text(json.dumps(log, indent=1, default=str))
    if not options.keep:
        for size in sizes:
            places.throw_away(Place(at, size, home))


if __name__ == "__main__":
    main()
