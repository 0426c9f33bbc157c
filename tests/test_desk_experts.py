"""People on the desk: entered, edited, with their employers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experts import actions
from experts.models import Affiliation, Person
from portal.base.models import AuditEntry
from tests import factories
from tests.desk import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"experts-desk:{name}", args=args)


def test_a_person_is_entered_and_works_somewhere_from_a_day(client, officer):
    firm, next_firm = factories.organisation("示例甲"), factories.organisation("示例乙")
    account = factories.user(username="wang-wei")
    answer = client.post(address("new-expert"), {"name": "王伟", "account": "wang-wei"})
    made = Person.objects.get()
    assert (answer["Location"], made.name_pinyin, made.account) == (address("expert", made.pk), "wang wei", account)
    for name, day in (("示例甲", "2020-01-01"), ("示例乙", "2020-06-01")):
        client.post(address("set-affiliation", made.pk), {"organisation": name, "valid_from": day, "post": "主任"})
    told = Affiliation.objects.open().order_by("valid_from").values_list("organisation", "valid_from", "until")
    assert list(told) == [(firm.pk, date(2020, 1, 1), date(2020, 6, 1)), (next_firm.pk, date(2020, 6, 1), None)]
    found = {
        name: client.get(address("experts"), {"q": name}).context["page"].object_list for name in ("示例甲", "示例乙", "wang")
    }
    assert {name: list(rows) for name, rows in found.items()} == {"示例甲": [], "示例乙": [made], "wang": [made]}


def test_a_name_is_changed(client, officer):
    made = factories.person("王伟")
    posted(client, address("edit-expert", made.pk), name="王玮", note="更正")
    made.refresh_from_db()
    assert (made.name, made.name_pinyin) == ("王玮", "wang wei")
    assert [entry.note for entry in client.get(address("expert", made.pk)).context["history"]][0] == "更正"


@pytest.mark.parametrize(
    ("sent", "field"),
    (
        ({"organisation": "无此单位", "valid_from": "2020-06-01"}, "organisation"),
        ({"organisation": "示例甲", "valid_from": "2019-01-01"}, "valid_from"),
    ),
)
def test_affiliations_that_are_refused(client, officer, sent, field):
    made, firm = factories.person(), factories.organisation("示例甲")
    actions.set_affiliation(made, organisation=firm, valid_from=date(2020, 1, 1), by=officer)
    answer = client.post(address("set-affiliation", made.pk), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert f'value="{sent["valid_from"]}"' in answer.content.decode()
    held = Affiliation.objects.values_list("person", "organisation", "valid_from", "until", "superseded_at")
    assert list(held) == [(made.pk, firm.pk, date(2020, 1, 1), None, None)]


@pytest.mark.parametrize("role", ("leader", "administrator", "expert", "contact"))
def test_others_change_no_person(client, role):
    made, firm = factories.person("王伟"), factories.organisation("示例甲")
    client.force_login(factories.user(role, **({"organisation": firm} if role == "contact" else {})))
    written = AuditEntry.objects.count()
    sent = {"name": "李明", "organisation": "示例甲", "valid_from": "2020-06-01"}
    forms = (("new-expert",), ("edit-expert", made.pk), ("set-affiliation", made.pk))
    assert [client.post(address(*form), sent).status_code for form in forms] == [403, 403, 403]
    assert list(Person.objects.values_list("name", flat=True)) == ["王伟"]
    assert (Affiliation.objects.count(), AuditEntry.objects.count()) == (0, written)


def test_the_list_runs_a_constant_number_of_queries(client, officer):
    client.get(address("experts"))
    numbers = []
    for rows in (1, 3):
        for _step in range(rows):
            firm = factories.organisation()
            actions.set_affiliation(factories.person(), organisation=firm, valid_from=date(2020, 1, 1), by=officer)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address("experts")).context["page"]
        numbers.append((len(queries), page.paginator.count))
    assert (numbers[0][0], [shown for _queries, shown in numbers]) == (numbers[1][0], [1, 4])
