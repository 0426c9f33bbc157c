"""A million standards grown from the real catalogue: real vocabulary, real proportions, invented combinations.

Titles join the Chinese terms of CCS with aspects and kinds of document; English titles are those of real international standards.
About a third of all titles hold 技术, as in the real lists. Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

from portal.base.names import pinyin
from portal.base.reference import records, rows
from standards.designations import parse

SEED = 2020
ASPECTS = (
    ("技术要求", 14),
    ("技术条件", 8),
    ("技术规范", 7),
    ("试验方法", 14),
    ("测试方法", 9),
    ("通用规范", 8),
    ("安全要求", 6),
    ("术语", 5),
    ("检验规则", 4),
    ("评价导则", 4),
    ("设计规范", 4),
    ("信息安全要求", 3),
    ("数据接口", 3),
    ("能效限定值", 2),
    ("环境适应性要求", 2),
    ("互联互通技术要求", 4),
    ("分类与代码", 3),
)
QUALIFIERS = (
    *(
        "",
        "",
        "",
        "工业用",
        "车用",
        "船用",
        "便携式",
        "智能",
        "网络化",
        "绿色",
        "高性能",
        "小型",
        "电动",
        "数字化",
        "低温",
        "高压",
    ),
)
CODES = (
    *(("GB/T", 22), ("GB", 3), ("YD/T", 14), ("SJ/T", 12), ("JB/T", 18)),
    *(("HG/T", 10), ("QC/T", 4), ("QB/T", 8), ("T/CCSA", 5), ("FZ/T", 4)),
)
LEVELS = {"GB/T": "national", "GB": "national", "T/CCSA": "group"}
STATUSES = (("current", 62), ("replaced", 22), ("withdrawn", 12), ("coming", 4))


@dataclass
class Grown:
    """One grown standard with the days of its life. Its number is read only where it is used: reading is the dear part."""

    pk: int
    text: str
    title_pieces: tuple[str, str, str]
    title_en: str
    level: str
    ics: list[str]
    ccs: list[str]
    committee_place: int
    status: str
    published_on: date
    in_force_on: date
    ended_on: date | None

    @cached_property
    def designation(self) -> Any:
        return parse(self.text)

    @property
    def title_zh(self) -> str:
        qualifier, term, aspect = self.title_pieces
        return f"{qualifier}{term} {aspect}"

    @property
    def title_pinyin(self) -> str:
        return " ".join(pinyin(piece) for piece in self.title_pieces if piece)


def _weighted(pairs: tuple[tuple[str, int], ...]) -> list[str]:
    return [value for value, weight in pairs for _ in range(weight)]


def vocabulary() -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """(CCS code, Chinese term), English titles, ICS codes: all real."""
    terms = [(row["code"], row["title_zh"]) for row in rows("ccs.csv") if row["level"] == "3" and row["title_zh"]]
    english = [title for record in records("international_iso.jsonl.xz") if (title := record.get("title_en"))]
    ics = [row["code"] for row in rows("ics.csv") if row["level"] != "1"]
    return terms, english, ics


def standards(number: int) -> Iterator[Grown]:
    """The first `number` grown standards; a smaller number gives a beginning of the larger."""
    chance = random.Random(SEED)
    terms, english, ics = vocabulary()
    aspects, codes, statuses = _weighted(ASPECTS), _weighted(CODES), _weighted(STATUSES)
    counters: dict[str, int] = {}
    first_day, days = date(1990, 1, 1), (date(2026, 6, 30) - date(1990, 1, 1)).days
    for pk in range(1, number + 1):
        code = chance.choice(codes)
        counted = code.removesuffix("/T")  # the nature sign is no part of the identity
        counters[counted] = counters.get(counted, 0) + 1
        ccs, term = chance.choice(terms) if pk % 4 else terms[int(chance.paretovariate(0.6)) * 37 % len(terms)]
        published = first_day + timedelta(days=int(days * chance.random() ** 0.6))
        in_force = published + timedelta(days=chance.choice((60, 90, 120, 180)))
        status = chance.choice(statuses)
        ended = in_force + timedelta(days=chance.randrange(700, 5000)) if status in ("replaced", "withdrawn") else None
        part = f".{chance.randrange(1, 40)}" if chance.random() < 0.3 else ""
        yield Grown(
            pk=pk,
            text=f"{code} {counters[counted]}{part}-{published.year}",
            title_pieces=(chance.choice(QUALIFIERS), term, chance.choice(aspects)),
            title_en=chance.choice(english),
            level=LEVELS.get(code, "industry"),
            ics=[chance.choice(ics)] if chance.random() < 0.8 else [],
            ccs=[ccs],
            committee_place=int(chance.paretovariate(0.8)),
            status=status,
            published_on=published,
            in_force_on=in_force,
            ended_on=ended,
        )


def packs(number: int, size: int) -> Iterator[list[Grown]]:
    """The same standards in packs."""
    rows = standards(number)
    while pack := list(islice(rows, size)):
        yield pack
