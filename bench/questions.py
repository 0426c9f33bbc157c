"""What is asked: each line of the table with its addresses, the same rows in SQL, and the same question to Datasette.

All questions follow from the seed and are the same at every size; the records asked for are among the first 100,000.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from urllib.parse import quote, urlencode

from bench.grown import ASPECTS, QUALIFIERS, SEED, Grown, standards, vocabulary
from standards.search.text import stream

DIFFERENT = 200
YEAR = 2020
FACETS = "&".join(f"_facet={name}" for name in ("status", "level", "year", "committee"))
GOALS = ("formulated", "demonstrated", "conversion-rate", "led")


@dataclass(frozen=True)
class Question:
    """One line of the table. `api` finds the rows that bare SQL fetches by key; `side` is Datasette's address."""

    name: str
    group: str
    paths: list[str]
    api: list[str] | None = None
    side: list[str] | None = None


@cache
def known_records() -> list[Grown]:
    """Some of the first 100,000, spread evenly: they are there at every size."""
    return list(islice(standards(100_000), 0, None, 100_000 // (DIFFERENT * 2)))


def _finder(pairs: list[dict[str, str]]) -> list[str]:
    return [f"/standards/?{urlencode(pair)}" if pair else "/standards/" for pair in pairs]


def _api(pairs: list[dict[str, str]]) -> list[str]:
    return [f"/api/v1/standards/?{urlencode(pair | {'page_size': '20'})}" for pair in pairs]


def _side(search: list[str], extra: str = FACETS) -> list[str]:
    return [f"/portal/standards.json?_search={quote(text)}&_size=20&{extra}" for text in search]


def grams(text: str) -> str:
    """A Chinese text as Datasette's index holds it: every two characters in a row, all of them asked for."""
    run = stream(text)
    return " ".join(f'"{run[at : at + 2]}"' for at in range(len(run) - 1))


def _words(name: str, texts: list[str]) -> Question:
    pairs = [{"q": text} for text in texts]
    side = _side([" ".join(grams(word) for word in text.split()) for text in texts])
    return Question(f"finder, {name}", "finder", _finder(pairs), _api(pairs), side)


def rare_words() -> list[str]:
    """A term with a quality before it: three hits in 100,000, some thirty in a million."""
    chance, terms = random.Random(SEED + 10), [term for _, term in vocabulary()[0] if len(term) > 3 and term.isalpha()]
    qualities = [word for word in QUALIFIERS if word]
    return [chance.choice(qualities) + chance.choice(terms) for _ in range(DIFFERENT)]


def two_words() -> list[str]:
    chance, terms = random.Random(SEED + 11), [term for _, term in vocabulary()[0] if len(term) > 1 and term.isalpha()]
    return [f"{chance.choice(terms)} {chance.choice(ASPECTS)[0]}" for _ in range(DIFFERENT)]


def two_characters() -> list[str]:
    """Any two in a row of real titles, also across words."""
    chance = random.Random(SEED + 12)
    runs = [run for row in known_records() if len(run := stream(row.title_zh)) > 3]
    return [run[at : at + 2] for run in runs[:DIFFERENT] for at in [chance.randrange(len(run) - 1)]]


def finder_questions() -> Iterator[Question]:
    yield _words("rare word", rare_words())
    yield _words("two words", two_words())
    yield _words("two characters", two_characters())
    pages = [{"q": "技术", "page": str(page)} for page in range(1, 11)]
    cursors = [{"q": "技术", "cursor": f"from-{20 * page}"} for page in range(10)]
    yield Question("finder, word in a third of all titles", "finder", _finder(pages), _api(cursors), _side([grams("技术")]))
    codes = ("GB/T", "YD/T", "SJ/T", "JB/T", "HG/T")
    prefixes = [f"{code} {place}" for place in range(11, 51) for code in codes]
    pairs = [{"q": text} for text in prefixes]
    side = [f"/portal/standards.json?designation__startswith={quote(text)}&_size=20&{FACETS}" for text in prefixes]
    yield Question("finder, number prefix", "finder", _finder(pairs), _api(pairs), side)
    numbers = [str(row.designation) for row in known_records()[:DIFFERENT]]
    side = [f"/portal/standards.json?designation__exact={quote(text)}&_size=20&{FACETS}" for text in numbers]
    whole = [{"q": text} for text in numbers]
    yield Question("finder, whole number", "finder", _finder(whole), _api(whole), side)
    side = [f"/portal/standards.json?_size=20&{FACETS}"]
    paged: list[dict[str, str]] = [{"page": str(page)} for page in range(1, 11)]
    yield Question("finder, no query", "finder", _finder(paged), _api([{}]), side)
    filters = [{"q": "技术", "status": "current", "year": str(year)} for year in range(2000, 2026)]
    side = [f"{_side([grams('技术')])[0]}&status=current&year={year}" for year in range(2000, 2026)]
    yield Question("finder, that word and two filters", "finder", _finder(filters), _api(filters), side)


MIXED = "finder, a mix of all these"
PAST = "goal with its records, past day, as known then"
KEPT = {MIXED, "front page", "record page", "progress page, a day of the year", PAST}
"""Lines measured once more with answers kept as in service."""
SHARES = {"rare word": 60, "two words": 60, "two characters": 85, "number prefix": 60}


def mixed_questions() -> Iterator[Question]:
    """The mix of docs/performance.md: mostly words and beginnings of numbers, ten times the word in a third of all titles."""
    ready = {one.name.removeprefix("finder, "): one for one in finder_questions()}
    paths = [path for name, share in SHARES.items() for path in ready[name].paths[:share]]
    paths += ready["word in a third of all titles"].paths[:10]
    random.Random(SEED + 14).shuffle(paths)
    yield Question(MIXED, "mix", paths)


def record_questions() -> Iterator[Question]:
    rows = known_records()[:DIFFERENT]
    slugs = [row.designation.slug for row in rows]
    side = [f"/portal/standards/{row.pk}.json" for row in rows]
    yield Question("record page", "record", [f"/standard/{slug}/" for slug in slugs], side=side)


def days(first: date, last: date, number: int) -> list[date]:
    chance = random.Random(SEED + 13)
    return sorted(first + timedelta(days=chance.randrange((last - first).days)) for _ in range(number))


def progress_questions() -> Iterator[Question]:
    year = days(date(YEAR, 1, 1), date(YEAR, 12, 31), 60)
    yield Question(
        "progress page, a day of the year", "progress", [f"/progress/{YEAR}/?on={day}" for day in year], side=_counts(year)
    )
    ledgers = [f"/progress/{YEAR}/{goal}/?on={day}&known={day + timedelta(days=20)}" for day in year for goal in GOALS]
    yield Question(PAST, "progress", ledgers, side=_counts(year))


def _counts(year: list[date]) -> list[str]:
    """Standards published in the year up to the day, by key area: one of the four goals, in Datasette's own way to ask."""
    sql = """select area, count(distinct tags.standard) from tags join events on events.standard = tags.standard
        where event = 'published' and day >= '{first}' and day <= '{day}' and since <= '{day}' group by area"""
    texts = [" ".join(sql.format(first=f"{day.year}-01-01", day=day).split()) for day in year]
    return [f"/portal.json?{urlencode({'sql': text})}" for text in texts]


def api_questions() -> Iterator[Question]:
    plain: list[dict[str, str]] = [{}]
    size = "_size=20"
    yield Question("API list", "api", _api(plain), _api(plain), [f"/portal/standards.json?{size}&_nocount=1"])
    asked = [{"q": text} for text in two_words()]
    search = [" ".join(grams(word) for word in text["q"].split()) for text in asked]
    yield Question("API list, two words", "api", _api(asked), _api(asked), _side(search, size))
    filters = [{"status": "current", "year": str(year)} for year in range(2000, 2026)]
    side = [f"/portal/standards.json?status=current&year={year}&{size}" for year in range(2000, 2026)]
    yield Question("API list, two filters", "api", _api(filters), _api(filters), side)


def page_questions() -> Iterator[Question]:
    yield Question("page without records", "page", ["/accessibility/"])
    yield Question("front page", "page", ["/"])


GROUPS: dict[str, Callable[[], Iterator[Question]]] = {
    "page": page_questions,
    "finder": finder_questions,
    "mix": mixed_questions,
    "record": record_questions,
    "progress": progress_questions,
    "api": api_questions,
}
EXPORTED = f"/standards.csv?{urlencode({'q': '信息安全', 'status': 'current'})}"
