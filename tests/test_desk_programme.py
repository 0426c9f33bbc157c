"""Demonstrations, leadership claims and the conversion list on the desk."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.base.models import AuditEntry
from programmes import actions_records
from programmes.models import ConversionEntry, Demonstration, LeadershipClaim, SuitabilityDecision
from tests import factories
from tests.desk import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY = date(2020, 3, 1), date(2020, 5, 1)


@pytest.fixture
def officer(client):
    account = factories.officer(name="陈晓")
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"programmes-desk:{name}", args=args)


def decisions(record):
    return list(record.decisions.open().order_by("valid_from", "pk").values_list("state", "valid_from", "until"))


def claimed(by, **more):
    more.setdefault("organisation", factories.organisation())
    return actions_records.claim_leadership(factories.international(), role="editor", on=MARCH, by=by, **more)


def test_a_demonstration_is_entered_and_selected(client, officer):
    group, firm, area = factories.group_standard("T/SLSL 77-2020"), factories.organisation("示例甲"), factories.area()
    sent = {"title_zh": "示范", "standard": "t/slsl 77-2020", "organisation": "示例甲", "field": "能源", "area": area.pk}
    client.post(address("new-demonstration"), sent | {"applied_on": "2020-03-01"})
    made = Demonstration.objects.get()
    assert (made.standard, made.organisation, made.field, made.area) == (group, firm, "能源", area)
    client.post(address("decide-demonstration", made.pk), {"state": "selected", "on": "2020-05-01", "document": "2020年第1号"})
    assert decisions(made) == [("applied", MARCH, MAY), ("selected", MAY, None)]
    assert made.decisions.open().get(state="selected").recorded_by == officer
    rows = client.get(address("demonstrations"), {"state": "selected", "lang": "en"}).context["rows"]
    assert [(row, str(words)) for row, words in rows] == [(made, "selected")]


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    (
        ("new-demonstration", {"title_zh": "示范", "standard": "YD/T 5-2020"}, "standard"),
        ("new-demonstration", {"title_zh": "", "field": "能源"}, "title_zh"),
        ("decide-demonstration", {"state": "selected", "on": "2020-05-01"}, "document"),
        ("decide-demonstration", {"state": "refused", "on": "2020-07-01"}, "on"),
    ),
)
def test_what_is_refused_names_its_field(client, officer, name, sent, field):
    factories.standard("YD/T 5-2020")
    made = actions_records.enter_demonstration(title_zh="示范", by=officer)
    answer = client.post(address(name, *([made.pk] if name.startswith("decide") else [])), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (Demonstration.objects.count(), made.decisions.count()) == (1, 0)


def test_a_demonstration_is_changed_and_a_decision_undone(client, officer):
    made = actions_records.enter_demonstration(title_zh="示范", applied_on=MARCH, by=officer)
    posted(client, address("edit-demonstration", made.pk), field="能源", note="公告更正")
    made.refresh_from_db()
    entry = AuditEntry.objects.get(verb="demonstration.edit")
    assert (made.field, entry.note, sorted(entry.changes)) == ("能源", "公告更正", ["field", "version"])
    refused = actions_records.decide_demonstration(made, state="refused", on=MAY, by=officer)
    client.post(address("undo", "demonstrationdecision", refused.pk), {"reason": "看错"})
    assert decisions(made) == [("applied", MARCH, None)]
    shown = client.get(address("demonstration", made.pk), {"lang": "en"}).context["facts"]
    assert sorted((line.what, line.state) for line in shown) == [
        ("applied", "holds"),
        ("applied", "replaced by a later entry"),
        ("applied", "voided"),
        ("not selected", "voided"),
        ("—", "replaced by a later entry"),
        ("能源", "holds"),
    ]


def test_a_claim_is_proven_by_a_second_officer_only(client, officer):
    edition, person = factories.international("ISO 4711:2019"), factories.person("王伟")
    sent = {"international": "iso4711-2019", "role": "editor", "person": "王伟", "evidence": "N 123", "on": "2020-03-01"}
    client.post(address("new-claim"), sent)
    made = LeadershipClaim.objects.get()
    assert (made.international, made.person, made.evidence) == (edition, person, "N 123")
    page = client.get(address("claim", made.pk)).context
    assert ("proven" in page["states"], page["why_not"] != "") == (False, True)
    refused = client.post(address("decide-claim", made.pk), {"state": "proven", "on": "2020-05-01"})
    assert (refused.status_code, decisions(made)) == (422, [("claimed", MARCH, None)])
    client.force_login(factories.officer())
    page = client.get(address("claim", made.pk)).context
    assert (page["states"][:2], page["why_not"]) == (["proven", "disputed"], "")
    client.post(address("decide-claim", made.pk), {"state": "proven", "on": "2020-05-01"})
    assert decisions(made) == [("claimed", MARCH, MAY), ("proven", MAY, None)]


def test_a_claimer_may_take_the_own_claim_back_with_a_reason(client, officer):
    made = claimed(officer)
    url = address("decide-claim", made.pk)
    bare = client.post(url, {"state": "withdrawn", "on": "2020-05-01"})
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["note"])
    client.post(url, {"state": "withdrawn", "on": "2020-05-01", "note": "重复"})
    assert decisions(made) == [("claimed", MARCH, MAY), ("withdrawn", MAY, None)]


def test_a_claim_without_evidence_is_not_proven(client, officer):
    made = claimed(factories.officer())
    answer = client.post(address("decide-claim", made.pk), {"state": "proven", "on": "2020-05-01"})
    assert (answer.status_code, list(answer.context["form"].errors), decisions(made)[0][0]) == (422, ["__all__"], "claimed")


def test_a_changed_claim_must_be_proven_again(client, officer):
    made = claimed(factories.officer(), evidence="N 1")
    actions_records.decide_claim(made, state="proven", on=MAY, by=factories.officer())
    posted(client, address("edit-claim", made.pk), evidence="N 2", note="补充")
    assert decisions(made)[-1][0] == "claimed"


def test_a_contact_claims_for_the_own_organisation_only(client):
    own, other = factories.organisation("示例甲"), factories.organisation("示例乙")
    edition = factories.international("ISO 4711:2019")
    theirs = claimed(factories.officer(), organisation=other)
    client.force_login(factories.user("contact", organisation=own))
    sent = {"international": edition.designation, "role": "editor", "on": "2020-03-01"}
    for organisation in ("示例乙", ""):
        answer = client.post(address("new-claim"), sent | {"organisation": organisation})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["organisation"])
    client.post(address("new-claim"), sent | {"organisation": "示例甲"})
    mine = LeadershipClaim.objects.get(organisation=own)
    assert [row for row, _words in client.get(address("claims")).context["rows"]] == [mine]
    answers = [client.get(address("claim", one.pk)).status_code for one in (mine, theirs)]
    moved = posted(client, address("edit-claim", mine.pk), organisation="示例乙")
    assert (answers, moved.status_code, list(moved.context["form"].errors)) == ([200, 404], 422, ["organisation"])
    assert client.get(address("demonstrations")).status_code == 403


def test_the_list_is_filled_by_number_decided_and_shortened(client, officer):
    area, edition = factories.area(), factories.international("ISO 9001:2015")
    sent = {"international": "iso9001-2015", "valid_from": "2020-03-01", "planned_on": "2020-12-31", "owner": "TC 1"}
    client.post(address("list-for-conversion", area.pk), sent)
    entry = ConversionEntry.objects.get()
    assert (entry.area, entry.international, entry.planned_on, entry.owner) == (area, edition, date(2020, 12, 31), "TC 1")
    client.post(address("decide-suitability", area.pk, edition.pk), {"reason": "conflict", "on": "2020-03-02", "note": "法规"})
    decision = SuitabilityDecision.objects.get()
    assert (decision.suitable, decision.reason, decision.recorded_by) == (False, "conflict", officer)
    rows = client.get(address("conversion-list", area.pk)).context["rows"]
    assert rows == [(entry, decision, [])]
    client.post(address("unlist", entry.pk), {"until": "2020-05-01", "note": "已撤销"})
    assert ConversionEntry.objects.open().get().until == MAY
    assert client.get(address("conversion-list", area.pk)).context["rows"] == []


def test_adopting_standards_stand_beside_the_entry(client, officer):
    area, edition = factories.area(), factories.international("ISO 9001:2015")
    adopter = factories.standard("GB/T 19001-2016/ISO 9001:2015")
    actions_records.list_for_conversion(area, international=edition, valid_from=MARCH, by=officer)
    rows = client.get(address("conversion-list", area.pk)).context["rows"]
    assert [[adoption.standard for adoption in adopters] for _entry, _decision, adopters in rows] == [[adopter]]
    areas = client.get(address("conversion-lists"), {"year": "2020"}).context["areas"]
    assert [(one, one.listed) for one in areas] == [(area, 1)]


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    (
        ("list", {"international": "ISO 9001:2015", "valid_from": "2020-03-01"}, "international"),
        ("list", {"international": "ISO 404:2015", "valid_from": "2020-03-01"}, "international"),
        ("decide", {"reason": "other", "on": "2020-03-02"}, "note"),
        ("decide", {"on": "2020-03-02"}, "reason"),
        ("unlist", {"until": "2020-05-01"}, "note"),
        ("unlist", {"until": "2020-02-01", "note": "x"}, "until"),
    ),
)
def test_list_decisions_that_are_refused(client, officer, name, sent, field):
    area, edition = factories.area(), factories.international("ISO 9001:2015")
    entry = actions_records.list_for_conversion(area, international=edition, valid_from=MARCH, by=officer)
    url = {
        "list": address("list-for-conversion", area.pk),
        "decide": address("decide-suitability", area.pk, edition.pk),
        "unlist": address("unlist", entry.pk),
    }[name]
    answer = client.post(url, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert list(ConversionEntry.objects.values_list("until", flat=True)) == [None]


def test_entries_and_decisions_of_the_list_are_undone(client, officer):
    area, edition = factories.area(), factories.international()
    entry = actions_records.list_for_conversion(area, international=edition, valid_from=MARCH, by=officer)
    for reason in ("suitable", "covered"):
        last = actions_records.decide_suitability(area, international=edition, reason=reason, on=MAY, by=officer)
    client.post(address("undo", "suitabilitydecision", last.pk), {"reason": "看错"})
    assert SuitabilityDecision.objects.open().get().reason == "suitable"
    client.post(address("undo", "conversionentry", entry.pk), {"reason": "看错"})
    assert ConversionEntry.objects.open().count() == 0


@pytest.mark.parametrize(("role", "read", "written"), (("leader", 200, 403), ("expert", 403, 403)))
def test_who_reads_and_who_writes(client, role, read, written):
    area = factories.area()
    made = actions_records.enter_demonstration(title_zh="示范", by=factories.officer())
    claim = claimed(factories.officer())
    entry = actions_records.list_for_conversion(
        area, international=factories.international(), valid_from=MARCH, by=factories.officer()
    )
    client.force_login(factories.user(role))
    pages = [("demonstrations",), ("demonstration", made.pk), ("claims",), ("claim", claim.pk), ("conversion-list", area.pk)]
    forms = [
        ("new-demonstration",), ("edit-demonstration", made.pk), ("decide-demonstration", made.pk), ("edit-claim", claim.pk),
        ("decide-claim", claim.pk), ("list-for-conversion", area.pk), ("unlist", entry.pk), ("undo", "conversionentry", entry.pk),
        ("decide-suitability", area.pk, entry.international_id),
    ]  # fmt: skip
    before = list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))
    answers = [client.get(address(*page)) for page in pages]
    assert {answer.status_code for answer in answers} == {read}
    told = ["示范", "示范", claim.international.designation, claim.international.designation, entry.international.designation]
    assert [text in answer.content.decode() for text, answer in zip(told, answers, strict=True)] == [read == 200] * 5
    assert {client.post(address(*form), {"reason": "x"}).status_code for form in forms} == {written}
    assert list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert (decisions(made), decisions(claim), ConversionEntry.objects.open().count()) == ([], [("claimed", MARCH, None)], 1)


@pytest.mark.parametrize("name", ("demonstrations", "claims", "conversion-list"))
def test_lists_run_a_constant_number_of_queries(client, officer, name):
    area, numbers = factories.area(), []
    url = address(name, area.pk) if name == "conversion-list" else address(name)
    client.get(url)
    for rows in (1, 3):
        for _step in range(rows):
            firm = factories.organisation()
            actions_records.enter_demonstration(
                title_zh="示范", applied_on=MARCH, standard=factories.group_standard(), organisation=firm, by=officer
            )
            claim = claimed(officer, organisation=firm, person=factories.person())
            more = {"international": claim.international, "by": officer}
            actions_records.list_for_conversion(area, valid_from=MARCH, **more)
            actions_records.decide_suitability(area, reason="suitable", on=MARCH, **more)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url).context["page"]
        numbers.append((len(queries), page.paginator.count))
    assert (numbers[0][0], [shown for _queries, shown in numbers]) == (numbers[1][0], [1, 4])
