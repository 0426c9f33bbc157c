"""Test of truth: stored reading = fresh computation = a slow recount in plain Python, for fifty days, every goal and area.

The recount below shares no line with the metrics: it walks the rows of the database one by one and asks the questions of the
definition in the order in which a clerk would.
"""

import random
from datetime import date, timedelta

import pytest

from portal.base import clock, outbox
from programmes import actions_closings, actions_readings, computing
from programmes.models import (
    ClaimDecision,
    ClosedFigure,
    ConversionEntry,
    Demonstration,
    LeadershipClaim,
    Reading,
    Span,
    SuitabilityDecision,
)
from standards import actions_areas, actions_status
from standards.models import Adoption, AreaTag, InternationalStandard, Standard
from tests import factories
from tests.factories_goals import START, Programme

pytestmark = pytest.mark.django_db
DAYS = sorted(random.Random(50).sample([START + timedelta(days=n) for n in range(366)], 50))
LATER = date(2021, 2, 1)


def live(fact, known):
    """Entered by then, and by then neither struck out nor replaced."""
    struck = [moment for moment in (fact.voided_at, fact.superseded_at) if moment is not None and moment <= known]
    return fact.recorded_at <= known and not struck


def sure(fact, on):
    """True on the day beyond doubt."""
    return fact.certain_from <= on and (fact.until is None or on < fact.until)


def content(record, known):
    """What the record said of itself at that moment."""
    return next((row for row in record.contents.all() if live(row, known)), None)


def level(standard, known):
    """Before a correction of its number the standard was of the level that the wrong number gave."""
    later = sorted((row for row in standard.number_corrections.all() if row.recorded_at > known), key=lambda row: row.recorded_at)
    return later[0].level if later else standard.level


def areas_said(rows, on, known):
    return {tag.area_id for tag in rows if live(tag, known) and sure(tag, on) and tag.decision == "confirmed"}


def recount_formulated(plan, area, on, known):
    total = 0
    for standard in Standard.objects.all():
        facts = [fact for fact in standard.status_facts.all() if live(fact, known)]
        published = sorted((f for f in facts if f.event == "published"), key=lambda f: f.valid_from)
        said = areas_said(AreaTag.objects.filter(standard=standard, area__year=plan.year), on, known)
        if not published or level(standard, known) not in ("national", "industry") or standard.is_demo != plan.is_demo:
            continue
        first = published[0]
        in_year = plan.period_from <= first.valid_from and first.certain_from < plan.period_until
        gone = any(f.event == "withdrawn" and f.valid_from <= on for f in facts)
        if in_year and first.certain_from <= on and not gone and said and (area is None or area in said):
            total += 1
    return total, None


def recount_demonstrated(plan, area, on, known):
    total, fields = 0, set()
    for one in Demonstration.objects.all():
        holding = [d for d in one.decisions.all() if live(d, known) and sure(d, on)]
        if not holding:
            continue
        said = content(one, known)
        if area is not None and said.area_id != area:
            continue
        last = max(holding, key=lambda d: d.valid_from)
        if last.state == "selected" and plan.period_from <= last.valid_from < plan.period_until:
            total += 1
            fields |= {said.field} - {""}
    return total, len(fields)


def standing(facts, on):
    begun = any(sure(f, on) for f in facts if f.event in ("published", "in_force", "seen_current"))
    ended = any(sure(f, on) for f in facts if f.event in ("replaced", "withdrawn"))
    return begun and not ended


def is_converted(record, on, known):
    same_document = InternationalStandard.objects.filter(family=record.family) if record.family else [record]
    for adoption in Adoption.objects.filter(international__in=same_document).select_related("standard"):
        facts = [f for f in adoption.standard.status_facts.all() if live(f, known)]
        counts = adoption.degree in ("IDT", "MOD") and level(adoption.standard, known) in ("national", "industry")
        if counts and live(adoption, known) and sure(adoption, on) and standing(facts, on):
            return True
    return False


def recount_conversion(plan, area, on, known):
    listed = set()
    for entry in ConversionEntry.objects.filter(area__year=plan.year):
        if not live(entry, known) or not sure(entry, on) or (area is not None and entry.area_id != area):
            continue
        decisions = SuitabilityDecision.objects.filter(area=entry.area_id, international=entry.international_id)
        holding = sorted((d for d in decisions if live(d, known) and sure(d, on)), key=lambda d: d.valid_from)
        if not holding or holding[-1].suitable:
            listed.add(entry.international_id)
    done = [pk for pk in listed if is_converted(InternationalStandard.objects.get(pk=pk), on, known)]
    return (round(100 * len(done) / len(listed), 4) if listed else None), None


