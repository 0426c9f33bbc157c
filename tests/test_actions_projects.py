"""Projects take the steps that the table allows, on days that follow one another, and yield standards."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.base.models import AuditEntry, OutboxEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from standards import actions_projects as actions
from standards import actions_undo
from standards.lifecycle import ForbiddenMove
from standards.models import Project, Standard
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
STEPS = (
    ("start_drafting", date(2020, 2, 1), "drafting"),
    ("open_consultation", date(2020, 3, 1), "consultation"),
    ("start_review", date(2020, 4, 1), "review"),
    ("submit", date(2020, 5, 1), "approval"),
)


def planned(number="2020-0001T-YD", **more):
    project = factories.project(**more)
    return actions.issue_plan(project, plan_number=number, on=date(2020, 1, 15), by=system_user())


def walk(project, steps=STEPS):
    for move, on, _ in steps:
        project = actions.advance(project, move=move, on=on, by=system_user())
    return project


def test_the_whole_way():
    committee = factories.committee()
    project = planned(committee=committee, title_en="Example")
    assert (project.plan_number, project.slug, project.plan_year) == ("2020-0001T-YD", "2020-0001T-YD", 2020)
    for move, on, stage in STEPS:
        project = actions.advance(project, move=move, on=on, by=system_user())
        assert (project.stage, project.stage_since) == (stage, on)
    (standard,) = actions.publish_project(
        project, designations=["YD/T 9001-2020"], on=date(2020, 6, 1), in_force_on=date(2020, 9, 1), by=system_user()
    )
    standard = Standard.objects.get(pk=standard.pk)
    assert (standard.project, standard.committee, standard.plan_number, standard.title_en, standard.status) == (
        project,
        committee,
        "2020-0001T-YD",
        "Example",
        "coming",
    )
    project.refresh_from_db()
    stages = list(project.stage_events.open().values_list("stage", flat=True))
    assert stages == ["proposal", "planned", "drafting", "consultation", "review", "approval", "published"]
    assert OutboxEntry.objects.filter(topic="project", subject_pk=project.pk).count() >= 7
    about = AuditEntry.objects.filter(subject_type="standards.project").order_by("pk")
    verbs = list(dict.fromkeys(about.values_list("verb", flat=True)))
    assert verbs == [
        "project.propose",
        "project.issue-plan",
        "project.start-drafting",
        "project.open-consultation",
        "project.start-review",
        "project.submit",
        "project.publish",
    ]


def test_one_project_yields_several_parts():
    project = walk(planned())
    made = actions.publish_project(
        project, designations=["YD/T 9001.1-2020", "YD/T 9001.2-2020"], on=date(2020, 6, 1), by=system_user()
    )
    assert [standard.part for standard in made] == ["1", "2"]
    assert project.standards.count() == 2


@pytest.mark.parametrize("move", ("submit", "start_review", "resume", "return", "fly", "issue_plan", "publish", "propose"))
def test_moves_that_the_table_does_not_allow(move):
    project = planned()
    with pytest.raises(ForbiddenMove):
        actions.advance(project, move=move, on=date(2020, 3, 1), note="x", by=system_user())
    assert Project.objects.get().stage == "planned"


@pytest.mark.parametrize(
    ("move", "on", "field"),
    (
        ("start_drafting", date(2020, 1, 1), "on"),
        ("start_drafting", date(2020, 7, 1), "on"),
        ("terminate", date(2020, 3, 1), "note"),
        ("suspend", date(2020, 3, 1), "note"),
    ),
)
def test_days_and_reasons(move, on, field):
    project = planned()
    with pytest.raises(ValidationError) as refused:
        actions.advance(project, move=move, on=on, by=system_user())
    assert list(refused.value.message_dict) == [field]


def test_publishing_needs_a_number_and_an_approved_draft():
    project = planned()
    with pytest.raises(ForbiddenMove):
        actions.publish_project(project, designations=["YD/T 9001-2020"], on=date(2020, 6, 1), by=system_user())
    project = walk(project)
    for designations, field in (([], "designations"), (["YD/T 9001"], "designation")):
        with pytest.raises(ValidationError) as refused:
            actions.publish_project(project, designations=designations, on=date(2020, 6, 1), by=system_user())
        assert list(refused.value.message_dict) == [field]
    assert (Project.objects.get().stage, Standard.objects.count()) == ("approval", 0)


@pytest.mark.parametrize("number", ("2020-0001T-YD", "YD/T 1-2020", "nothing"))
def test_plan_numbers_are_given_once(number):
    planned()
    project = factories.project()
    with pytest.raises(ValidationError) as refused:
        actions.issue_plan(project, plan_number=number, on=date(2020, 1, 15), by=system_user())
    assert list(refused.value.message_dict) == ["plan_number"]


def test_suspended_and_resumed():
    project = walk(planned(), STEPS[:2])
    project = actions.advance(project, move="suspend", on=date(2020, 4, 1), note="等待国际标准", by=system_user())
    project = actions.advance(project, move="resume", on=date(2020, 5, 1), by=system_user())
    assert (project.stage, project.stage_since) == ("consultation", date(2020, 5, 1))


def test_an_undone_step_leads_back():
    project = walk(planned(), STEPS[:2])
    actions_undo.undo(project.stage_events.get(stage="consultation"), reason="误操作", by=system_user())
    project.refresh_from_db()
    assert (project.stage, project.stage_since) == ("drafting", date(2020, 2, 1))


def test_an_older_version_is_refused():
    project = planned()
    actions.edit_project(project, title_zh="甲", expected_version=project.version, by=system_user())
    with pytest.raises(StaleRecord) as stale:
        actions.edit_project(project, title_zh="乙", expected_version=project.version, by=system_user())
    assert (stale.value.fields, Project.objects.get().title_zh) == (("title_zh",), "甲")
