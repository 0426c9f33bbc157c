"""Adoptions on the desk: read back before they are entered, corrected, ended, and the queue of those to check."""

from datetime import date

import pytest
from django.urls import reverse

from portal.base.people import system_user
from standards import actions_relations
from standards.models import Adoption
from tests import factories
from tests.desk import posted, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH = date(2020, 3, 1)


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"standards-desk:{name}", args=args)


def adopted(standard, statement):
    return actions_relations.adopt(standard, statement=statement, valid_from=MARCH, by=system_user())[0]


def test_a_statement_is_shown_as_read_before_it_is_entered(client, officer):
    edition, made = factories.international("ISO 9001:2015", title_en="Quality"), factories.standard()
    url = address("adopt", made.pk)
    sent = {"statement": "修改采用 ISO 9001：2015 和 ISO/IEC 27001", "valid_from": "2020-03-01", "evidence": "封面"}
    read = client.post(url, sent)
    rows = [(row.cited, row.degree, row.international, note) for row, note in read.context["rows"]]
    assert (read.status_code, Adoption.objects.count()) == (200, 0)
    assert [row[:3] for row in rows] == [("ISO 9001:2015", "MOD", edition), ("ISO/IEC 27001", "MOD", None)]
    assert (rows[0][3], rows[1][3] != "") == ("", True)
    done = client.post(url, sent | {"confirmed": read.context["confirmed"]})
    assert done["Location"] == address("standard", made.pk)
    told = made.adoptions.order_by("pk").values_list("cited", "degree", "international", "undated", "to_check", "evidence")
    assert list(told) == [
        ("ISO 9001:2015", "MOD", edition.pk, False, False, "封面"),
        ("ISO/IEC 27001", "MOD", None, True, True, "封面"),
    ]


def test_what_was_changed_after_the_check_is_checked_again(client, officer):
    made = factories.standard()
    url = address("adopt", made.pk)
    sent = {"statement": "IDT ISO 9001:2015", "valid_from": "2020-03-01"}
    mark = client.post(url, sent).context["confirmed"]
    again = client.post(url, sent | {"statement": "IDT ISO 9001:2008", "confirmed": mark})
    assert ([row.cited for row, _note in again.context["rows"]], Adoption.objects.count()) == (["ISO 9001:2008"], 0)


@pytest.mark.parametrize(
    ("sent", "field"),
    (
        ({"statement": "", "cited": ""}, "statement"),
        ({"statement": "IDT ISO 1:2016", "cited": "ISO 1:2016"}, "cited"),
        ({"statement": "nothing to read"}, "statement"),
        ({"statement": "等同采用"}, "statement"),
        ({"cited": "ISO 1:2016"}, "degree"),
        ({"statement": "IDT ISO 9001:2015"}, "__all__"),
    ),
)
def test_statements_that_are_refused(client, officer, sent, field):
    made = factories.standard()
    adopted(made, "MOD ISO 9001:2015")
    answer = client.post(address("adopt", made.pk), {"valid_from": "2020-03-01"} | sent)
    assert (answer.status_code, list(answer.context["form"].errors), Adoption.objects.count()) == (422, [field], 1)


def test_the_queue_is_worked_off(client, officer):
    edition = factories.international("ISO 9001:2015")
    first, second = factories.standard("YD/T 1-2020"), factories.standard("YD/T 2-2020")
    undated, missing = adopted(first, "IDT ISO 9001"), adopted(second, "IDT ISO 4711:2019")
    queue = address("adoptions-to-check")
    assert [row.cited for row, _why, _may in client.get(queue).context["rows"]] == ["ISO 9001", "ISO 4711:2019"]
    posted(client, address("correct-adoption", undated.pk), cited="iso 9001-2015", reason="封面载明年代号")
    posted(client, address("correct-adoption", missing.pk), reason="与封面一致")
    assert client.get(queue).context["rows"] == []
    now = Adoption.objects.open().order_by("standard").values_list("cited", "international", "degree", "to_check")
    assert list(now) == [("ISO 9001:2015", edition.pk, "IDT", False), ("ISO 4711:2019", None, "IDT", False)]
    undated.refresh_from_db()
    assert (undated.voided_by, undated.void_reason) == (officer, "封面载明年代号")


def test_a_correction_needs_a_reason(client, officer):
    adoption = adopted(factories.standard(), "IDT ISO 9001")
    answer = posted(client, address("correct-adoption", adoption.pk), cited="ISO 9001:2015")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert 'value="ISO 9001:2015"' in answer.content.decode()


def test_an_adoption_ends_on_a_day(client, officer):
    adoption = adopted(factories.standard(), "IDT ISO 9001:2015")
    client.post(address("end-adoption", adoption.pk), {"until": "2020-06-01", "note": "新版不再采用"})
    assert Adoption.objects.open().get().until == date(2020, 6, 1)
    assert client.get(address("end-adoption", adoption.pk)).status_code == 404


def test_a_secretary_works_off_the_own_committees_queue(client):
    own = factories.committee()
    mine = adopted(factories.standard("YD/T 1-2020", committee=own), "IDT ISO 9001")
    theirs = adopted(factories.standard("YD/T 2-2020", committee=factories.committee()), "IDT ISO 9001")
    client.force_login(factories.secretary(own))
    rows = client.get(address("adoptions-to-check")).context["rows"]
    assert [(row, may) for row, _why, may in rows] == [(mine, True)]
    sent = shown(client, address("correct-adoption", mine.pk)) | {"cited": "ISO 9001:2015", "reason": "封面"}
    answers = [client.post(address("correct-adoption", one.pk), sent).status_code for one in (mine, theirs)]
    held = Adoption.objects.open().order_by("standard").values_list("standard", "cited")
    assert (answers, list(held)) == ([302, 403], [(mine.standard_id, "ISO 9001:2015"), (theirs.standard_id, "ISO 9001")])
    client.force_login(factories.user("expert"))
    closed = client.get(address("adoptions-to-check"))
    assert (closed.status_code, theirs.standard.designation in closed.content.decode()) == (403, False)
