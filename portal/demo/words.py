"""Titles of demonstration standards, put together from word lists in both languages (things.csv, topics.csv).

A title is a place, a thing and an aspect: 工业园区用5G基站测试方法, “Test methods for 5G base stations in industrial
parks”.
"""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Topic:
    """A key area of 2020, or (without a slug) what lies outside them: its things and the classes its standards get."""

    slug: str
    name_zh: str
    weight: int
    ics: tuple[str, ...]
    ccs: tuple[str, ...]
    things: tuple[tuple[str, str], ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def topics() -> list[Topic]:
    """The key areas in the order of the list, then what lies outside."""
    things = defaultdict(list)
    for row in _rows("things.csv"):
        things[row["topic"]].append((row["zh"], row["en"]))
    return [
        Topic(
            row["slug"],
            row["name_zh"],
            int(row["weight"]),
            tuple(row["ics"].split()),
            tuple(row["ccs"].split()),
            tuple(things[row["slug"]]),
        )
        for row in _rows("topics.csv")
    ]


ASPECTS = (
    ("技术要求", "Technical requirements for"),
    ("测试方法", "Test methods for"),
    ("通用规范", "General specification for"),
    ("接口要求", "Interface requirements for"),
    ("评价方法", "Evaluation of"),
    ("术语", "Terms for"),
    ("安全要求", "Safety requirements for"),
    ("应用指南", "Guide to the use of"),
    ("数据格式", "Formats used with"),
    ("可靠性试验方法", "Reliability tests for"),
    ("安装与验收规范", "Installation and acceptance of"),
    ("能效限定值", "Energy efficiency limits of"),
    ("环境适应性要求", "Environmental requirements for"),
    ("运行维护要求", "Operation and maintenance of"),
)
PLACES = (
    ("", ""),
    ("工业园区用", " in industrial parks"),
    ("高原地区用", " at high altitude"),
    ("中小企业用", " in small and medium-sized enterprises"),
    ("港口用", " in ports"),
    ("矿山用", " in mines"),
    ("船用", " on ships"),
    ("楼宇用", " in buildings"),
    ("应急场合用", " in emergencies"),
)


class Titles:
    """Titles of a topic, none given twice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.given: set[str] = set()

    def draw(self, topic: Topic) -> tuple[str, str]:
        """A title in Chinese and in English."""
        while True:
            place_zh, place_en = self.dice.choice(PLACES) if self.dice.random() < 0.6 else PLACES[0]
            thing_zh, thing_en = self.dice.choice(topic.things)
            aspect_zh, aspect_en = self.dice.choice(ASPECTS)
            title = f"{place_zh}{thing_zh}{aspect_zh}"
            if title not in self.given:
                self.given.add(title)
                return title, f"{aspect_en} {thing_en}{place_en}"

    def classes(self, topic: Topic) -> tuple[list[str], list[str]]:
        """One ICS and one CCS class that fit the topic."""
        return [self.dice.choice(topic.ics)], [self.dice.choice(topic.ccs)]
