"""A database filled before contents were facts keeps what was known then: states are read from its audit trail."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from portal.base import clock
from programmes import actions_records, checking, computing
from programmes.models import ClaimContent, DemonstrationContent
from standards import actions_standards
from standards.models import NumberCorrection
from tests import factories
from tests.factories_goals import Programme

pytestmark = pytest.mark.django_db
ON = date(2020, 12, 31)
MODELS = (ClaimContent, DemonstrationContent, NumberCorrection)
COLUMNS = {
    ClaimContent: ("claim", "role", "person", "organisation", "evidence", "area"),
    DemonstrationContent: ("demonstration", "field", "organisation", "area"),
    NumberCorrection: ("standard", "designation", "level", "note"),
}
WHEN = ("valid_from", "recorded_at", "recorded_by", "superseded_at", "superseded_by")


def rows():
    return {model: list(model.objects.order_by(COLUMNS[model][0], "pk").values_list(*COLUMNS[model], *WHEN)) for model in MODELS}


def as_before_the_migration():
    """The tables are new and empty; then the two migrations fill them."""
    for model in MODELS:
        found = models.QuerySet(model)
        found.update(supersedes=None)
        found._raw_delete(found.db)
    nodes = [("standards", "0006_numbers_corrected_before"), ("programmes", "0003_contents_entered_before")]
    then = MigrationExecutor(connection).loader.project_state(nodes).apps
    import_module("standards.migrations.0006_numbers_corrected_before").read_corrections(then, None)
    import_module("programmes.migrations.0003_contents_entered_before").enter_contents(then, None)


@pytest.fixture
def programme(clock_at):
    made = Programme()
    first, second, _ = made.areas
    claim = made.lead(date(2020, 5, 4), proven=date(2020, 6, 1), area=first)
    one = made.demonstrate(date(2020, 5, 20), "物联网", first)
    standard = made.publish(date(2020, 5, 4), first, designation="YD/T 1-2020")
    with clock.at(date(2020, 5, 30)):
        made.bare = actions_records.enter_demonstration(title_zh="示范", field="甲", by=made.by)
    for day, field, number in ((date(2020, 8, 1), "新材料", "T/SLSL 1-2020"), (date(2020, 9, 1), "", "SJ/T 1-2020")):
        with clock.at(day):
            actions_records.edit_claim(claim, area=second if field else None, role="convenor", by=made.officer)
            actions_records.edit_demonstration(one, field=field, title_en=f"on {day}", by=made.by)
            actions_standards.correct_designation(standard, designation=number, reason="编号有误", by=made.by)
    clock_at(date(2021, 1, 31))
    return made


def test_every_state_is_read_from_the_audit(programme):
    before = rows()
    assert {model.__name__: len(found) for model, found in before.items()} == {
        "ClaimContent": 3,
        "DemonstrationContent": 4,
        "NumberCorrection": 2,
    }
    as_before_the_migration()
    assert rows() == before
    assert list(checking.content_differences()) == []


def test_figures_known_before_are_the_same(programme):
    def told():
        return [
            (metric, day, area, figure.value, figure.second_value, figure.counted, figure.near_misses)
            for metric, goal in programme.goals.items()
            for day in (date(2020, 6, 30), date(2020, 8, 15), date(2020, 10, 1))
            for area, figure in computing.figures(goal, ON, clock.end_of(day)).items()
        ]

    before = told()
    as_before_the_migration()
    assert told() == before


def test_records_older_than_the_audit_are_as_old_as_their_first_decision(programme):
    from portal.base.models import AuditEntry

    models.QuerySet(AuditEntry)._raw_delete("default")
    as_before_the_migration()
    first = ClaimContent.objects.values_list("valid_from", "recorded_at", "role").get()
    assert first == (date(2020, 5, 4), clock.morning_of(date(2020, 5, 4)), "convenor")
    assert DemonstrationContent.objects.get(demonstration=programme.bare).recorded_at == programme.bare.updated_at
    assert list(checking.content_differences()) == []


def test_a_column_that_says_otherwise_is_found(programme):
    claim = ClaimContent.objects.open().get().claim
    models.QuerySet(type(claim)).filter(pk=claim.pk).update(role="editor")
    assert [tuple(one) for one in checking.content_differences()] == [("claim", claim.pk, "role", "editor", "convenor")]


def test_a_merge_of_organisations_keeps_both_in_step(programme):
    from portal.base import actions_organisations

    claim = ClaimContent.objects.open().get().claim
    actions_organisations.merge_organisations(factories.organisation(), claim.organisation, by=programme.officer)
    assert list(checking.content_differences()) == []
