"""Key areas: rules suggest, people decide, decisions are facts; the pages at the desk."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation

from portal.base import jobs
from portal.base.models import Job, OutboxEntry
from portal.base.people import system_user
from standards import actions_areas, area_suggesting
from standards.area_words import reason_words
from standards.models import AreaRule, AreaSuggestion, AreaTag
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock_at):
    """An area with one rule, a standard that it reaches and one that it does not."""
    clock_at(date(2020, 6, 30))
    area = factories.area("v2x")
    rule = actions_areas.save_rule(area, kind="word_zh", value="车联网", weight=2, by=system_user())
    reached = factories.standard(title_zh="车联网信息安全", published_on=date(2020, 3, 1))
    other = factories.standard(title_zh="塑料管材", published_on=date(2020, 3, 1))
    return area, rule, reached, other


def suggest():
    job = jobs.ask("suggest_areas", by=system_user(), key="2020", year=2020)
    jobs.run(job.pk)
    return Job.objects.get(pk=job.pk)


def decisions(area):
    return list(AreaTag.objects.open().filter(area=area).values_list("standard", "decision", "reason").order_by("pk"))


def test_the_job_suggests_with_the_reason_and_can_run_again(world):
    area, _rule, reached, _other = world
    for _ in range(2):
        assert suggest().state == Job.State.DONE
    rows = AreaSuggestion.objects.filter(area=area)
    assert [(row.standard, row.reason) for row in rows] == [(reached, "word_zh=车联网")]


def test_a_confirmed_suggestion_is_a_fact_and_no_suggestion_any_more(world):
    area, rule, reached, _other = world
    suggest()
    before = OutboxEntry.objects.filter(topic="standard", subject_pk=reached.pk).count()
    tag = actions_areas.confirm_area(reached, area, by=system_user(), rule=rule)
    again = actions_areas.confirm_area(reached, area, by=system_user())
    suggest()
    assert (tag.pk, tag.valid_from, AreaSuggestion.objects.count()) == (again.pk, date(2020, 1, 1), 0)
    assert OutboxEntry.objects.filter(topic="standard", subject_pk=reached.pk).count() == before + 1


def test_a_rejection_needs_a_reason_only_against_a_confirmed_area(world):
    area, _rule, reached, other = world
    actions_areas.reject_area(other, area, by=system_user())
    actions_areas.confirm_area(reached, area, by=system_user())
    with pytest.raises(ValidationError):
        actions_areas.reject_area(reached, area, by=system_user())
    actions_areas.reject_area(reached, area, by=system_user(), reason="不涉及车联网")
    assert decisions(area) == [(other.pk, "rejected", ""), (reached.pk, "rejected", "不涉及车联网")]
    assert AreaTag.objects.exclude(voided_at=None).values_list("void_reason", flat=True).get() == "不涉及车联网"


def test_a_removed_tag_is_voided_with_its_reason(world):
    area, _rule, reached, _other = world
    tag = actions_areas.confirm_area(reached, area, by=system_user())
    with pytest.raises(ValidationError):
        actions_areas.remove_area_tag(tag, by=system_user(), reason=" ")
    actions_areas.remove_area_tag(tag, by=system_user(), reason="误标")
    assert decisions(area) == []


def test_many_are_decided_at_once(world):
    area, _rule, reached, _other = world
    more = factories.international(title_zh="车联网参考架构", published_on=date(2019, 1, 1))
    suggest()
    rows = list(AreaSuggestion.objects.filter(area=area))
    assert actions_areas.decide_areas(area, rows, decision="confirmed", by=system_user()) == 2
    tags = AreaTag.objects.open().filter(area=area, decision="confirmed")
    assert {tag.subject for tag in tags} == {reached, more}


@pytest.mark.parametrize("value", ("", "车"))
def test_a_rule_that_can_never_match_is_refused(world, value):
    area = world[0]
    with pytest.raises(ValidationError):
        actions_areas.save_rule(area, kind="word_zh", value=value, weight=2, by=system_user())


def test_coverage_says_what_rules_reach(world, capsys):
    area, _rule, _reached, _other = world
    found = area_suggesting.coverage(2020)
    assert (found[area.slug]["standard"], found[""]["standard"], found[""]["standard+"]) == (1, 2, 1)
    call_command("area_coverage", 2020)
    assert "standard: 1 of 2 records reached (50.0 %)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("stored", "words"),
    (
        ("word_zh=车联网", "Chinese title contains 车联网"),
        ("ics=43; word_zh=车", "ICS begins with 43; Chinese title contains 车"),
        ("typed by hand", "typed by hand"),
    ),
)
def test_reasons_in_words(stored, words):
    with translation.override("en"):
        assert reason_words(stored) == words


def test_staff_confirm_on_the_page(client, world):
    area, _rule, reached, _other = world
    suggest()
    client.force_login(factories.officer())
    page = client.get("/desk/areas/2020/v2x/")
    assert [(subject, place) for _row, subject, place, _why in page.context["rows"]] == [
        (reached, f"/desk/standards/{reached.pk}/")
    ]
    assert f'<a href="/desk/standards/{reached.pk}/">{reached}</a>' in page.content.decode()
    pk = AreaSuggestion.objects.get().pk
    client.post("/desk/areas/2020/v2x/decide/", {"suggestion": [pk], "decision": "confirmed"})
    assert decisions(area) == [(reached.pk, "confirmed", "word_zh=车联网")]


def test_nothing_ticked_is_said(client, world):
    suggest()
    client.force_login(factories.officer())
    page = client.post("/desk/areas/2020/v2x/decide/", {"decision": "confirmed"})
    assert list(page.context["form"].errors) == ["suggestion"]


def test_a_record_is_added_by_its_number_in_any_spelling(client, world):
    area, _rule, _reached, other = world
    client.force_login(factories.officer())
    client.post("/desk/areas/2020/v2x/add/", {"number": other.designation.lower().replace("-", "—"), "reason": "手工"})
    assert decisions(area) == [(other.pk, "confirmed", "手工")]
    page = client.post("/desk/areas/2020/v2x/add/", {"number": "GB 999999-1999"})
    assert list(page.context["form"].errors) == ["number"]


def test_a_secretary_comes_back_to_the_record_and_the_ministry_to_the_area(client, world):
    area = world[0]
    committee = factories.committee()
    mine = factories.standard("YD/T 7-2020", committee=committee)
    for account, state, back in (
        (factories.secretary(committee), "confirmed", f"/desk/standards/{mine.pk}/"),
        (factories.officer(), "confirmed", "/desk/areas/2020/v2x/?state=confirmed"),
    ):
        client.force_login(account)
        answer = client.post("/desk/areas/2020/v2x/add/", {"number": mine.designation}, follow=True)
        assert (answer.redirect_chain, answer.status_code) == ([(back, 302)], 200)
        tag = AreaTag.objects.open().get(area=area, standard=mine, decision=state)
        assert client.get(f"/desk/areas/tags/{tag.pk}/remove/").context["back"] == back
        answer = client.post(f"/desk/areas/tags/{tag.pk}/remove/", {"reason": "误标"}, follow=True)
        assert (answer.redirect_chain, answer.status_code, decisions(area)) == ([(back, 302)], 200, [])


def test_a_secretary_without_a_record_page_comes_back_to_the_desk(client, world):
    committee = factories.committee()
    project = factories.project(committee=committee)
    tag = actions_areas.confirm_area(project, world[0], by=system_user())
    client.force_login(factories.secretary(committee))
    answer = client.post(f"/desk/areas/tags/{tag.pk}/remove/", {"reason": "误标"}, follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([("/desk/", 302)], 200)


def test_a_rule_is_previewed_before_it_is_saved(client, world):
    area = world[0]
    client.force_login(factories.officer())
    given = {"kind": "word_zh", "value": "管材", "weight": 2, "note": "", "active": "on"}
    page = client.post("/desk/areas/2020/v2x/rules/new/", given | {"preview": "1"})
    assert (page.context["counts"]["standard"], AreaRule.objects.filter(area=area).count()) == (1, 1)
    client.post("/desk/areas/2020/v2x/rules/new/", given)
    assert sorted(AreaRule.objects.filter(area=area).values_list("value", flat=True)) == ["管材", "车联网"]


def test_others_may_look_and_not_decide(client, world):
    client.force_login(factories.leader())
    assert (client.get("/desk/areas/2020/").status_code, client.get("/desk/areas/2020/v2x/").status_code) == (200, 200)
    assert client.post("/desk/areas/2020/v2x/decide/", {"decision": "confirmed"}).status_code == 403
