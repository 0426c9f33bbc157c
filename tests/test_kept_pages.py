"""Pages kept for a few seconds: for whom, for how long, and that nothing of one visitor reaches another."""

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.base import kept_pages
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEPT_PAGE_SECONDS = 5
    kept_pages.forget()
    yield
    kept_pages.forget()


def home(client, **more):
    answer = client.get("/", {"lang": "en"} | more)
    assert answer.status_code == 200
    return answer


def test_a_second_visitor_costs_no_query(client, django_assert_num_queries):
    first = home(client)
    with django_assert_num_queries(0):
        assert home(Client()).content == first.content


def test_it_is_made_anew_after_some_seconds(client, monkeypatch):
    moment = [100.0]
    monkeypatch.setattr("portal.base.kept_pages.time.monotonic", lambda: moment[0])
    first = home(client).content
    factories.standard("GB/T 1-2020")
    factories.committee("SAC/TC 9001")
    moment[0] += 4.9
    assert home(client).content == first
    moment[0] += 0.2
    assert home(client).content != first


@pytest.mark.parametrize("change", ({"lang": "zh"}, {"a": "1"}))
def test_another_language_or_address_is_another_page(client, django_assert_max_num_queries, change):
    home(client)
    kept = len(kept_pages._pages)
    home(client, **change)
    assert len(kept_pages._pages) == kept + 1


def test_who_signed_in_is_served_alone():
    client = Client()
    client.force_login(factories.officer())
    own = home(client).content.decode()
    assert "Sign out" in own
    assert "Sign out" not in home(Client()).content.decode()
    assert "Sign out" in home(client).content.decode()


def test_a_cookie_given_to_one_does_not_reach_the_next():
    assert "django_language" in home(Client()).cookies or home(Client()).cookies
    settled = Client()
    settled.cookies["django_language"] = "en"
    assert not home(settled).cookies


def test_only_sound_pages_are_kept(rf):
    view = kept_pages.kept(lambda request: HttpResponse("no", status=404))
    request = rf.get("/nothing/")
    request.LANGUAGE_CODE = "en"
    assert view(request).status_code == 404
    assert not kept_pages._pages
