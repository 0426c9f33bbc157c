"""Loading what the repository ships: whole, twice without effect, never over a person's change, always in the audit."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from committees.actions_reference import code_in_form, load_committees
from committees.models import Committee
from portal.base import audit, reference
from portal.base.actions_reference import load_calendar, load_classifications, load_sources
from portal.base.models import AuditEntry, CalendarDay, Classification, DataSource, Region
from portal.base.people import system_user
from portal.base.work_calendar import add_days, is_workday
from portal.management.commands.load_reference import LOADERS
from programmes.models import Deliverable, Goal, Plan, PlanItem
from standards.imports.tables import open_table
from standards.models import AreaMapping, AreaRule, KeyArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    return system_user()


@pytest.fixture
def loaded(system):
    out = StringIO()
    call_command("load_reference", "--without-catalogues", stdout=out)
    return out.getvalue().splitlines()


def test_everything_is_there(loaded):
    assert [line.partition(":")[0] for line in loaded] == [name for name, _ in LOADERS]
    schemes = {s: Classification.objects.filter(scheme=s).count() for s in Classification.Scheme.values}
    assert schemes == {"ics": 1383, "ccs": 1857, "industry": 72, "code": 118}
    counts = (DataSource, Region, CalendarDay, Committee, KeyArea, AreaMapping, AreaRule, Plan, PlanItem, Deliverable, Goal)
    assert [model.objects.count() for model in counts] == [17, 34, 343, 1112, 57, 20, 1131, 4, 16, 11, 18]


def test_second_load_changes_nothing(loaded):
    entries = AuditEntry.objects.count()
    out = StringIO()
    call_command("load_reference", "--without-catalogues", stdout=out)
    assert [line.split(": ")[1].split(" same")[0].rsplit(", ", 1)[0] for line in out.getvalue().splitlines()] == [
        "0 new, 0 changed, 0 kept as edited"
    ] * len(LOADERS)
    assert AuditEntry.objects.count() == entries


def test_trees_hang_together(loaded):
    assert Classification.objects.get(scheme="ics", code="33.070.40").parent.parent.code == "33"
    assert Classification.objects.get(scheme="ccs", code="L72").parent.parent.code == "L"
    assert Committee.objects.get(code="ISO/IEC JTC 1/SC 42").parent.code == "ISO/IEC JTC 1"
    assert Committee.objects.get(code="SAC/TC 28/SC 42").slug == "SAC-TC-28-SC-42"
    assert Committee.objects.get(code="S3").slug == "3GPP-S3"


def test_gold_shares_its_code(loaded):
    codes = {
        c.title_zh: c.extra for c in Classification.objects.filter(scheme="industry", code__in=("gold", "non-ferrous-metals"))
    }
    assert codes == {"黄金": {"codes": ["YS"], "miit": True}, "有色金属": {"codes": ["YS"], "miit": True}}


def test_goals_of_2020_as_data(loaded):
    goals = Goal.objects.filter(plan__year=2020).values_list(
        "slug", "operator", "threshold", "second_operator", "second_threshold", "metric", "item__number", "horizon"
    )
    end = date(2020, 12, 31)
    assert list(goals) == [
        ("formulated", "or_more", Decimal(800), "", None, "formulated", 7, end),
        ("demonstrated", "reach", Decimal(100), "or_more", Decimal(10), "demonstrated", 9, end),
        ("conversion-rate", "exceed", Decimal(90), "", None, "conversion_rate", 10, end),
        ("led", "or_more", Decimal(100), "", None, "led", 11, end),
    ]


def test_what_is_not_known_is_empty(loaded):
    assert list(Deliverable.objects.exclude(owner="")) == []
    assert list(Deliverable.objects.filter(states__isnull=False)) == []
    assert list(PlanItem.objects.exclude(plan__year=2020)) == []
    assert Plan.objects.get(year=2025).issued_on is None
    assert Goal.objects.get(plan__year=2018, slug="conversion-rate-growth").metric == ""


def test_load_is_in_the_audit(system):
    load_sources(by=system)
    entry = AuditEntry.objects.get(verb="reference.load")
    assert (entry.by, entry.note, entry.changes) == (system, "data_sources.csv", {"base.datasource.created": [None, 17]})


def test_shipped_correction_arrives(system):
    load_calendar(by=system)
    with audit.act("test.spoil", by=system):
        CalendarDay.objects.filter(day=date(2020, 5, 9)).update(notice="?")
    settled = load_calendar(by=system)
    assert (settled.created, settled.changed, settled.kept, settled.same) == (0, 1, 0, 342)
    assert CalendarDay.objects.get(day=date(2020, 5, 9)).notice == "国办发明电〔2019〕16号"


def test_a_persons_change_is_kept(system):
    load_classifications(by=system)
    group = Classification.objects.get(scheme="ics", code="33.070")
    with audit.act("classification.edit", group, by=system):
        group.title_zh = "移动业务"
        group.save()
    settled = load_classifications(by=system)
    assert (settled.changed, settled.kept) == (0, 1)
    assert Classification.objects.get(pk=group.pk).title_zh == "移动业务"


def test_deadline_from_the_loaded_calendar(system, django_assert_num_queries):
    load_calendar(by=system)
    with django_assert_num_queries(1):
        assert add_days(date(2020, 3, 3), 60).day == date(2020, 5, 6)
    assert is_workday(date(2020, 5, 9)) is True


@pytest.mark.parametrize(
    ("code", "form"),
    (
        ("SAC/TC28/SC42", "SAC/TC 28/SC 42"),
        ("SAC/TC 485", "SAC/TC 485"),
        ("CCSA TC10", "CCSA TC10"),
        ("ISO/IEC JTC 1", "ISO/IEC JTC 1"),
    ),
)
def test_committee_numbers_in_form(code, form):
    assert code_in_form(code) == form


def test_committees_need_no_source(system):
    assert load_committees(by=system).created == 1112
    assert Committee.objects.filter(source__isnull=False).count() == 0


def test_a_plain_file_read_to_its_end_is_wholly_read():
    with open_table(reference.path("chinese_standards.csv"), "standards") as table:
        assert len(list(table.rows)) == 488
        assert table.fraction == 1.0
