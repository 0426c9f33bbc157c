"""Relations and adoptions; international standards by form."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.base import clock
from portal.base.models import AuditEntry, OutboxEntry
from portal.base.people import system_user
from portal.base.writing import StaleRecord
from standards import actions_international, actions_relations, actions_status, actions_undo
from standards.models import Adoption, InternationalStandard, Relation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY = date(2020, 3, 1), date(2020, 5, 1)


def adopted(standard):
    rows = standard.adoptions.open().order_by("pk")
    return [(row.cited, row.degree, row.international_id, row.undated, row.to_check) for row in rows]


def test_a_relation_is_entered_once_and_both_are_told():
    amendment, standard = factories.standard(), factories.standard()
    OutboxEntry.objects.all().delete()
    relation = actions_relations.relate(amendment, kind="amends", target=standard, valid_from=MARCH, by=system_user())
    assert (relation.to_text, relation.target) == (standard.designation, standard)
    assert set(OutboxEntry.objects.values_list("subject_pk", flat=True)) == {amendment.pk, standard.pk}
    with pytest.raises(ValidationError):
        actions_relations.relate(amendment, kind="amends", target=standard, valid_from=MAY, by=system_user())
    assert Relation.objects.count() == 1


@pytest.mark.parametrize("words", ({}, {"to_text": " "}, {"self": True}))
def test_relations_that_are_refused(words):
    standard = factories.standard()
    target = standard if words.pop("self", False) else None
    with pytest.raises(ValidationError):
        actions_relations.relate(standard, kind="cites", target=target, valid_from=MARCH, by=system_user(), **words)
    assert Relation.objects.count() == 0


def test_a_number_without_a_record_stays_as_text():
    relation = actions_relations.relate(
        factories.standard(), kind="cites", to_text="GB/T 99999-2001", valid_from=MARCH, by=system_user()
    )
    assert (relation.target, relation.to_text) == (None, "GB/T 99999-2001")


def test_a_relation_is_ended_or_voided():
    first, second = factories.standard(), factories.standard()
    kept = actions_relations.relate(first, kind="twin", target=second, valid_from=MARCH, by=system_user())
    assert actions_relations.unrelate(kept, until=MAY, by=system_user()).until == MAY
    wrong = actions_relations.relate(first, kind="cites", target=second, valid_from=MARCH, by=system_user())
    with pytest.raises(ValidationError):
        actions_relations.unrelate(wrong, by=system_user())
    actions_relations.unrelate(wrong, reason="录错", by=system_user())
    assert list(Relation.objects.open().values_list("kind", "until")) == [("twin", MAY)]


def test_a_statement_becomes_one_fact_for_each_reference():
    edition = factories.international("ISO 9001:2015")
    standard = factories.standard()
    actions_relations.adopt(standard, statement="修改采用 ISO 9001:2015、ISO 8000-1", valid_from=MARCH, by=system_user())
    assert adopted(standard) == [
        ("ISO 9001:2015", "MOD", edition.pk, False, False),
        ("ISO 8000-1", "MOD", None, True, True),
    ]
    assert AuditEntry.objects.filter(verb="adoption.enter").count() == 2
    assert OutboxEntry.objects.filter(topic="international", subject_pk=edition.pk).exists()


@pytest.mark.parametrize(
    ("words", "field"),
    (
        ({"statement": "全文见附件"}, "statement"),
        ({"statement": "修改采用"}, "statement"),
        ({"cited": "ISO 9001:2015"}, "degree"),
        ({"cited": "ISO 9001:2015", "degree": "SOME"}, "degree"),
        ({"cited": "GB/T 1-2000", "degree": "IDT"}, "designation"),
        ({"statement": "IDT ISO 1:2016"}, "international"),
    ),
)
def test_adoptions_that_are_refused(words, field):
    standard = factories.standard()
    actions_relations.adopt(standard, statement="IDT ISO 1:2016", valid_from=MARCH, by=system_user())
    with pytest.raises(ValidationError) as refused:
        actions_relations.adopt(standard, valid_from=MARCH, by=system_user(), **words)
    assert list(refused.value.message_dict) == [field]
    assert Adoption.objects.count() == 1


def test_a_correction_voids_and_enters_again():
    standard, edition = factories.standard(), factories.international("ISO 9001:2015")
    (wrong,) = actions_relations.adopt(standard, statement="NEQ ISO 9001", valid_from=MARCH, by=system_user())
    with clock.at(date(2020, 7, 10)):
        actions_relations.correct_adoption(wrong, international=edition, degree="IDT", reason="核对前言", by=system_user())
    assert adopted(standard) == [("ISO 9001:2015", "IDT", edition.pk, False, False)]
    before = Adoption.objects.as_of(MAY, clock.end_of(date(2020, 7, 9))).get()
    assert (before.degree, before.undated) == ("NEQ", True)


def test_an_ended_adoption_can_be_reopened_by_undo():
    standard, edition = factories.standard(), factories.international()
    (row,) = actions_relations.adopt(standard, international=edition, degree="MOD", valid_from=MARCH, by=system_user())
    ended = actions_relations.end_adoption(row, until=MAY, by=system_user())
    assert Adoption.objects.open().get().until == MAY
    actions_undo.undo(ended, reason="仍然有效", by=system_user())
    assert Adoption.objects.open().get().until is None
    assert Adoption.objects.count() == 3


def test_an_international_standard_is_entered_and_edited():
    made = factories.international("ISO/IEC 27001:2022", title_en="Security", published_on=MARCH)
    assert (made.designation, made.slug, made.body, made.year) == ("ISO/IEC 27001:2022", "ISO-IEC-27001-2022", "ISO", 2022)
    assert (InternationalStandard.objects.get().status, made.uid) == ("current", "portal:ISO-IEC-27001-2022")
    shown = made.version
    actions_international.edit_international(made, title_zh="信息安全", expected_version=shown, by=system_user())
    with pytest.raises(StaleRecord) as stale:
        actions_international.edit_international(made, title_zh="别的", expected_version=shown, by=system_user())
    assert stale.value.fields == ("title_zh",)


@pytest.mark.parametrize(
    ("number", "columns", "field"),
    (
        ("ISO 9001:2015", {}, "designation"),
        ("GB/T 1-2000", {}, "designation"),
        ("ISO 9002:2015", {"title_en": ""}, "title_en"),
        ("ISO 9002:2015", {"uid": "iso:1"}, "uid"),
    ),
)
def test_international_standards_that_are_refused(number, columns, field):
    factories.international("ISO 9001:2015", uid="iso:1")
    with pytest.raises(ValidationError) as refused:
        factories.international(number, **columns)
    assert list(refused.value.message_dict) == [field]


def test_the_life_of_an_international_standard():
    made = factories.international(published_on=MARCH)
    fact = actions_status.record_international_status(made, event="withdrawn", on=MAY, by=system_user())
    assert InternationalStandard.objects.get().status == "withdrawn"
    with pytest.raises(ValidationError):
        actions_status.record_international_status(made, event="replaced", on=MAY, by=system_user())
    actions_status.correct_date(fact, on=date(2020, 8, 1), reason="预告", by=system_user())
    assert (InternationalStandard.objects.get().status, made.status_facts.open().count()) == ("current", 2)
    actions_undo.undo(made.status_facts.open().get(event="withdrawn"), reason="录错", by=system_user())
    assert InternationalStandard.objects.get().ended_on is None
