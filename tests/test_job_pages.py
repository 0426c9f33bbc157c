"""Job pages: last success, duration, failures, run again."""

import re
import time
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal.base import clock, job_words, jobs, outbox
from portal.base.models import AuditEntry, Batch, Job, OutboxEntry
from portal.base.said import Said
from standards.search import follow
from tests import factories

pytestmark = pytest.mark.django_db
DID = []


@jobs.work("test.job-pages")
def _work(job, **arguments):
    DID.append(arguments)


@pytest.fixture(autouse=True)
def quiet(fixed_clock, monkeypatch):
    monkeypatch.setattr(jobs, "_send", lambda pk: None)


def run(state="done", seconds=2, minutes=0, kind="test.job-pages", **more):
    start = clock.now() + timedelta(minutes=minutes)
    end = start + timedelta(seconds=seconds) if state in ("done", "failed") else None
    return Job.objects.create(kind=kind, state=state, created_at=start, started_at=start, finished_at=end, **more)


def test_kinds_with_last_success_duration_and_failures_since(client):
    client.force_login(factories.officer())
    run(minutes=-90, state="failed", error="old")
    good = run(minutes=-60, seconds=3)
    run(minutes=-30, state="failed", error="ValueError: x")
    last = run(minutes=-10, state="failed", error="ValueError: y", seconds=5)
    (kind,) = client.get(reverse("base:jobs")).context["kinds"]
    assert (kind.succeeded_at, kind.last, kind.failures, kind.failed, kind.last.seconds) == (good.finished_at, last, 2, True, 5.0)


def test_a_run_shows_its_error(client):
    client.force_login(factories.leader())
    job = run(state="failed", error="ValueError: broken")
    page = client.get(job.get_absolute_url())
    assert ("ValueError: broken" in page.content.decode(), page.context["can_run"]) == (True, False)


def test_run_again_asks_for_the_same_work_and_says_who(client):
    officer = factories.officer()
    client.force_login(officer)
    job = run(arguments={"year": 2020}, key="2020")
    answer = client.post(reverse("base:run-job-again", args=(job.pk,)))
    again = Job.objects.get(state="queued")
    assert (answer.url, again.arguments, again.key, again.asked_by) == (again.get_absolute_url(), {"year": 2020}, "2020", officer)
    assert AuditEntry.objects.get(verb="job.run-again").by == officer
    jobs.run(again.pk)
    assert DID == [{"year": 2020}]


def test_a_kind_that_no_longer_exists_cannot_be_run_again(client):
    client.force_login(factories.officer())
    job = run(kind="test.gone")
    answer = client.post(reverse("base:run-job-again", args=(job.pk,)), follow=True)
    assert (answer.status_code, Job.objects.count()) == (200, 1)


def test_live_progress_piece(client):
    client.force_login(factories.officer())
    job = run(state="running", done=3, total=9, heartbeat_at=clock.now())
    page = client.get(job.get_absolute_url()).content.decode()
    assert f'data-hx-get="{job.get_absolute_url()}"' in page
    piece = client.get(job.get_absolute_url(), headers={"HX-Request": "true"})
    assert ("<html" in piece.content.decode(), "HX-Refresh" in piece) == (False, False)
    Job.objects.filter(pk=job.pk).update(state="done")
    assert client.get(job.get_absolute_url(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_lost_run_is_marked(client):
    client.force_login(factories.officer())
    job = run(state="running", heartbeat_at=clock.now() - timedelta(minutes=5))
    assert client.get(job.get_absolute_url()).context["lost"] is True


def test_filter_by_state_and_constant_queries(client):

    client.force_login(factories.officer())
    run()
    run(state="failed")
    shown = client.get(reverse("base:jobs"), {"state": "failed"}).context["rows"]
    assert [job.state for job, _ in shown] == ["failed"]
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("base:jobs"))
        counts.append(len(captured))
        for number in range(5):
            run(kind=f"test.kind-{number}")
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("who", "status"), (("officer", 200), ("leader", 200), ("administrator", 200), ("user", 403)))
def test_who_sees_jobs(client, who, status):
    client.force_login(getattr(factories, who)())
    assert client.get(reverse("base:jobs")).status_code == status


def lag_lines(client):
    page = client.get(reverse("base:jobs"), {"lang": "en"}).content.decode()
    table = page[page.index("How far the search") : page.index("<h2>Runs</h2>")]
    rows = re.findall(r"<tr><th scope=.row.>.*?</tr>", table)
    return [[" ".join(cell.split()) for cell in re.sub(r"<[^>]+>", "|", row).split("|") if cell.strip()] for row in rows]


