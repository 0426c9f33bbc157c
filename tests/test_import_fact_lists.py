"""Lists of facts about records, adoptions and histories of stages, are shown and taken back as one on the imports' page."""

import lzma
from datetime import date

import pytest
from django.urls import reverse

from portal.base import jobs
from portal.base.models import AuditEntry, Batch, Job, OutboxEntry
from portal.base.people import system_user
from standards import actions_relations
from standards.imports import finding, loading, shipped, taking_back
from standards.models import Adoption, InternationalStandard, InternationalStatus, Standard
from tests import factories
from tests.test_import_running import csv, load

pytestmark = pytest.mark.django_db
ADOPTIONS = """adopter_uid,adopter,adopter_body,title,adopted,degree,basis,source
,YD/T 1-2020,CN,一,ISO 1:2000,IDT,,x
,YD/T 2-2020,CN,二,ISO 404:2000,MOD,,x
,EN 1:2000,CEN,three,ISO 1:2000,IDT,,x
"""
STAGES = """doc_id,stage,date,not_before,kind
iso:1,40.20,2020-03-01,2020-02-28,observed
iso:1,40.60,2020-05-01,,observed
iso:2,50.00,2020-04-01,,first_observed
iso:2,60.60,2020-04-02,,recorded
"""


@pytest.fixture(autouse=True)
def quiet(fixed_clock, monkeypatch):
    monkeypatch.setattr(jobs, "_send", lambda pk: None)
    monkeypatch.setattr(finding.rebuild, "rebuild", lambda kind, **more: None)
    monkeypatch.setattr(finding.rebuild, "is_due", lambda kind: True)


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def listed(tmp_path, kind):
    """The list written to a file and loaded as the portal loads it."""
    if kind == "adoptions":
        path, run = csv(tmp_path, ADOPTIONS, "adoptions.csv"), shipped._adoptions
    else:
        path, run = tmp_path / "stages.csv.xz", shipped._histories
        path.write_bytes(lzma.compress(STAGES.encode()))
    batch = loading.begin(path, kind, by=system_user())
    run(path, batch, system_user())
    return loading.move(batch, Batch.State.ACCEPTED, by=system_user()), path


@pytest.fixture
def records():
    editions = [factories.international(f"ISO {n}:2000", uid=f"iso:{n}", published_on=date(2000, 5, 1)) for n in (1, 2)]
    return [factories.standard(f"YD/T {n}-2020", published_on=date(2020, 1, n)) for n in (1, 2)], editions


def adopted():
    return list(Adoption.objects.open().order_by("pk").values_list("standard__designation", "cited", "degree"))


def stages():
    facts = InternationalStatus.objects.open().filter(event="stage").order_by("pk")
    return list(facts.values_list("international__designation", "stage"))


HELD = {
    "adoptions": [("YD/T 1-2020", "ISO 1:2000", "IDT"), ("YD/T 2-2020", "ISO 404:2000", "MOD")],
    "stages": [("ISO 1:2000", "40.20"), ("ISO 1:2000", "40.60"), ("ISO 2:2000", "50.00")],
}
TOLD = {"adoptions": {"standard": [1, 2], "international": [1]}, "stages": {"international": [1, 2]}}


def seen():
    return {"adoptions": adopted(), "stages": stages()}


@pytest.mark.parametrize("kind", ("adoptions", "stages"))
def test_a_list_is_taken_back_on_the_page_of_imports(client, officer, records, tmp_path, kind):
    projected = list(InternationalStandard.objects.order_by("pk").values_list("status", "published_on", "ended_on"))
    batch, path = listed(tmp_path, kind)
    other = "stages" if kind == "adoptions" else "adoptions"
    assert seen() == {kind: HELD[kind], other: []}
    assert client.get(batch.get_absolute_url()).context["can_take_back"] is True

    address = reverse("standards-desk:take-back-import", args=(batch.pk,))
    loss = client.get(address).context["loss"]
    assert (loss.hidden, loss.restored, loss.facts, loss.kept, loss.named) == (0, 2, len(HELD[kind]), 0, [])

    last = OutboxEntry.objects.order_by("pk").last().pk
    client.post(address, {"reason": "错误的清单"})
    assert seen()[kind] == HELD[kind], "nothing before the job has run"
    jobs.run(Job.objects.get(kind="import.take-back").pk)
    batch.refresh_from_db()
    assert (batch.state, batch.revert_reason, seen()) == ("reverted", "错误的清单", {"adoptions": [], "stages": []})
    model = Adoption if kind == "adoptions" else InternationalStatus
    voided = model.objects.filter(batch=batch).order_by().values_list("void_reason", "voided_by").distinct()
    assert list(voided) == [("错误的清单", officer.pk)]
    assert list(InternationalStandard.objects.order_by("pk").values_list("status", "published_on", "ended_on")) == projected
    assert (Standard.objects.public().count(), InternationalStandard.objects.public().count()) == (2, 2)

    numbers = {"standard": Standard, "international": InternationalStandard}
    told = OutboxEntry.objects.filter(pk__gt=last).values_list("topic", "subject_pk").distinct()
    places = {topic: [row.pk for row in numbers[topic].objects.order_by("pk")] for topic in numbers}
    assert {topic: sorted(places[topic].index(pk) + 1 for one, pk in told if one == topic) for topic in TOLD[kind]} == TOLD[kind]
    assert shipped.loaded_before(path, kind) is False


