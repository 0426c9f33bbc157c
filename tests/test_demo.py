"""The demonstration programme: exact figures on given days, marks everywhere, nothing that looks official, made anew the same."""

import hashlib
import io
import json
from datetime import date, timedelta
from zlib import crc32

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from committees.models import Committee
from portal.base import clock, reference
from portal.base.models import Organisation, User
from portal.demo import removal
from portal.demo.cast import LOGINS
from portal.demo.timetable import ANNOUNCEMENTS, LAST, PLANS
from programmes import computing
from programmes.models import (
    ClaimDecision,
    ClosedFigure,
    ConversionEntry,
    Demonstration,
    DemonstrationDecision,
    LeadershipClaim,
    Plan,
    SuitabilityDecision,
)
from standards.actions_turning import standard_differences
from standards.designations import parse
from standards.models import Adoption, AreaTag, InternationalStandard, Project, StageEvent, Standard, StandardStatus

pytestmark = pytest.mark.slow
MARKED = (Standard, Project, Demonstration, LeadershipClaim, ConversionEntry, SuitabilityDecision)
DAYS = (date(2020, 1, 31), date(2020, 6, 15), date(2020, 6, 30), date(2020, 10, 31), LAST)
TODAY = date(2026, 12, 1)


def wanted(row):
    """What came out in 2020; of the years before a quarter of the documents, each with its editions."""
    day = row.get("published", "")[:7]
    document = row["designation"].split(":")[0].split(" (")[0]
    return "2019-12" <= day <= "2020-11" or ("2000" <= day <= "2019-06" and crc32(document.encode()) % 4 == 0)


def write_catalogue(folder):
    """Part of ISO, IEC and ITU, of the years that the demonstration looks at."""
    path = folder / "catalogue.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for body in ("iso", "iec", "itu"):
            rows = [row for row in reference.records(f"international_{body}.jsonl.xz") if wanted(row)]
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def load(*words):
    said = io.StringIO()
    call_command("load_demo", *words, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker, tmp_path_factory):
    """Reference, a part of the catalogue, the demonstration: loaded once for the tests of this file, which only read."""
    with django_db_blocker.unblock(), clock.at(TODAY), transaction.atomic():
        call_command("load_reference", "--without-catalogues", stdout=io.StringIO())
        path = write_catalogue(tmp_path_factory.mktemp("catalogue"))
        call_command("import_international", str(path), stdout=io.StringIO(), stderr=io.StringIO())
        load()
        yield
        transaction.set_rollback(True)


def figures(metric, on, known=None):
    goal = Plan.objects.get(year=2020).goals.select_related("plan", "definition").get(metric=metric)
    return computing.figures(goal, on, known or clock.now())


def whole(metric, on, known=None):
    return figures(metric, on, known)[None]


def digest():
    """Values and counted records of every goal and area on some days, by what they are called, not by their keys."""
    found = hashlib.sha256()
    for metric in ("formulated", "demonstrated", "conversion_rate", "led"):
        for day in DAYS:
            for area, figure in figures(metric, day).items():
                texts = [sorted(entry.text for entry in entries) for entries in (figure.counted, figure.near_misses)]
                found.update(repr((metric, day, area, figure.value, figure.second_value, texts)).encode())
    return found.hexdigest()


@pytest.mark.parametrize(
    ("day", "number"), ((date(2020, 1, 1), 0), (date(2020, 6, 30), 394), (date(2020, 10, 31), 648), (LAST, 806))
)
def test_formulated(played, day, number):
    assert whole("formulated", day).value == number


@pytest.mark.parametrize(
    ("day", "projects", "fields"),
    (
        (date(2020, 5, 19), 0, 0),
        (date(2020, 6, 30), 41, 6),
        (date(2020, 10, 31), 88, 11),
        (date(2020, 12, 21), 103, 12),
        (LAST, 102, 12),
    ),
)
def test_demonstrated(played, day, projects, fields):
    figure = whole("demonstrated", day)
    assert (figure.value, figure.second_value) == (projects, fields)


@pytest.mark.parametrize(("day", "low", "high"), ((date(2020, 1, 1), 83.9, 84.1), (LAST, 90.6, 90.9)))
def test_conversion_rate(played, day, low, high):
    figure = whole("conversion_rate", day)
    assert low < figure.value < high
    assert figure.denominator == SuitabilityDecision.objects.open().as_of(day, clock.now()).filter(suitable=True).count()


def test_the_current_edition_gives_a_lower_rate(played):
    parts = whole("conversion_rate", LAST).parts
    outdated = parts["any_edition"]["numerator"] - parts["current_edition"]["numerator"]
    assert (outdated, parts["any_edition"]["value"] > 90 > parts["current_edition"]["value"]) == (46, True)


@pytest.mark.parametrize(("day", "number"), ((date(2020, 1, 1), 0), (date(2020, 10, 31), 61), (LAST, 94)))
def test_led(played, day, number):
    assert whole("led", day).value == number


def test_every_goal_only_grows_or_says_why(played):
    days = [date(2020, 1, 31) + timedelta(days=30 * step) for step in range(12)]
    for metric in ("formulated", "demonstrated", "led"):
        values = [whole(metric, day).value for day in days]
        assert values == sorted(values)


def test_late_entries_change_what_was_known(played):
    day = date(2020, 6, 30)
    before, now = whole("formulated", day, clock.end_of(day)), whole("formulated", day)
    assert before.value < now.value
    assert {entry.reason for entry in before.near_misses} >= {"not_known_yet", "area_not_known_yet"}
    wrongly = whole("formulated", date(2020, 8, 1), clock.end_of(date(2020, 8, 1)))
    assert (
        len({entry.text for entry in wrongly.counted} - {entry.text for entry in whole("formulated", date(2020, 8, 1)).counted})
        == 6
    )


