"""The index follows the outbox, survives being killed and being made by another version."""

import time
from datetime import date

import pytest

from portal.base import audit, clock, outbox
from portal.base.people import system_user
from standards import actions_areas, actions_standards
from standards.imports import finding
from standards.search import finder, follow, index, rebuild, schema
from standards.search.catalogue import INTERNATIONAL, STANDARDS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower(indexed):
    indexed()
    kept = follow.Follower()
    yield kept
    kept.close()


def retract(standard):
    with audit.act("test.retract", standard, by=system_user()):
        standard.retracted_at = clock.now()
        standard.save(update_fields=["retracted_at"])


def test_follower_takes_up_what_was_entered_changed_and_tagged(follower):
    one = factories.standard("YD/T 1-2020", title_zh="车联网总体要求")
    assert finder.find(STANDARDS, "车联网").pks == []
    follower.step()
    assert finder.find(STANDARDS, "车联网").pks == [one.pk]
    actions_standards.edit_standard(one, title_zh="无人机总体要求", by=system_user())
    actions_areas.confirm_area(one, factories.area("drones"), by=system_user())
    follower.step()
    assert (finder.find(STANDARDS, "车联网").pks, finder.find(STANDARDS, "无人机", {"area": ["2020-drones"]}).pks) == (
        [],
        [one.pk],
    )


def test_a_pack_done_twice_changes_nothing(follower):
    factories.standard("YD/T 1-2020", title_zh="车联网")
    follower.step()
    folder = index.home() / index.read_pointer(STANDARDS).folder
    index.write_position(folder, 0)
    follower.step()
    assert (finder.find(STANDARDS, "车联网").total, index.read_position(folder)) == (1, outbox.position())


def test_a_record_taken_back_is_hidden_before_the_index_knows(client, follower):
    one = factories.standard("YD/T 1-2020", title_zh="车联网")
    follower.step()
    retract(one)
    page = client.get("/standards/", {"q": "车联网"})
    assert [row["pk"] for row in page.context["page"].rows] == []
    outbox.note(outbox.STANDARD, one.pk)
    follower.step()
    assert finder.find(STANDARDS, "车联网").total == 0


def test_lag_counts_what_waits(follower):
    assert [(lag.kind, lag.waiting) for lag in follow.lag()] == [("standard", 0), ("international", 0)]
    factories.international("ISO 1:2020")
    waiting = {lag.kind: (lag.waiting > 0, lag.since is not None) for lag in follow.lag()}
    assert waiting == {"standard": (False, False), "international": (True, True)}
    follower.step()
    assert [lag.waiting for lag in follow.lag()] == [0, 0]


def test_another_version_makes_the_index_due(follower, monkeypatch):
    assert rebuild.rebuild_due() == []
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    index.reader(STANDARDS).forget()
    assert (rebuild.is_due(STANDARDS), finder.find(STANDARDS, "").from_index) == (True, False)
    assert (rebuild.rebuild_due(), finder.find(STANDARDS, "").from_index) == ([STANDARDS, INTERNATIONAL], True)


def test_a_missing_folder_makes_the_index_due(follower):
    (index.home() / index.read_pointer(STANDARDS).folder / "meta.json").unlink()
    assert (rebuild.is_due(STANDARDS), rebuild.is_due(INTERNATIONAL)) == (True, False)


def test_only_one_follows_on_a_host(follower):
    with index.alone("follow"), pytest.raises(index.IndexIsBusy), index.alone("follow"):
        pass


def test_only_one_writes_an_index(follower, monkeypatch):
    monkeypatch.setattr(index, "LOCK_PATIENCE_SECONDS", 0.1)
    factories.standard("YD/T 1-2020", published_on=date(2020, 1, 1))
    follower.step()
    with pytest.raises(index.IndexIsBusy):
        second = follow.Follower()
        factories.standard("YD/T 2-2020")
        second.step()


def test_an_import_leaves_the_index_to_the_process_that_has_it(follower):
    factories.standard("YD/T 1-2020", title_zh="车联网")
    follower.step()
    two, said, begun = factories.standard("YD/T 2-2020", title_zh="车联网"), [], time.monotonic()
    finding.make_findable("standards", 1, said.append)
    assert time.monotonic() - begun < index.LOCK_PATIENCE_SECONDS / 2
    assert said == ["search: the follower of this host brings the index up"]
    follower.step()
    assert finder.find(STANDARDS, "yd/t 2").pks == [two.pk]


def test_a_new_building_is_taken_over_without_a_restart(follower, indexed):
    factories.standard("YD/T 1-2020", title_zh="车联网")
    indexed()
    two = factories.standard("YD/T 2-2020", title_zh="车联网")
    follower.step()
    assert (finder.find(STANDARDS, "车联网").total, finder.find(STANDARDS, "yd/t 2").pks) == (2, [two.pk])