def test_the_page_tells_how_far_the_search_lags(client, indexed, clock_at):
    client.force_login(factories.officer())
    nothing = "No index yet: the finder answers from the database."
    assert lag_lines(client) == [["Chinese standards", nothing], ["International standards", nothing]]
    indexed()
    clock_at(datetime(2020, 6, 30, 10, 5, tzinfo=clock.SHANGHAI))
    factories.standard("YD/T 1-2020")
    waiting = OutboxEntry.objects.filter(topic="standard").count()
    (standards, international) = lag_lines(client)
    assert (standards[2:], international[2:]) == ([str(waiting), "2020-06-30 10:05"], ["0", "—"])
    clock_at(datetime(2020, 6, 30, 10, 7, tzinfo=clock.SHANGHAI))
    follower = follow.Follower()
    follower.step()
    follower.close()
    taken_up = f"No. {outbox.position()}, 2020-06-30 10:05"
    assert lag_lines(client) == [
        ["Chinese standards", taken_up, "0", "—"],
        ["International standards", taken_up, "0", "—"],
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    (
        ("zh-hans", {"年份": "2020", "文件": "目录.csv", "目标": "2 项目标", "overwrite": "", "color": "red"}),
        ("en", {"Year": "2020", "File": "目录.csv", "Goals": "2 goals", "color": "red"}),
    ),
)
def test_what_a_job_was_given_in_the_readers_words(language, said):
    batch = factories.saved(Batch(kind="standards", name="目录.csv", started_by=factories.officer(), started_at=clock.now()))
    given = {"year": 2020, "batch": batch.pk, "goals": [1, 2], "overwrite": False, "color": "red"}
    with translation.override(language):
        rows = job_words.given(run(arguments=given))
    assert {row["label"]: row["text"] for row in rows} == {label: text for label, text in said.items() if text}
    assert [row.get("url") for row in rows] == [None, batch.get_absolute_url(), None, None]


@jobs.work("test.says")
def _says(job):
    jobs.progress(job, 3, 9, "%(year)s: %(goal)s", year=2020, goal={"zh": "新制定", "en": "new"})


@jobs.work("test.refuses")
def _refuses(job):
    raise Said("No column is called “%(column)s”.", column="编号")


@pytest.mark.parametrize(
    ("kind", "state", "stored", "chinese", "english"),
    (
        ("test.says", "done", {"year": 2020, "goal": {"zh": "新制定", "en": "new"}}, "2020 年：新制定", "2020: new"),
        ("test.refuses", "failed", {"column": "编号"}, "No column is called “编号”.", "No column is called “编号”."),
    ),
)
def test_a_message_is_kept_as_template_and_values(client, kind, state, stored, chinese, english):
    client.force_login(factories.officer())
    job = jobs.ask(kind, by=None)
    with translation.override("en"), suppress(Said):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message_values) == (state, stored)
    pages = [client.get(job.get_absolute_url(), {"lang": language}).content.decode() for language in ("zh-hans", "en")]
    assert [text in page for text, page in zip((chinese, english), pages, strict=True)] == [True, True]


def test_a_job_given_up_says_so_in_the_readers_language(client):
    client.force_login(factories.officer())
    job = run(state="running", heartbeat_at=clock.now() - timedelta(minutes=5), attempts=jobs.ATTEMPTS)
    assert jobs.requeue_stale() == 0
    job.refresh_from_db()
    with translation.override("zh-hans"):
        assert (job.state, job.error, job.said) == ("failed", "", "执行程序多次中断，已放弃。")


@jobs.work("test.overtaken")
def _overtaken(job, fails):
    """While it was silent another worker has taken the job."""
    Job.objects.filter(pk=job.pk).update(attempts=2, done=5)
    jobs.progress(job, 1, 9)
    if fails:
        raise ZeroDivisionError


@pytest.mark.parametrize("fails", (False, True))
def test_a_lost_attempt_says_nothing_over_the_one_that_followed(fails):
    job = jobs.ask("test.overtaken", by=factories.officer(), fails=fails)
    with suppress(ZeroDivisionError):
        jobs.run(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.attempts, job.done, job.finished_at, job.error) == ("running", 2, 5, None, "")


@pytest.mark.django_db(transaction=True)
def test_work_without_progress_still_lives():
    job = run(state="running", heartbeat_at=clock.now() - 2 * jobs.ALIVE)
    with jobs.beating(job, every=0.05):
        end = time.monotonic() + 10
        while Job.objects.get(pk=job.pk).heartbeat_at == job.heartbeat_at and time.monotonic() < end:
            time.sleep(0.05)
    assert Job.objects.get(pk=job.pk).heartbeat_at > clock.now() - jobs.ALIVE
