"""Organisations: renamed, hung under a parent, merged with everything that names them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from experts import actions as expert_actions
from portal.base import actions_organisations as actions
from portal.base import clock
from portal.base.models import AuditEntry, Organisation, OrganisationName, OutboxEntry, RoleGrant
from portal.base.people import system_user
from portal.base.relations import pointing_at
from portal.base.writing import StaleRecord
from programmes import actions_records
from standards.models import Standard
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY = date(2020, 3, 1), date(2020, 5, 1)


def told(topic):
    return list(OutboxEntry.objects.filter(topic=topic).order_by("pk").values_list("subject_pk", flat=True))


def test_a_new_organisation():
    made = factories.organisation("示例研究院", kind="institute", interest="public")
    assert (made.name_pinyin, made.version, told("organisation")) == ("shi li yan jiu yuan", 1, [made.pk])
    assert AuditEntry.objects.get(verb="organisation.create").changes["name_zh"] == [None, "示例研究院"]


@pytest.mark.parametrize(
    ("columns", "field"),
    (
        ({"kind": "castle"}, "kind"),
        ({"name_zh": "示例研究院"}, "name_zh"),
        ({"credit_code": "91350100M000100Y44"}, "credit_code"),
        ({"credit_code": "12"}, "credit_code"),
        ({"parent": None}, "parent"),
    ),
)
def test_organisations_that_are_refused(columns, field):
    factories.organisation("示例研究院")
    with pytest.raises(ValidationError) as refused:
        actions.create_organisation(**({"name_zh": "另一家", "kind": "other", "by": system_user()} | columns))
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("code", "sound"),
    (("91350100M000100Y43", True), ("91350100M000100Y44", False), ("91350100m000100y43", False), ("", False)),
)
def test_the_credit_code_carries_its_check_sign(code, sound):
    assert actions.credit_code_is_sound(code) is sound


def test_an_edit_of_an_older_version_names_who_changed_what():
    made = factories.organisation("示例研究院")
    officer = factories.officer(name="陈晓")
    actions.edit_organisation(made, kind="institute", small_firm=False, expected_version=1, by=officer)
    with pytest.raises(StaleRecord) as refused:
        actions.edit_organisation(made, kind="university", expected_version=1, by=system_user())
    assert (refused.value.fields, refused.value.by) == (("kind", "small_firm"), officer)
    assert Organisation.objects.get().kind == "institute"


def test_the_second_edit_of_the_present_version_is_written():
    made = factories.organisation()
    actions.edit_organisation(made, kind="institute", expected_version=1, by=system_user())
    again = actions.edit_organisation(made, name_en="Example", expected_version=2, by=system_user())
    assert (again.kind, again.name_en, again.version) == ("institute", "Example", 3)


def test_the_former_name_is_kept_with_its_time():
    with clock.at(MARCH):
        made = factories.organisation("旧名公司")
    actions.rename(made, name_zh="新名公司", on=MAY, by=system_user())
    name = OrganisationName.objects.get()
    assert (name.name_zh, name.valid_from, name.until) == ("旧名公司", MARCH, MAY)
    assert Organisation.objects.get().name_pinyin == "xin ming gong si"
    actions.rename(made, name_zh="更新公司", on=date(2020, 6, 1), by=system_user())
    assert OrganisationName.objects.get(name_zh="新名公司").valid_from == MAY


def test_the_present_name_is_no_new_name():
    made = factories.organisation("旧名公司")
    with pytest.raises(ValidationError):
        actions.rename(made, name_zh="旧名公司", on=MAY, by=system_user())
    assert OrganisationName.objects.count() == 0


def test_a_parent_and_no_circle():
    top, middle, low = (factories.organisation() for _ in range(3))
    actions.set_parent(middle, parent=top, tie="group", by=system_user())
    actions.set_parent(low, parent=middle, tie="subsidiary", by=system_user())
    top.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        actions.set_parent(top, parent=Organisation.objects.get(pk=low.pk), tie="group", by=system_user())
    assert list(refused.value.message_dict) == ["parent"]
    with pytest.raises(ValidationError) as refused:
        actions.set_parent(low, parent=top, by=system_user())
    assert list(refused.value.message_dict) == ["tie"]
    freed = actions.set_parent(low, parent=None, by=system_user())
    assert (freed.parent, freed.tie) == (None, "")


@pytest.fixture
def two():
    """One to keep; one to go, which everything names."""
    keep, gone = factories.organisation("留存公司"), factories.organisation("并入公司")
    child = factories.organisation("下属公司")
    actions.set_parent(child, parent=gone, tie="subsidiary", by=system_user())
    account = factories.user("contact", username="lian", organisation=gone)
    person = factories.person("张三")
    expert_actions.set_affiliation(person, organisation=gone, valid_from=MARCH, by=system_user())
    claim = actions_records.claim_leadership(
        factories.international(), role="editor", organisation=gone, on=MAY, by=system_user()
    )
    committee = factories.committee(host=gone)
    return keep, gone, child, account, person, claim, committee


def test_the_preview_lists_every_row_and_writes_nothing(two):
    keep, gone, *_ = two
    before = AuditEntry.objects.count()
    rows = {str(moved.row._meta.model_name): moved.column for moved in actions.preview_merge(keep, gone)}
    assert rows == {
        "organisation": "parent",
        "user": "organisation",
        "rolegrant": "organisation",
        "affiliation": "organisation",
        "leadershipclaim": "organisation",
        "claimcontent": "organisation",
        "committee": "host",
    }
    assert AuditEntry.objects.count() == before


def test_a_merge_moves_columns_and_copies_facts(two):
    keep, gone, child, account, person, claim, committee = two
    actions.merge_organisations(keep, gone, by=factories.officer())
    for row, column in ((child, "parent"), (account, "organisation"), (claim, "organisation"), (committee, "host")):
        row.refresh_from_db()
        assert getattr(row, column) == keep
    assert [(grant.organisation, grant.is_open) for grant in RoleGrant.objects.filter(user=account).order_by("pk")] == [
        (gone, False),
        (keep, True),
    ]
    assert person.affiliations.open().get().organisation == keep
    gone.refresh_from_db()
    assert (gone.merged_into, gone.merged_at) == (keep, clock.now())
    assert actions.preview_merge(keep, gone) == []
    assert len({entry.act for entry in AuditEntry.objects.filter(verb="organisation.merge")}) == 1


def test_a_merge_shows_before_only_what_was_known_then(two):
    keep, gone, *_, person, _claim, _committee = two
    with clock.at(date(2020, 7, 15)):
        actions.merge_organisations(keep, gone, by=system_user())
    before = person.affiliations.as_of(MAY, clock.end_of(date(2020, 7, 14))).get()
    after = person.affiliations.as_of(MAY, clock.end_of(date(2020, 7, 15))).get()
    assert (before.organisation, after.organisation) == (gone, keep)


def test_a_child_that_takes_in_its_parent_moves_up():
    top, gone, middle, keep = (factories.organisation() for _ in range(4))
    actions.set_parent(gone, parent=top, tie="group", by=system_user())
    actions.set_parent(middle, parent=gone, tie="group", by=system_user())
    actions.set_parent(keep, parent=middle, tie="group", by=system_user())
    actions.merge_organisations(keep, gone, by=system_user())
    lines = {row.pk: row.parent_id for row in Organisation.objects.all()}
    assert lines == {top.pk: None, gone.pk: None, middle.pk: keep.pk, keep.pk: top.pk}


def test_merges_that_are_refused(two):
    keep, gone, *_ = two
    with pytest.raises(ValidationError):
        actions.merge_organisations(keep, keep, by=system_user())
    actions.merge_organisations(keep, gone, by=system_user())
    for act in (
        lambda: actions.merge_organisations(keep, gone, by=system_user()),
        lambda: actions.edit_organisation(gone, kind="other", by=system_user()),
    ):
        with pytest.raises(ValidationError):
            act()
    assert factories.organisation("并入公司").merged_into is None


def test_what_points_at_a_model_includes_keys_without_a_way_back():
    found = {(relation.related_model.__name__, relation.field.name) for relation in pointing_at(Standard)}
    assert {("StandardStatus", "by_standard"), ("Adoption", "standard"), ("Demonstration", "standard")} <= found
