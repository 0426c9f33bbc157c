"""A project at its door: the right person, nothing missing, on the way of its table; taken back, suspended, extended."""

import random
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.base.models import AuditEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from programmes.checking import stage_differences
from standards import actions_procedures, actions_terms, actions_undo, needs, rules, steps
from standards import actions_projects as actions
from standards.lifecycle import GRAPHS, ForbiddenMove, Party, Procedure, Stage, stages_of
from standards.models import Project, ProjectPaper, StageEvent, Standard, TermExtension
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
JANUARY, JUNE = date(2020, 1, 2), date(2020, 6, 30)


@pytest.fixture
def shipped():
    actions_procedures.load_procedures(by=system_user())


def file(project, *papers):
    for paper in papers:
        actions_terms.file_paper(project, paper=paper, place="示例", on=JANUARY, by=system_user())


def move(project, name, on, by, **more):
    return actions.advance(Project.objects.get(pk=project.pk), move=name, on=on, by=by, **more)


def lacks(project, name, on=JUNE):
    dossier = needs.Dossier(Project.objects.get(pk=project.pk))
    found = needs.lacking(dossier, GRAPHS[Procedure(dossier.project.procedure)][name], on)
    return [(one.kind, one.name) for one in found]


def drafting(committee=None, **more):
    """A project in drafting, entered as the portal itself."""
    project = factories.project(committee=committee or factories.committee(), **more)
    file(project, "proposal", "plan-application", "covering-letter")
    move(project, "open_objections", date(2020, 1, 3), system_user())
    given = {"plan_number": f"2020-{1000 + project.pk}T-YD", "on": date(2020, 2, 4), "by": system_user()}
    actions.issue_plan(Project.objects.get(pk=project.pk), **given)
    return move(project, "start_drafting", date(2020, 2, 5), system_user())


def test_the_objection_period_runs_its_days(shipped):
    project = factories.project(committee=factories.committee())
    assert lacks(project, "issue_plan") == [
        ("paper", "proposal"),
        ("paper", "plan-application"),
        ("paper", "covering-letter"),
        ("stage", "plan_notice"),
    ]
    file(project, "proposal", "plan-application", "covering-letter")
    move(project, "open_objections", date(2020, 5, 25), system_user())
    assert lacks(project, "issue_plan", date(2020, 6, 24)) == [("days", "plan_notice")]
    assert lacks(project, "issue_plan", date(2020, 6, 25)) == []


def test_a_step_says_all_that_is_missing_and_changes_nothing(shipped):
    project = drafting()
    with pytest.raises(actions.NotReady) as refused:
        move(project, "open_consultation", date(2020, 3, 1), system_user())
    assert [(one.kind, one.name) for one in refused.value.lacks] == [("paper", "explanation"), ("paper", "comment-draft")]
    assert len(refused.value.messages) == 2
    assert Project.objects.get().stage == "drafting"
    file(project, "explanation", "comment-draft")
    assert move(project, "open_consultation", date(2020, 3, 1), system_user()).stage == "consultation"


def test_a_voided_paper_is_missing_again(shipped):
    project = drafting()
    file(project, "explanation", "comment-draft")
    actions_undo.undo(ProjectPaper.objects.get(paper="comment-draft"), reason="放错项目", by=system_user())
    assert lacks(project, "open_consultation") == [("paper", "comment-draft")]


def test_without_rules_nothing_is_demanded():
    project = factories.project()
    assert lacks(project, "issue_plan") == []


@pytest.mark.parametrize(
    ("who", "name", "allowed"),
    (
        ("secretary", "start_drafting", True),
        ("other", "start_drafting", False),
        ("leader", "start_drafting", False),
        ("officer", "start_drafting", True),
        ("secretary", "terminate", False),
        ("officer", "terminate", True),
    ),
)
def test_only_the_allowed_person_moves(who, name, allowed):
    committee = factories.committee()
    people = {
        "secretary": factories.secretary(committee),
        "other": factories.secretary(factories.committee()),
        "leader": factories.leader(),
        "officer": factories.officer(),
    }
    project = factories.project(committee=committee)
    project = actions.issue_plan(project, plan_number="2020-0001T-YD", on=date(2020, 1, 15), by=system_user())
    if allowed:
        assert move(project, name, date(2020, 2, 1), people[who], note="x").stage != "planned"
    else:
        with pytest.raises(PermissionDenied):
            move(project, name, date(2020, 2, 1), people[who], note="x")
        assert Project.objects.get().stage == "planned"


