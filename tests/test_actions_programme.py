"""Demonstrations, leadership claims, the conversion list, deliverables, targets."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.base import clock
from portal.base.models import AuditEntry, OutboxEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from programmes import actions_records as actions
from programmes import actions_undo, permissions
from programmes.models import (
    ClaimDecision,
    ConversionEntry,
    Deliverable,
    DeliverableState,
    Demonstration,
    GoalAreaTarget,
    LeadershipClaim,
    PlanItem,
    SuitabilityDecision,
)
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY, JUNE = date(2020, 3, 1), date(2020, 5, 1), date(2020, 6, 1)


def line(facts):
    """What held from when until when, as known now."""
    return [(fact.state, fact.valid_from, fact.until) for fact in facts.open().order_by("valid_from", "pk")]


def told(topic, record):
    return OutboxEntry.objects.filter(topic=topic, subject_pk=record.pk).exists()


def demonstration(**more):
    more = {"title_zh": "示例应用示范", "field": "示例领域", "by": system_user()} | more
    return actions.enter_demonstration(**more)


def claim(by=None, **more):
    more = {"role": "editor", "organisation": factories.organisation(), "on": MARCH, "evidence": "示例决议"} | more
    return actions.claim_leadership(factories.international(), by=by or system_user(), **more)


def test_a_demonstration_is_applied_for_then_selected():
    made = demonstration(standard=factories.group_standard(), applied_on=MARCH)
    actions.decide_demonstration(made, state="selected", on=MAY, document="示例通知", by=system_user())
    assert line(made.decisions) == [("applied", MARCH, MAY), ("selected", MAY, None)]
    assert told("demonstration", made)
    verbs = list(AuditEntry.objects.filter(verb__startswith="demonstration").values_list("verb", flat=True))
    assert sorted(set(verbs)) == ["demonstration.applied", "demonstration.enter", "demonstration.selected"]


@pytest.mark.parametrize(
    ("words", "field"),
    (
        ({"state": "selected", "on": MAY}, "document"),
        ({"state": "refused", "on": date(2020, 7, 1)}, "on"),
        ({"state": "refused", "on": date(2020, 2, 1)}, "on"),
        ({"state": "praised", "on": MAY}, "state"),
    ),
)
def test_decisions_that_are_refused(words, field):
    made = demonstration(applied_on=MARCH)
    with pytest.raises(ValidationError) as refused:
        actions.decide_demonstration(made, by=system_user(), **words)
    assert list(refused.value.message_dict) == [field]
    assert line(made.decisions) == [("applied", MARCH, None)]


def test_only_group_standards_are_demonstrated():
    with pytest.raises(ValidationError) as refused:
        demonstration(standard=factories.standard())
    assert list(refused.value.message_dict) == ["standard"]


def test_an_older_version_of_a_demonstration_is_refused():
    made = demonstration()
    actions.edit_demonstration(made, field="另一领域", expected_version=1, by=system_user())
    with pytest.raises(StaleRecord) as stale:
        actions.edit_demonstration(made, title_zh="乙", expected_version=1, by=system_user())
    assert (stale.value.fields, Demonstration.objects.get().field) == (("field",), "另一领域")


def test_the_claimer_never_confirms_the_proof():
    first, second = factories.officer(), factories.officer()
    made = claim(by=first)
    with pytest.raises(ValidationError) as refused:
        actions.decide_claim(made, state="proven", on=MAY, by=first)
    assert list(refused.value.message_dict) == ["state"]
    assert [permissions.can_decide_claim(user, made) for user in (first, second)] == [False, True]
    actions.decide_claim(made, state="proven", on=MAY, by=second)
    assert line(made.decisions) == [("claimed", MARCH, MAY), ("proven", MAY, None)]
    assert told("claim", made)


@pytest.mark.parametrize(
    ("evidence", "words", "field"),
    (
        ("", {"state": "proven", "on": MAY}, "evidence"),
        ("x", {"state": "disputed", "on": MAY}, "note"),
        ("x", {"state": "withdrawn", "on": MAY}, "note"),
        ("x", {"state": "proven", "on": date(2020, 7, 1)}, "on"),
    ),
)
def test_claim_decisions_that_are_refused(evidence, words, field):
    made = claim(evidence=evidence)
    with pytest.raises(ValidationError) as refused:
        actions.decide_claim(made, by=factories.officer(), **words)
    assert list(refused.value.message_dict) == [field]
    assert line(made.decisions) == [("claimed", MARCH, None)]


def test_claims_that_are_refused():
    made = claim()
    for words in ({"person": None, "organisation": None}, {"organisation": made.organisation}):
        with pytest.raises(ValidationError):
            actions.claim_leadership(made.international, role="editor", on=MAY, by=system_user(), **words)
    assert LeadershipClaim.objects.count() == 1


def test_whoever_wrote_the_evidence_does_not_confirm_it():
    made, editor = claim(evidence=""), factories.officer()
    made = actions.edit_claim(made, evidence="会议纪要", by=editor)
    with pytest.raises(ValidationError) as refused:
        actions.decide_claim(made, state="proven", on=MAY, by=editor)
    assert list(refused.value.message_dict) == ["state"]
    assert (permissions.can_decide_claim(editor, made), line(made.decisions)) == (False, [("claimed", MARCH, None)])


def test_a_proven_claim_that_is_changed_must_be_proven_again():
    made = claim()
    actions.decide_claim(made, state="proven", on=MAY, by=factories.officer())
    editor = factories.officer()
    actions.edit_claim(made, role="convenor", by=editor)
    assert [row[0] for row in line(made.decisions)] == ["claimed", "proven", "claimed"]
    with pytest.raises(ValidationError):
        actions.decide_claim(made, state="proven", on=clock.today(), by=editor)


def test_the_list_and_its_decisions():
    area, edition = factories.area(), factories.international()
    entry = actions.list_for_conversion(area, international=edition, valid_from=MARCH, by=system_user())
    with pytest.raises(ValidationError):
        actions.list_for_conversion(area, international=edition, valid_from=MAY, by=system_user())
    actions.decide_suitability(area, international=edition, reason="suitable", on=MARCH, by=system_user())
    actions.decide_suitability(area, international=edition, reason="no_industry", on=MAY, by=system_user())
    rows = SuitabilityDecision.objects.open().order_by("valid_from").values_list("suitable", "reason", "until")
    assert list(rows) == [(True, "suitable", MAY), (False, "no_industry", None)]
    with pytest.raises(ValidationError):
        actions.unlist(entry, until=JUNE, note="", by=system_user())
    actions.unlist(entry, until=JUNE, note="已废止", by=system_user())
    assert ConversionEntry.objects.open().get().until == JUNE
    actions.list_for_conversion(area, international=edition, valid_from=JUNE, by=system_user())
    assert told("international", edition)


def test_the_other_reason_is_explained():
    with pytest.raises(ValidationError) as refused:
        actions.decide_suitability(
            factories.area(), international=factories.international(), reason="other", on=MAY, by=system_user()
        )
    assert list(refused.value.message_dict) == ["note"]


def test_undo_opens_what_had_been_ended():
    made = demonstration(applied_on=MARCH)
    fact = actions.decide_demonstration(made, state="selected", on=MAY, document="示例通知", by=system_user())
    with clock.at(date(2020, 7, 5)):
        actions_undo.undo_fact(fact, reason="公示有误", by=system_user())
    assert line(made.decisions) == [("applied", MARCH, None)]
    known = made.decisions.as_of(JUNE, clock.end_of(date(2020, 7, 4))).get()
    assert known.state == "selected"
    with pytest.raises(ValidationError):
        actions_undo.undo_fact(made.decisions.open().get(), reason=" ", by=system_user())


def test_undo_of_an_end_opens_it_again():
    area, edition = factories.area(), factories.international()
    entry = actions.list_for_conversion(area, international=edition, valid_from=MARCH, by=system_user())
    ended = actions.unlist(entry, until=JUNE, note="误判", by=system_user())
    actions_undo.undo_fact(ended, reason="仍在清单", by=system_user())
    assert ConversionEntry.objects.open().get().until is None


def test_the_state_of_a_deliverable():
    item = factories.saved(PlanItem(plan=factories.plan(), number=1, title_en="x", kind="deliverable"))
    deliverable = factories.saved(Deliverable(item=item, title_zh="示例成果"))
    actions.set_deliverable_state(deliverable, state="running", on=MARCH, by=system_user())
    with pytest.raises(ValidationError) as refused:
        actions.set_deliverable_state(deliverable, state="done", on=MAY, by=system_user())
    assert list(refused.value.message_dict) == ["evidence"]
    fact = actions.set_deliverable_state(deliverable, state="done", on=MAY, evidence="示例文件", by=system_user())
    assert line(deliverable.states) == [("running", MARCH, MAY), ("done", MAY, None)]
    actions_undo.undo_fact(fact, reason="尚未完成", by=system_user())
    assert DeliverableState.objects.open().get().state == "running"
    assert told("plan", item.plan)


def test_the_target_of_an_area():
    goal, area = factories.goal(factories.plan()), factories.area()
    actions.set_area_target(goal, area=area, threshold=Decimal(30), by=system_user())
    actions.set_area_target(goal, area=area, threshold=Decimal(35), by=system_user())
    assert GoalAreaTarget.objects.get().threshold == 35
    assert AuditEntry.objects.filter(verb="goal.area-target").order_by("pk").last().changes == {"threshold": ["30.00", "35"]}
    for words in ({"area": area, "threshold": Decimal(-1)}, {"area": factories.area(year=2019), "threshold": Decimal(1)}):
        with pytest.raises(ValidationError):
            actions.set_area_target(goal, by=system_user(), **words)


def test_claims_keep_the_facts_of_every_state():
    made = claim()
    actions.decide_claim(made, state="disputed", on=MAY, note="角色存疑", by=factories.officer())
    assert ClaimDecision.objects.filter(superseded_at__isnull=False).count() == 1
