"""One row at a time, without tables: headings, cells, statuses, numbers, adoption statements."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.base.facts import last_possible
from standards.imports import cells, chinese_rows, headings, international_rows
from standards.imports.candidates import Link, Taken
from standards.imports.said import RowConflicting, RowRejected
from standards.imports.stages import Seen, events_of, standing
from standards.imports.tables import Row

SNAPSHOT = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("printed", "day", "precision", "last"),
    (
        ("2020-05-01", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("2020.5.1", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("2020/05/01", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("2020年5月1日", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("２０２０年５月１日", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("2020 年 5 月", date(2020, 5, 1), "month", date(2020, 5, 31)),
        ("2020-05", date(2020, 5, 1), "month", date(2020, 5, 31)),
        ("2020", date(2020, 1, 1), "year", date(2020, 12, 31)),
        ("2020年", date(2020, 1, 1), "year", date(2020, 12, 31)),
        (2020.0, date(2020, 1, 1), "year", date(2020, 12, 31)),
        ("20200501", date(2020, 5, 1), "day", date(2020, 5, 1)),
        ("2020-05-01 00:00:00", date(2020, 5, 1), "day", date(2020, 5, 1)),
        (datetime(2020, 5, 1, 8), date(2020, 5, 1), "day", date(2020, 5, 1)),
    ),
)
def test_days_in_every_spelling(printed, day, precision, last):
    assert cells.day(printed, "published") == (day, precision, last)


@pytest.mark.parametrize("printed", ("", None, "—", "/", "无"))
def test_nothing_is_no_day(printed):
    assert cells.day(printed, "published") is None


@pytest.mark.parametrize("printed", ("2020-13-01", "2020-02-30", "5月1日", "soon", "1020-01-01", "20-05-01"))
def test_what_is_no_day_is_rejected_with_its_column(printed):
    with pytest.raises(RowRejected) as refusal:
        cells.day(printed, "published")
    assert refusal.value.column == "published"


@pytest.mark.parametrize(
    ("received", "clean"),
    (
        ("　通信\u00a0 协议　", "通信 协议"),
        ("通信\n协议", "通信 协议"),
        ("a\u200bb\ufeff", "ab"),
        (3.0, "3"),
        (None, ""),
        ("标准（试行）", "标准（试行）"),
    ),
)
def test_text_is_tidied_but_not_rewritten(received, clean):
    assert cells.text(received) == clean


@pytest.mark.parametrize(
    ("row", "fields"),
    (
        (["序号", "标准编号", "标准名称"], {1: "designation", 2: "title_zh"}),
        (["标准\n编号", "标 准 名 称", "实施\n日期"], {0: "designation", 1: "title_zh", 2: "in_force"}),
        (
            ["序号", "标准编号", "标准名称", "标准主要内容", "代替标准", "采标情况", "实施日期"],
            {1: "designation", 2: "title_zh", 3: "content", 4: "replaces", 5: "adoption", 6: "in_force"},
        ),
        (
            ["seq", "designation", "title_zh", "main_content", "replaces", "adoption_raw"],
            {1: "designation", 2: "title_zh", 3: "content", 4: "replaces", 5: "adoption"},
        ),
        (["reason", "Designation", "STATUS"], {1: "designation", 2: "status"}),
        (["发布日期", "发布日期", "标准号"], {0: "published", 2: "designation"}),
        (["苹果", "梨"], {}),
    ),
)
def test_headings_in_any_order_and_language(row, fields):
    assert headings.match(row, "standards") == fields


@pytest.mark.parametrize(
    ("row", "holds"),
    (
        ({"body": "ISO", "stage": "60.60"}, "current"),
        ({"body": "ISO", "stage": "90.92"}, "current"),
        ({"body": "ISO", "stage": "95.20"}, "current"),
        ({"body": "ISO", "stage": "95.99"}, "withdrawn"),
        ({"body": "ISO", "stage": "95.99", "replaced_by": ["ISO 2"]}, "replaced"),
        ({"body": "ISO", "stage": "60.00"}, "draft"),
        ({"body": "ISO", "stage": "40.20"}, "draft"),
        ({"body": "ISO", "stage": "30.98"}, "cancelled"),
        ({"body": "ISO"}, "unclear"),
        ({"body": "IEC", "stage": "PUBLISHED"}, "current"),
        ({"body": "IEC", "stage": "REVISED"}, "replaced"),
        ({"body": "IEC", "stage": "REPLACED"}, "replaced"),
        ({"body": "IEC", "stage": "WITHDRAWN"}, "withdrawn"),
        ({"body": "ITU", "stage": "Published"}, "current"),
        ({"body": "ITU", "stage": "Withdrawal"}, "withdrawn"),
        ({"body": "ITU"}, "unclear"),
        ({"body": "IEEE", "stage": "Draft", "status": "Active"}, "draft"),
        ({"body": "IEEE", "stage": "Draft", "status": "Inactive"}, "withdrawn"),
        ({"body": "IEEE", "stage": "Approved", "status": "Active"}, "current"),
        ({"body": "IEEE", "status": "Superseded"}, "replaced"),
        ({"body": "IEEE", "stage": "Reserved", "status": "Inactive"}, "withdrawn"),
        ({"body": "W3C", "stage": "Recommendation"}, "current"),
        ({"body": "W3C", "stage": "Working Draft"}, "draft"),
        ({"body": "W3C", "stage": "Retired"}, "withdrawn"),
        ({"body": "IETF", "stage": "PROPOSED STANDARD"}, "current"),
        ({"body": "IETF", "stage": "PROPOSED STANDARD", "replaced_by": ["RFC 2"]}, "withdrawn"),
        ({"body": "IETF", "stage": "HISTORIC"}, "withdrawn"),
        ({"body": "IETF", "stage": "UNKNOWN"}, "unclear"),
        ({"body": "JIS", "stage": "valid"}, "current"),
        ({"body": "JIS", "stage": "withdrawn"}, "withdrawn"),
        ({"body": "EASC", "stage": "replaced"}, "replaced"),
        ({"body": "ETSI"}, "unclear"),
        ({"body": "3GPP"}, "unclear"),
        ({"body": "ASTM", "stage": "现行"}, "current"),
        ({"body": "ASTM", "stage": "废止"}, "withdrawn"),
    ),
)
def test_status_words_of_each_body(row, holds):
    assert standing(row) == holds


def seen(event, day, stage="", note="", precision="day"):
    return Seen(event, day, last_possible(day, precision), precision, stage, note)


@pytest.mark.parametrize(
    ("row", "events"),
    (
        (
            {"body": "ISO", "stage": "95.99", "published": "2000-05", "stage_date": "2010-02-03"},
            [seen("published", date(2000, 5, 1), precision="month"), seen("withdrawn", date(2010, 2, 3), "95.99")],
        ),
        (
            {"body": "ISO", "stage": "95.99", "published": "2000-05-01"},
            [seen("published", date(2000, 5, 1)), seen("seen_ended", SNAPSHOT, "95.99")],
        ),
        ({"body": "ISO", "stage": "60.60"}, [seen("seen_current", SNAPSHOT, "60.60")]),
        ({"body": "ISO", "stage": "40.20", "published": "2026-01"}, [seen("stage", SNAPSHOT, "40.20", "seen")]),
        ({"body": "ISO", "stage": "40.98", "stage_date": "2024-01-02"}, [seen("cancelled", date(2024, 1, 2), "40.98")]),
        (
            {"body": "ISO", "stage": "90.93", "published": "2001-01-01", "stage_date": "2020-02-02"},
            [seen("published", date(2001, 1, 1)), seen("confirmed", date(2020, 2, 2), "90.93")],
        ),
        (
            {"body": "IEC", "stage": "REVISED", "published": "1971-01-01", "withdrawn": "1976-01-01"},
            [seen("published", date(1971, 1, 1)), seen("replaced", date(1976, 1, 1), "REVISED")],
        ),
        (
            {"body": "ETSI", "published": "2004-05-06"},
            [seen("published", date(2004, 5, 6)), seen("seen_unclear", SNAPSHOT)],
        ),
    ),
)
def test_events_of_a_row(row, events):
    assert events_of(row, SNAPSHOT) == events


def chinese(**fields):
    return chinese_rows.candidate(Row(1, fields, fields), SNAPSHOT)


def test_dual_number_is_an_adoption_and_no_part_of_the_number():
    found = chinese(designation="GB/T 19001-2016/ISO 9001:2015", title_zh="质量管理体系 要求")
    assert found.columns["designation"] == "GB/T 19001-2016"
    assert found.taken == [Taken("ISO 9001:2015", "IDT", False, "GB/T 19001-2016/ISO 9001:2015", False)]


@pytest.mark.parametrize(
    ("fields", "taken"),
    (
        ({"adoption": "修改采用 ISO 9001:2015"}, [("ISO 9001:2015", "MOD", False, False)]),
        ({"adoption": "IDT ISO/IEC 27001:2013"}, [("ISO/IEC 27001:2013", "IDT", False, False)]),
        ({"adoption": "≡ ISO 7-1:1994"}, [("ISO 7-1:1994", "IDT", False, False)]),
        ({"adoption": "eqv ISO 3269:2000"}, [("ISO 3269:2000", "EQV", False, True)]),
        ({"adoption": "ITU-T F.748.19：2022,MOD"}, [("ITU-T F.748.19 (2022)", "MOD", False, False)]),
        ({"adoption": "IDT ISO 9001"}, [("ISO 9001", "IDT", True, False)]),
        (
            {"adopted": "ISO 1:2000; ISO 2:2001", "degree": "NEQ"},
            [("ISO 1:2000", "NEQ", False, False), ("ISO 2:2001", "NEQ", False, False)],
        ),
        ({"adopted": "ISO 1:2000"}, [("ISO 1:2000", "unknown", False, True)]),
        ({"adoption": "无"}, []),
        ({"adoption": "采用某国外先进标准的全部内容"}, [("采用某国外先进标准的全部内容", "unknown", True, True)]),
    ),
)
def test_adoption_statements(fields, taken):
    found = chinese(designation="YD/T 1-2020", title_zh="示例", **fields)
    assert [(one.cited, one.degree, one.undated, one.to_check) for one in found.taken] == taken


def test_number_cell_that_names_what_it_replaces():
    found = chinese(designation="YD/T 1234-2020代替YD/T 1234-2010", title_zh="示例")
    assert (found.columns["designation"], found.links) == ("YD/T 1234-2020", [Link("replaces", "YD/T 1234-2010")])


@pytest.mark.parametrize(
    ("fields", "events"),
    (
        ({"status": "现行"}, ["seen_current"]),
        ({"status": "现行", "in_force": "2020-01-01"}, ["in_force"]),
        ({"status": "即将实施", "published": "2025-01-01", "in_force": "2026-01-01"}, ["published", "in_force"]),
        ({"status": "废止"}, ["seen_ended"]),
        ({"status": "废止", "ended": "2020-01-01"}, ["withdrawn"]),
        ({"status": "废止", "ended": "2020-01-01", "replaced_by": "YD/T 2-2019"}, ["replaced"]),
        ({"status": "草案"}, []),
        ({}, ["seen_unclear"]),
    ),
)
def test_chinese_statuses(fields, events):
    found = chinese(designation="YD/T 1-2018", title_zh="示例", **fields)
    assert [one.event for one in found.events] == events


@pytest.mark.parametrize(
    ("fields", "column"),
    (
        ({"designation": ""}, "designation"),
        ({"designation": "DL 5008.2"}, "designation"),
        ({"designation": "ISO 9001:2015"}, "designation"),
        ({"designation": "2020-0123T-YD"}, "designation"),
        ({"designation": "示例"}, "designation"),
        ({"designation": "YD/T 1-2020", "status": "好"}, "status"),
        ({"designation": "YD/T 1-2020", "published": "昨天"}, "published"),
        ({"designation": "YD/T 1-2020", "published": "2020-05-01", "in_force": "2020-04-01"}, "in_force"),
        ({"designation": "YD/T 1-2020", "published": "2020-05-01", "ended": "2019"}, "ended"),
        ({"designation": "YD/T 1-2020", "adopted": "ISO 1:2000", "degree": "同"}, "degree"),
        ({"designation": "YD/T 1-2020", "title_zh": "长" * 20_001}, "title_zh"),
    ),
)
def test_rejected_rows_name_the_column(fields, column):
    with pytest.raises(RowRejected) as refusal:
        chinese(**{"title_zh": "示例", **fields})
    assert (refusal.value.column, bool(str(refusal.value))) == (column, True)


def test_title_that_contradicts_the_status_is_a_conflict():
    with pytest.raises(RowConflicting) as conflict:
        chinese(designation="YD/T 1-2001", title_zh="示例（已废止）", status="现行")
    assert conflict.value.column == "status"


def international(**fields):
    return international_rows.candidate(Row(1, fields, fields), {"ISO": SNAPSHOT}, date(2026, 1, 1))


def test_a_number_that_cannot_be_read_is_kept_when_the_source_identifies_the_record():
    found = international(designation="AUTONOMOUS DRIVING", uid="ieee:autonomous-driving", body="IEEE", title_en="x")
    assert (found.columns["designation"], found.slug, found.columns["extra"]) == (
        "AUTONOMOUS DRIVING",
        "AUTONOMOUS-DRIVING",
        {"unread_number": True},
    )
    with pytest.raises(RowRejected):
        international(designation="AUTONOMOUS DRIVING", body="IEEE")


def test_a_chinese_number_among_international_ones_is_rejected():
    with pytest.raises(RowRejected) as refusal:
        international(designation="GB/T 1.1-2020", uid="x:1", body="ISO")
    assert refusal.value.column == "designation"


def test_a_stage_that_a_spreadsheet_made_a_number_of():
    assert international(designation="ISO 1:2000", body="ISO", stage=60.6).events[0].stage == "60.60"


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.lists(st.text(max_size=9), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2), st.datetimes(),
)  # fmt: skip
CHINESE = st.dictionaries(st.sampled_from(sorted(headings.STANDARDS)), JUNK)
INTERNATIONAL = st.dictionaries(st.sampled_from(sorted(headings.INTERNATIONAL)), JUNK)


@settings(max_examples=400, deadline=None)
@given(CHINESE, st.sampled_from(("GB/T 1-2020", "YD/T 5-2019代替YD/T 5-2001", None)))
def test_no_junk_breaks_the_chinese_core(fields, number):
    fields = {**fields, "designation": number} if number else fields
    try:
        chinese_rows.candidate(Row(1, fields, fields), SNAPSHOT)
    except RowRejected as refusal:
        assert str(refusal)


@settings(max_examples=400, deadline=None)
@given(INTERNATIONAL, st.sampled_from(("ISO 9001:2015", "IEC 60050-1:2001/AMD1:2003", None)))
def test_no_junk_breaks_the_international_core(fields, number):
    fields = {**fields, "designation": number} if number else fields
    row = Row(1, fields, fields)
    try:
        international_rows.candidate(row, {}, SNAPSHOT)
        assert list(international_rows.links_of(fields)) is not None
    except RowRejected as refusal:
        assert str(refusal)
