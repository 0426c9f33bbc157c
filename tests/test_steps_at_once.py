"""Two people act on one project at the same moment: one step is taken, the other is told; nothing is lost."""

import threading
import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from portal.base.people import system_user
from standards import actions_projects, actions_terms, actions_undo
from standards.lifecycle import ForbiddenMove
from standards.models import Project, ProjectPaper, StageEvent
from tests import factories

FEBRUARY, MARCH = date(2020, 2, 1), date(2020, 3, 1)


def step(project, by, version):
    actions_projects.advance(project, move="start_drafting", on=MARCH, by=by)


def step_as_shown(project, by, version):
    actions_projects.advance(project, move="start_drafting", on=MARCH, by=by, expected_version=version)


def paper(project, by, version):
    actions_terms.file_paper(project, paper="explanation", place="示例", on=MARCH, by=by)


def undo(project, by, version):
    actions_undo.undo(project.stage_events.get(stage="planned"), reason="误", by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("act", "stages", "papers"),
    (
        (step, ["proposal", "planned", "drafting"], 0),
        (step_as_shown, ["proposal", "planned", "drafting"], 0),
        (paper, ["proposal", "planned"], 1),
        (undo, ["proposal"], 0),
    ),
)
def test_two_at_once(fixed_clock, act, stages, papers):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    project = factories.project()
    project = actions_projects.issue_plan(project, plan_number="2020-0001T-YD", on=FEBRUARY, by=system_user())
    first, second = factories.officer(), factories.officer()
    acted = threading.Event()

    def early():
        with transaction.atomic():
            act(project, first, project.version)
            acted.set()
            time.sleep(0.5)
        connection.close()

    person = threading.Thread(target=early)
    person.start()
    acted.wait(10)
    with pytest.raises((ForbiddenMove, ValidationError)):
        act(Project.objects.get(pk=project.pk), second, project.version)
    person.join()
    assert list(StageEvent.objects.open().values_list("stage", flat=True)) == stages
    assert (Project.objects.get().stage, ProjectPaper.objects.open().count()) == (stages[-1], papers)