def recount_led(plan, area, on, known):
    works = set()
    for claim in LeadershipClaim.objects.all():
        decisions = [d for d in ClaimDecision.objects.filter(claim=claim) if live(d, known) and sure(d, on)]
        if not decisions or max(decisions, key=lambda d: d.valid_from).state != "proven":
            continue
        facts = [f for f in claim.international.status_facts.all() if live(f, known) and f.event == "published"]
        days = [f for f in facts if f.certain_from <= on and plan.period_from <= f.valid_from < plan.period_until]
        if days and (area is None or content(claim, known).area_id == area):
            works.add(claim.international.work or claim.international.pk)
    return len(works), None


RECOUNTS = {
    "formulated": recount_formulated,
    "demonstrated": recount_demonstrated,
    "conversion_rate": recount_conversion,
    "led": recount_led,
}


def plain(row):
    second = row.second_value
    return (None if row.value is None else float(row.value)), (None if second is None else int(second))


@pytest.fixture
def programme(clock_at):
    made = Programme().fill().correct()
    clock_at(LATER)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("metric", RECOUNTS)
def test_reading_fresh_and_recount_agree(programme, metric):
    goal = programme.goals[metric]
    outbox.sequence()
    actions_readings.read_year(goal)
    known = clock.now()
    seen = set()
    for on in DAYS:
        fresh = computing.figures(goal, on, known)
        for area in (None, *(area.pk for area in programme.areas)):
            stored = Reading.objects.get(goal=goal, area=area, on=on)
            counted = RECOUNTS[metric](programme.plan, area, on, known)
            assert (on, area, plain(stored)) == (on, area, counted)
            assert (on, area, plain(fresh[area])) == (on, area, counted)
            assert (stored.digest, stored.counted) == (fresh[area].digest, len(fresh[area].counted))
            seen.add(counted)
    assert len(seen) > 5


@pytest.mark.parametrize("metric", RECOUNTS)
def test_past_knowledge_agrees_with_the_recount(programme, metric):
    goal = programme.goals[metric]
    for on in DAYS[::5]:
        known = clock.end_of(on)
        fresh = computing.figures(goal, on, known)
        for area in (None, *(area.pk for area in programme.areas)):
            assert (on, area, plain(fresh[area])) == (on, area, RECOUNTS[metric](programme.plan, area, on, known))


@pytest.mark.parametrize("metric", RECOUNTS)
def test_spans_give_the_figures_of_every_day(programme, metric):
    goal = programme.goals[metric]
    actions_readings.read_year(goal)
    spans = list(Span.objects.filter(goal=goal, area=None, kind="counted"))
    for on in DAYS:
        standing_then = [s for s in spans if s.entered <= on and (s.left_on is None or s.left_on > on)]
        assert (on, len(standing_then)) == (on, Reading.objects.get(goal=goal, area=None, on=on).counted)


def test_a_late_entry_changes_how_it_stood_and_not_what_was_known(programme):
    goal, june = programme.goals["formulated"], date(2020, 6, 30)
    then, now = clock.end_of(june), clock.now()
    stood, known = (computing.figure(goal, june, moment) for moment in (now, then))
    with clock.at(date(2021, 2, 2)):
        standard = factories.standard(published_on=date(2020, 5, 4))
        actions_areas.confirm_area(standard, programme.areas[0], by=programme.by)
        after = computing.figure(goal, june, clock.now())
    again = computing.figure(goal, june, then)
    assert (after.value, again.value, again.digest) == (stood.value + 1, known.value, known.digest)
    assert [e.reason for e in again.near_misses if e.pk == standard.pk] == ["not_known_yet"]


def test_a_voided_fact_leaves_the_present_and_stays_in_the_past(programme):
    goal, on = programme.goals["formulated"], date(2020, 12, 31)
    standard = programme.publish(date(2020, 7, 1), programme.areas[0])
    then = clock.now()
    before = computing.figure(goal, on, then)
    with clock.at(date(2021, 3, 1)):
        fact = standard.status_facts.get(event="published")
        actions_status.correct_date(fact, on=date(2019, 7, 1), by=programme.by, reason="日期有误")
        after = computing.figure(goal, on, clock.now())
    assert (after.value, computing.figure(goal, on, then).value) == (before.value - 1, before.value)


def test_signed_figures_never_move(programme):
    plan, goal = programme.plan, programme.goals["formulated"]
    closing = actions_closings.prepare_closing(plan, on=date(2020, 12, 31), by=programme.officer)
    actions_closings.sign_closing(closing, by=programme.leader)
    columns = ("pk", "value", "second_value", "numerator", "denominator", "digest", "records", "definition_id")
    signed = list(ClosedFigure.objects.order_by("pk").values_list(*columns))
    programme.publish(date(2020, 8, 1), programme.areas[0])
    actions_readings.read_year(goal)
    figure = ClosedFigure.objects.get(goal=goal, area=None)
    correction = actions_closings.correct_figure(figure, by=programme.leader, reason="补报一项")
    assert list(ClosedFigure.objects.order_by("pk").values_list(*columns)) == signed
    assert (correction.value, correction.reason) == (figure.value + 1, "补报一项")