@pytest.mark.parametrize("kind", ("adoptions", "stages"))
def test_the_list_can_be_loaded_again_after(records, tmp_path, kind):
    batch, _path = listed(tmp_path, kind)
    assert taking_back.take_back(batch, by=system_user(), reason="wrong") == {"hidden": 0, "restored": 2, "kept": 0}
    loading.move(batch, Batch.State.REVERTED, by=system_user())
    again, _path = listed(tmp_path, kind)
    assert (again.pk != batch.pk, seen()[kind]) == (True, HELD[kind])


def test_what_somebody_corrected_since_stays_and_is_named(client, officer, records, tmp_path):
    batch, _path = listed(tmp_path, "adoptions")
    mine = Adoption.objects.open().get(cited="ISO 1:2000")
    actions_relations.correct_adoption(mine, degree="MOD", reason="封面", by=officer)
    loss = client.get(reverse("standards-desk:take-back-import", args=(batch.pk,))).context["loss"]
    assert (loss.restored, loss.facts, loss.kept, loss.named) == (1, 1, 1, ["YD/T 1-2020"])
    assert taking_back.take_back(batch, by=officer, reason="wrong") == {"hidden": 0, "restored": 1, "kept": 1}
    assert adopted() == [("YD/T 1-2020", "ISO 1:2000", "MOD")]
    assert AuditEntry.objects.get(batch=batch, verb="import.kept").subject_text == "YD/T 1-2020"


def test_taking_a_list_back_goes_on_after_a_stop(records, tmp_path, monkeypatch):
    batch, _path = listed(tmp_path, "stages")
    monkeypatch.setattr(taking_back.fact_lists, "PACK", 1)

    def stops(done, fraction, message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taking_back.take_back(batch, by=system_user(), reason="wrong", progress=stops)
    assert stages() == HELD["stages"][2:]
    assert taking_back.take_back(batch, by=system_user(), reason="wrong") == {"hidden": 0, "restored": 1, "kept": 0}
    assert (stages(), AuditEntry.objects.filter(verb="import.kept").count()) == ([], 0)


def test_the_loss_of_a_catalogue_is_counted_before(client, officer, tmp_path):
    head = "标准编号,标准名称,发布日期,代替\n"
    load(csv(tmp_path, head + "YD/T 1-2020,一,2020-01-01,\n"), "standards")
    batch = load(
        csv(tmp_path, head + "YD/T 1-2020,一改,2020-01-01,YD/T 1-2001\nYD/T 2-2020,二,2020-02-01,\nYD/T 3-2020,三,,\n"),
        "standards",
    ).batch
    factories.saved(Standard.objects.get(designation="YD/T 3-2020"))
    actions_relations.adopt(
        Standard.objects.get(designation="YD/T 3-2020"), statement="IDT ISO 1:2000", valid_from=date(2020, 6, 1), by=officer
    )
    address = reverse("standards-desk:take-back-import", args=(batch.pk,))
    loss = client.get(address, {"lang": "en"}).context["loss"]
    assert (loss.hidden, loss.restored, loss.kept, loss.named) == (1, 1, 1, ["YD/T 3-2020"])
    assert taking_back.take_back(batch, by=officer, reason="wrong") == {"hidden": 1, "restored": 1, "kept": 1}


def test_a_list_of_another_kind_is_not_taken_back_as_one(client, officer):
    batch = factories.saved(
        Batch(kind="reference", name="x.csv", state="accepted", started_by=officer, started_at="2020-06-30T00:00Z")
    )
    answer = client.post(reverse("standards-desk:take-back-import", args=(batch.pk,)), {"reason": "x"})
    assert answer.context["form"].non_field_errors() == ["该清单随门户附带，不能整批撤回。"]
    batch.refresh_from_db()
    assert (batch.state, Job.objects.count()) == ("accepted", 0)
