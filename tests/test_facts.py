"""Two dates: what held on a day, as it was known at a moment."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.base import audit, clock, facts
from portal.base.facts import AlreadySettled, FactsAreKept, Precision, last_possible, read_date
from portal.base.models import OrganisationName, RoleGrant
from portal.base.people import system_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return system_user()


def grant(by, day, recorded, **more):
    with clock.at(recorded), audit.act("role.grant", by, by=by):
        return facts.enter(RoleGrant(user=by, role="officer", valid_from=day, **more))


def held(on, known):
    return RoleGrant.objects.as_of(on, clock.end_of(known)).count()


FEBRUARY, MARCH, APRIL, MAY = (date(2020, month, 1) for month in (2, 3, 4, 5))


@pytest.mark.parametrize(
    ("on", "known", "number"),
    (
        (FEBRUARY, MARCH, 1),
        (date(2020, 1, 31), MARCH, 0),
        (FEBRUARY, date(2020, 2, 29), 0),
        (FEBRUARY, date(2020, 3, 1), 1),
    ),
)
def test_a_fact_holds_from_its_day_and_is_known_from_its_recording(by, on, known, number):
    grant(by, FEBRUARY, MARCH)
    assert held(on, known) == number


@pytest.mark.parametrize(
    ("on", "known", "number"),
    ((MARCH, MARCH, 1), (date(2020, 4, 15), MARCH, 1), (date(2020, 4, 15), MAY, 0), (date(2020, 3, 31), MAY, 1), (APRIL, MAY, 0)),
)
def test_an_ended_fact_was_open_as_known_before(by, on, known, number):
    fact = grant(by, FEBRUARY, FEBRUARY)
    with clock.at(MAY), audit.act("role.end", by, by=by):
        facts.end(fact, by=by, until=APRIL)
    assert held(on, known) == number


def test_a_voided_fact_counts_only_as_known_before(by):
    fact = grant(by, FEBRUARY, FEBRUARY)
    with clock.at(MAY), audit.act("role.void", by, by=by):
        facts.void(fact, by=by, reason="wrong person")
    assert [held(MARCH, known) for known in (APRIL, MAY)] == [1, 0]
    kept = RoleGrant.objects.get()
    assert (kept.voided_by, kept.void_reason) == (by, "wrong person")


@pytest.mark.parametrize("change", ("save", "delete", "update", "queryset_delete"))
def test_facts_are_neither_edited_nor_deleted(by, change):
    fact = grant(by, FEBRUARY, FEBRUARY)
    fact.until = MARCH
    calls = {
        "save": fact.save,
        "delete": fact.delete,
        "update": lambda: RoleGrant.objects.update(until=MARCH),
        "queryset_delete": lambda: RoleGrant.objects.all().delete(),
    }
    with audit.act("role.edit", by, by=by), pytest.raises(FactsAreKept):
        calls[change]()
    assert RoleGrant.objects.get().until is None


def test_two_people_cannot_void_the_same_fact(by):
    fact = grant(by, FEBRUARY, FEBRUARY)
    with audit.act("role.void", by, by=by):
        facts.void(fact, by=by, reason="first")
    with pytest.raises(AlreadySettled) as refused, audit.act("role.void", by, by=by), translation.override("en"):
        facts.void(fact, by=by, reason="second")
    assert refused.value.messages == ["Somebody has already voided or replaced this entry. Reload the page."]
    assert RoleGrant.objects.get().void_reason == "first"


def test_a_new_fact_never_takes_the_place_of_an_old_one(by):
    old = grant(by, FEBRUARY, FEBRUARY)
    with pytest.raises(IntegrityError), transaction.atomic(), audit.act("role.grant", by, by=by):
        RoleGrant(pk=old.pk, user=by, role="leader", valid_from=MARCH).save()
    assert RoleGrant.objects.get().role == "officer"


@pytest.mark.parametrize("reason", ("", "  "))
def test_voiding_needs_a_reason(by, reason):
    fact = grant(by, FEBRUARY, FEBRUARY)
    with pytest.raises(ValueError, match=r"."), audit.act("role.void", by, by=by):
        facts.void(fact, by=by, reason=reason)
    assert RoleGrant.objects.get().is_open


@pytest.mark.parametrize(
    ("day", "precision", "last"),
    (
        (date(2020, 2, 1), Precision.DAY, date(2020, 2, 1)),
        (date(2020, 2, 1), Precision.MONTH, date(2020, 2, 29)),
        (date(2019, 2, 1), Precision.MONTH, date(2019, 2, 28)),
        (date(2020, 1, 1), Precision.YEAR, date(2020, 12, 31)),
    ),
)
def test_last_possible_day(day, precision, last):
    assert last_possible(day, precision) == last


@pytest.mark.parametrize(
    ("on", "certain", "uncertain"),
    ((date(2020, 1, 31), 0, 0), (FEBRUARY, 0, 1), (date(2020, 2, 28), 0, 1), (date(2020, 2, 29), 1, 0)),
)
def test_a_month_is_unknown_until_it_is_over(by, on, certain, uncertain):
    grant(by, FEBRUARY, FEBRUARY, precision=Precision.MONTH)
    known = RoleGrant.objects.known_at(clock.end_of(MAY))
    assert (known.held_on(on).count(), known.uncertain_on(on).count()) == (certain, uncertain)


@pytest.mark.parametrize(
    ("text", "read"),
    (
        ("2020", (date(2020, 1, 1), "year")),
        ("2020-05", (date(2020, 5, 1), "month")),
        (" 2020-05-12 ", (date(2020, 5, 12), "day")),
    ),
)
def test_read_date(text, read):
    assert read_date(text) == read


@given(st.text())
def test_read_date_reads_or_says_what_was_expected(text):
    try:
        read_date(text)
    except ValueError as problem:
        assert str(problem) == f"expected YYYY, YYYY-MM or YYYY-MM-DD, got {text!r}"


@pytest.mark.parametrize(
    "columns",
    (
        {"voided_at": datetime(2020, 5, 1, tzinfo=UTC)},
        {"void_reason": "why"},
        {"superseded_at": datetime(2020, 5, 1, tzinfo=UTC)},
        {"until": date(2019, 1, 1)},
    ),
)
def test_the_database_keeps_the_pairs(by, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(by, FEBRUARY, FEBRUARY, **columns)


def test_known_means_the_end_of_the_day_in_shanghai():
    assert clock.end_of(date(2020, 6, 30)) == datetime(2020, 6, 30, 15, 59, 59, 999999, tzinfo=UTC)


def test_imported_history_keeps_the_day_of_loading(by):
    with clock.at(MAY), audit.act("organisation.load", by, by=by):
        from portal.base.models import Organisation

        made = Organisation(name_zh="示例", kind="other")
        made.save()
        name = facts.enter(
            OrganisationName(organisation=made, name_zh="旧名", valid_from=FEBRUARY, imported=True, source_known_on=MARCH)
        )
    assert (name.recorded_at, name.source_known_on) == (clock.morning_of(MAY), MARCH)
    assert OrganisationName.objects.as_of(MARCH, clock.end_of(APRIL)).count() == 0