def test_a_month_is_unknown_until_it_is_over(played):
    unknown = {day: {entry.reason for entry in whole("formulated", day).unknown} for day in (date(2020, 6, 15), LAST)}
    assert unknown[LAST] == set()
    vague = StandardStatus.objects.filter(standard__is_demo=True, precision="month")
    assert vague.values("standard__project").distinct().count() == 8


def test_everything_bears_the_mark(played):
    for model in MARKED:
        assert (model.objects.filter(is_demo=False).count(), model.objects.filter(is_demo=True).exists()) == (0, True)
    plan = Plan.objects.get(year=2020)
    assert (plan.is_demo, plan.title_zh) == (True, "示例：2020年工业通信业标准化工作要点")
    assert InternationalStandard.objects.filter(is_demo=True).count() == 0
    names = [
        *Organisation.objects.values_list("name_zh", flat=True),
        *Committee.objects.filter(is_demo=True).values_list("name_zh", flat=True),
    ]
    assert {name[:2] for name in names} == {"示例"}


def test_how_much_there_is(played):
    committees = Committee.objects.filter(is_demo=True)
    assert (Organisation.objects.count(), committees.count(), Project.objects.count()) == (60, 45, 2400)
    assert set(committees.values_list("body", flat=True)) == {"DEMO"}
    assert {username for username, *_ in LOGINS} <= set(User.objects.filter(is_demo=True).values_list("username", flat=True))
    assert {claim.state for claim in ClaimDecision.objects.open()} == {"claimed", "proven", "disputed", "withdrawn"}
    assert {d.state for d in DemonstrationDecision.objects.open()} == {"applied", "selected", "refused", "withdrawn"}
    assert set(AreaTag.objects.open().values_list("decision", flat=True)) == {"confirmed", "rejected"}


def test_no_number_looks_official(played):
    codes = {row["code"].removesuffix("/T") for row in reference.rows("industry_codes.csv")}
    made_up = set(Standard.objects.values_list("code", flat=True))
    assert made_up == {"ZZ", "T/ZZSLA", "T/ZZSLB", "T/ZZSLC", "T/ZZSLD", "T/ZZSLE"}
    assert made_up & codes == set()
    assert not parse("ZZ/T 1001-2011").known_code
    shipped = {row["designation"].split(" ")[0] for row in reference.rows("chinese_standards.csv")}
    assert {code for code in shipped if code.startswith(("ZZ", "T/ZZ"))} == set()


def test_all_of_it_was_recorded_by_the_end_of_2020(played):
    for model in (StageEvent, StandardStatus, Adoption, AreaTag, ConversionEntry, ClaimDecision, DemonstrationDecision):
        late = model.objects.filter(recorded_at__gt=clock.end_of(LAST)).count()
        assert (model.__name__, late) == (model.__name__, 0)
    early = StageEvent.objects.filter(recorded_at__lt=clock.morning_of(date(2017, 12, 1)))
    assert early.count() == 0


def test_nothing_was_recorded_before_it_happened(played):
    for fact in StageEvent.objects.order_by("pk").values_list("valid_from", "recorded_at").iterator():
        assert fact[0] <= fact[1].astimezone(clock.SHANGHAI).date()


def test_projections_say_what_the_facts_say(played):
    assert list(standard_differences(clock.today(), Standard.objects.filter(is_demo=True))) == []
    last = {event.project_id: event.stage for event in StageEvent.objects.open().order_by("valid_from", "pk")}
    assert dict(Project.objects.values_list("pk", "stage")) == last


def test_claims_were_confirmed_by_a_second_person(played):
    claimed = dict(ClaimDecision.objects.filter(state="claimed", supersedes=None).values_list("claim", "recorded_by"))
    proven = ClaimDecision.objects.filter(state="proven", supersedes=None).values_list("claim", "recorded_by")
    assert [claim for claim, by in proven if claimed[claim] == by] == []


def test_the_half_year_is_signed_and_two_figures_were_corrected(played):
    signed = ClosedFigure.objects.filter(area=None).select_related("closing", "goal")
    assert {figure.closing.signed_by.username for figure in signed} == {"leader"}
    assert {figure.goal.metric for figure in signed if figure.corrections.exists()} == {"formulated", "led"}


def test_the_timetable_knows_no_weekend():
    assert [day for day in (*PLANS, *ANNOUNCEMENTS) if day.weekday() > 4] == []


def test_it_is_loaded_once_and_made_anew_the_same(played):
    first, number = digest(), AreaTag.objects.count()
    assert load().startswith("The demonstration is loaded already.")
    assert AreaTag.objects.count() == number
    load("--again")
    assert (digest(), AreaTag.objects.count()) == (first, number)
    assert (Organisation.objects.count(), Committee.objects.filter(is_demo=True).count()) == (60, 45)


def test_a_real_record_that_points_to_it_stops_the_removal(played):
    from tests import factories

    with transaction.atomic():
        real = factories.standard("YD/T 9999-2020", project=Project.objects.filter(stage="published").first())
        with pytest.raises(removal.InUse, match=real.designation):
            removal.remove(by=User.objects.get(username="administrator"))
        transaction.set_rollback(True)
    assert Standard.objects.filter(is_demo=True).exists()


def test_without_the_key_points_it_says_what_is_missing(db):
    with pytest.raises(CommandError, match="Load the reference data first"):
        load()


def test_a_real_account_of_the_same_name_is_left_alone(db):
    from tests import factories

    with clock.at(TODAY):
        call_command("load_reference", "--without-catalogues", stdout=io.StringIO())
        factories.officer(username="officer")
        with pytest.raises(CommandError, match="officer"):
            load()
    assert Organisation.objects.count() == 0
