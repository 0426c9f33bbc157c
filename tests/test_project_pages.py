"""Pages of procedures and projects: what they show, what they let through, what they refuse and keep."""

from datetime import date

import pytest
from django.urls import reverse

from portal.base.people import system_user
from standards import actions_procedures, actions_projects, rules
from standards.models import ProcedureVersion, Project
from tests import desk, factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def shipped():
    actions_procedures.load_procedures(by=system_user())


@pytest.fixture
def project(shipped):
    """An amendment in drafting; the secretary of its committee is at hand."""
    committee = factories.committee()
    made = factories.project(committee=committee, procedure="amendment")
    return actions_projects.advance(made, move="start_drafting", on=date(2020, 2, 1), by=system_user())


def at(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"standards-desk:{name}", args=args))


def test_the_project_page_says_whose_turn_what_is_missing_and_where_to_mend_it(client, project):
    secretary = factories.secretary(project.committee)
    page = at(client, secretary, "project", project.pk)
    moves = {one.name: one for one in page.context["moves"]}
    assert list(moves) == ["open_consultation", "suspend", "terminate"]
    assert [lack.url for lack in moves["open_consultation"].lacks] == [
        f"/desk/projects/{project.pk}/papers/new/?paper=explanation",
        f"/desk/projects/{project.pk}/papers/new/?paper=amendment-sheet",
    ]
    assert [one.ready for one in moves.values()] == [False, True, False]
    assert (page.context["turn"]["since"], page.context["turn"]["over"]) == (date(2020, 2, 1), False)
    assert [row["state"] for row in page.context["life"]] == ["done", "now"]


def test_missing_papers_are_filed_and_the_step_is_taken(client, project):
    client.force_login(factories.secretary(project.committee))
    step = reverse("standards-desk:project-step", args=(project.pk, "open_consultation"))
    refused = desk.posted(client, step, on="2020-06-01", note="第一次")
    assert (refused.status_code, len(refused.context["form"].non_field_errors())) == (422, 2)
    assert refused.context["form"]["note"].value() == "第一次"
    for paper in ("explanation", "amendment-sheet"):
        filed = desk.posted(
            client, reverse("standards-desk:file-paper", args=(project.pk,)), paper=paper, place="档案 1", on="2020-06-01"
        )
        assert filed.status_code == 302
    assert desk.posted(client, step, on="2020-06-01").status_code == 302
    assert Project.objects.get().stage == "consultation"


def test_a_form_opened_before_somebody_elses_step_changes_nothing(client, project):
    client.force_login(factories.officer())
    step = reverse("standards-desk:project-step", args=(project.pk, "suspend"))
    sent = desk.shown(client, step) | {"note": "等待"}
    actions_projects.advance(project, move="terminate", on=date(2020, 3, 1), by=system_user(), note="示例")
    late = client.post(step, sent)
    assert (late.status_code, late.context["form"]["note"].value()) == (422, "等待")
    assert Project.objects.get().stage == "terminated"


def test_a_secretary_takes_back_the_own_kind_of_step_only(client, project):
    secretary = factories.secretary(project.committee)
    event = project.stage_events.get(stage="drafting")
    client.force_login(secretary)
    undo = reverse("standards-desk:undo-step", args=("stageevent", event.pk))
    assert client.post(undo, {"reason": "误"}).status_code == 403
    client.force_login(factories.officer())
    assert client.post(undo, {"reason": "误"}).status_code == 302
    assert (Project.objects.get().stage, project.stage_events.count()) == ("proposal", 2)


def test_a_secretary_does_not_move_the_last_day_by_editing(client, project):
    client.force_login(factories.secretary(project.committee))
    edit = reverse("standards-desk:edit-project", args=(project.pk,))
    assert desk.posted(client, edit, title_zh="新题目", due_on="2030-01-01").status_code == 302
    assert (Project.objects.get().title_zh, Project.objects.get().due_on) == ("新题目", None)


def test_publishing_takes_several_numbers(client):
    made = factories.project()
    made = actions_projects.issue_plan(made, plan_number="2020-0001T-YD", on=date(2020, 1, 15), by=system_user())
    for move in ("start_drafting", "open_consultation", "start_review", "submit"):
        made = actions_projects.advance(made, move=move, on=date(2020, 2, 1), by=system_user())
    client.force_login(factories.officer())
    step = reverse("standards-desk:project-step", args=(made.pk, "publish"))
    wrong = desk.posted(client, step, on="2020-06-01", designations="YD/T 9001")
    assert (wrong.status_code, wrong.context["form"]["designations"].value()) == (422, "YD/T 9001")
    sent = {"on": "2020-06-01", "designations": "YD/T 9001.1-2020\nYD/T 9001.2-2020\n", "in_force_on": "2020-06-15"}
    assert desk.posted(client, step, **sent).status_code == 302
    assert sorted(made.standards.values_list("designation", "status")) == [
        ("YD/T 9001.1-2020", "current"),
        ("YD/T 9001.2-2020", "current"),
    ]


def test_drafting_approving_and_moving_a_listed_batch(client, project):
    drafter, approver = factories.officer(), factories.leader()
    client.force_login(drafter)
    new = reverse("standards-desk:draft-procedure", args=("amendment",))
    bad = desk.posted(client, new, effective_from="2020-01-01", quorum="7/3")
    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["quorum"])
    drafted = desk.posted(client, new, effective_from="2020-01-01", comment_days="45")
    assert drafted.status_code == 302
    version = ProcedureVersion.objects.get(procedure="amendment", number=2)
    page = client.get(drafted.url)
    assert (len(page.context["changed"]), page.context["running"], page.context["moving"]) == (1, 1, 0)
    assert client.post(f"{drafted.url}approve/").status_code == 403
    client.force_login(approver)
    assert client.post(f"{drafted.url}approve/", {"note": ""}).status_code == 302
    assert rules.of(Project.objects.get()).number == 1
    client.force_login(drafter)
    assert client.post(f"{drafted.url}projects/", {"project": project.pk, "note": ""}).status_code == 422
    assert client.post(f"{drafted.url}projects/", {"project": project.pk, "note": "按新规定"}).status_code == 302
    assert rules.of(Project.objects.get()) == version


@pytest.mark.parametrize("language", ("", "?lang=en"))
def test_the_public_pages_count_what_stands_where(client, project, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get("/procedures/" + language)
    numbers = {
        (row[0].value, stage.stage.value): stage.number for row in page.context["rows"] for stage in row[2] if stage.number
    }
    assert numbers == {("amendment", "drafting"): 1}
    one = client.get("/procedures/amendment/" + language)
    text = one.content.decode()
    assert ("待确认" in text, "to be confirmed" in text) == ((True, False) if not language else (False, True))
    assert client.get("/procedures/dance/").status_code == 404


def test_the_list_of_projects_asks_the_same_number_of_questions(client, project, django_assert_max_num_queries):
    client.force_login(factories.officer())
    url = reverse("standards-desk:projects")
    client.get(url)
    with django_assert_max_num_queries(20) as one:
        client.get(url)
    factories.project(committee=project.committee)
    factories.project()
    with django_assert_max_num_queries(20) as three:
        assert len(client.get(url).context["page"].object_list) == 3
    assert len(one) == len(three)
