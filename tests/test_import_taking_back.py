"""An import is taken back as one; what somebody built upon stays."""

from datetime import date

import pytest

from portal.base import clock
from portal.base.models import AuditEntry, DataSource
from portal.base.people import system_user
from standards import actions_international
from standards.imports import taking_back
from standards.models import Adoption, InternationalStandard, InternationalStatus, Relation, Standard
from tests import factories
from tests.test_import_running import RECORDS, csv, iso, load, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source(fixed_clock):
    return factories.saved(DataSource(key="iso", name_zh="国际", name_en="ISO", licence="x", snapshot_on=date(2020, 6, 1)))


def back(batch):
    return taking_back.take_back(batch, by=system_user(), reason="wrong file")


def picture():
    """Everything of the catalogue that a reader can see."""
    records = InternationalStandard.objects.public().order_by("uid")
    names = ("uid", "designation", "title_en", "stage", "ics", "status", "published_on", "ended_on", "sort_key", "family")
    facts = InternationalStatus.objects.open().order_by("international__uid", "event")
    relations = Relation.objects.open().order_by("kind", "from_international__uid", "to_text")
    return (
        list(records.values_list(*names)),
        list(facts.values_list("international__uid", "event", "valid_from", "stage")),
        list(relations.values_list("kind", "from_international__uid", "to_international__uid", "to_text")),
    )


def test_new_records_are_hidden_and_their_addresses_kept(tmp_path):
    batch = load(written(tmp_path, RECORDS)).batch
    assert back(batch) == {"hidden": 8, "restored": 0, "kept": 0}
    assert picture() == ([], [], [])
    assert InternationalStandard.objects.filter(retracted_at=clock.now()).count() == 8
    fact = InternationalStatus.objects.first()
    assert (fact.void_reason, fact.voided_by) == ("wrong file", system_user())


def test_everything_is_as_it_was_before(tmp_path):
    first = [iso(1), iso(2, replaces=["ISO 9:2020"]), iso(3, stage="40.20", published="")]
    load(written(tmp_path, first))
    before = picture()
    changed = [
        iso(1, title_en="New", ics=["35.020"], stage="95.99", stage_date="2020-01-01", published="2000-06-07"),
        iso(2, designation="ISO 2:2001", replaces=["ISO 9:2020"]),
        iso(3),
        iso(9, designation="ISO 9:2020", replaces=["ISO 1:2000"]),
    ]
    batch = load(written(tmp_path, changed, "second.jsonl")).batch
    assert picture() != before
    assert back(batch) == {"hidden": 1, "restored": 3, "kept": 0}
    assert picture() == before


def test_the_same_file_can_be_imported_again_after(tmp_path):
    path = written(tmp_path, [*RECORDS, iso(9, replaces=["ISO 1:2000"])])
    batch = load(path).batch
    there = picture()
    slugs = set(InternationalStandard.objects.values_list("slug", flat=True))
    back(batch)
    assert load(path).counts == {"new": 9}
    assert picture() == there
    assert set(InternationalStandard.objects.values_list("slug", flat=True)) == slugs
    assert load(path).counts == {"same": 9}


def test_what_somebody_edited_since_stays_and_is_listed(tmp_path):
    batch = load(written(tmp_path, RECORDS[:3])).batch
    actions_international.edit_international(
        InternationalStandard.objects.get(uid="iso:2"), by=factories.officer(), title_en="By hand"
    )
    assert back(batch) == {"hidden": 2, "restored": 0, "kept": 1}
    record = InternationalStandard.objects.public().get()
    assert (record.uid, record.title_en, record.status_facts.open().count()) == ("iso:2", "By hand", 1)
    entry = AuditEntry.objects.get(batch=batch, verb="import.kept")
    assert (entry.subject_text, entry.subject_pk) == ("ISO 2:2000", str(record.pk))


def test_an_edition_that_a_later_import_adopts_stays(tmp_path):
    batch = load(written(tmp_path, RECORDS[:2])).batch
    later = load(csv(tmp_path, "标准编号,标准名称,采标情况\nYD/T 1-2020,一,IDT ISO 1:2000\n"), "standards").batch
    assert back(batch) == {"hidden": 1, "restored": 0, "kept": 1}
    assert Adoption.objects.open().get().international.uid == "iso:1"
    assert taking_back.take_back(later, by=system_user(), reason="wrong") == {"hidden": 1, "restored": 0, "kept": 0}
    assert (Adoption.objects.open().count(), Standard.objects.public().count()) == (0, 0)


def test_taking_back_goes_on_after_a_stop(tmp_path, monkeypatch):
    batch = load(written(tmp_path, RECORDS)).batch
    monkeypatch.setattr(taking_back, "PACK", 3)
    honest, calls = taking_back._take_back_pack, []

    def stops(*args, **more):
        if len(calls) == 2:
            raise KeyboardInterrupt
        calls.append(1)
        return honest(*args, **more)

    monkeypatch.setattr(taking_back, "_take_back_pack", stops)
    with pytest.raises(KeyboardInterrupt):
        back(batch)
    assert InternationalStandard.objects.public().count() == 2
    monkeypatch.setattr(taking_back, "_take_back_pack", honest)
    assert back(batch) == {"hidden": 2, "restored": 0, "kept": 0}
    assert picture() == ([], [], [])
