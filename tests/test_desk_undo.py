"""History and undo on the desk: facts are voided, fields restored, both steps stay visible."""

from datetime import date

import pytest
from django.urls import reverse

from portal.base.models import AuditEntry
from portal.base.people import system_user
from standards import actions_areas, actions_relations, actions_standards, actions_status
from standards.models import AreaTag, Relation, StandardStatus
from tests import factories
from tests.desk import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH = date(2020, 3, 1)


@pytest.fixture
def officer(client):
    account = factories.officer(name="陈晓")
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"standards-desk:{name}", args=args)


def undo(client, fact, reason="录入有误"):
    return client.post(address("undo", fact._meta.model_name, fact.pk), {"reason": reason})


def test_a_fact_is_voided_and_both_steps_stay(client, officer):
    made = factories.standard(published_on=MARCH)
    fact = made.status_facts.get()
    answer = undo(client, fact)
    made.refresh_from_db()
    assert (answer["Location"], made.status, made.published_on) == (address("standard", made.pk), "draft", None)
    shown = client.get(address("standard", made.pk), {"lang": "en"}).context
    assert [(line.what, line.state, line.why, line.steps) for line in shown["facts"]] == [
        ("published", "voided", "陈晓, 2020-06-30: 录入有误", ())
    ]
    assert [(entry.verb, entry.by) for entry in shown["history"]][0] == ("undone", officer)


def test_a_reason_is_needed(client, officer):
    fact = factories.standard(published_on=MARCH).status_facts.get()
    answer = undo(client, fact, reason=" ")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert StandardStatus.objects.open().get() == fact


def test_being_replaced_and_the_relation_go_together(client, officer):
    old, new = factories.standard(published_on=MARCH), factories.standard()
    actions_status.replace_standard(old, by_standard=new, on=date(2020, 5, 1), by=system_user())
    undo(client, old.status_facts.get(event="replaced"))
    old.refresh_from_db()
    assert (old.status, Relation.objects.open().count()) == ("unknown", 0)


@pytest.mark.parametrize("kind", ("relation", "adoption", "area"))
def test_other_facts_are_taken_back_too(client, officer, kind):
    made = factories.standard()
    if kind == "relation":
        fact = actions_relations.relate(made, kind="cites", to_text="YD/T 9-2001", valid_from=MARCH, by=officer)
    elif kind == "adoption":
        fact = actions_relations.adopt(made, statement="IDT ISO 9001:2015", valid_from=MARCH, by=officer)[0]
    else:
        fact = actions_areas.confirm_area(made, factories.area(), by=officer)
    undo(client, fact)
    fact.refresh_from_db()
    assert (fact.voided_by, fact.void_reason) == (officer, "录入有误")


def test_what_somebody_voided_already_stays_as_it_is(client, officer):
    fact = factories.standard(published_on=MARCH).status_facts.get()
    undo(client, fact, "第一次")
    answer = undo(client, fact, "第二次")
    fact.refresh_from_db()
    assert (answer.status_code, fact.void_reason) == (302, "第一次")


def test_a_field_gets_its_former_value(client, officer):
    made = factories.standard(title_zh="旧名", title_en="Old")
    actions_standards.edit_standard(made, title_zh="新名", title_en="", by=system_user())
    entry = AuditEntry.objects.get(verb="standard.edit")
    answer = posted(client, address("restore", entry.pk, "title_zh"), reason="改错了")
    made.refresh_from_db()
    assert (answer["Location"], made.title_zh, made.title_en) == (address("standard", made.pk), "旧名", "")
    restored = AuditEntry.objects.get(verb="field.restore")
    assert (restored.changes["title_zh"], restored.note, restored.by) == (["新名", "旧名"], "改错了", officer)
    page = client.get(address("standard", made.pk)).content.decode()
    assert page.count(f'href="{address("restore", entry.pk, "title_zh")}"') == 1


@pytest.mark.parametrize("column", ("identity", "designation", "version", "content", "nonsense"))
def test_only_changed_fields_of_the_text_are_restored(client, officer, column):
    made = factories.standard("YD/T 1-2020")
    actions_standards.correct_designation(made, designation="YD/T 2-2020", reason="x", by=system_user())
    entry = AuditEntry.objects.get(verb="standard.correct-number", row_type="standards.standard")
    assert client.get(address("restore", entry.pk, column)).status_code == 404


def test_a_secretary_takes_back_in_the_own_committee_only(client):
    own, area = factories.committee(), factories.area()
    mine, theirs = factories.standard(published_on=MARCH, committee=own), factories.standard(published_on=MARCH)
    tag = actions_areas.confirm_area(theirs, area, by=system_user())
    actions_standards.edit_standard(theirs, title_zh="新名", by=system_user())
    entry = AuditEntry.objects.get(verb="standard.edit")
    client.force_login(factories.secretary(own))
    answers = [undo(client, fact).status_code for fact in (mine.status_facts.get(), theirs.status_facts.get(), tag)]
    answers.append(client.get(address("restore", entry.pk, "title_zh")).status_code)
    assert (answers, AreaTag.objects.open().count()) == ([302, 403, 403, 403], 1)


def test_unknown_kinds_of_facts_are_not_there(client, officer):
    factories.standard(published_on=MARCH)
    assert [client.get(address("undo", kind, 1)).status_code for kind in ("user", "stageevent")] == [404, 404]
