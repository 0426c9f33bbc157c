"""Two versions compared: which clauses, which words; nothing shown twice, nothing left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.base.documents.clauses import clauses_of
from portal.base.documents.comparing import compare, even, words

OLD = """1 范围
本文件规定了设备的要求。
2 术语和定义
没有需要界定的术语和定义。
3 要求
3.1 温度
不超过40 ℃。
3.2 湿度
不超过80%。"""


def states(old, new):
    rows = compare(clauses_of(old), clauses_of(new))
    return [(str(row.state), row.old.key if row.old else "", row.new.key if row.new else "") for row in rows]


@pytest.mark.parametrize(
    ("change", "expected"),
    (
        (("", ""), [("same", k, k) for k in ("1", "2", "3", "3.1", "3.2")]),
        (
            ("40 ℃", "45 ℃"),
            [("same", "1", "1"), ("same", "2", "2"), ("same", "3", "3"), ("changed", "3.1", "3.1"), ("same", "3.2", "3.2")],
        ),
        (
            ("3.1 温度", "3.1 电压\n电压为220 V。\n3.2 温度"),
            [
                ("same", "1", "1"),
                ("same", "2", "2"),
                ("same", "3", "3"),
                ("added", "", "3.1"),
                ("renumbered", "3.1", "3.2"),
                ("renumbered", "3.2", "3.3"),
            ],
        ),
        (
            ("3.1 温度\n不超过40 ℃。\n3.2", "3.1"),
            [("same", "1", "1"), ("same", "2", "2"), ("same", "3", "3"), ("removed", "3.1", ""), ("renumbered", "3.2", "3.1")],
        ),
        (
            ("本文件规定了设备的要求。", "本文件规\n定了设 备的要求。"),
            [("same", k, k) for k in ("1", "2", "3", "3.1", "3.2")],
        ),
    ),
)
def test_what_became_of_each_clause(change, expected):
    new = OLD.replace("3.2 湿度", "3.3 湿度").replace(*change) if "电压" in change[1] else OLD.replace(*change)
    assert states(OLD, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    (
        ("不超过40 ℃。", "不超过45 ℃。", (["40"], ["45"])),
        ("应进行试验", "宜进行试验", (["应"], ["宜"])),
        ("the test shall be done", "the test should be done", (["shall"], ["should"])),
        ("一样", "一样", ([], [])),
        ("", "新增", ([], ["新增"])),
        ("删去", "", (["删去"], [])),
    ),
)
def test_which_words_differ(old, new, marked):
    one, other = words(old, new)
    assert ([text for text, only in one if only], [text for text, only in other if only]) == marked


TEXTS = st.text("标准要求试验ab 12。，\n", max_size=60)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_pieces_are_the_texts_and_the_unmarked_ones_are_common(old, new):
    one, other = words(old, new)
    assert ("".join(text for text, _only in one), "".join(text for text, _only in other)) == (even(old), even(new))
    assert "".join(text for text, only in one if not only) == "".join(text for text, only in other if not only)


DRAFTS = st.lists(
    st.sampled_from(["1 范围", "2 要求", "2.1 温度", "2.2 湿度", "甲乙丙。", "丁戊己。", "3 试验", "附录A", "A.1 概述"]),
    max_size=14,
)


@given(DRAFTS, DRAFTS)
@settings(max_examples=200, deadline=None)
def test_every_clause_of_both_stands_once_and_in_order(old, new):
    before, after = clauses_of("\n".join(old)), clauses_of("\n".join(new))
    rows = compare(before, after)
    assert ([row.old for row in rows if row.old], [row.new for row in rows if row.new]) == (before, after)


def test_a_text_compared_with_itself_differs_nowhere():
    assert {row.state for row in compare(clauses_of(OLD), clauses_of(OLD))} == {"same"}
