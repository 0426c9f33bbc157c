"""A year's plan becomes a demonstration plan and back; who may do what in the programme."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.base import clock
from portal.base.models import AuditEntry, OutboxEntry
from portal.base.people import system_user
from programmes import actions_plans, actions_records, permissions
from programmes.models import Closing, Plan
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def test_the_title_says_that_it_is_a_demonstration_once():
    plan = factories.plan(title_zh="2020年要点", title_en="Key Points 2020")
    actions_plans.mark_plan_as_demo(plan, by=system_user())
    actions_plans.mark_plan_as_demo(plan, by=system_user())
    kept = Plan.objects.get()
    assert (kept.title_zh, kept.title_en, kept.is_demo) == ("示例：2020年要点", "Demonstration: Key Points 2020", True)
    assert AuditEntry.objects.filter(verb="plan.mark-as-demonstration").count() == 1
    assert OutboxEntry.objects.filter(topic="plan", subject_pk=plan.pk).count() == 1


def test_unmarked_it_is_as_before():
    plan = factories.plan(title_zh="2020年要点")
    actions_plans.mark_plan_as_demo(plan, by=system_user())
    actions_plans.unmark_plan(plan, by=system_user())
    kept = Plan.objects.get()
    assert (kept.title_zh, kept.is_demo) == ("2020年要点", False)


def test_with_a_closed_period_it_stays_marked():
    plan = actions_plans.mark_plan_as_demo(factories.plan(), by=system_user())
    factories.saved(
        Closing(plan=plan, on=date(2020, 6, 30), known=clock.now(), prepared_by=system_user(), prepared_at=clock.now())
    )
    with pytest.raises(ValidationError):
        actions_plans.unmark_plan(plan, by=system_user())
    assert Plan.objects.get().is_demo


@pytest.mark.parametrize(
    ("rule", "officer", "leader", "administrator", "stranger"),
    (
        ("can_edit_plan", True, False, False, False),
        ("can_sign", False, True, False, False),
        ("can_close_period", True, False, False, False),
        ("can_correct_figure", True, True, False, False),
    ),
)
def test_rights_in_a_plan(rule, officer, leader, administrator, stranger):
    plan = factories.plan()
    people = (factories.officer(), factories.leader(), factories.administrator(), factories.user())
    assert [getattr(permissions, rule)(user, plan) for user in people] == [officer, leader, administrator, stranger]


def test_rights_without_a_subject():
    people = (factories.officer(), factories.leader(), factories.administrator(), factories.user())
    table = {
        permissions.can_see_programme: [True, True, True, False],
        permissions.can_recompute: [True, False, True, False],
        permissions.can_enter_demonstration: [True, False, False, False],
        permissions.can_edit_conversion_list: [True, False, False, False],
        permissions.can_decide_suitability: [True, False, False, False],
    }
    assert {rule: [rule(user) for user in people] for rule in table} == table


def test_a_contact_claims_for_the_own_organisation_only():
    own, other = factories.organisation(), factories.organisation()
    contact = factories.user("contact", organisation=own)
    claims = [
        actions_records.claim_leadership(
            factories.international(), role="editor", organisation=body, on=date(2020, 3, 1), by=system_user()
        )
        for body in (own, other)
    ]
    assert permissions.can_claim_leadership(contact)
    assert [permissions.can_edit_claim(contact, claim) for claim in claims] == [True, False]
