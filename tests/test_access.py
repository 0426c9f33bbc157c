"""Who gets what at every address: the table, row by row, as each kind of user, before one world."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.base import clock
from tests import access_world
from tests.access_row import KINDS
from tests.access_table import TABLE

pytestmark = pytest.mark.django_db
DESK = sorted(name for name, row in TABLE.items() if row.answers["stranger"] == "login" and row.method == "get")
OWN = sorted(name for name, row in TABLE.items() if row.own)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for the module, in a transaction that is rolled back; each request runs in a savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = access_world.build()
        made.clients = {kind: client_of(person) for kind, person in made.people.items()}
        yield made
        transaction.set_rollback(True)


def client_of(person):
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer(world, kind, name, method, place=None):
    """Ask as this kind of user, undo what that did, and say in one word what came."""
    row, place = TABLE[name], place or world
    sent = row.sent(place) if method == "post" else {}
    client, cookies = world.clients[kind], world.clients[kind].cookies.copy()
    with clock.at(access_world.DAY), transaction.atomic():
        response = getattr(client, method)(reverse(name, kwargs=row.fill(place)), sent)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return in_a_word(response)


def in_a_word(response):
    if response.status_code == 302:
        return "login" if response.headers["Location"].startswith(reverse("login") + "?next=") else "yes"
    return {200: "yes", 422: "yes", 403: "no", 404: "gone"}.get(response.status_code, response.status_code)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_kind_of_user_gets_what_the_table_says(world, name):
    row = TABLE[name]
    found = {kind: answer(world, kind, name, row.method) for kind in KINDS}
    assert found == dict(row.answers)


@pytest.mark.parametrize("name", DESK)
def test_who_may_not_look_may_not_send(world, name):
    """Every desk page, sent to by those who may not read it: refused, or not made to take anything (405)."""
    refused = {kind: said for kind, said in TABLE[name].answers.items() if said in ("no", "login")}
    found = {kind: answer(world, kind, name, "post") for kind in refused}
    assert {kind: refused[kind] if said == 405 and refused[kind] == "no" else said for kind, said in found.items()} == refused


@pytest.mark.parametrize("method", ("get", "post"))
@pytest.mark.parametrize("name", OWN)
def test_a_secretary_can_do_nothing_in_another_committee(world, name, method):
    if method == "get" and TABLE[name].method == "post":
        assert answer(world, "secretary", name, method, world.elsewhere) == 405
    else:
        assert answer(world, "secretary", name, method, world.elsewhere) == "no"


@pytest.mark.parametrize("name", ("claim", "edit-claim", "decide-claim"))
def test_a_contact_does_not_learn_of_another_organisations_claim(world, name):
    found = [answer(world, "contact", f"programmes-desk:{name}", method, world.elsewhere) for method in ("get", "post")]
    assert found == ["gone", "gone"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stranger"])
def test_no_menu_leads_where_its_reader_may_not_go(world, kind):
    client = world.clients[kind]
    with clock.at(access_world.DAY):
        shell = client.get(reverse("base:organisations")).context["shell"]
        urls = [link.url for link in (*shell.menu, *shell.desk_menu, *shell.footer)]
        found = {url: client.get(url, follow=True).status_code for url in urls}
    assert (found, len(urls) > 8) == (dict.fromkeys(urls, 200), True)
