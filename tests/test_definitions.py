"""Definitions: shipped versions answer their examples, drafts are approved by a second person."""

import pytest
from django.core.exceptions import ValidationError

from portal.base.people import system_user
from programmes import actions_definitions, examples
from programmes.definitions import SHIPPED
from programmes.models import Definition
from tests import factories

CASES = [(shipped, example) for shipped in SHIPPED for example in shipped.examples]


@pytest.mark.parametrize(("shipped", "example"), CASES, ids=[f"{s.metric}-{e.reason}" for s, e in CASES])
def test_shipped_examples_are_answered_as_expected(shipped, example):
    outcome = examples.run(shipped.metric, shipped.parameters, example.given, example.expected, example.reason)
    assert (outcome.passed, (example.expected, example.reason) in outcome.found) == (True, True)


@pytest.mark.parametrize("shipped", SHIPPED, ids=[s.metric for s in SHIPPED])
def test_a_shipped_definition_has_five_examples_at_least(shipped):
    assert len(shipped.examples) >= examples.ENOUGH


def test_an_example_fails_when_the_switch_is_turned():
    given = {"level": "group", "events": [["published", "2020-05-11"]], "areas": [["confirmed", "2020-01-01"]]}
    wide = {"levels": ["national", "industry", "group"]}
    assert examples.run("formulated", wide, given, "near_miss", "level").found == (("counted", "published"),)


@pytest.mark.django_db
def test_loading_twice_stores_once_and_gives_goals_their_definition():
    plan = factories.plan(2020)
    goal = factories.goal(plan, "formulated", definition=None)
    early = factories.goal(factories.plan(2018), "formulated", definition=None)
    first, second = (actions_definitions.load_definitions(by=system_user()) for _ in range(2))
    goal.refresh_from_db()
    early.refresh_from_db()
    assert (first.created, second.created, second.same) == (4, 0, 4)
    assert (str(goal.definition), early.definition) == ("formulated v1", None)


@pytest.mark.django_db
def test_a_second_person_approves_and_goals_follow(clock_at):
    actions_definitions.load_definitions(by=system_user())
    goal = factories.goal(factories.plan(2020), "led", definition=Definition.objects.get(metric="led"))
    officer, leader = factories.officer(), factories.leader()
    draft = actions_definitions.draft_definition(
        "led", text_zh="新口径", text_en="New", parameters={"event": "proposed"}, effective_from=2018, by=officer
    )
    with pytest.raises(ValidationError, match=r"Not every example|并非"):
        actions_definitions.approve_definition(draft, by=leader)
    outcomes = {one.example.pk: one.outcome.first for one in actions_definitions.try_examples(draft)}
    actions_definitions.set_expectations(draft, expected=outcomes, by=officer)
    with pytest.raises(ValidationError):
        actions_definitions.approve_definition(draft, by=officer)
    actions_definitions.approve_definition(draft, by=leader)
    goal.refresh_from_db()
    assert (str(goal.definition), goal.definition.approved_by, goal.definition.working) == ("led v2", leader, True)


@pytest.mark.django_db
def test_a_draft_with_an_impossible_switch_is_refused():
    with pytest.raises(ValidationError, match="near_days"):
        actions_definitions.draft_definition(
            "led", text_zh="一", text_en="one", parameters={"near_days": -1}, effective_from=2020, by=factories.officer()
        )
