"""Standards on the desk as officers and secretaries use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.base.models import AuditEntry, Classification
from standards.models import Alias, InternationalStandard, Relation, Standard, StandardStatus
from tests import factories
from tests.desk import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, JULY = date(2020, 3, 1), date(2020, 7, 1)


@pytest.fixture
def officer(client):
    account = factories.officer(name="陈晓")
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"standards-desk:{name}", args=args)


def events(standard):
    return list(standard.status_facts.open().order_by("valid_from", "pk").values_list("event", "valid_from", "precision"))


def test_an_officer_enters_a_standard_with_its_dates(client, officer):
    answer = client.post(
        address("new-standard"),
        {"designation": "yd/t3956-2020", "title_zh": "车联网示例", "published_on": "2020-03", "in_force_on": "2020-07-01"},
    )
    made = Standard.objects.get()
    assert (answer["Location"], made.designation, made.title_zh) == (address("standard", made.pk), "YD/T 3956-2020", "车联网示例")
    assert events(made) == [("published", MARCH, "month"), ("in_force", JULY, "day")]
    assert AuditEntry.objects.filter(verb="standard.enter", subject_pk=str(made.pk)).get().by == officer


def test_a_dual_number_enters_the_adoption_too(client, officer):
    edition = factories.international("ISO 9001:2015")
    client.post(address("new-standard"), {"designation": "GB/T 19001-2016/ISO 9001:2015", "title_zh": "质量管理体系"})
    made = Standard.objects.get()
    assert list(made.adoptions.values_list("international", "degree")) == [(edition.pk, "IDT")]


@pytest.mark.parametrize(
    ("sent", "field"),
    (
        ({"designation": "YD/T 1-2020", "title_zh": "车联网"}, "designation"),
        ({"designation": "no number", "title_zh": "车联网"}, "designation"),
        ({"designation": "YD/T 2-2020", "title_zh": ""}, "title_zh"),
        ({"designation": "YD/T 2-2020", "title_zh": "车联网", "published_on": "2020-13"}, "published_on"),
        ({"designation": "YD/T 2-2020", "title_zh": "车联网", "committee": "无此标委会"}, "committee"),
        ({"designation": "YD/T 2-2020", "title_zh": "车联网", "published_on": "2020-07-02"}, None),
    ),
)
def test_what_is_refused_keeps_the_text_and_names_the_field(client, officer, sent, field):
    factories.standard("YD/T 1-2020")
    answer = client.post(address("new-standard"), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field or "__all__"]
    assert f'value="{sent["designation"]}"' in answer.content.decode()
    assert Standard.objects.count() == 1


def test_editing_changes_what_was_typed_and_tells_it(client, officer):
    committee = factories.committee("示例/TC 7")
    made = factories.standard(title_zh="旧名", ics=["35.030"], content="一\n二")
    answer = posted(client, address("edit-standard", made.pk), title_zh="新名", ics="35.030，33.060", committee="示例/tc7")
    made = Standard.objects.get(pk=made.pk)
    assert answer["Location"] == address("standard", made.pk)
    assert (made.title_zh, made.ics, made.committee, made.content) == ("新名", ["35.030", "33.060"], committee, "一\n二")
    entry = AuditEntry.objects.filter(verb="standard.edit").get()
    assert sorted(entry.changes) == ["committee_id", "ics", "title_zh", "version"]


@pytest.mark.parametrize(("field", "sent", "unknown"), (("ics", "35.030, 99.999", "99.999"), ("ccs", "l72 Q99", "Q99")))
def test_an_unknown_class_is_named(client, officer, field, sent, unknown):
    for scheme, code in (("ics", "35.030"), ("ccs", "L72")):
        factories.saved(Classification(scheme=scheme, code=code))
    made = factories.standard()
    answer = posted(client, address("edit-standard", made.pk), **{field: sent, "title_en": "typed"})
    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors), unknown in errors[field][0]) == (422, [field], True)
    assert ("35.030" in errors[field][0], 'value="typed"' in answer.content.decode()) == (False, True)


def test_a_secretary_changes_the_own_committees_standards_only(client):
    own, other = factories.committee(), factories.committee()
    mine, theirs = factories.standard(committee=own), factories.standard(committee=other)
    client.force_login(factories.secretary(own))
    fields = client.get(address("edit-standard", mine.pk)).context["form"].fields
    assert ("title_zh" in fields, "ics" in fields, "committee" in fields, "nature" in fields) == (True, True, False, False)
    posted(client, address("edit-standard", mine.pk), title_zh="秘书所改", committee=other.code, nature="mandatory")
    mine.refresh_from_db()
    assert (mine.title_zh, mine.committee, mine.nature) == ("秘书所改", own, "recommended")
    closed = ("edit-standard", "correct-number", "adopt", "relate-standard")
    answers = {name: client.post(address(name, theirs.pk), {"title_zh": "x"}).status_code for name in closed}
    answers["standard-event"] = client.post(address("standard-event", theirs.pk, "withdraw"), {"note": "x"}).status_code
    assert answers == dict.fromkeys([*closed, "standard-event"], 403)
    assert client.get(address("standard", theirs.pk)).context["may_edit"] is False
    theirs.refresh_from_db()
    assert theirs.title_zh == "示例标准"


@pytest.mark.parametrize("kind", ("stranger", "expert"))
def test_others_change_nothing(client, kind):
    made = factories.standard("YD/T 1-2020")
    if kind == "expert":
        client.force_login(factories.user("expert"))
    written = AuditEntry.objects.count()
    sent = {
        "title_zh": "x",
        "designation": "YD/T 9-2020",
        "reason": "x",
        "statement": "IDT ISO 1:2016",
        "valid_from": "2020-03-01",
    }
    urls = [address(name, made.pk) for name in ("edit-standard", "correct-number", "adopt")]
    answers = [client.post(url, sent | {"expected_version": made.version}) for url in urls]
    if kind == "stranger":
        assert [answer["Location"] for answer in answers] == [f"{reverse('login')}?next={url}" for url in urls]
    else:
        assert [answer.status_code for answer in answers] == [403, 403, 403]
    now = Standard.objects.get()
    assert (now.title_zh, now.designation, now.version, now.adoptions.count()) == ("示例标准", "YD/T 1-2020", made.version, 0)
    assert AuditEntry.objects.count() == written


def test_a_record_taken_back_is_not_there(client, officer):
    made = factories.standard()
    made.retracted_at = made.updated_at
    factories.saved(made)
    written = AuditEntry.objects.count()
    answers = [client.get(address(name, made.pk)).status_code for name in ("standard", "edit-standard", "adopt")]
    answers.append(
        client.post(address("edit-standard", made.pk), {"title_zh": "新名", "expected_version": made.version}).status_code
    )
    assert (answers, client.get(address("standards")).context["rows"]) == ([404, 404, 404, 404], [])
    assert (Standard.objects.get().title_zh, AuditEntry.objects.count()) == ("示例标准", written)


def test_the_public_page_leads_those_who_work_here_to_the_desk(client, officer):
    records = (factories.standard(), factories.international())
    places = (address("standard", records[0].pk), address("international-standard", records[1].pk))
    worker, stranger = client, type(client)()
    seen = [
        place in reader.get(record.get_absolute_url()).content.decode()
        for reader in (worker, stranger)
        for record, place in zip(records, places, strict=True)
    ]
    assert seen == [True, True, False, False]


@pytest.mark.parametrize(
    ("step", "sent", "told"),
    (
        ("publish", {"on": "2020-03", "in_force_on": "2020-07-01"}, [("published", MARCH, "month"), ("in_force", JULY, "day")]),
        ("in-force", {"on": "2020-07-01"}, [("in_force", JULY, "day")]),
        ("confirm", {"on": "2020-03-01"}, [("confirmed", MARCH, "day")]),
        ("withdraw", {"on": "2020-07-01", "note": "无人使用"}, [("withdrawn", JULY, "day")]),
    ),
)
def test_each_step_of_a_life_enters_its_fact(client, officer, step, sent, told):
    made = factories.standard()
    answer = client.post(address("standard-event", made.pk, step), sent)
    assert (answer["Location"], events(made)) == (address("standard", made.pk), told)
    assert {fact.recorded_by for fact in made.status_facts.all()} == {officer}


def test_a_standard_is_replaced_by_a_typed_number(client, officer):
    old, new = factories.standard("YD/T 1-2010", published_on=date(2010, 1, 1)), factories.standard("YD/T 1-2020")
    client.post(address("standard-event", old.pk, "replace"), {"by_standard": "YDT 1-2020", "on": "2020-06-01"})
    old.refresh_from_db()
    assert (old.status, old.ended_on) == ("replaced", date(2020, 6, 1))
    assert list(Relation.objects.values_list("kind", "from_standard", "to_standard")) == [("replaces", new.pk, old.pk)]


@pytest.mark.parametrize(
    ("step", "sent", "field"),
    (
        ("publish", {"on": "2021-01-01"}, "on"),
        ("publish", {"on": "yesterday"}, "on"),
        ("withdraw", {"on": "2020-07-01"}, "note"),
        ("replace", {"on": "2020-07-01", "by_standard": "YD/T 404-2020"}, "by_standard"),
    ),
)
def test_steps_that_are_refused(client, officer, step, sent, field):
    made = factories.standard()
    answer = client.post(address("standard-event", made.pk, step), sent)
    assert (answer.status_code, list(answer.context["form"].errors), StandardStatus.objects.count()) == (422, [field], 0)


def test_only_open_steps_are_offered(client, officer):
    made = factories.standard(published_on=MARCH)
    offered = [step for step, _words in client.get(address("standard", made.pk)).context["steps"]]
    assert offered == ["in-force", "confirm", "replace", "withdraw"]
    assert client.get(address("standard-event", made.pk, "abolish")).status_code == 404


def test_a_wrong_day_is_voided_and_entered_again(client, officer):
    made = factories.standard(published_on=MARCH)
    fact = made.status_facts.get()
    client.post(address("correct-date", "standardstatus", fact.pk), {"on": "2020-02-15", "reason": "公告日期看错"})
    made.refresh_from_db()
    fact.refresh_from_db()
    assert (events(made), made.published_on) == ([("published", date(2020, 2, 15), "day")], date(2020, 2, 15))
    assert (fact.voided_by, fact.void_reason) == (officer, "公告日期看错")


def test_a_number_is_corrected_and_the_old_address_stays(client, officer):
    made = factories.standard("YD/T 3-2020")
    posted(client, address("correct-number", made.pk), designation="YD/T 33-2020", reason="抄错")
    made.refresh_from_db()
    assert (made.designation, made.slug, Alias.objects.get().slug) == ("YD/T 33-2020", "YD-T-3-2020", "YD-T-33-2020")
    taken = posted(client, address("correct-number", made.pk), designation="YD/T 33-2020", reason="")
    assert (taken.status_code, list(taken.context["form"].errors)) == (422, ["reason"])


def test_relations_to_records_and_to_numbers_without_one(client, officer):
    made, cited = factories.standard("YD/T 1-2020"), factories.international("ISO 9001:2015")
    for text in ("iso9001-2015", "YD/T 99-2001"):
        client.post(address("relate-standard", made.pk), {"kind": "cites", "to_text": text, "valid_from": "2020-03-01"})
    told = made.relations.order_by("pk").values_list("kind", "to_international", "to_text")
    assert list(told) == [("cites", cited.pk, "iso9001-2015"), ("cites", None, "YD/T 99-2001")]
    relation = made.relations.first()
    client.post(address("end-relation", relation.pk), {"until": "2020-05-01", "reason": ""})
    assert made.relations.open().get(to_international=cited).until == date(2020, 5, 1)


def test_a_relation_to_an_unreadable_number_is_refused(client, officer):
    made = factories.standard()
    sent = {"kind": "cites", "to_text": "no number", "valid_from": "2020-03-01"}
    answer = client.post(address("relate-standard", made.pk), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["to_text"])


def test_the_list_shows_a_secretary_the_own_committees_first(client):
    own = factories.committee()
    mine, other = factories.standard("YD/T 1-2020", committee=own), factories.standard("YD/T 2-2020")
    client.force_login(factories.secretary(own))
    shown = client.get(address("standards")).context
    assert ([(str(record), may) for record, may in shown["rows"]], shown["may_enter"]) == ([(str(mine), True)], False)
    whole = client.get(address("standards"), {"scope": "all"}).context["rows"]
    assert [(str(record), may) for record, may in whole] == [(str(mine), True), (str(other), False)]


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({"q": "YD/T 2"}, ["YD/T 2-2020"]),
        ({"q": "信息安全"}, ["YD/T 1-2020"]),
        ({"status": "current"}, ["YD/T 2-2020"]),
        ({"committee": "示例/TC 9"}, ["YD/T 1-2020"]),
        ({"committee": "无此标委会"}, []),
        ({"status": "nonsense", "page": "99"}, ["YD/T 1-2020", "YD/T 2-2020"]),
    ),
)
def test_the_list_filters(client, officer, query, found):
    factories.standard("YD/T 1-2020", title_zh="信息安全示例", committee=factories.committee("示例/TC 9"))
    factories.standard("YD/T 2-2020", published_on=MARCH, in_force_on=MARCH)
    assert [str(record) for record, _may in client.get(address("standards"), query).context["rows"]] == found


@pytest.mark.parametrize("name", ("standards", "international-standards", "adoptions-to-check"))
def test_lists_run_a_constant_number_of_queries(client, officer, name):
    client.get(address(name))
    numbers = []
    for rows in (1, 3):
        for _step in range(rows):
            made = factories.standard(committee=factories.committee())
            factories.international(committee=made.committee)
            client.post(
                address("adopt", made.pk),
                {"statement": "IDT ISO 4711", "valid_from": "2020-03-01", "confirmed": "IDT ISO 4711||"},
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(name)).context["page"]
        numbers.append((len(queries), page.paginator.count))
    assert (numbers[0][0], [shown for _queries, shown in numbers]) == (numbers[1][0], [1, 4])


def test_a_record_page_runs_a_constant_number_of_queries(client, officer):
    made, numbers = factories.standard(published_on=MARCH), []
    client.get(address("standard", made.pk))
    for rows in (1, 3):
        for step in range(rows):
            sent = {"kind": "cites", "to_text": f"YD/T {rows}{step}-2001", "valid_from": "2020-03-01"}
            client.post(address("relate-standard", made.pk), sent)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("standard", made.pk))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_international_standards_are_entered_edited_and_lived(client, officer):
    client.post(address("new-international"), {"designation": "iso 4711-2019", "title_en": "Example", "published_on": "2019"})
    made = InternationalStandard.objects.get()
    assert (made.designation, made.published_precision) == ("ISO 4711:2019", "year")
    posted(client, address("edit-international", made.pk), title_zh="示例")
    client.post(address("international-event", made.pk), {"event": "withdrawn", "on": "2020-06"})
    made.refresh_from_db()
    assert (made.title_zh, made.title_en, made.ended_on) == ("示例", "Example", date(2020, 6, 1))
    assert list(made.status_facts.order_by("pk").values_list("event", "precision")) == [
        ("published", "year"),
        ("withdrawn", "month"),
    ]


def test_secretaries_do_not_change_international_standards(client):
    made = factories.international()
    client.force_login(factories.secretary(factories.committee()))
    names = ("edit-international", "international-event", "relate-international")
    sent = {"title_en": "x", "event": "withdrawn", "on": "2020-06-01", "kind": "cites", "to_text": "ISO 1:2016"}
    answers = [client.post(address(name, made.pk), sent | {"valid_from": "2020-03-01"}).status_code for name in names]
    answers.append(client.post(address("new-international"), {"designation": "ISO 1:2019", "title_en": "x"}).status_code)
    assert answers == [403, 403, 403, 403]
    now = InternationalStandard.objects.get()
    assert (now, now.title_en, now.version, now.status_facts.count(), now.relations.count()) == (
        made,
        "Example standard",
        1,
        0,
        0,
    )
