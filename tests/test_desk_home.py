"""My desk: what waits for whom, one click away."""

from datetime import date

import pytest
from django.urls import reverse

from portal.base.models import Batch, Job
from portal.base.people import system_user
from programmes import actions_records
from standards import actions_relations, actions_standards
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH = date(2020, 3, 1)


def desk(client):
    return client.get(reverse("desk"), {"lang": "en"})


def lines(client):
    return [(str(task.label), str(task.state)) for task in desk(client).context["desk"].tasks]


def test_nothing_waits_on_an_empty_desk(client):
    client.force_login(factories.officer())
    assert lines(client) == []


def test_an_officer_sees_what_waits(client):
    officer, other = factories.officer(), factories.officer()
    for by, evidence in ((officer, "N 1"), (other, "N 2"), (other, "")):
        actions_records.claim_leadership(
            factories.international(), role="editor", on=MARCH, by=by, organisation=factories.organisation(), evidence=evidence
        )
    actions_relations.adopt(factories.standard(), statement="IDT ISO 9001", valid_from=MARCH, by=other)
    factories.saved(Batch(kind="standards", name="a.csv", state="checked", started_by=other, started_at=other.date_joined))
    Job.objects.create(kind="read-goals", state="failed", created_at=other.date_joined, finished_at=other.date_joined)
    client.force_login(officer)
    assert lines(client) == [
        ("Imports to accept", "1 import waits"),
        ("Leadership claims whose proof you can confirm", "1 claim"),
        ("Leadership claims without evidence", "1 claim"),
        ("Adoptions to check", "1 adoption"),
        ("Job failed: read-goals", f"{other.date_joined:%Y-%m-%d}"),
    ]
    assert [client.get(task.url).status_code for task in desk(client).context["desk"].tasks] == [200] * 5


def test_the_latest_changes_of_people_are_one_click_away(client):
    officer = factories.officer(name="陈晓")
    made = factories.standard("YD/T 1-2020", by=officer)
    for title in ("甲", "乙"):
        actions_standards.edit_standard(made, title_zh=title, by=officer)
    factories.standard("YD/T 2-2020", by=system_user())
    client.force_login(officer)
    changes = desk(client).context["desk"].changes
    assert [(one.subject, str(one.entry.verb), one.url) for one in changes if one.subject.startswith("YD")] == [
        ("YD/T 1-2020", "changed", reverse("standards-desk:standard", args=(made.pk,))),
        ("YD/T 1-2020", "entered", reverse("standards-desk:standard", args=(made.pk,))),
    ]


def test_a_secretary_sees_the_own_committees(client):
    own, other = factories.committee("示例/TC 1"), factories.committee("示例/TC 2")
    mine = factories.standard("YD/T 1-2020", committee=own)
    theirs = factories.standard("YD/T 2-2020", committee=other)
    for standard in (mine, theirs):
        actions_relations.adopt(standard, statement="IDT ISO 9001", valid_from=MARCH, by=system_user())
    client.force_login(factories.secretary(own))
    shown = desk(client).context["desk"]
    assert [(one.code, number) for one, number in shown.committees] == [("示例/TC 1", 1)]
    assert (shown.standards, shown.changes, shown.imports) == ([mine], [], [])
    assert lines(client) == [("Adoptions to check", "1 adoption")]


@pytest.mark.parametrize(
    ("role", "doors"),
    (
        ("expert", ["Find a standard", "Progress of the year", "Change password"]),
        ("contact", ["Leadership claims", "Find a standard", "Progress of the year", "Change password"]),
    ),
)
def test_others_see_what_they_may_do(client, role, doors):
    client.force_login(factories.user(role, organisation=factories.organisation()))
    answer = desk(client)
    assert (answer.status_code, [str(words) for words, _url, _hint in answer.context["desk"].doors]) == (200, doors)
    assert (answer.context["cards"], answer.context["desk"].changes) == ([], [])


def test_strangers_are_sent_to_the_sign_in_page(client):
    assert client.get(reverse("desk"))["Location"] == f"{reverse('login')}?next={reverse('desk')}"


def test_the_goals_stand_on_the_desk_with_the_age_of_their_figures(client):
    plan = factories.plan(2020)
    goal = factories.goal(plan, "led", threshold=100)
    client.force_login(factories.leader())
    shown = desk(client).context
    assert [key for key, _card in shown["cards"]] == [goal.slug]
    assert (shown["plan"], shown["on"], shown["fresh"] is not None) == (plan, date(2020, 6, 30), True)
