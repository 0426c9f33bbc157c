"""The finder pages: sentence, chips, filters, files, the box of the other finder, what is offered when nothing is found."""

import csv
import io
from datetime import date

import pytest
from django.utils import translation

from portal.base.people import system_user
from standards import actions_relations
from standards.filters import InternationalFilter, StandardFilter
from standards.nearest import nearest
from standards.search.catalogue import STANDARDS
from tests import factories

pytestmark = pytest.mark.django_db


def entered(number, zh, en="", year=2020, **more):
    days = {"published_on": date(year, 1, 10), "in_force_on": date(year, 6, 1)}
    return factories.standard(number, title_zh=zh, title_en=en, **(days | more))


@pytest.fixture
def three(indexed):
    records = [
        entered("YD/T 3956-2021", "数据安全评估规范", year=2021),
        entered("GB/T 22239-2019", "信息安全技术 网络安全等级保护", "Information <security>", year=2019, ics=["35.030"]),
        entered("GB 4943.1-2022", "信息技术设备 安全", year=2022),
    ]
    indexed()
    return records


def page_of(client, address="/standards/", **query):
    return client.get(address, query).context["page"]


@pytest.mark.parametrize(
    ("language", "query", "sentence"),
    (
        ("zh", {"q": "安全"}, "找到 <b>3</b> 项标准，含“安全”"),
        (
            "zh",
            {"q": "安全", "status": "current", "year": ["2019", "2021"]},
            "找到 <b>2</b> 项标准，含“安全”；状态：<b>现行</b>；发布年份：<b>2019 或 2021</b>",
        ),
        ("zh", {}, "找到 <b>3</b> 项标准"),
        ("en", {"q": "安全"}, "<b>3</b> standards for “安全”"),
        ("en", {"q": "<b>", "ics": "35"}, "<b>0</b> standards for “&lt;b&gt;”; ICS: <b>35</b>"),
    ),
)
def test_the_search_in_a_sentence(client, three, language, query, sentence):
    answer = client.get("/standards/", query | {"lang": language})
    assert f'<p class="said" role="status">{sentence}</p>' in answer.content.decode()


def test_each_filter_can_be_taken_away_alone(client, three):
    answer = client.get("/standards/", {"q": "安全", "status": "current", "level": ["national", "industry"], "lang": "en"})
    chips = [(chip.name, chip.value, chip.label) for chip in answer.context["page"].chips]
    assert chips == [
        ("status", "current", "in force"),
        ("level", "national", "national standard"),
        ("level", "industry", "industry standard"),
    ]
    assert "?q=%E5%AE%89%E5%85%A8&amp;status=current&amp;level=industry&amp;lang=en" in answer.content.decode()


def test_filters_come_back_from_the_address(three):
    query = "q=安全&status=current&status=coming&year=2019&sort=newest&page=2"
    from django.http import QueryDict

    asked = StandardFilter(QueryDict(query))
    assert (asked.text, asked.order, asked.chosen()) == ("安全", "newest", {"status": ["current", "coming"], "year": ["2019"]})


@pytest.mark.parametrize(
    "query",
    (
        {"status": "current", "year": "2019"},
        {"ics": "35"},
        {"level": "national"},
        {"level": "national-mandatory"},
        {"adoption": "none"},
        {"committee": "nowhere"},
        {"area": "2020-nowhere"},
        {"ccs": "L"},
        {"q": "安全", "year": ["2021", "2022"]},
    ),
)
def test_the_page_and_the_database_choose_the_same(client, three, query):
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in query.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    by_rows = set(StandardFilter(data).qs.values_list("pk", flat=True))
    page = page_of(client, **query)
    assert ({row["pk"] for row in page.rows}, page.total) == (by_rows, len(by_rows))


def test_the_file_is_exactly_the_list(client, three):
    query = {"q": "安全", "sort": "number", "lang": "en"}
    shown = [row["designation"] for row in page_of(client, **query).rows]
    answer = client.get("/standards.csv", query)
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert (lines[0][0], [line[0] for line in lines[1:]]) == ("Number", shown)
    assert shown == ["GB 4943.1-2022", "GB/T 22239-2019", "YD/T 3956-2021"]
    as_json = client.get("/standards.json", query)
    assert [row["designation"] for row in __import__("json").loads(b"".join(as_json.streaming_content))["rows"]] == shown


def test_a_shortened_file_says_so(client, three, monkeypatch):
    monkeypatch.setattr("standards.catalogue_files.MOST_PUBLIC", 2)
    answer = client.get("/standards.json", {"lang": "en"})
    meta = __import__("json").loads(b"".join(answer.streaming_content))["meta"]
    assert meta["Incomplete"] == "Only the first 2 of 3 records are in this file. Narrow the search or use the API."


