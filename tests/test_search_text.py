"""How titles, numbers and questions are cut."""

import pytest

from standards.search import text


@pytest.mark.parametrize(
    ("title", "run"),
    (
        ("信息安全技术  信息安全风险", "信息安全技术信息安全风险"),
        ("５Ｇ 网络（NR）", "5g网络nr"),
        ("A/D 转换", "ad转换"),
        ("", ""),
    ),
)
def test_blanks_and_signs_do_not_count(title, run):
    assert text.stream(title) == run


@pytest.mark.parametrize(
    ("run", "pieces"),
    (("安", ["安"]), ("安全", ["安全"]), ("信息安", ["信息安"]), ("信息安全", ["信息安", "息安全"])),
)
def test_a_run_is_found_by_threes(run, pieces):
    assert sorted(text.grams(run)) == sorted(pieces)


@pytest.mark.parametrize(
    ("designation", "keys"),
    (
        ("GB/T 19001-2016", ("gb gbt t", "19001-2016-")),
        ("ISO/IEC 27001:2022", ("iec iso isoiec", "27001-2022-")),
        ("3GPP TS 23.501", ("tgpp tgppts ts", "23.501-")),
        ("ITU-T X.509 (10/2019)", ("itu itut itutx t tx x", "509-102019-")),
        ("ISO 9001:2015/Amd 1:2024", ("iso", "9001-2015amd1-2024-")),
    ),
)
def test_numbers_in_two_parts(designation, keys):
    assert text.number_keys(designation) == keys


@pytest.mark.parametrize(
    ("closed", "alone"),
    (
        ("19001-2016-", "19001"),
        ("20438.1-2017-", "20438.1"),
        ("509-102019-", "509"),
        ("9001-2015amd1-2024-", ""),
        ("23.501-", "23.501"),
    ),
)
def test_the_document_without_its_year(closed, alone):
    assert text.whole(closed) == alone


@pytest.mark.parametrize(
    ("typed", "number"),
    (
        ("ISO 9001", text.Number("iso", "9001")),
        ("iso9001-2015", text.Number("iso", "9001-2015")),
        ("GB／T 19001—2016", text.Number("gbt", "19001-2016")),
        ("3gpp ts 23.501", text.Number("tgppts", "23.501")),
        ("19001", text.Number("", "19001")),
        ("信息安全", None),
        ("5G 网络", None),
        ("GB/T", None),
    ),
)
def test_what_reads_as_a_number(typed, number):
    assert text.read_number(typed) == number


def test_a_question_with_phrase_and_exclusion():
    asked = text.read_question("数据　“信息 安全” -汽车 -2015")
    assert (asked.words, asked.phrases, asked.excluded) == (("数据", "-2015"), ("信息 安全",), ("汽车",))


@pytest.mark.parametrize(
    ("letters", "reading"),
    (("xinxi", ("xin", "xi")), ("anquan", ("an", "quan")), ("shuju", ("shu", "ju")), ("lvse", ("lv", "se"))),
)
def test_letters_as_syllables(letters, reading):
    assert reading in text.syllables(letters)


def test_letters_that_are_no_syllables():
    assert text.syllables("vehicle") == ()
