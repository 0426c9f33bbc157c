"""Clauses of a text by GB/T 1.1: numbers, headings, annexes; and that nothing is ever lost or counted twice."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.base.documents.clauses import ORDER, clauses_of


def found(*lines):
    return [(one.key, one.heading, one.text) for one in clauses_of("\n".join(lines))]


@pytest.mark.parametrize(
    ("lines", "clauses"),
    (
        (["1 范围", "本文件规定。"], [("1", "范围", "本文件规定。")]),
        (["１　范围"], [("1", "范围", "")]),
        (["1\t范围", "2\t规范性引用文件"], [("1", "范围", ""), ("2", "规范性引用文件", "")]),
        (
            ["1范围", "2术语和定义", "2.1", "标准 standard", "文件。"],
            [("1", "范围", ""), ("2", "术语和定义", ""), ("2.1", "标准 standard", "文件。")],
        ),
        (["1 范围", "1.1 设备应符合表1的规定。"], [("1", "范围", ""), ("1.1", "", "设备应符合表1的规定。")]),
        (
            ["前　言", "起草。", "引言", "1 范围"],
            [("foreword", "前　言", "起草。"), ("introduction", "引言", ""), ("1", "范围", "")],
        ),
        (["GB/T 1—2020", "1 范围"], [("front", "", "GB/T 1—2020"), ("1", "范围", "")]),
        (
            ["目　次", "1 范围 ……………… 1", "附录A （规范性） 方法 ....... 9", "1 范围"],
            [("contents", "目　次", "1 范围 ……………… 1\n附录A （规范性） 方法 ....... 9"), ("1", "范围", "")],
        ),
        (
            ["1 范围", "附　录　A", "（规范性）", "试验方法", "A.1 概述", "A.1.1 装置", "A.2 步骤"],
            [
                ("1", "范围", ""),
                ("A", "（规范性） 试验方法", ""),
                ("A.1", "概述", ""),
                ("A.1.1", "装置", ""),
                ("A.2", "步骤", ""),
            ],
        ),
        (
            ["1 Scope", "Annex A (informative) Examples", "Annex B", "(normative)", "Bibliography", "[1] ISO 1", "1 No clause"],
            [
                ("1", "Scope", ""),
                ("A", "(informative) Examples", ""),
                ("B", "(normative)", ""),
                ("bibliography", "Bibliography", "[1] ISO 1\n1 No clause"),
            ],
        ),
        (["1 范围", "附录A给出了示例", "2 要求"], [("1", "范围", "附录A给出了示例"), ("2", "要求", "")]),
        (["1 范围", "2020年1月1日实施", "3.5 mm 以上", "8 h 后"], [("1", "范围", "2020年1月1日实施\n3.5 mm 以上\n8 h 后")]),
        (["1 范围", "2 mm 以上的板"], [("1", "范围", "2 mm 以上的板")]),
        (["1 范围", "1) 第一项", "a) 第二项", "1、第三项"], [("1", "范围", "1) 第一项\na) 第二项\n1、第三项")]),
        (["4.1 孤立的条"], [("front", "", "4.1 孤立的条")]),
        (["1 范围", "1.1 甲", "1.3 丙", "1.2 乙"], [("1", "范围", ""), ("1.1", "甲", ""), ("1.3", "丙", "1.2 乙")]),
        (["1 范围", "1 范围"], [("1", "范围", "1 范围")]),
        ([], []),
        (["  ", "\f"], []),
    ),
)
def test_clauses_of_a_text(lines, clauses):
    assert found(*lines) == clauses


WORDS = st.text("标准要求试验方法设备系统信息安全", min_size=2, max_size=12)
SENTENCES = st.lists(WORDS.map(lambda text: f"{text}。"), max_size=3)


@st.composite
def drafts(draw):
    """A well-formed text with the clauses it must give: chapters with clauses, annexes with theirs."""
    made = []
    bodies = [(str(n), f"{n} ") for n in range(1, draw(st.integers(1, 5)) + 1)]
    bodies += [(letter, f"附录{letter}\n（规范性）\n") for letter in "ABC"[: draw(st.integers(0, 3))]]
    for key, begun in bodies:
        heading = draw(WORDS)
        made.append((key, heading if key.isdigit() else f"（规范性） {heading}", draw(SENTENCES), f"{begun}{heading}"))
        for number in range(1, draw(st.integers(0, 3)) + 1):
            inner = draw(WORDS)
            made.append((f"{key}.{number}", inner, draw(SENTENCES), f"{key}.{number} {inner}"))
            for deeper in range(1, draw(st.integers(0, 2)) + 1):
                untitled = draw(WORDS) + "。"
                made.append((f"{key}.{number}.{deeper}", "", [untitled], f"{key}.{number}.{deeper}\t{untitled}"))
    return made


@given(drafts())
@settings(max_examples=150, deadline=None)
def test_a_well_formed_draft_gives_exactly_its_clauses(made):
    lines = [line for key, heading, body, first in made for line in (first, *(body if heading else body[1:]))]
    assert found(*lines) == [(key, heading, "\n".join(body)) for key, heading, body, first in made]


ANY_LINE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["1 范围", "2", "1.1", "1.2 要求", "附录 A", "A.1 甲", "前言", "目次", "参考文献", "Annex B", "3 x ... 4", "２ 要求"]
    ),
)


def bare(text):
    return re.sub(r"\s", "", text)


@given(st.lists(ANY_LINE, max_size=25))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_loss_and_without_a_number_twice(lines):
    clauses = clauses_of("\n".join(lines))
    keys = [one.key for one in clauses]
    assert len(set(keys)) == len(keys)
    chapters = [int(key) for key in keys if key.isdigit()]
    assert chapters == sorted(chapters)
    assert all(key in ORDER or key.rpartition(".")[0] in ("", *keys) for key in keys)
    kept = "".join(one.heading + one.text for one in clauses)
    missing = [letter for letter in bare("".join(lines)) if letter not in kept and not re.match(r"[\d.．附录AnexB]", letter)]
    assert missing == []
