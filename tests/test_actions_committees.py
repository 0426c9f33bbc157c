"""Committees with their secretaries, people with their employers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from committees import actions, permissions
from committees.addresses import slug_of
from committees.models import Committee, SecretaryGrant
from experts import actions as expert_actions
from experts.models import Person
from portal.base.models import AuditEntry, OutboxEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


@pytest.mark.parametrize(
    ("code", "slug"),
    (
        ("ISO/IEC JTC 1/SC 42", "ISO-IEC-JTC-1-SC-42"),
        ("SAC/TC 28", "SAC-TC-28"),
        ("示例/TC 3", "SL-TC-3"),
        (" MIIT/TC1 ", "MIIT-TC1"),
    ),
)
def test_addresses(code, slug):
    assert slug_of(code) == slug


def test_a_committee_is_founded():
    made = factories.committee("示例/TC 3", name_zh="示例车联网标委会")
    assert (made.slug, made.name_pinyin) == ("SL-TC-3", "shi li che lian wang biao wei hui")
    assert AuditEntry.objects.get(verb="committee.found").subject_text == "示例/TC 3"
    assert OutboxEntry.objects.get(topic="committee").subject_pk == made.pk


@pytest.mark.parametrize(
    ("columns", "field"),
    (({"code": "示例/TC 3"}, "code"), ({"name_zh": ""}, "name_zh"), ({"status": "asleep"}, "status")),
)
def test_committees_that_are_refused(columns, field):
    factories.committee("示例/TC 3")
    with pytest.raises(ValidationError) as refused:
        actions.found_committee(**({"code": "示例/TC 4", "body": "DEMO", "name_zh": "甲", "by": system_user()} | columns))
    assert field in refused.value.message_dict
    assert Committee.objects.count() == 1


def test_an_older_version_is_refused_and_a_circle_too():
    top, low = factories.committee(), factories.committee()
    low = actions.edit_committee(low, parent=top, expected_version=1, by=system_user())
    with pytest.raises(StaleRecord) as stale:
        actions.edit_committee(low, name_zh="乙", expected_version=1, by=system_user())
    assert stale.value.fields == ("parent",)
    with pytest.raises(ValidationError) as refused:
        actions.edit_committee(top, parent=low, by=system_user())
    assert list(refused.value.message_dict) == ["parent"]


def test_a_secretary_acts_for_a_time():
    committee, account = factories.committee(), factories.user()
    grant = actions.grant_secretary(committee, user=account, valid_from=MARCH, by=system_user())
    assert permissions.is_secretary(account, committee)
    with pytest.raises(ValidationError):
        actions.grant_secretary(committee, user=account, valid_from=MAY, by=system_user())
    ended = actions.end_secretary(grant, until=MAY, by=system_user())
    assert (ended.until, permissions.is_secretary(ended.user, committee)) == (MAY, False)
    actions.grant_secretary(committee, user=account, valid_from=MAY, by=system_user())
    assert SecretaryGrant.objects.open().count() == 2
    entries = AuditEntry.objects.filter(subject_pk=str(committee.pk), subject_type="committees.committee")
    verbs = list(dict.fromkeys(entries.order_by("pk").values_list("verb", flat=True)))
    assert verbs == ["committee.found", "secretary.grant", "secretary.end"]


def test_a_person_is_added_and_edited():
    person = factories.person("张 三")
    expert_actions.edit_person(person, name="张三", name_en="Zhang San", by=system_user())
    kept = Person.objects.get()
    assert (kept.name, kept.name_pinyin, kept.name_en) == ("张三", "zhang san", "Zhang San")
    with pytest.raises(ValidationError) as refused:
        factories.person(" ")
    assert list(refused.value.message_dict) == ["name"]


def test_a_new_affiliation_ends_the_former():
    person, first, second = factories.person(), factories.organisation(), factories.organisation()
    expert_actions.set_affiliation(person, organisation=first, post="工程师", valid_from=MARCH, by=system_user())
    expert_actions.set_affiliation(person, organisation=second, valid_from=MAY, by=system_user())
    rows = person.affiliations.open().order_by("valid_from").values_list("organisation", "post", "until")
    assert list(rows) == [(first.pk, "工程师", MAY), (second.pk, "", None)]
    with pytest.raises(ValidationError) as refused:
        expert_actions.set_affiliation(person, organisation=first, valid_from=MARCH, by=system_user())
    assert list(refused.value.message_dict) == ["valid_from"]
    assert person.affiliations.open().filter(until__isnull=True).get().organisation == second
