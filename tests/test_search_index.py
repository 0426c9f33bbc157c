"""What is found, in which order, with which counts; the index against a slow recount and against the database."""

from datetime import date

import pytest

from portal.base.people import system_user
from standards import actions_areas, actions_relations, actions_status
from standards.models import Standard
from standards.search import fallback, finder, text
from standards.search.catalogue import INTERNATIONAL, STANDARDS
from standards.search.facets import Counts
from tests import factories

pytestmark = pytest.mark.django_db
TITLES = (
    (
        "GB/T 22239-2019",
        "信息安全技术 网络安全等级保护基本要求",
        "Information security technology - Baseline for classified protection",
    ),
    ("GB/T 20984-2007", "信息安全技术 信息安全风险评估规范", "Information security technology - Risk assessment"),
    ("GB 38189-2019", "与通信网络电气连接的电子设备的安全", ""),
    ("YD/T 3956-2021", "电信网和互联网数据安全评估规范", "Data security assessment for telecom networks"),
    ("YD/T 1756-2015", "IPv6 网络设备技术要求 5G核心网", "IPv6 network equipment"),
    ("QC/T 1128-2019", "汽车用摄像头", "Automotive camera"),
    ("T/CCSA 300-2020", "A/D转换 车联网（智能网联汽车）", ""),
)


@pytest.fixture
def some(indexed):
    """Seven standards, indexed."""
    records = {
        number: factories.standard(
            number, title_zh=zh, title_en=en, published_on=date(int(number[-4:]), 1, 10), in_force_on=date(int(number[-4:]), 6, 1)
        )
        for number, zh, en in TITLES
    }
    indexed()
    return records


def numbers(found):
    rows = dict(Standard.objects.filter(pk__in=found.pks).values_list("pk", "designation"))
    return [rows[pk] for pk in found.pks]


def test_any_two_characters_in_a_row_find_every_title_that_holds_them(some):
    """Recall is whole: each pair of characters of each title, blanks and signs apart, against a plain comparison."""
    missed = []
    for _, title, _ in TITLES:
        run = text.stream(title)
        for start in range(len(run) - 1):
            pair = run[start : start + 2]
            held = sorted(number for number, other, _ in TITLES if pair in text.stream(other))
            found = numbers(finder.find(STANDARDS, pair))
            missed += [(pair, number) for number in held if number not in found]
    assert missed == []


@pytest.mark.parametrize("pair", ("全", "网", "5G", "G核", "PV", "D转"))
def test_single_characters_and_mixed_pairs(some, pair):
    run = text.stream(pair)
    held = {number for number, title, _ in TITLES if run in text.stream(title)}
    assert (held <= set(numbers(finder.find(STANDARDS, pair))), bool(held)) == (True, True)


