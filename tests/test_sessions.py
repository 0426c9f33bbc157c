"""A session ends eight hours after the last request."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from portal.base.people import system_user

NINE = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)


@pytest.fixture
def signed_in(client, db):
    client.force_login(system_user())
    return client


@pytest.mark.parametrize(("minutes", "is_renewed"), ((0, False), (4, False), (5, True), (60, True)))
def test_session_is_renewed_at_most_every_five_minutes(signed_in, clock_at, minutes, is_renewed):
    clock_at(NINE)
    signed_in.get("/version")
    clock_at(NINE + timedelta(minutes=minutes))
    answer = signed_in.get("/version")
    assert (settings.SESSION_COOKIE_NAME in answer.cookies) is is_renewed
    expected = NINE + timedelta(minutes=minutes if is_renewed else 0)
    assert signed_in.session["seen_at"] == int(expected.timestamp())


def test_renewed_cookie_lasts_eight_hours(signed_in, clock_at):
    clock_at(NINE)
    assert signed_in.get("/version").cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 8 * 60 * 60


def test_stranger_gets_no_session(client):
    assert dict(client.get("/version").cookies) == {}