@pytest.mark.parametrize("typed", ("ISO 9001", "iso9001-2015"))
def test_one_box_finds_both_sides(client, indexed, typed):
    abroad = factories.international("ISO 9001:2015", title_en="Quality management systems", published_on=date(2015, 9, 1))
    adopting = entered("GB/T 19001-2016", "质量管理体系 要求", year=2016)
    actions_relations.adopt(adopting, international=abroad, degree="IDT", valid_from=date(2016, 12, 30), by=system_user())
    indexed()
    answer = client.get("/standards/", {"q": typed})
    assert [row["designation"] for row in answer.context["page"].rows] == ["GB/T 19001-2016"]
    assert (answer.context["abroad"]["total"], answer.context["abroad"]["rows"][0]["designation"]) == (1, "ISO 9001:2015")
    assert 'href="/international-standard/ISO-9001-2015/"' in answer.content.decode()


def test_nothing_found_offers_the_nearest_number(client, three):
    answer = client.get("/standards/", {"q": "GB/T 22293-2019", "lang": "en"})
    assert [row["designation"] for row in answer.context["nearest"].numbers][0] == "GB/T 22239-2019"
    assert "Read as the number GB/T 22293-2019" in answer.content.decode()


def test_nothing_found_offers_fewer_words(three):
    assert [(words, hits) for words, hits, _ in nearest(STANDARDS, "数据 安全 摄像头", {}).words] == [("数据 安全", 1)]


def test_nothing_found_with_filters_tells_what_is_there_without(three):
    assert nearest(STANDARDS, "数据", {"year": ["1999"]}).without_filters == 1


@pytest.mark.parametrize(("page", "shown"), (("2", 2), ("9", 1), ("nonsense", 1), ("-1", 1), ("²", 1)))
def test_an_unknown_page_is_the_first(client, indexed, page, shown):
    for number in range(1, 23):
        entered(f"YD/T {number}-2020", "示例")
    indexed()
    assert page_of(client, page=page).number == shown


def test_pages_hold_every_record_once(client, indexed):
    for number in range(1, 46):
        entered(f"YD/T {number}-2020", "示例 网络" if number % 2 else "网络 示例")
    indexed()
    seen = [row["pk"] for n in (1, 2, 3) for row in page_of(client, q="示例 网络", page=n).rows]
    assert (len(seen), len(set(seen))) == (45, 45)


@pytest.mark.parametrize("address", ("/standards/", "/international-standards/"))
def test_the_number_of_queries_does_not_grow(client, indexed, django_assert_max_num_queries, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for size in (1, 3):
        for _ in range(size - len(counted)):
            entered(f"YD/T {7000 + factories._number.__next__()}-2020", "示例")
            factories.international(f"ISO {7000 + factories._number.__next__()}:2020")
        indexed()
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 4


def test_the_database_answers_without_an_index_and_the_page_says_so(client, db):
    entered("YD/T 1-2020", "车联网")
    answer = client.get("/standards/", {"q": "联网", "lang": "en"})
    assert "The search index is being made anew." in answer.content.decode()
    assert [row["designation"] for row in answer.context["page"].rows] == ["YD/T 1-2020"]


STRANGE = ("<script>alert(1)</script>", "\x00", "a" * 5000, '"', "-", "((((", "*", "GB/T " * 60, "😀", "%ff")


@pytest.mark.parametrize("typed", STRANGE)
def test_nothing_typed_breaks_the_page(client, three, typed):
    answer = client.get("/standards/", dict.fromkeys(("q", "status", "year", "ics", "area", "committee", "sort", "page"), typed))
    assert (answer.status_code, "<script>alert" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize("typed", STRANGE)
def test_nothing_typed_breaks_the_page_without_an_index(client, db, typed):
    answer = client.get("/standards/", dict.fromkeys(("q", "status", "year", "ics", "area", "committee", "sort", "page"), typed))
    assert (answer.status_code, answer.context["page"].total) == (200, 0)


def test_the_list_of_filters_is_that_of_the_kind():
    for chosen in (StandardFilter, InternationalFilter):
        assert set(chosen.kind.filters) <= set(chosen.base_filters)


def test_front_page_counts_what_is_there(client, three):
    with translation.override("en"):
        answer = client.get("/", {"lang": "en"})
    assert [(label, number) for label, number, _ in answer.context["counts"]] == [
        ("Standards", 3),
        ("International standards", 0),
        ("Committees", 0),
    ]
