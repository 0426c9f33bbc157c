"""A mirror learns which records were taken back: by number, address and moment, and nothing of their content."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator

from portal.base import audit, clock
from portal.base.models import DataSource
from portal.base.people import system_user
from standards.imports import taking_back
from standards.models import InternationalStandard, Standard
from tests import factories
from tests.test_import_running import RECORDS, load, written

pytestmark = pytest.mark.django_db
BEFORE, MOMENT, AFTER = (datetime(2020, 6, day, tzinfo=UTC) for day in (1, 9, 20))
KINDS = (("standards", factories.standard, Standard), ("international-standards", factories.international, InternationalStandard))


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def made(make, count=1):
    with clock.at(BEFORE):
        return [make() for _ in range(count)]


def retract(*records, at=MOMENT):
    with audit.act("test.retract", by=system_user()):
        for record in records:
            values = {"retracted_at": at, "updated_at": at, "version": record.version + 1}
            type(record).objects.filter(pk=record.pk).update(**values)


def ask(client, name, since, **more):
    return client.get(reverse(f"api:{name}"), {"changed_since": since.isoformat(), **more}).json()


@pytest.mark.parametrize(("name", "make", "model"), KINDS)
def test_a_record_taken_back_is_told_once_to_whom_it_concerns(client, name, make, model):
    gone, stays = made(make, 2)
    retract(gone)
    told = {
        "id": gone.pk,
        "designation": gone.designation,
        "url": gone.get_absolute_url(),
        "retracted_at": "2020-06-09T00:00:00+00:00",
        "version": 2,
        "updated_at": "2020-06-09T00:00:00+00:00",
    }
    answers = {
        since: (lambda answer: ([row["id"] for row in answer["results"]], answer["retracted"]))(ask(client, name, since))
        for since in (BEFORE, MOMENT, MOMENT + timedelta(seconds=1))
    }
    assert list(answers.values()) == [([stays.pk], [told]), ([], [told]), ([], [])]


@pytest.mark.parametrize(("name", "make", "model"), KINDS)
def test_the_plain_list_says_nothing_of_them(client, name, make, model):
    gone, stays = made(make, 2)
    retract(gone)
    answer = client.get(reverse(f"api:{name}")).json()
    assert (sorted(answer), [row["id"] for row in answer["results"]]) == (["next", "previous", "results"], [stays.pk])


@pytest.mark.parametrize("asked", ({"status": "current"}, {"committee": "sac-tc-999"}, {"area": "2020-none"}, {"ics": "35"}))
@pytest.mark.parametrize(("name", "make", "model"), KINDS)
def test_whatever_part_is_mirrored_all_taken_back_are_told(client, name, make, model, asked):
    """What was taken back has lost its status and its areas: it can no longer be told to which part it belonged."""
    gone, _stays = made(make, 2)
    retract(gone)
    answer = ask(client, name, AFTER - timedelta(days=19), **asked)
    assert ([row["id"] for row in answer["retracted"]], answer["results"]) == ([gone.pk], [])


def test_pages_hold_both_in_the_order_of_change(client):
    records = made(factories.standard, 7)
    for hours, record in enumerate(records[1:6:2], start=1):
        retract(record, at=MOMENT + timedelta(hours=hours))
    address, pages = f"{reverse('api:standards')}?page_size=2&changed_since=2020-05-01T00:00:00Z", []
    while address:
        answer = client.get(address).json()
        pages.append(([row["id"] for row in answer["results"]], [row["id"] for row in answer["retracted"]]))
        address = answer["next"]
    pks = [record.pk for record in records]
    assert pages == [([pks[0], pks[2]], []), ([pks[4], pks[6]], []), ([], [pks[1], pks[3]]), ([], [pks[5]])]


def test_what_was_taken_back_and_entered_again_is_a_record_again(client):
    (record,) = made(factories.standard)
    retract(record)
    with audit.act("test.again", by=system_user()):
        Standard.objects.filter(pk=record.pk).update(retracted_at=None, updated_at=AFTER)
    answer = ask(client, "standards", BEFORE)
    assert ([row["id"] for row in answer["results"]], answer["retracted"]) == ([record.pk], [])


def test_an_import_taken_back_is_told(client, tmp_path, clock_at):
    clock_at(date(2020, 6, 1))
    factories.saved(DataSource(key="iso", name_zh="国际", name_en="ISO", licence="x", snapshot_on=date(2020, 6, 1)))
    batch = load(written(tmp_path, RECORDS)).batch
    clock_at(date(2020, 6, 9))
    taking_back.take_back(batch, by=system_user(), reason="wrong file")
    answer = ask(client, "international-standards", MOMENT)
    assert (len(answer["retracted"]), answer["results"]) == (8, [])


def test_an_unchanged_answer_costs_nothing_until_something_is_taken_back(client):
    gone, _stays = made(factories.standard, 2)
    asked = {"changed_since": BEFORE.isoformat()}
    tag = client.get(reverse("api:standards"), asked)["ETag"]
    statuses = [client.get(reverse("api:standards"), asked, headers={"If-None-Match": tag}).status_code]
    retract(gone)
    statuses.append(client.get(reverse("api:standards"), asked, headers={"If-None-Match": tag}).status_code)
    assert statuses == [304, 200]


@pytest.mark.parametrize(("name", "make", "model"), KINDS)
def test_two_queries_with_and_without(client, name, make, model):
    gone, *_rest = made(make, 3)
    retract(gone)
    counts = []
    for asked in ({}, {"changed_since": BEFORE.isoformat()}):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"api:{name}"), asked)
        counts.append(len(queries))
    assert counts == [2, 2]


def test_schema_and_readable_page_describe_what_is_answered(client):
    (gone,) = made(factories.standard)
    retract(gone)
    (row,) = ask(client, "standards", BEFORE)["retracted"]
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for shape in ("PaginatedStandardShapeList", "PaginatedInternationalShapeList"):
        described = schema["components"]["schemas"][shape]
        told = described["properties"]["retracted"]["items"]
        assert (sorted(told["properties"]), sorted(told["required"])) == (sorted(row), sorted(row))
        assert "retracted" not in described["required"]
    assert "retracted" not in schema["components"]["schemas"]["PaginatedAreaShapeList"]["properties"]
    page = client.get("/api/v1/").content.decode()
    assert (page.count("<code>retracted_at</code>"), "<code>retracted</code>" in page) == (2, True)
