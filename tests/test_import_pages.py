"""Imports in the browser: sent, checked, shown row by row, accepted, taken back; by two people at once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.base import jobs
from portal.base.models import Batch, Job
from standards import actions_imports
from standards.imports import finding
from standards.models import Standard
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "标准编号,标准名称,状态\nYD/T 1-2020,示例一,现行\nYD/T 2,示例二,现行\nYD/T 3-2020,示例三,好\n"


@pytest.fixture(autouse=True)
def quiet(fixed_clock, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(jobs, "_send", lambda pk: None)
    monkeypatch.setattr(finding.rebuild, "rebuild", lambda kind, **more: None)
    monkeypatch.setattr(finding.rebuild, "is_due", lambda kind: True)


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def send(client, text=TEXT, name="annex.csv", **more):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post(reverse("standards-desk:new-import"), {"kind": "standards", "file": file, **more})


def work():
    for pk in Job.objects.filter(state="queued").values_list("pk", flat=True):
        jobs.run(pk)


def post(client, name, batch, **more):
    return client.post(reverse(f"standards-desk:{name}", args=(batch.pk,)), more)


def test_from_the_file_to_the_catalogue_and_back(client, officer):
    answer = send(client)
    batch = Batch.objects.get()
    assert (answer.status_code, answer.url, batch.state) == (302, batch.get_absolute_url(), "checking")
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.counts, Standard.objects.count()) == ("checked", {"new": 1, "rejected": 2}, 0)
    page = client.get(batch.get_absolute_url())
    assert [line.name for line in page.context["lines"]] == ["YD/T 2", "YD/T 3-2020"]
    assert [tab["label"] for tab in page.context["tabs"]] == ["新增", "退回"]
    assert client.get(batch.get_absolute_url(), {"outcome": "new"}).context["lines"][0].name == "YD/T 1-2020"

    post(client, "accept-import", batch)
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.accepted_at is not None, Standard.objects.get().batch) == ("accepted", True, batch)

    assert post(client, "take-back-import", batch, reason=" ").status_code == 200
    post(client, "take-back-import", batch, reason="错误的文件")
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.revert_reason, Standard.objects.public().count()) == ("reverted", "错误的文件", 0)
    assert "错误的文件" in client.get(batch.get_absolute_url()).content.decode()


def test_rejects_are_downloaded_under_their_own_headings(client, officer):
    send(client)
    work()
    answer = client.get(reverse("standards-desk:import-rejects", args=(Batch.objects.get().pk,)))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0], lines[1].split(",")[0]) == (3, "标准编号,标准名称,状态,reason", "YD/T 2")


@pytest.mark.parametrize(
    ("content", "name"),
    (
        (b"%PDF-1.7", "annex.csv"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "annex.xls"),
        (b"a,b\n1,2\n", "a.csv"),
        ("标准编号,标准名称\n".encode(), "a.csv"),
    ),
)
def test_what_is_no_table_is_refused_at_the_form(client, officer, content, name):
    answer = send(client, content, name)
    assert (answer.status_code, list(answer.context["form"].errors), Batch.objects.count()) == (200, ["file"], 0)


def test_the_second_of_two_who_accept_is_told(client, officer):
    send(client)
    work()
    batch = Batch.objects.get()
    stale = Batch.objects.get()
    actions_imports.accept(batch, by=officer)
    answer = client.post(reverse("standards-desk:accept-import", args=(stale.pk,)), follow=True)
    assert Job.objects.filter(kind="import.accept").count() == 1
    assert [message.level_tag for message in answer.context["messages"]][-1] == "error"


def test_a_record_that_moved_on_between_check_and_acceptance_is_weighed_again(client, officer):
    send(client, "标准编号,标准名称\nYD/T 1-2020,示例一\n")
    work()
    factories.standard("YD/T 1-2020", title_zh="别的名称", by=officer)
    batch = Batch.objects.get()
    post(client, "accept-import", batch)
    work()
    batch.refresh_from_db()
    assert (batch.counts, Standard.objects.get().title_zh) == ({"conflicting": 1}, "别的名称")


def test_a_file_is_discarded(client, officer):
    send(client)
    work()
    batch = Batch.objects.get()
    post(client, "discard-import", batch)
    batch.refresh_from_db()
    assert (batch.state, Standard.objects.count()) == ("discarded", 0)


def test_progress_fetches_itself_while_the_job_is_active(client, officer):
    send(client)
    batch = Batch.objects.get()
    address = reverse("standards-desk:import-progress", args=(batch.pk,))
    assert 'data-hx-get="' + address in client.get(batch.get_absolute_url()).content.decode()
    assert "HX-Refresh" not in client.get(address)
    work()
    assert client.get(address)["HX-Refresh"] == "true"


@pytest.mark.parametrize(("who", "sees", "sends"), (("officer", 200, 200), ("leader", 200, 403), ("user", 403, 403)))
def test_who_may(client, who, sees, sends):
    client.force_login(getattr(factories, who)())
    assert client.get(reverse("standards-desk:imports")).status_code == sees
    assert client.get(reverse("standards-desk:new-import")).status_code == sends


def test_list_needs_the_same_queries_for_many(client, officer):

    counts = []
    for number in (1, 3):
        for _ in range(number):
            send(client)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("standards-desk:imports"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_check_keeps_its_progress_in_the_job(client, officer):
    send(client)
    work()
    job = Job.objects.get()
    assert (job.kind, job.state, job.done, job.total) == ("import.check", "done", 4, 4)
    assert date(2020, 6, 30) == job.started_at.date()