def test_the_proposer_never_issues_the_plan_or_publishes():
    proposer, colleague = factories.officer(), factories.officer()
    project = factories.project(by=proposer)
    given = {"plan_number": "2020-0001T-YD", "on": date(2020, 1, 15)}
    with pytest.raises(PermissionDenied):
        actions.issue_plan(project, by=proposer, **given)
    project = actions.issue_plan(project, by=colleague, **given)
    for name in ("start_drafting", "open_consultation", "start_review", "submit"):
        project = move(project, name, date(2020, 2, 1), colleague)
    with pytest.raises(PermissionDenied):
        actions.publish_project(project, designations=["YD/T 9001-2020"], on=JUNE, by=proposer)
    assert (Project.objects.get().stage, Standard.objects.count()) == ("approval", 0)


def test_offers_say_what_is_ready_and_why_not(shipped):
    committee = factories.committee()
    secretary = factories.secretary(committee)
    project = drafting(committee)
    found = steps.offers(secretary, needs.Dossier(project), JUNE)
    said = [(one.move.name, one.ready, len(one.lacks), bool(one.refusal)) for one in found]
    assert said == [("open_consultation", False, 2, False), ("suspend", True, 0, False), ("terminate", False, 0, True)]


def test_the_turn_passes_when_the_public_has_had_its_days(shipped):
    project = drafting()
    file(project, "explanation", "comment-draft")
    project = move(project, "open_consultation", date(2020, 5, 1), system_user())
    dossier = needs.Dossier(project)
    assert steps.turn(dossier, date(2020, 5, 31)) == steps.Turn(Party.PUBLIC, date(2020, 5, 1))
    assert steps.turn(dossier, date(2020, 6, 1)) == steps.Turn(Party.DRAFTERS, date(2020, 6, 1))


def test_a_publication_taken_back_takes_its_standard_back():
    project = factories.project()
    project = actions.issue_plan(project, plan_number="2020-0001T-YD", on=date(2020, 1, 15), by=system_user())
    for name in ("start_drafting", "open_consultation", "start_review", "submit"):
        project = move(project, name, date(2020, 2, 1), system_user())
    given = {"on": date(2020, 6, 1), "in_force_on": date(2020, 6, 2), "by": system_user()}
    (standard,) = actions.publish_project(project, designations=["YD/T 9001-2020"], **given)
    assert Standard.objects.get().status == "current"
    actions_undo.undo(project.stage_events.get(move="publish"), reason="误发布", by=system_user())
    project.refresh_from_db()
    assert (project.stage, project.stage_since) == ("approval", date(2020, 2, 1))
    assert standard.status_facts.open().count() == 0
    assert (standard.status_facts.count(), project.stage_events.count()) == (2, 7)
    assert Standard.objects.get().published_on is None


def test_only_the_last_step_is_taken_back_and_never_the_first(shipped):
    project = drafting()
    with pytest.raises(ValidationError, match="只能撤回最近一步"):
        actions_undo.undo(project.stage_events.get(stage="planned"), reason="误", by=system_user())
    for stage in ("drafting", "planned", "plan_notice"):
        actions_undo.undo(project.stage_events.open().get(stage=stage), reason="误", by=system_user())
    with pytest.raises(ValidationError, match="项目由这一步开始"):
        actions_undo.undo(project.stage_events.open().get(), reason="误", by=system_user())
    project.refresh_from_db()
    assert (project.stage, project.stage_events.count(), project.plan_number[:5]) == ("proposal", 4, "2020-")


@pytest.mark.parametrize(
    ("months", "field", "said"),
    ((7, "months", "累计延期 6 个月"), (0, "months", "至少一个月")),
)
def test_an_extension_keeps_to_the_rule(shipped, months, field, said):
    project = drafting()
    assert project.due_on == date(2022, 2, 4)
    with pytest.raises(ValidationError) as refused:
        actions_terms.extend_term(project, months=months, on=JUNE, reason="示例", by=system_user())
    assert said in refused.value.message_dict[field][0]


def test_one_extension_and_back(shipped):
    project = drafting()
    extension = actions_terms.extend_term(project, months=6, on=JUNE, reason="等待试验", by=system_user())
    assert Project.objects.get().due_on == date(2022, 8, 4)
    with pytest.raises(ValidationError, match="延期 1 次"):
        actions_terms.extend_term(project, months=1, on=JUNE, reason="再次", by=system_user())
    actions_terms.undo_extension(extension, by=system_user(), reason="误")
    assert (Project.objects.get().due_on, TermExtension.objects.count()) == (date(2022, 2, 4), 1)


def test_a_stale_step_is_refused_and_says_what_came_between(shipped):
    project = drafting()
    seen = project.version
    actions.edit_project(project, title_zh="新题目", by=system_user())
    with pytest.raises(StaleRecord) as stale:
        move(project, "suspend", JUNE, system_user(), note="x", expected_version=seen)
    assert (stale.value.fields, Project.objects.get().stage) == (("title_zh",), "drafting")


