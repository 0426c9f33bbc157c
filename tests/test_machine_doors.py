"""What machines find: sitemap, robots, the API's rules."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import sitemaps
from portal.base import audit, clock
from portal.base.api import CursorPages
from portal.base.people import system_user
from standards import actions_areas, actions_relations, actions_standards
from standards.models import Standard
from tests import factories

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def places(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [place.text for place in ET.fromstring(body).iter(f"{SPACE}loc")]


def test_the_sitemap_lists_real_records_only(client, settings, monkeypatch):
    settings.SITE_URL = "https://portal.example"
    monkeypatch.setattr(sitemaps, "KEYS", 2)
    real = factories.standard("YD/T 1-2020")
    factories.standard("YD/T 2-2020", is_demo=True)
    files = places(client.get("/sitemap.xml"))
    records = [place for file in files for place in places(client.get(file.removeprefix("https://portal.example")))]
    assert [place for place in records if "/standard/" in place] == [f"https://portal.example{real.get_absolute_url()}"]


def test_the_sitemap_reads_ranges_of_keys(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "KEYS", 2)
    made = [factories.standard() for _ in range(5)]
    files = [file for file in places(client.get("/sitemap.xml")) if "sitemap-standards" in file]
    assert len(files) == made[-1].pk // 2 + 1
    found = [place for file in files for place in places(client.get("/" + file.rpartition("/")[2]))]
    assert [place.rpartition("/standard/")[2] for place in found] == [f"{record.slug}/" for record in made]


def test_robots_keep_out_of_the_work_site(client):
    assert client.get("/robots.txt").content.decode().splitlines()[:3] == [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /admin/",
    ]


LISTS = ("standards", "international-standards", "areas", "goals", "readings")


@pytest.mark.parametrize("name", LISTS)
def test_unknown_parameters_are_named(client, name):
    answer = client.get(reverse(f"api:{name}"), {"colour": "red"}, headers={"Accept-Language": "en"})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["colour"])


@pytest.mark.parametrize("size", ("0", "201", "ten", "-1", "１０"))
def test_senseless_page_sizes_are_refused(client, size):
    answer = client.get(reverse("api:standards"), {"page_size": size}, headers={"Accept-Language": "en"})
    assert answer.json()["fields"] == {"page_size": ["A whole number from 1 to 200."]}


def test_pages_by_cursor_give_every_row_once_and_in_order(client):
    numbers = sorted(
        (factories.standard(f"YD/T {number}-2020") for number in (12, 3, 101, 7, 55)), key=lambda made: made.sort_key
    )
    address, seen = reverse("api:standards") + "?page_size=2", []
    while address:
        answer = client.get(address).json()
        seen += [row["designation"] for row in answer["results"]]
        address = answer["next"]
    assert seen == [str(made) for made in numbers]


def test_pages_by_cursor_reach_the_end_of_rows_changed_at_one_moment(client):
    factories.standard("YD/T 1-2020")
    model = Standard.objects.get()
    moment, kept = model.updated_at, {column.attname: getattr(model, column.attname) for column in model._meta.concrete_fields}
    rows = [
        Standard(**kept | {"id": None, "slug": f"s{n}", "identity": f"s{n}", "designation": f"S {n}", "updated_at": moment})
        for n in range(1100)
    ]
    with audit.act("test.make", by=system_user()):
        Standard.objects.bulk_create(rows)
    address, seen, back = f"{reverse('api:standards')}?page_size=200&changed_since=2000-01-01T00:00:00Z", [], None
    while address and len(seen) < 1500:
        answer = client.get(address).json()
        seen += [row["id"] for row in answer["results"]]
        address, back = answer["next"], answer["previous"]
    assert seen == sorted(Standard.objects.values_list("pk", flat=True))
    last_but_one = client.get(back).json()
    assert [row["id"] for row in last_but_one["results"]] == seen[-301:-101]
    assert client.get(last_but_one["next"]).json()["results"][0]["id"] == seen[-101]


@pytest.mark.parametrize("cursor", ("x", "äö", "W10=", "WzEsMiwzXQ==", "W2ZhbHNlLCAiYSIsIHt9XQ==", "W2ZhbHNlLCAiYSIsICJiIl0="))
def test_a_spoilt_cursor_is_refused(client, cursor):
    answer = client.get(reverse("api:standards"), {"cursor": cursor})
    assert (answer.status_code, answer.json()["detail"]) == (404, CursorPages.invalid_cursor_message)


@pytest.mark.parametrize("value", ("L\u00b2/3", "L70/999999999999", "/", "L/", "70/84"))
def test_a_senseless_ccs_group_finds_nothing(client, value):
    factories.standard("YD/T 1-2020")
    assert client.get(reverse("api:standards"), {"ccs": value}).json()["results"] == []


def test_a_question_finds_best_first_and_pages(client):
    for number in range(5):
        factories.standard(f"YD/T {100 + number}-2020", title_zh=f"车联网信息安全 第{number}部分")
    factories.standard("YD/T 999-2020", title_zh="铁路信号")
    first = client.get(reverse("api:standards"), {"q": "车联网", "page_size": 3}).json()
    second = client.get(first["next"]).json()
    assert (first["count"], len(first["results"]), len(second["results"]), second["next"]) == (5, 3, 2, None)
    assert len({row["designation"] for row in first["results"] + second["results"]}) == 5


def test_a_mirror_goes_on_where_it_stopped(client):
    with clock.at(datetime(2020, 6, 1, tzinfo=UTC)):
        old = factories.standard("YD/T 1-2020")
        factories.standard("YD/T 2-2020")
    with clock.at(datetime(2020, 6, 9, tzinfo=UTC)):
        factories.standard("YD/T 0001.5-2020")
        actions_standards.edit_standard(old, by=factories.officer(), title_zh="新标题")
    rows = client.get(reverse("api:standards"), {"changed_since": "2020-06-05T00:00:00Z"}).json()["results"]
    assert {(row["designation"], row["version"]) for row in rows} == {("YD/T 0001.5-2020", 1), ("YD/T 1-2020", 2)}


def test_a_mirror_learns_of_key_areas_and_relations(client):
    with clock.at(datetime(2020, 6, 1, tzinfo=UTC)):
        tagged, citing, cited, other = (factories.standard(f"YD/T {n}-2020") for n in range(1, 5))
        area, by = factories.area(), factories.officer()
        removed = actions_areas.confirm_area(other, area, by=by)
    with clock.at(datetime(2020, 6, 9, tzinfo=UTC)):
        actions_areas.confirm_area(tagged, area, by=by)
        actions_relations.relate(citing, kind="cites", target=cited, valid_from=date(2020, 6, 1), by=by)
        actions_areas.remove_area_tag(removed, reason="误标", by=by)
    rows = client.get(reverse("api:standards"), {"changed_since": "2020-06-05T00:00:00Z"}).json()["results"]
    assert [(row["designation"], len(row["key_areas"]), row["version"]) for row in rows] == [
        ("YD/T 1-2020", 1, 1), ("YD/T 2-2020", 0, 1), ("YD/T 3-2020", 0, 1), ("YD/T 4-2020", 0, 1),
    ]  # fmt: skip


def test_an_unchanged_answer_costs_nothing(client):
    made = factories.standard()
    address = reverse("api:standard", args=(made.slug,))
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    actions_standards.edit_standard(made, by=factories.officer(), title_zh="新标题")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).json()["title_zh"] == "新标题"


def test_too_many_requests_are_told_when_to_come_back(client, monkeypatch):
    from portal.base.api_rules import PoliteThrottle

    monkeypatch.setattr(PoliteThrottle, "get_rate", lambda self: "2/minute")
    monkeypatch.setattr("rest_framework.views.APIView.throttle_classes", [PoliteThrottle])
    answers = [client.get(reverse("api:areas")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"].isdigit()


def test_taken_back_records_are_gone(client):
    made = factories.standard()
    Standard._base_manager.filter(pk=made.pk).update(retracted_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert client.get(reverse("api:standards")).json()["results"] == []
    assert client.get(reverse("api:standard", args=(made.slug,))).json()["status"] == 404


def test_demonstration_is_said_in_every_row(client):
    factories.standard("YD/T 1-2020", is_demo=True)
    factories.standard("YD/T 2-2020")
    rows = client.get(reverse("api:standards")).json()["results"]
    assert [row["demonstration"] for row in rows] == [True, False]


@pytest.mark.parametrize("name", ("standards", "international-standards"))
def test_lists_run_a_constant_number_of_queries(client, name):
    numbers = []
    for rows in (1, 3):
        for _step in range(rows):
            factories.standard()
            factories.international()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"api:{name}"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 2


def test_the_readable_page_names_every_address(client):
    page = client.get("/api/v1/").content.decode()
    assert [name for name in LISTS if f"/api/v1/{name}/" not in page] == []