@pytest.mark.parametrize(
    ("question", "found"),
    (
        ("信息安全", ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("信息安全 评估", ["GB/T 20984-2007"]),
        ("安全 -信息", ["YD/T 3956-2021", "GB 38189-2019"]),
        ('"安全技术"', ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("secur", ["YD/T 3956-2021", "GB/T 22239-2019", "GB/T 20984-2007"]),
        ("SECURITY risk", ["GB/T 20984-2007"]),
        ('"security assessment"', ["YD/T 3956-2021"]),
        ("xinxianquan", ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("xin xi an quan", ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("xxaq", ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("clw", ["T/CCSA 300-2020"]),
        ("3956", ["YD/T 3956-2021"]),
        ("ydt3956", ["YD/T 3956-2021"]),
        ("gb/t 2", ["GB/T 22239-2019", "GB/T 20984-2007"]),
        ("摄像机", []),
    ),
)
def test_what_a_question_finds(some, question, found):
    answer = finder.find(STANDARDS, question)
    assert (numbers(answer), answer.total, answer.from_index) == (found, len(found), True)


def test_order_number_then_adopting_then_beginning_then_phrase_then_words(indexed, clock_at):
    clock_at(date(2022, 1, 1))
    by = system_user()
    whole = factories.standard(
        "GB/T 700-2006", title_zh="碳素结构钢", published_on=date(2006, 1, 1), in_force_on=date(2006, 2, 1)
    )
    longer = factories.standard("GB/T 7001-2010", title_zh="甲", published_on=date(2010, 1, 1), in_force_on=date(2010, 2, 1))
    old = factories.standard("GB/T 700-1988", title_zh="碳素结构钢", published_on=date(1988, 1, 1), in_force_on=date(1988, 2, 1))
    actions_status.replace_standard(old, by_standard=whole, on=date(2006, 2, 1), by=by)
    row = factories.standard("YD/T 8-2019", title_zh="网络 安全评估", published_on=date(2019, 1, 1), in_force_on=date(2019, 2, 1))
    apart = factories.standard(
        "YD/T 9-2021", title_zh="安全评估用网络", published_on=date(2021, 1, 1), in_force_on=date(2021, 2, 1)
    )
    indexed()
    assert finder.find(STANDARDS, "GB/T 700").pks == [whole.pk, old.pk, longer.pk]
    assert finder.find(STANDARDS, "gbt700-1988").pks == [old.pk]
    assert finder.find(STANDARDS, "网络 安全评估").pks == [row.pk, apart.pk]
    assert finder.find(STANDARDS, "网络 安全评估", offset=1, limit=1).pks == [apart.pk]
    assert finder.find(STANDARDS, "", sort="newest").pks == [apart.pk, row.pk, longer.pk, whole.pk, old.pk]
    assert finder.find(STANDARDS, "", sort="number").pks == [old.pk, whole.pk, longer.pk, row.pk, apart.pk]
    assert finder.find(STANDARDS, "", sort="title").pks == [apart.pk, longer.pk, old.pk, whole.pk, row.pk]


def test_an_international_number_finds_the_standards_that_adopt_it(indexed):
    abroad = factories.international("ISO 9001:2015", title_en="Quality management systems", published_on=date(2015, 9, 1))
    adopting = factories.standard("GB/T 19001-2016", title_zh="质量管理体系 要求", published_on=date(2016, 12, 30))
    actions_relations.adopt(adopting, international=abroad, degree="IDT", valid_from=date(2016, 12, 30), by=system_user())
    factories.standard("GB/T 9001-2001", title_zh="无关", published_on=date(2001, 1, 1))
    indexed()
    for typed in ("ISO 9001", "iso9001-2015", "ISO9001:2015", "ＩＳＯ　９００１"):
        assert (typed, finder.find(STANDARDS, typed).pks) == (typed, [adopting.pk])
        assert (typed, finder.find(INTERNATIONAL, typed).pks) == (typed, [abroad.pk])
    assert finder.find(INTERNATIONAL, "", {"adopted": ["yes"]}).pks == [abroad.pk]


def recounted(rows, filters, name, values_of) -> dict[str, int]:
    """The slow way: every record, every filter but the own one."""
    counts: dict[str, int] = {}
    for row in rows:
        if all(set(values_of(row, other)) & set(chosen) for other, chosen in filters.items() if other != name):
            for value in values_of(row, name):
                counts[value] = counts.get(value, 0) + 1
    return counts | {value: 0 for value in filters.get(name, ()) if value not in counts}


@pytest.mark.parametrize(
    "filters",
    (
        {},
        {"status": ["current"]},
        {"status": ["current", "replaced"], "year": ["2019"]},
        {"level": ["industry-recommended"], "area": ["2020-one"]},
        {"year": ["1850"]},
    ),
)
def test_counts_equal_a_slow_recount(some, indexed, filters):
    by = system_user()
    area = factories.area("one")
    for number in ("YD/T 3956-2021", "GB/T 22239-2019"):
        actions_areas.confirm_area(some[number], area, by=by)
    actions_status.replace_standard(some["GB/T 20984-2007"], by_standard=some["GB/T 22239-2019"], on=date(2020, 1, 1), by=by)
    indexed()
    confirmed = {some["YD/T 3956-2021"].pk, some["GB/T 22239-2019"].pk}

    def values_of(row, name):
        level = f"{row.level}-{row.nature}" if row.nature else row.level
        kept = {"status": [row.status], "level": [level], "year": [str(row.published_on.year)], "adoption": ["none"]}
        kept["area"] = ["2020-one"] if row.pk in confirmed else []
        return kept[name]

    rows = list(Standard.objects.all())
    found: Counts = finder.find(STANDARDS, "", filters).counts
    for name in ("status", "level", "year", "area", "adoption"):
        assert (name, found[name]) == (name, recounted(rows, filters, name, values_of))
    kept = [row for row in rows if all(set(values_of(row, name)) & set(values) for name, values in filters.items())]
    assert finder.find(STANDARDS, "", filters).total == len(kept)


@pytest.mark.parametrize(
    ("question", "filters"),
    (
        ("", {}),
        ("信息安全", {}),
        ("安全 -信息", {}),
        ("安全 评估", {"year": ["2021"]}),
        ("security", {}),
        ("yd/t", {"level": ["industry"]}),
        ("YD/T 39", {}),
        ("gbt20984-2007", {}),
        ("", {"level": ["national-mandatory"]}),
        ("", {"status": ["current"], "ics": ["35"]}),
    ),
)
@pytest.mark.parametrize("sort", ("relevance", "number", "newest", "title"))
def test_index_and_database_agree(some, question, filters, sort):
    by_index = finder.find(STANDARDS, question, filters, sort=sort)
    asked = text.read_question(question)
    exact = finder.exact_pks(STANDARDS, asked)
    by_rows = fallback.find(STANDARDS, asked, exact, filters, sort=sort, offset=0, limit=20, with_counts=True)
    assert (by_index.total, by_index.pks) == (by_rows.total, by_rows.pks)


def test_without_an_index_the_database_answers_and_says_so(db):
    one = factories.standard("YD/T 1-2020", title_zh="车联网")
    found = finder.find(STANDARDS, "联网")
    assert (found.pks, found.total, found.from_index) == ([one.pk], 1, False)
