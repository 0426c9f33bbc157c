"""What is said of a day before, on and after an end whose day nobody told: unknown is never current."""

from collections import namedtuple
from datetime import date
from importlib import import_module

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from portal.base import clock, outbox
from portal.base.facts import last_possible, read_date
from portal.base.models import OutboxEntry
from portal.base.people import system_user
from standards import actions_status, actions_turning, status
from standards.models import Standard
from standards.record_page import StandardPage
from tests import factories

Fact = namedtuple("Fact", "event valid_from certain_from precision note")


def fact(event, since, note=""):
    day, precision = read_date(since)
    return Fact(event, day, last_possible(day, precision), precision, note)


LIFE = [("published", "2010-03-01"), ("in_force", "2010-06-01")]
SEEN_ENDED, SEEN_REPLACED = ("seen_ended", "2020-05-04"), ("seen_ended", "2020-05-04", "replaced")
CONFIRMED, SEEN_CURRENT = ("confirmed", "2015-02-01"), ("seen_current", "2018-01-09")


@pytest.mark.parametrize(
    ("facts", "days"),
    (
        # Nobody tells the day of the end: it is unknown from the last proof of life until it was seen.
        (
            [*LIFE, SEEN_ENDED],
            {"2010-02-28": "draft", "2010-03-01": "coming", "2010-06-01": "current", "2010-06-02": "unknown",
             "2020-05-03": "unknown", "2020-05-04": "withdrawn", "2026-01-01": "withdrawn"},
        ),
        ([*LIFE, SEEN_REPLACED], {"2010-06-01": "current", "2020-05-03": "unknown", "2020-05-04": "replaced"}),
        # A review and a sighting prove that it was in force until then.
        ([*LIFE, CONFIRMED, SEEN_ENDED], {"2015-02-01": "current", "2015-02-02": "unknown", "2020-05-04": "withdrawn"}),
        ([*LIFE, SEEN_CURRENT, SEEN_REPLACED], {"2018-01-09": "current", "2018-01-10": "unknown", "2020-05-04": "replaced"}),
        ([SEEN_CURRENT, SEEN_ENDED], {"2018-01-08": "unknown", "2018-01-09": "current", "2018-01-10": "unknown"}),
        (
            [("published", "2010-03-01"), SEEN_ENDED],
            {"2010-03-01": "unknown", "2020-05-03": "unknown", "2020-05-04": "withdrawn"},
        ),
        ([SEEN_REPLACED], {"2020-05-03": "unknown", "2020-05-04": "replaced"}),
        # A day that is told settles it.
        (
            [*LIFE, SEEN_ENDED, ("replaced", "2017-07-01")],
            {"2017-06-30": "current", "2017-07-01": "replaced", "2020-05-04": "replaced"},
        ),
        # Told to the year only: unknown within the year, until it was seen ended.
        (
            [*LIFE, SEEN_ENDED, ("replaced", "2020")],
            {"2019-12-31": "current", "2020-01-01": "unknown", "2020-05-03": "unknown", "2020-05-04": "replaced"},
        ),
        ([*LIFE, ("withdrawn", "2020")], {"2019-12-31": "current", "2020-06-30": "unknown", "2020-12-31": "withdrawn"}),
        # Without an end nothing changes.
        (LIFE, {"2010-06-01": "current", "2026-01-01": "current"}),
    ),
)  # fmt: skip
def test_the_status_of_a_standard_on_a_day(facts, days):
    given = [fact(*one) for one in facts]
    assert {day: status.state_of_standard(given, date.fromisoformat(day)).status for day in days} == days


@pytest.mark.parametrize(
    ("facts", "days"),
    (
        (
            [("published", "2010-03-01"), SEEN_REPLACED],
            {"2010-02-28": "draft", "2010-03-01": "current", "2010-03-02": "unknown", "2020-05-03": "unknown",
             "2020-05-04": "replaced"},
        ),
        ([("published", "2010-03-01"), CONFIRMED, SEEN_ENDED], {"2015-02-01": "current", "2015-02-02": "unknown",
                                                               "2020-05-04": "withdrawn"}),
        ([("published", "2010-03-01"), SEEN_ENDED, ("withdrawn", "2016-01-01")],
         {"2015-12-31": "current", "2016-01-01": "withdrawn"}),
        ([("published", "2010-03-01"), SEEN_ENDED, ("withdrawn", "2020")],
         {"2020-05-03": "unknown", "2020-05-04": "withdrawn"}),
        ([("published", "2010"), SEEN_ENDED], {"2010-07-01": "unknown", "2011-01-01": "unknown", "2020-05-04": "withdrawn"}),
        ([("published", "2010-03-01")], {"2010-03-01": "current", "2026-01-01": "current"}),
    ),
)  # fmt: skip
def test_the_status_of_an_international_standard_on_a_day(facts, days):
    given = [fact(*one) for one in facts]
    assert {day: status.state_of_international(given, date.fromisoformat(day)).status for day in days} == days


@pytest.mark.django_db
@pytest.mark.parametrize(("note", "kind", "said"), (("replaced", "replaced", "Replaced"), ("", "withdrawn", "Withdrawn")))
def test_the_page_and_the_columns_say_the_same(clock_at, note, kind, said):
    clock_at(date(2020, 6, 30))
    made = factories.standard(published_on=date(2010, 3, 1), in_force_on=date(2010, 6, 1))
    actions_status.record_status(made, event="seen_ended", on=date(2020, 5, 4), note=note, by=system_user())
    made = Standard.objects.get(pk=made.pk)
    assert (made.status, made.ended_on) == (kind, None)
    assert list(actions_turning.standard_differences(clock.today())) == []
    page = StandardPage(made, system_user(), on=date(2015, 1, 1))
    with translation.override("en"):
        sentence = page.sentence
    assert (sentence, page.state(page.open_facts, date(2015, 1, 1)).status) == (said, "unknown")


@pytest.mark.django_db
def test_a_filled_database_learns_which_ends_were_replacements(clock_at):
    clock_at(date(2020, 6, 30))
    made = {}
    for note in ("replaced", ""):
        made[note] = factories.standard(published_on=date(2010, 3, 1))
        actions_status.record_status(made[note], event="seen_ended", on=date(2020, 5, 4), note=note, by=system_user())
    models.QuerySet(Standard).update(status="withdrawn")
    models.QuerySet(OutboxEntry)._raw_delete("default")
    name = "0007_replacements_without_a_day"
    then = MigrationExecutor(connection).loader.project_state([("standards", name)]).apps
    import_module(f"standards.migrations.{name}").say_replaced(then, None)
    assert {note: Standard.objects.get(pk=one.pk).status for note, one in made.items()} == {
        "replaced": "replaced",
        "": "withdrawn",
    }
    assert list(OutboxEntry.objects.values_list("topic", "subject_pk")) == [(outbox.STANDARD, made["replaced"].pk)]
    assert list(actions_turning.standard_differences(clock.today())) == []
