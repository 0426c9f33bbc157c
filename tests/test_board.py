"""The programme board, closings and definitions at the desk; checking projections against facts."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db.models import QuerySet

from portal.base import clock
from portal.base.models import Job
from programmes import actions_closings, actions_readings
from programmes.models import Closing, Correction, Definition, Deliverable, GoalAreaTarget, PlanItem, Reading, Span
from standards.actions_turning import turn_statuses
from standards.models import Standard
from tests import factories
from tests.factories_goals import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(clock_at):
    made = Programme()
    made.publish(date(2020, 3, 10), made.areas[0])
    clock_at(date(2020, 9, 30))
    return made


@pytest.fixture
def officer(client, programme):
    client.force_login(programme.officer)
    return client


def test_the_board_sorts_by_risk_when_targets_are_set(officer, programme):
    officer.post(f"/desk/programmes/2020/targets/{programme.areas[1].slug}/", {"formulated": "4"})
    officer.post(f"/desk/programmes/2020/targets/{programme.areas[0].slug}/", {"formulated": "1", "led": ""})
    assert list(GoalAreaTarget.objects.order_by("threshold").values_list("threshold", flat=True)) == [1, 4]
    context = officer.get("/desk/programmes/2020/").context
    assert [(row.area, row.state) for row in context["rows"]] == [
        (programme.areas[1], "off_course"),
        (programme.areas[0], "reached"),
        (programme.areas[2], "unknown"),
    ]
    assert [(cell.text, cell.target) for row in context["rows"] for cell in row.cells[:1]] == [("0", "4"), ("1", "1"), ("0", "")]


def test_a_negative_target_is_refused_at_its_field(officer, programme):
    page = officer.post(f"/desk/programmes/2020/targets/{programme.areas[1].slug}/", {"formulated": "-1"})
    assert list(page.context["form"].errors) == ["formulated"]


def test_a_deliverable_that_is_done_needs_its_evidence(officer, programme):
    item = factories.saved(PlanItem(plan=programme.plan, number=3, title_zh="示例任务", title_en="Item", kind="deliverable"))
    deliverable = factories.saved(Deliverable(item=item, title_zh="示例指南"))
    url = f"/desk/deliverables/{deliverable.pk}/"
    page = officer.post(url, {"state": "done", "on": "2020-06-01"})
    assert list(page.context["form"].errors) == ["evidence"]
    officer.post(url, {"state": "done", "on": "2020-06-01", "evidence": "示例文件"})
    rows = officer.get("/progress/2020/").context["items"]
    assert [(p.state, str(p.since), p.evidence) for row in rows for p in row.promises] == [("done", "2020-06-01", "示例文件")]
    rows = officer.get("/progress/2020/?on=2020-05-31").context["items"]
    assert [p.state for row in rows for p in row.promises] == [""]


def test_the_button_asks_for_a_run_and_shows_its_progress(officer, programme):
    first = officer.post("/desk/programmes/2020/recompute/").headers["Location"]
    job = Job.objects.get(kind="read_goals")
    assert (first, sorted(job.arguments["goals"])) == (
        f"/desk/readings/jobs/{job.pk}/",
        sorted(goal.pk for goal in programme.goals.values()),
    )
    piece = officer.get(first, headers={"hx-request": "true"}).content.decode()
    assert piece.count("<html") == 0


def test_an_officer_prepares_and_another_person_signs(client, officer, programme):
    page = officer.post("/desk/programmes/2020/closings/", {"on": "2021-06-30"})
    assert list(page.context["form"].errors) == ["on"]
    assert officer.post("/desk/programmes/2020/closings/", {"on": "2020-06-30"}).status_code == 302
    assert officer.post("/desk/programmes/2020/closings/2020-06-30/sign/").status_code == 403
    client.force_login(programme.leader)
    address = "/desk/programmes/2020/closings/2020-06-30/"
    seen = Closing.objects.get().stamp
    assert f'name="seen" value="{seen}"' in client.get(address).content.decode()
    with clock.at(clock.now() + timedelta(minutes=1)):
        actions_closings.prepare_closing(programme.plan, on=date(2020, 6, 30), by=programme.officer)
    for unread in ({}, {"seen": seen}):
        client.post(f"{address}sign/", unread)
        assert Closing.objects.get().signed_by is None
    client.post(f"{address}sign/", {"seen": Closing.objects.get().stamp})
    assert Closing.objects.get().signed_by == programme.leader


def test_who_prepared_cannot_sign_even_as_a_leader(client, programme):
    both = factories.user("officer", "leader")
    actions_closings.prepare_closing(programme.plan, on=date(2020, 6, 30), by=both)
    client.force_login(both)
    assert client.get("/desk/programmes/2020/closings/2020-06-30/").context["can_sign"] is False
    client.post("/desk/programmes/2020/closings/2020-06-30/sign/")
    assert Closing.objects.get().signed_at is None


def test_a_correction_needs_a_change_and_a_reason(client, programme):
    closing = actions_closings.prepare_closing(programme.plan, on=date(2020, 6, 30), by=programme.officer)
    actions_closings.sign_closing(closing, by=programme.leader)
    figure = closing.figures.get(goal=programme.goals["formulated"], area=None)
    client.force_login(programme.leader)
    url = f"/desk/closed-figures/{figure.pk}/correct/"
    assert list(client.post(url, {"reason": "补报"}).context["form"].errors) == ["reason"]
    programme.publish(date(2020, 5, 4), programme.areas[0])
    assert list(client.post(url, {"reason": ""}).context["form"].errors) == ["reason"]
    client.post(url, {"reason": "补报"})
    assert [(int(one.value), one.reason) for one in Correction.objects.all()] == [(2, "补报")]


def test_a_definition_is_drafted_by_form_and_approved_by_a_leader(client, officer, programme):
    given = {
        "text_zh": "只统计国家标准", "text_en": "National only", "effective_from": 2020, "levels": ["national"],
        "need_area": "on", "ended_out": ["withdrawn"], "near_days": 31,
    }  # fmt: skip
    officer.post("/desk/definitions/formulated/new/", given)
    draft = Definition.objects.get(metric="formulated", number=2)
    url = "/desk/definitions/formulated/2/"
    context = officer.get(url).context
    assert [(e.present, e.drafted, e.entered, e.left) for e in context["effects"]] == [("1", "0", 0, 1)]
    wrong = [row["example"].pk for row in context["tried"] if not row["passed"]]
    client.force_login(programme.leader)
    assert list(client.post(f"{url}approve/").context["form"].errors) == ["__all__"]
    client.force_login(programme.officer)
    officer.post(f"{url}examples/", {"example": wrong})
    client.force_login(programme.leader)
    client.post(f"{url}approve/", {"confirmed": "on"})
    draft.refresh_from_db()
    programme.goals["formulated"].refresh_from_db()
    assert (draft.approved_by, draft.working, programme.goals["formulated"].definition) == (programme.leader, False, draft)
    assert client.get("/progress/2020/formulated/").context["value"] == "0"


def test_readings_of_an_older_definition_are_not_shown(client, programme):
    goal = programme.goals["formulated"]
    actions_readings.read_goal(goal, days=[date(2020, 9, 30)])
    Reading.objects.update(value=99, definition=factories.definition("formulated"))
    assert dict(client.get("/progress/2020/").context["cards"])["formulated"].value == "1"


def test_every_projection_says_what_the_facts_say(programme, capsys):
    for goal in programme.goals.values():
        actions_readings.read_year(goal)
    call_command("check_facts")
    assert capsys.readouterr().out == "0 differences\n"


def spoil_reading(goal):
    Reading.objects.filter(goal=goal, area=None, on=date(2020, 9, 30)).update(value=7)


def spoil_span(goal):
    Span.objects.filter(goal=goal, area=None).update(entered=date(2020, 1, 5))


def spoil_status(goal):
    QuerySet(Standard).update(status="withdrawn")


@pytest.mark.parametrize(
    ("spoil", "said"),
    (
        (spoil_reading, "1 differences (1 reading)"),
        (spoil_span, "2 differences (2 span)"),
        (spoil_status, "1 differences (1 standard)"),
    ),
)
def test_a_spoiled_projection_is_reported(programme, capsys, spoil, said):
    for goal in programme.goals.values():
        actions_readings.read_year(goal)
    spoil(programme.goals["formulated"])
    with pytest.raises(SystemExit) as ended:
        call_command("check_facts")
    assert (ended.value.code, capsys.readouterr().out.splitlines()[-1]) == (1, said)


def test_statuses_turn_with_the_calendar(clock_at, programme):
    clock_at(date(2020, 9, 1))
    standard = factories.standard(published_on=date(2020, 9, 1), in_force_on=date(2020, 10, 1))
    states = [standard.status]
    for day in (date(2020, 9, 30), date(2020, 10, 1)):
        clock_at(day)
        turned = turn_statuses(by=programme.by)
        standard.refresh_from_db()
        states.append((turned, standard.status))
    assert states == ["coming", (0, "coming"), (1, "current")]


def test_read_goals_prints_what_it_read(programme, capsys):
    call_command("read_goals", 2020, on=date(2020, 6, 30))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(";")[0] for line in lines] == [
        "formulated: 1 on 2020-06-30",
        "demonstrated: — on 2020-06-30",
        "conversion-rate: — on 2020-06-30",
        "led: — on 2020-06-30",
    ]