def test_every_step_keeps_who_when_and_why(shipped):
    officer = factories.officer()
    project = move(drafting(), "suspend", date(2020, 3, 1), officer, note="等待国际标准")
    event = project.stage_events.get(stage="suspended")
    assert (event.recorded_by, event.valid_from, event.note) == (officer, date(2020, 3, 1), "等待国际标准")
    entry = AuditEntry.objects.filter(verb="project.suspend").first()
    assert (entry.by, entry.note) == (officer, "等待国际标准")


@pytest.mark.parametrize("seed", range(9))
def test_random_lives_keep_to_the_table_and_the_projection_to_the_facts(seed):
    """Moves, backs and pauses tried at random in each procedure, forbidden ones among them."""
    dice = random.Random(seed)
    procedure = tuple(Procedure)[seed]
    project = factories.project(procedure=procedure.value)
    names = sorted({name for graph in GRAPHS.values() for name in graph} - actions.OWN_PAGE)
    day = JANUARY
    for _ in range(25):
        day += timedelta(days=dice.randint(0, 5))
        before = Stage(Project.objects.get().stage)
        if dice.random() < 0.15:
            last = StageEvent.objects.open().order_by("-valid_from", "-pk").first()
            if last.move != GRAPHS[procedure][last.move].name or GRAPHS[procedure][last.move].sources:
                actions_undo.undo(last, reason="试", by=system_user())
        else:
            allowed = [name for name in names if name in GRAPHS[procedure] and before in GRAPHS[procedure][name].sources]
            name = dice.choice(allowed) if allowed and dice.random() < 0.7 else dice.choice(names)
            try:
                after = Stage(move(project, name, day, system_user(), note="试").stage)
            except ForbiddenMove:
                assert name not in allowed
            else:
                taken = GRAPHS[procedure][name]
                assert before in taken.sources
                assert after == taken.target or taken.back
        assert Stage(Project.objects.get().stage) in stages_of(procedure)
        assert list(stage_differences()) == []


def test_running_projects_keep_their_rules_until_a_listed_batch(shipped):
    project = drafting()
    other = drafting()
    said = {row.name: actions_procedures.Said(row.value, row.clause, row.certainty) for row in rules.of(project).parameters.all()}
    said["project_months"] = actions_procedures.Said(12)
    said["papers_comments"] = actions_procedures.Said(None)
    drafter, approver = factories.officer(), factories.officer()
    drafted = actions_procedures.draft_version(Procedure.INDUSTRY, effective_from=date(2020, 1, 1), said=said, by=drafter)
    changes = rules.changes(drafted)
    assert [(one.project.pk, one.due_before, one.due_after) for one in changes] == [
        (project.pk, date(2022, 2, 4), date(2021, 2, 4)),
        (other.pk, date(2022, 2, 4), date(2021, 2, 4)),
    ]
    with pytest.raises(ValidationError, match="起草人不能批准"):
        actions_procedures.approve_version(drafted, by=drafter)
    drafted = actions_procedures.approve_version(drafted, by=approver)
    assert {(row.due_on, rules.of(row).number) for row in Project.objects.all()} == {(date(2022, 2, 4), 1)}
    assert factories.project().rules == drafted
    with pytest.raises(ValidationError, match="清单已有变化"):
        actions_procedures.move_projects(drafted, projects=[project.pk, 0], by=drafter, note="x")
    actions_procedures.move_projects(drafted, projects=[project.pk], by=drafter, note="按新规定")
    found = {row.pk: (row.due_on, rules.of(row).number) for row in Project.objects.exclude(plan_number="")}
    assert found == {project.pk: (date(2021, 2, 4), 3), other.pk: (date(2022, 2, 4), 1)}
    assert lacks(project, "open_consultation") == []


def test_projects_without_a_tie_are_tied_before_a_version_is_approved(shipped):
    """Rows written in sets carry no version; an approval with an earlier day must not change what they follow."""
    project = drafting()
    with actions.audit.act("test.untie", project, by=system_user()):
        Project.objects.update(rules=None)
    said = {"project_months": actions_procedures.Said(12)}
    drafter = factories.officer()
    drafted = actions_procedures.draft_version(Procedure.INDUSTRY, effective_from=date(2020, 1, 1), said=said, by=drafter)
    actions_procedures.approve_version(drafted, by=factories.officer())
    assert rules.of(Project.objects.get(pk=project.pk)).number == 1


def test_a_confirmed_value_needs_its_clause(shipped):
    parameter = rules.in_force("amendment", JUNE).parameters.get(name="comment_days")
    with pytest.raises(ValidationError):
        actions_procedures.confirm_parameter(parameter, clause=" ", by=system_user())
    actions_procedures.confirm_parameter(parameter, clause="第9条", by=system_user())
    parameter.refresh_from_db()
    assert (parameter.certainty, parameter.clause, parameter.value) == ("verified", "第9条", 30)


def test_loading_again_changes_nothing(shipped):
    again = actions_procedures.load_procedures(by=system_user())
    assert (again.created, again.same) == (0, 13)
