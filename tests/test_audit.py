"""Who, when, what, from, to; no change without an event, no event without a change."""

from datetime import date

import pytest

from portal.base import audit, clock
from portal.base.audit import UnrecordedChange
from portal.base.models import AuditEntry, Classification, Organisation, User
from portal.base.people import system_user

pytestmark = pytest.mark.django_db


def organisation(**values):
    by = system_user()
    with audit.act("organisation.create", by=by):
        made = Organisation(name_zh="示例研究院", kind="institute", **values)
        made.save()
    return made, by


def entries(subject):
    rows = AuditEntry.objects.filter(subject_type=subject._meta.label_lower, subject_pk=str(subject.pk))
    return list(rows.order_by("pk").values_list("verb", "changes", "note"))


def test_an_edit_says_who_when_what_from_to():
    made, by = organisation()
    with clock.at(date(2020, 5, 12)), audit.act("organisation.edit", made, by=by, note="typing error"):
        made.name_zh = "示例第一研究院"
        made.save()
    entry = AuditEntry.objects.get(verb="organisation.edit")
    assert (entry.by, entry.at, entry.changes, entry.note, entry.subject_text) == (
        by,
        clock.morning_of(date(2020, 5, 12)),
        {"name_zh": ["示例研究院", "示例第一研究院"]},
        "typing error",
        "示例第一研究院",
    )


def test_saving_nothing_leaves_no_event():
    made, by = organisation()
    with audit.act("organisation.edit", made, by=by):
        made.save()
    assert [verb for verb, *_ in entries(made)] == ["organisation.create"]


@pytest.mark.parametrize(
    "write",
    (
        lambda made: made.save(),
        lambda made: made.delete(),
        lambda made: Organisation.objects.filter(pk=made.pk).update(name_en="x"),
        lambda made: Organisation.objects.filter(pk=made.pk).delete(),
        lambda made: Organisation.objects.bulk_create([Organisation(name_zh="示例二", kind="other")]),
        lambda made: Organisation.objects.bulk_update([made], ["name_en"]),
        lambda made: Organisation.objects.create(name_zh="示例三", kind="other"),
        lambda made: User.objects.create_user("someone", password="a long password"),
    ),
)
def test_every_write_outside_an_act_is_refused(write):
    made, _ = organisation()
    made.name_en = "Changed"
    before = list(Organisation.objects.values())
    with pytest.raises(UnrecordedChange):
        write(made)
    assert list(Organisation.objects.values()) == before


def test_a_failed_act_leaves_neither_change_nor_event():
    made, by = organisation()
    with pytest.raises(ZeroDivisionError), audit.act("organisation.edit", made, by=by):
        made.name_en = "Half done"
        made.save()
        raise ZeroDivisionError
    made.refresh_from_db()
    assert (made.name_en, [verb for verb, *_ in entries(made)]) == ("", ["organisation.create"])


def test_what_was_read_again_is_not_told_as_ones_own_change():
    made, by = organisation()
    with audit.act("organisation.other", made, by=by):
        other = Organisation.objects.get(pk=made.pk)
        other.name_en = "By somebody else"
        other.save()
    made.refresh_from_db()
    with audit.act("organisation.edit", made, by=by):
        made.region_id = None
        made.name_zh = "示例第一研究院"
        made.save()
    assert entries(made)[2:] == [("organisation.edit", {"name_zh": ["示例研究院", "示例第一研究院"]}, "")]


@pytest.mark.parametrize("read", ((), ("name_en",)))
def test_a_column_set_without_being_read_is_told_too(read):
    made, by = organisation(name_en="Example institute")
    row = Organisation.objects.only("pk").get(pk=made.pk)
    assert [getattr(row, name) for name in read] == ["Example institute"] * len(read)
    with audit.act("organisation.edit", made, by=by):
        row.name_en = "Institute"
        row.save()
    assert entries(made)[1:] == [("organisation.edit", {"name_en": ["Example institute", "Institute"]}, "")]


def test_a_list_changed_in_place_is_seen():
    by = system_user()
    with audit.act("classification.create", by=by):
        Classification(scheme="ics", code="35", extra={"seen": [1]}).save()
    made = Classification.objects.get()
    made.extra["seen"].append(2)
    assert made.changed_fields() == {"extra": [{"seen": [1]}, {"seen": [1, 2]}]}


def test_a_bulk_write_leaves_one_event_with_its_counts():
    _, by = organisation()
    with audit.act("organisation.load", by=by, note="list of 2020"):
        Organisation.objects.bulk_create([Organisation(name_zh=f"示例{n}", kind="other") for n in range(3)])
        Organisation.objects.filter(kind="other").update(small_firm=True)
    entry = AuditEntry.objects.get(verb="organisation.load")
    assert entry.changes == {"base.organisation.created": [None, 3], "base.organisation.updated": [None, 3]}


def test_acts_inside_an_act_share_its_key():
    made, by = organisation()
    with audit.act("outer", made, by=by):
        made.name_en = "Outer"
        made.save()
        with audit.act("inner", made, by=by):
            made.name_en = "Inner"
            made.save()
    keys = set(AuditEntry.objects.filter(verb__in=("outer", "inner")).values_list("act", flat=True))
    assert (len(keys), entries(made)[1:]) == (
        1,
        [("inner", {"name_en": ["Outer", "Inner"]}, ""), ("outer", {"name_en": ["", "Outer"]}, "")],
    )


def test_a_sign_in_stamp_is_no_change_of_the_account():
    user = system_user()
    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
    assert AuditEntry.objects.filter(subject_type="base.user").count() == 1
