"""The page of a record: status in words, warning, life, relations both ways, areas, history, addresses."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from portal.base import audit, facts
from portal.base.people import system_user
from standards import actions_areas, actions_relations, actions_standards, actions_status
from standards.models import Alias, AreaRule, Relation
from standards.record_history import _imported
from standards.record_relations import BACKWARD, FORWARD, _meant
from standards.record_words import Life, sentence
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 1)


def entered(number, **more):
    year = int(number[-4:])
    days = {"title_zh": "示例", "published_on": date(year, 3, 1), "in_force_on": date(year, 10, 1)}
    return factories.standard(number, **(days | more))


def page(client, address, **query):
    return client.get(address, {"lang": "en"} | query)


@pytest.mark.parametrize(
    ("life", "international", "words"),
    (
        (Life("current", in_force_on=DAY, replaces=("A", "B")), False, "In force since 2021-10-01; replaces A, B"),
        (Life("current"), False, "In force"),
        (Life("coming", in_force_on=DAY), False, "Published, comes into force on 2021-10-01"),
        (Life("replaced", ended_on=DAY, replaced_by=("C",)), False, "Replaced by C since 2021-10-01"),
        (Life("replaced"), False, "Replaced"),
        (Life("withdrawn", ended_on=DAY), False, "Withdrawn on 2021-10-01"),
        (Life("unknown"), False, "Whether it is in force is not known here"),
        (Life("current", published_on=date(2015, 9, 1), precision="month"), True, "Current, published 2015-09"),
        (Life("draft"), True, "In preparation"),
        (Life("cancelled"), True, "Abandoned"),
    ),
)
def test_status_in_one_sentence(life, international, words):
    from django.utils import translation

    with translation.override("en"):
        assert sentence(life, international=international) == words


def test_old_edition_warns_and_leads_to_the_new_one(client, clock_at):
    clock_at(date(2023, 1, 1))
    old, new = entered("GB/T 20984-2007"), entered("GB/T 20984-2022")
    actions_status.replace_standard(old, by_standard=new, on=date(2022, 10, 1), by=system_user())
    answer = page(client, "/standard/GB-T-20984-2007/")
    shown = answer.context["page"]
    assert shown.sentence == "Replaced by GB/T 20984-2022 since 2022-10-01"
    assert (shown.warning.tone, shown.warning.url) == ("bad", "/standard/GB-T-20984-2022/")
    assert [(step.label, step.text, step.state) for step in shown.ribbon] == [
        ("published", "2007-03-01", "done"),
        ("came into force", "2007-10-01", "done"),
        ("replaced", "2022-10-01", "end"),
    ]
    newer = page(client, "/standard/GB-T-20984-2022/").context["page"]
    assert newer.sentence == "In force since 2022-10-01; replaces GB/T 20984-2007"
    assert [(row["designation"], row["is_this"]) for row in newer.editions] == [
        ("GB/T 20984-2022", True),
        ("GB/T 20984-2007", False),
    ]


@pytest.mark.parametrize(
    ("on", "then"),
    (
        ("2007-05-01", "As it stood on 2007-05-01: not yet in force."),
        ("2010-01-01", "As it stood on 2010-01-01: in force."),
        ("2022-10-01", "As it stood on 2022-10-01: replaced."),
        ("2000-01-01", "As it stood on 2000-01-01: draft."),
    ),
)
def test_as_it_stood_on_a_day(client, clock_at, on, then):
    clock_at(date(2023, 1, 1))
    old, new = entered("GB/T 20984-2007"), entered("GB/T 20984-2022")
    actions_status.replace_standard(old, by_standard=new, on=date(2022, 10, 1), by=system_user())
    answer = page(client, "/standard/GB-T-20984-2007/", on=on)
    assert (answer.context["page"].then, then in answer.content.decode()) == (then, True)


@pytest.mark.parametrize("on", ("yesterday", "2020-02-30", "20"))
def test_a_text_that_is_no_day_is_said_to_be_none(client, on):
    entered("YD/T 1-2020")
    text = page(client, "/standard/YD-T-1-2020/", on=on).content.decode()
    assert (f"“{on}” is no day. Write it as 2020-06-30." in text, f'value="{on}"' in text) == (True, True)


def test_adoption_shows_degree_edition_and_its_successor(client):
    by = system_user()
    old = factories.international("ISO 9001:2008", title_en="Quality", published_on=date(2008, 11, 15))
    new = factories.international("ISO 9001:2015", title_en="Quality", published_on=date(2015, 9, 15))
    actions_relations.relate(new, kind="replaces", target=old, valid_from=date(2015, 9, 15), by=by)
    adopting = entered("GB/T 19001-2008")
    actions_relations.adopt(adopting, international=old, degree="IDT", valid_from=date(2008, 12, 1), by=by)
    lines = page(client, "/standard/GB-T-19001-2008/").context["page"].adoptions
    assert [(line.other.number, line.degree, line.replaced_by) for line in lines] == [("ISO 9001:2008", "IDT", ["ISO 9001:2015"])]
    back = page(client, "/international-standard/ISO-9001-2008/").context["page"]
    assert [(line.other.number, line.degree) for line in back.adoptions] == [("GB/T 19001-2008", "IDT")]
    assert [(group.label, [one.number for one in group.others]) for group in back.relations] == [
        ("Replaced by", ["ISO 9001:2015"])
    ]


def test_confirmed_and_suggested_areas_are_both_seen_with_their_reason(client):
    one = entered("YD/T 1-2020", title_zh="车联网总体要求")
    first, second, third = (factories.area(slug, name_en=name) for slug, name in (("a", "A"), ("b", "B"), ("c", "C")))
    rules = [factories.saved(AreaRule(area=area, kind="word_zh", value="车联网")) for area in (first, second, third)]
    proposed = [actions_areas.Proposed("standard", one.pk, rule.area_id, rule.pk, "r") for rule in rules]
    actions_areas.replace_suggestions([rule.area_id for rule in rules], proposed)
    actions_areas.confirm_area(one, first, by=system_user(), reason="looked at")
    actions_areas.reject_area(one, third, by=system_user(), reason="no")
    lines = page(client, "/standard/YD-T-1-2020/").context["page"].areas
    assert [(line.name, line.confirmed, line.reason) for line in lines] == [
        ("A (2020)", True, "looked at"),
        ("B (2020)", False, "Chinese title contains “车联网”"),
    ]


@pytest.mark.parametrize(
    ("asked", "status", "leads"),
    (
        ("/standard/gbt19001-2016/", 301, "/standard/GB-T-19001-2016/"),
        ("/standard/GB/T 19001—2016/", 301, "/standard/GB-T-19001-2016/"),
        ("/standard/GB 19001-2016/", 301, "/standard/GB-T-19001-2016/"),
        ("/standard/GB-T-19001/", 302, "/standard/GB-T-19001-2016/"),
        ("/standard/iso9001-2015/", 301, "/international-standard/ISO-9001-2015/"),
        ("/international-standard/ISO 9001:2015/", 301, "/international-standard/ISO-9001-2015/"),
        ("/international-standard/ISO 9001/", 302, "/international-standard/ISO-9001-2015/"),
        ("/standard/OLD-FORM/", 301, "/standard/GB-T-19001-2016/"),
    ),
)
def test_every_spelling_leads_to_the_one_address(client, asked, status, leads):
    new = entered("GB/T 19001-2016")
    entered("GB/T 19001-2008")
    factories.international("ISO 9001:2015", published_on=date(2015, 9, 1))
    factories.saved(Alias(slug="OLD-FORM", standard=new, reason="former form"))
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (status, leads)


@pytest.mark.parametrize(
    "asked", ("/standard/GB-T-19010-2016/", "/standard/nonsense/", "/standard/%00/", "/standard/" + "a" * 300 + "/")
)
def test_an_unknown_number_is_404_with_the_nearest(client, asked):
    entered("GB/T 19001-2016")
    answer = page(client, asked)
    assert (answer.status_code, "No record bears this number" in answer.content.decode()) == (404, True)
    if "19010" in asked:
        assert [row["designation"] for row in answer.context["nearest"].numbers] == ["GB/T 19001-2016"]


def test_the_public_sees_what_happened_and_no_names(client):
    officer = factories.officer(name="示例姓名", username="o1", password="long enough a word")
    one = entered("YD/T 1-2020", by=officer)
    actions_standards.edit_standard(one, title_zh="另名", by=officer)
    address = "/standard/YD-T-1-2020/"
    public = page(client, address)
    assert [entry.what for entry in public.context["page"].history] == [
        "Entry edited: Chinese title",
        "Entered here",
        "came into force",
        "published",
    ]
    assert "示例姓名" not in public.content.decode()
    client.force_login(officer)
    assert "示例姓名" in page(client, address).content.decode()


def test_structured_data_says_what_the_page_says(client):
    entered("YD/T 1-2020", title_zh="甲</script>", title_en="A", publisher="示例部")
    text = page(client, "/standard/YD-T-1-2020/").content.decode()
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    said = json.loads(block)
    assert (said["identifier"], said["name"], said["datePublished"], said["publisher"]["name"]) == (
        "YD/T 1-2020", "甲</script>", "2020-03-01", "示例部",
    )  # fmt: skip


def test_demonstration_records_say_so_and_are_not_cited(client):
    entered("YD/T 1-2020", is_demo=True)
    answer = page(client, "/standard/YD-T-1-2020/")
    assert ("Demonstration data" in answer.content.decode(), answer.context["page"].citations) == (True, [])
    assert client.get("/standard/YD-T-1-2020/citation.bib").status_code == 404


@pytest.mark.parametrize(("form", "begins"), (("bib", b"@techreport{YD-T-1-2020,"), ("ris", b"TY  - STAND\r\n")))
def test_citation_files(client, form, begins):
    entered("YD/T 1-2020")
    answer = client.get(f"/standard/YD-T-1-2020/citation.{form}")
    assert (answer.status_code, answer.content.startswith(begins)) == (200, True)


def test_missing_values_are_left_out(client):
    entered("YD/T 1-2020")
    labels = [line.label for line in page(client, "/standard/YD-T-1-2020/").context["page"].lines]
    assert labels == ["Kind", "Published", "In force from"]


def test_the_number_of_queries_does_not_grow(client):
    by = system_user()
    one = entered("YD/T 1-2020")
    counted = []
    for size in (1, 3):
        for number in range(10 * size, 10 * size + size):
            other = entered(f"YD/T {number}-2020")
            actions_relations.relate(one, kind="cites", target=other, valid_from=DAY, by=by)
            abroad = factories.international(f"ISO {number}:2019", published_on=date(2019, 1, 1))
            actions_relations.adopt(one, international=abroad, degree="IDT", valid_from=DAY, by=by)
            actions_areas.confirm_area(one, factories.area(f"a{number}"), by=by)
        page(client, "/standard/YD-T-1-2020/")
        with CaptureQueriesContext(connection) as queries:
            page(client, "/standard/YD-T-1-2020/")
        counted.append(len(queries))
    assert (counted[0], counted[0] <= 12) == (counted[1], True)


def test_area_page_shows_both_states(client):
    one, two = entered("YD/T 1-2020", title_zh="车联网甲"), entered("YD/T 2-2020", title_zh="车联网乙")
    area = factories.area("iov", name_en="Internet of Vehicles")
    rule = factories.saved(AreaRule(area=area, kind="word_zh", value="车联网"))
    proposed = [actions_areas.Proposed("standard", row.pk, area.pk, rule.pk, "r") for row in (one, two)]
    actions_areas.replace_suggestions([area.pk], proposed)
    actions_areas.confirm_area(one, area, by=system_user(), reason="looked at", rule=rule)
    confirmed = page(client, "/area/2020/iov/")
    suggested = page(client, "/area/2020/iov/", state="suggested")
    assert [(row["designation"], row["reason"]) for row in confirmed.context["rows"]] == [("YD/T 1-2020", "looked at")]
    assert [(row["designation"], row["reason"]) for row in suggested.context["rows"]] == [
        ("YD/T 2-2020", "Chinese title contains “车联网”")
    ]
    assert [tab["count"] for tab in confirmed.context["tabs"]] == [1, 1, 0, 0]


def test_committee_pages(client):
    parent = factories.committee("示例/TC 900", name_zh="示例标委会", name_en="Example committee")
    child = factories.committee("示例/TC 900/SC 1", parent=parent)
    listed = page(client, "/committees/", q="900")
    assert [row.code for row in listed.context["page"]] == ["示例/TC 900", "示例/TC 900/SC 1"]
    answer = page(client, parent.get_absolute_url())
    assert ([row.code for row in answer.context["children"]], answer.context["lines"][0]["text"]) == ([child.code], parent.code)
    assert f"/standards/?committee={parent.slug}" in answer.content.decode()


def test_every_kind_of_relation_has_words_both_ways():
    assert set(FORWARD) == set(BACKWARD) == set(Relation.Kind)


@pytest.mark.parametrize(("kind", "words"), (("revised_by", "Being revised by"), ("replaced_by", "Replaced by")))
def test_a_successor_that_no_record_bears_yet_is_shown(client, kind, words):
    made = factories.international("ISO 9001:2015")
    with audit.act("relation.enter", made, by=system_user()):
        facts.enter(Relation(kind=kind, from_international=made, to_text="ISO/AWI 9001", valid_from=date(2024, 1, 1)))
    page = client.get(made.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert (words in page, "ISO/AWI 9001" in page) == (True, True)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", "taken over from a catalogue"),
        ("seen", "seen in the catalogue of this day"),
        ("observed, not before 2025-01-13", "change noticed on this day, not before 2025-01-13"),
        ("first observed", "noticed for the first time on this day"),
        ("as printed", "as printed"),
    ],
)
def test_notes_of_catalogues_are_said_in_words(note, expected):
    with override("en"):
        assert _imported(note) == expected


@pytest.mark.parametrize(
    ("kind", "newer", "expected"),
    [
        ("replaces", "draft", "revises"),
        ("replaces", "current", "replaces"),
        ("replaces", "", "replaces"),
        ("amends", "draft", "amends"),
    ],
)
def test_a_draft_revises_and_has_not_replaced_yet(kind, newer, expected):
    assert _meant(Relation.Kind(kind), newer) == expected
