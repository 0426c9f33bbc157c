"""Pages kept for a few seconds: for whom, for how long, and that nothing of one visitor reaches another."""

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.base import clock, kept_pages
from portal.base.models import Job
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEPT_PAGE_SECONDS = 5
    kept_pages.forget()
    yield
    kept_pages.forget()


def page(client, address="/standards/", **more):
    answer = client.get(address, {"lang": "en"} | more)
    assert answer.status_code == 200
    return answer


def test_a_second_visitor_costs_no_query(client, django_assert_num_queries):
    first = page(client)
    with django_assert_num_queries(0):
        assert page(Client()).content == first.content


def test_it_is_made_anew_after_some_seconds(client, monkeypatch):
    moment = [100.0]
    monkeypatch.setattr("portal.base.kept_pages.time.monotonic", lambda: moment[0])
    first = page(client).content
    factories.standard("GB/T 1-2020")
    moment[0] += 4.9
    assert page(client).content == first
    moment[0] += 0.2
    assert page(client).content != first


def test_figures_are_made_anew_as_soon_as_anything_is_written(client, django_assert_num_queries):
    first = page(client, "/").content
    with django_assert_num_queries(3):
        assert page(client, "/").content == first
    factories.standard("GB/T 1-2020")
    assert page(client, "/").content != first


def test_nothing_is_kept_while_figures_are_being_computed(client):
    job = Job.objects.create(kind="read_goals", state="running", created_at=clock.now())
    page(client, "/")
    assert not kept_pages._pages
    job.state = "done"
    job.save()
    page(client, "/")
    assert kept_pages._pages


@pytest.mark.parametrize("change", ({"lang": "zh"}, {"a": "1"}))
def test_another_language_or_address_is_another_page(client, django_assert_max_num_queries, change):
    page(client)
    kept = len(kept_pages._pages)
    page(client, **change)
    assert len(kept_pages._pages) == kept + 1


def test_who_signed_in_is_served_alone():
    client = Client()
    client.force_login(factories.officer())
    own = page(client).content.decode()
    assert "Sign out" in own
    assert "Sign out" not in page(Client()).content.decode()
    assert "Sign out" in page(client).content.decode()


def test_a_cookie_given_to_one_does_not_reach_the_next():
    assert "django_language" in page(Client()).cookies or page(Client()).cookies
    settled = Client()
    settled.cookies["django_language"] = "en"
    assert not page(settled).cookies


def test_only_sound_pages_are_kept(rf):
    view = kept_pages.kept(lambda request: HttpResponse("no", status=404))
    request = rf.get("/nothing/")
    request.LANGUAGE_CODE = "en"
    assert view(request).status_code == 404
    assert not kept_pages._pages
