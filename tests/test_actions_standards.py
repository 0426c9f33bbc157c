"""Standards: entered under their number, edited by version, their life as facts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.base import audit, clock
from portal.base.models import AuditEntry, Classification, OutboxEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from standards import actions_standards, actions_status, actions_undo, permissions
from standards.models import Adoption, Alias, Relation, Standard, StandardStatus
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


def reload(record):
    return type(record).objects.get(pk=record.pk)


def events(standard):
    return [(fact.event, fact.valid_from) for fact in standard.status_facts.open().order_by("valid_from", "pk")]


def told(record):
    return OutboxEntry.objects.filter(topic="standard", subject_pk=record.pk).count()


def test_a_standard_is_entered_from_its_number_as_printed():
    made = factories.standard("YD／T 3956.1—2020", title_zh="车联网示例", published_on=MARCH, in_force_on=JULY)
    columns = (made.designation, made.designation_raw, made.identity, made.slug, made.level, made.code, made.part, made.year)
    assert columns == (
        "YD/T 3956.1-2020",
        "YD／T 3956.1—2020",
        "YD 3956.1-2020",
        "YD-T-3956.1-2020",
        "industry",
        "YD",
        "1",
        2020,
    )
    assert (made.nature, made.family, made.title_pinyin) == ("recommended", "YD/T 3956.1", "che lian wang shi li")
    assert (made.status, made.published_on, made.in_force_on) == ("coming", MARCH, JULY)
    assert events(made) == [("published", MARCH), ("in_force", JULY)]
    assert AuditEntry.objects.filter(subject_pk=str(made.pk), verb="standard.enter").count() == 1
    assert told(made) > 0


@pytest.mark.parametrize(
    ("number", "columns", "field"),
    (
        ("YD/T 3956.1-2020", {}, "designation"),
        ("YD 3956.1-2020", {}, "designation"),
        ("ISO 9001:2015", {}, "designation"),
        ("2019-0898T-FZ", {}, "designation"),
        ("YD/T 4000", {}, "designation"),
        ("no number", {}, "designation"),
        ("YD/T 4000-2020", {"title_zh": " "}, "title_zh"),
        ("YD/T 4000-2020", {"colour": "red"}, "colour"),
        ("YD/T 4000-2020", {"nature": "red"}, "nature"),
    ),
)
def test_standards_that_are_refused(number, columns, field):
    factories.standard("YD/T 3956.1-2020")
    with pytest.raises(ValidationError) as refused:
        factories.standard(number, **columns)
    assert list(refused.value.message_dict) == [field]
    assert Standard.objects.count() == 1


def test_a_dual_number_enters_the_identical_adoption():
    edition = factories.international("ISO 9001:2015")
    made = factories.standard("GB/T 19001-2016/ISO 9001:2015")
    adoption = Adoption.objects.get()
    assert (made.designation, made.slug) == ("GB/T 19001-2016", "GB-T-19001-2016")
    assert (adoption.international, adoption.degree, adoption.undated, adoption.to_check) == (edition, "IDT", False, False)


def test_a_record_taken_back_is_entered_again_at_its_address():
    made = factories.standard("YD/T 4000-2020")
    with audit.act("batch.revert", made, by=system_user()):
        made.retracted_at = clock.now()
        made.save()
    again = factories.standard("YD/T 4000-2020", title_zh="再次录入")
    assert (again.pk, again.slug, again.retracted_at, again.title_zh) == (made.pk, made.slug, None, "再次录入")


def test_two_numbers_never_share_an_address():
    first = factories.standard("GB/T 1-2000")
    moved = actions_standards.correct_designation(first, designation="GB 1-2000", reason="由强制转为推荐", by=system_user())
    assert (moved.designation, moved.slug, moved.nature) == ("GB 1-2000", "GB-T-1-2000", "mandatory")
    assert Alias.objects.get().slug == "GB-1-2000"
    with pytest.raises(ValidationError):
        factories.standard("GB/T 1-2000")


def test_correcting_a_number_needs_a_reason_and_a_free_number():
    first, second = factories.standard("YD/T 1-2020"), factories.standard("YD/T 2-2020")
    for words, field in (
        ({"designation": "YD/T 2-2020", "reason": "x"}, "designation"),
        ({"designation": "YD/T 3-2020", "reason": " "}, "reason"),
    ):
        with pytest.raises(ValidationError) as refused:
            actions_standards.correct_designation(first, by=system_user(), **words)
        assert list(refused.value.message_dict) == [field]
    assert reload(second).designation == "YD/T 2-2020"


def test_two_people_at_once_lose_nothing():
    made = factories.standard()
    officer = factories.officer(name="陈晓")
    shown = made.version
    edited = actions_standards.edit_standard(made, title_en="A title", by=officer, expected_version=shown)
    with pytest.raises(StaleRecord) as stale:
        actions_standards.edit_standard(made, title_en="Another", by=system_user(), expected_version=shown)
    assert (stale.value.fields, stale.value.by, edited.version) == (("title_en",), officer, shown + 1)
    assert reload(made).title_en == "A title"


def test_unknown_classes_are_refused_where_a_scheme_is_loaded():
    made = factories.standard()
    actions_standards.edit_standard(made, ics=["35.030"], by=system_user())
    factories.saved(Classification(scheme="ics", code="35.020"))
    with pytest.raises(ValidationError) as refused:
        actions_standards.edit_standard(made, ics=["35.020", "35.999"], by=system_user())
    assert list(refused.value.message_dict) == ["ics"]
    assert reload(made).ics == ["35.030"]


def test_published_then_in_force_then_withdrawn():
    made = factories.standard()
    actions_status.publish_standard(made, on=MARCH, in_force_on=MAY, notice_number="示例公告 1", by=system_user())
    assert (reload(made).status, reload(made).in_force_on) == ("current", MAY)
    actions_status.withdraw_standard(made, on=date(2020, 6, 1), note="不再需要", by=system_user())
    assert (reload(made).status, reload(made).ended_on) == ("withdrawn", date(2020, 6, 1))
    about = AuditEntry.objects.filter(subject_type="standards.standard", subject_pk=str(made.pk))
    verbs = set(about.values_list("verb", flat=True))
    assert {"standard.enter", "standard.published", "standard.in-force", "standard.withdrawn"} == verbs


@pytest.mark.parametrize(
    ("event", "on", "note", "field"),
    (
        ("published", MAY, "", "event"),
        ("published", date(2020, 7, 1), "", "on"),
        ("in_force", date(2020, 2, 1), "", "on"),
        ("withdrawn", date(2020, 2, 1), "x", "on"),
        ("sold", MAY, "", "event"),
    ),
)
def test_events_that_are_refused(event, on, note, field):
    made = factories.standard(published_on=MARCH)
    with pytest.raises(ValidationError) as refused:
        actions_status.record_status(made, event=event, on=on, note=note, by=system_user())
    assert list(refused.value.message_dict) == [field]
    assert events(made) == [("published", MARCH)]


@pytest.mark.parametrize(
    ("event", "on", "precision"),
    (("in_force", date(2020, 1, 1), "year"), ("withdrawn", date(2020, 3, 1), "month"), ("replaced", MARCH, "day")),
)
def test_an_imprecise_day_may_lie_after_the_publication(event, on, precision):
    made = factories.standard(published_on=MARCH)
    fact = actions_status.record_status(made, event=event, on=on, precision=precision, by=system_user())
    assert (fact.event, fact.certain_from >= MARCH) == (event, True)


@pytest.mark.parametrize(
    ("on", "precision", "refused"), ((date(2020, 5, 2), "day", True), (MAY, "day", False), (MAY, "month", False))
)
def test_a_publication_after_what_followed_it_is_refused(on, precision, refused):
    made = factories.standard()
    actions_status.come_into_force(made, on=MAY, by=system_user())
    try:
        actions_status.record_status(made, event="published", on=on, precision=precision, by=system_user())
        said = []
    except ValidationError as problem:
        said = list(problem.message_dict)
    assert (said, [name for name, _ in events(made)]) == ((["on"], ["in_force"]) if refused else ([], ["in_force", "published"]))


def test_withdrawal_says_why():
    with pytest.raises(ValidationError) as refused:
        actions_status.withdraw_standard(factories.standard(published_on=MARCH), on=MAY, note="", by=system_user())
    assert list(refused.value.message_dict) == ["note"]


def test_replacing_ends_the_old_one_and_undo_takes_both_back():
    old, new = factories.standard(published_on=MARCH, in_force_on=MARCH), factories.standard(published_on=MAY)
    actions_status.replace_standard(old, by_standard=new, on=MAY, by=system_user())
    relation = Relation.objects.get()
    assert (reload(old).status, relation.from_standard, relation.to_standard, relation.partly) == ("replaced", new, old, False)
    fact = StandardStatus.objects.get(event="replaced")
    actions_undo.undo(fact, reason="录入有误", by=system_user())
    assert (reload(old).status, reload(old).ended_on) == ("current", None)
    assert Relation.objects.open().count() == 0
    kept = StandardStatus.objects.get(event="replaced")
    assert (kept.void_reason, kept.voided_by) == ("录入有误", system_user())


def test_replacing_in_part_leaves_the_old_one_in_force():
    old, new = factories.standard(published_on=MARCH, in_force_on=MARCH), factories.standard()
    actions_status.replace_standard(old, by_standard=new, on=MAY, partly=True, by=system_user())
    assert (reload(old).status, Relation.objects.get().partly) == ("current", True)


def test_a_wrong_day_is_voided_and_entered_again():
    made = factories.standard(published_on=MARCH)
    fact = made.status_facts.get()
    actions_status.correct_date(fact, on=MAY, reason="公告日期有误", by=system_user())
    assert (events(made), reload(made).published_on) == ([("published", MAY)], MAY)
    assert made.status_facts.count() == 2


def test_undo_needs_a_reason():
    made = factories.standard(published_on=MARCH)
    with pytest.raises(ValidationError) as refused:
        actions_undo.undo(made.status_facts.get(), reason=" ", by=system_user())
    assert list(refused.value.message_dict) == ["reason"]
    assert events(made) == [("published", MARCH)]


def test_a_field_gets_its_former_value_and_both_steps_stay():
    made = factories.standard(title_zh="旧题名", ics=["35.030"])
    actions_standards.edit_standard(made, title_zh="新题名", ics=["35.040"], by=system_user())
    entry = AuditEntry.objects.get(verb="standard.edit")
    actions_undo.restore_field(made, entry=entry, field="title_zh", reason="改错了", by=system_user())
    actions_undo.restore_field(made, entry=entry, field="ics", reason="改错了", by=system_user())
    assert (reload(made).title_zh, reload(made).title_pinyin, reload(made).ics) == ("旧题名", "jiu ti ming", ["35.030"])
    verbs = AuditEntry.objects.filter(row_pk=str(made.pk), row_type="standards.standard").order_by("pk")
    titles = [entry.changes["title_zh"] for entry in verbs if "title_zh" in entry.changes]
    assert titles == [[None, "旧题名"], ["旧题名", "新题名"], ["新题名", "旧题名"]]


def test_a_field_that_the_entry_does_not_tell_is_not_restored():
    made, other = factories.standard(), factories.standard()
    actions_standards.edit_standard(made, title_zh="新题名", by=system_user())
    entry = AuditEntry.objects.get(verb="standard.edit")
    for record, field in ((made, "note"), (other, "title_zh")):
        with pytest.raises(ValidationError):
            actions_undo.restore_field(record, entry=entry, field=field, reason="x", by=system_user())


def test_who_may_edit_what():
    own, other = factories.committee(), factories.committee()
    standard = factories.standard(committee=own)
    officer, secretary, stranger = factories.officer(), factories.secretary(own), factories.secretary(other)
    allowed = [permissions.can_edit_standard(user, standard) for user in (officer, secretary, stranger, factories.leader())]
    assert allowed == [True, True, False, False]
    assert "committee" in permissions.editable_fields(officer, standard)
    assert permissions.editable_fields(secretary, standard) == permissions.SECRETARY_FIELDS
    assert permissions.editable_fields(stranger, standard) == frozenset()
