"""Whole imports: idempotent, resumable, field by field, links joined, rejects to feed in again."""

import os
import subprocess
import sys
import threading
import time
from datetime import date, timedelta

import orjson
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.base import clock
from portal.base.models import AuditEntry, Batch, BatchRow, DataSource, OutboxEntry
from portal.base.people import system_user
from standards import actions_international, actions_standards
from standards.imports import loading, rejects, running
from standards.imports.bulk import packs
from standards.models import Adoption, Alias, InternationalStandard, InternationalStatus, Relation, Standard, StandardStatus
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_packs(monkeypatch, fixed_clock):
    monkeypatch.setattr(running, "PACK", 3)


@pytest.fixture
def source():
    return factories.saved(DataSource(key="iso", name_zh="国际", name_en="ISO", licence="x", snapshot_on=date(2020, 6, 1)))


def written(tmp_path, records, name="file.jsonl"):
    path = tmp_path / name
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def iso(number, **more):
    base = {"uid": f"iso:{number}", "designation": f"ISO {number}:2000", "body": "ISO", "doc_type": "international-standard"}
    return base | {"title_en": f"Title {number}", "stage": "60.60", "published": "2000-05"} | more


def load(path, kind="international", **more):
    return loading.load(path, kind, by=system_user(), **more)


def csv(tmp_path, text, name="file.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


RECORDS = [iso(n) for n in range(1, 9)]


def test_new_records_with_facts_source_and_one_audit_entry_a_pack(tmp_path, source):
    result = load(written(tmp_path, RECORDS))
    assert result.counts == {"new": 8}
    record = InternationalStandard.objects.get(uid="iso:1")
    assert (record.designation, record.slug, record.source, record.batch) == ("ISO 1:2000", "ISO-1-2000", source, result.batch)
    assert (record.status, record.published_on, record.published_precision) == ("current", date(2000, 5, 1), "month")
    fact = record.status_facts.get()
    assert (fact.event, fact.imported, fact.source_known_on, fact.batch, fact.certain_from) == (
        "published", True, date(2020, 6, 1), result.batch, date(2000, 5, 31),
    )  # fmt: skip
    assert fact.recorded_at == clock.now()
    entries = AuditEntry.objects.filter(batch=result.batch, verb="import.rows").order_by("pk")
    assert [entry.changes["standards.internationalstandard.created"] for entry in entries] == [[None, 3], [None, 3], [None, 2]]
    assert OutboxEntry.objects.filter(topic="international").count() == 8
    assert not BatchRow.objects.exists()


def test_what_a_later_pack_writes_is_known_from_its_own_moment(tmp_path, source, clock_at):
    path = written(tmp_path, RECORDS[:5])
    batch = loading.begin(path, "international", by=system_user())
    begun = clock.now()
    later = begun + timedelta(seconds=40)
    running.accept(batch, path, by=system_user(), progress=lambda *_: clock_at(later))
    records = InternationalStandard.objects.order_by("pk")
    assert list(records.values_list("updated_at", flat=True)) == [begun] * 3 + [later] * 2
    facts = InternationalStatus.objects.order_by("international_id")
    assert list(facts.values_list("recorded_at", flat=True)) == [begun] * 3 + [later] * 2


@pytest.mark.django_db(transaction=True)
def test_an_edit_at_the_same_moment_is_not_lost(tmp_path, source):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    load(written(tmp_path, [iso(1)]))
    path = written(tmp_path, [iso(1, title_en="From the file")], "again.jsonl")
    record, edited, by = InternationalStandard.objects.get(), threading.Event(), factories.officer()

    def edit():
        with transaction.atomic():
            actions_international.edit_international(record, by=by, title_en="By a person")
            edited.set()
            time.sleep(1)
        connection.close()

    person = threading.Thread(target=edit)
    person.start()
    edited.wait(10)
    result = load(path)
    person.join()
    assert (result.counts, InternationalStandard.objects.get().title_en) == ({"conflicting": 1}, "By a person")


def test_second_run_is_all_same_and_writes_nothing(tmp_path, source):
    path = written(tmp_path, [*RECORDS, iso(9, replaces=["ISO 1:2000"], stage="95.99", replaced_by=["ISO 7:2000"])])
    load(path)
    before = [model.objects.count() for model in (InternationalStatus, Relation, OutboxEntry)]
    result = load(path)
    assert result.counts == {"same": 9}
    assert [model.objects.count() for model in (InternationalStatus, Relation, OutboxEntry)] == before


def test_changed_rows_field_by_field(tmp_path, source):
    load(written(tmp_path, RECORDS))
    changed = iso(1, title_en="New title", stage="95.99", stage_date="2020-01-02", ics=["35.020"])
    result = load(written(tmp_path, [changed, iso(2)]))
    assert result.counts == {"changed": 1, "same": 1}
    record = InternationalStandard.objects.get(uid="iso:1")
    assert (record.title_en, record.status, record.ended_on, record.ics, record.version) == (
        "New title", "withdrawn", date(2020, 1, 2), ["35.020"], 2,
    )  # fmt: skip
    row = BatchRow.objects.get(batch=result.batch)
    assert row.changes == {
        "title_en": ["Title 1", "New title"],
        "stage": ["60.60", "95.99"],
        "ics": [[], ["35.020"]],
        "withdrawn": [None, "2020-01-02"],
    }
    entry = AuditEntry.objects.get(batch=result.batch, row_type="standards.internationalstandard")
    assert entry.changes["title_en"] == ["Title 1", "New title"]


def test_a_date_that_its_source_corrects_supersedes_the_old_fact(tmp_path, source):
    load(written(tmp_path, [iso(1)]))
    load(written(tmp_path, [iso(1, published="2000-06-07")]))
    facts = InternationalStatus.objects.order_by("pk")
    assert [(fact.valid_from, fact.is_open) for fact in facts] == [(date(2000, 5, 1), False), (date(2000, 6, 7), True)]
    assert facts[1].supersedes == facts[0]
    assert InternationalStandard.objects.get().published_on == date(2000, 6, 7)


def test_what_a_person_entered_is_not_overwritten(tmp_path, source):
    load(written(tmp_path, [iso(1)]))
    record = InternationalStandard.objects.get()
    actions_international.edit_international(record, by=factories.officer(), title_en="By hand")
    result = load(written(tmp_path, [iso(1, title_en="From the file")]))
    row = BatchRow.objects.get(batch=result.batch)
    assert (result.counts, row.column, row.changes["_"]) == (
        {"conflicting": 1}, "title_en", {"now": "By hand", "file": "From the file"},
    )  # fmt: skip
    assert InternationalStandard.objects.get().title_en == "By hand"
    assert load(written(tmp_path, [iso(1, title_en="From the file")]), overwrite=True).counts == {"changed": 1}
    assert InternationalStandard.objects.get().title_en == "From the file"


def test_another_source_fills_blanks_but_does_not_contradict(tmp_path):
    first, second = (factories.saved(DataSource(key=key, name_zh=key, name_en=key, licence="x")) for key in ("a", "b"))
    load(csv(tmp_path, "标准编号,标准名称\nYD/T 1-2020,示例一\nYD/T 2-2020,示例二\n"), "standards", source=first)
    text = "标准编号,标准名称,英文名称\nYD/T 1-2020,示例一,Example\nYD/T 2-2020,别的名称,\n"
    result = load(csv(tmp_path, text), "standards", source=second)
    assert result.counts == {"changed": 1, "conflicting": 1}
    titles = Standard.objects.order_by("pk").values_list("title_zh", "title_en")
    assert list(titles) == [("示例一", "Example"), ("示例二", "")]


def test_same_number_twice_in_a_file(tmp_path):
    text = "标准编号,标准名称\nYD/T 1-2020,示例\nYD/T 1-2020,示例\nYD/T 1-2020,别的\n"
    assert load(csv(tmp_path, text), "standards").counts == {"new": 1, "same": 1, "conflicting": 1}


def test_addresses_are_never_shared(tmp_path, source):
    load(written(tmp_path, [iso(1), iso(1, uid="iec:1", body="IEC"), iso(1, uid="ieee:1", body="IEEE")]))
    assert list(InternationalStandard.objects.order_by("pk").values_list("slug", flat=True)) == [
        "ISO-1-2000", "ISO-1-2000-2", "ISO-1-2000-3",
    ]  # fmt: skip
    assert InternationalStandard.objects.values("work").distinct().count() == 1


def test_a_draft_takes_the_address_of_its_published_number(tmp_path, source):
    load(written(tmp_path, [iso(1, designation="ISO/DIS 1", stage="40.20", published="")]))
    record = InternationalStandard.objects.get()
    assert (record.slug, record.status) == ("ISO-DIS-1", "draft")
    load(written(tmp_path, [iso(1)]))
    record.refresh_from_db()
    assert (record.slug, record.status, record.sort_key.startswith("7iso")) == ("ISO-1-2000", "current", True)
    assert Alias.objects.get().slug == "ISO-DIS-1"


def test_nature_sign_changed_keeps_the_address(tmp_path):
    load(csv(tmp_path, "标准编号,标准名称\nYD 1-2020,示例\n"), "standards")
    load(csv(tmp_path, "标准编号,标准名称\nYD/T 1-2020,示例\n"), "standards")
    standard = Standard.objects.get()
    assert (standard.slug, standard.designation, standard.nature) == ("YD-1-2020", "YD/T 1-2020", "recommended")
    assert Alias.objects.get().slug == "YD-T-1-2020"


def relations():
    found = Relation.objects.open().order_by("kind", "from_international__uid")
    return [(one.kind, str(one.from_international), str(one.to_international or ""), one.to_text) for one in found]


def test_relations_are_stored_once_in_one_direction(tmp_path, source):
    one = iso(1, stage="95.99", replaced_by=["ISO 2:2000", "ISO 99:2020"])
    two = iso(
        2, replaces=["ISO 1:2000"], amended_by=["ISO 2:2000/Amd 1:2001", "ISO 2:2000/Cor 1:2002"], under_revision_by=["ISO/CD 2"]
    )
    amd = iso(3, designation="ISO 2:2000/Amd 1:2001", amends=["ISO 2:2000"])
    cor = iso(4, designation="ISO 2:2000/Cor 1:2002")
    expected = [
        ("amends", "ISO 2:2000/Amd 1:2001", "ISO 2:2000", "ISO 2:2000"),
        ("corrects", "ISO 2:2000/Cor 1:2002", "ISO 2:2000", "ISO 2:2000"),
        ("replaced_by", "ISO 1:2000", "", "ISO 99:2020"),
        ("replaces", "ISO 2:2000", "ISO 1:2000", "ISO 1:2000"),
        ("revised_by", "ISO 2:2000", "", "ISO/CD 2"),
    ]
    path = written(tmp_path, [one, two, amd, cor])
    load(path)
    assert relations() == expected
    load(path)
    assert relations() == expected


def test_what_waited_is_joined_when_the_record_appears(tmp_path, source):
    load(written(tmp_path, [iso(1, stage="95.99", replaced_by=["ISO 9:2020"]), iso(2, replaces=["ISO 8:1990"])]))
    load(written(tmp_path, [iso(9, designation="ISO 9:2020"), iso(8, designation="ISO 8:1990")], "later.jsonl"))
    assert relations() == [
        ("replaces", "ISO 2:2000", "ISO 8:1990", "ISO 8:1990"),
        ("replaces", "ISO 9:2020", "ISO 1:2000", "ISO 1:2000"),
    ]
    assert Relation.objects.filter(superseded_at__isnull=False).count() == 2


def test_adoption_points_to_the_exact_edition_now_or_later(tmp_path, source):
    load(written(tmp_path, [iso(9001, designation="ISO 9001:2015"), iso(9008, designation="ISO 9001:2008")]))
    lines = (
        "标准编号,标准名称,采标情况,发布日期",
        "YD/T 1-2020,一,IDT ISO 9001:2015,2020-05-01",
        "YD/T 2-2020,二,MOD ISO 77:1999,",
    )
    text = "\n".join((*lines, "YD/T 3-2020,三,IDT ISO 9001,"))
    path = csv(tmp_path, text)
    load(path, "standards")
    load(path, "standards")
    load(written(tmp_path, [iso(77, designation="ISO 77:1999")], "later.jsonl"))
    found = Adoption.objects.open().order_by("standard__designation")
    assert [(str(a.international or ""), a.cited, a.degree, a.undated, a.to_check, a.valid_from, a.precision) for a in found] == [
        ("ISO 9001:2015", "ISO 9001:2015", "IDT", False, False, date(2020, 5, 1), "day"),
        ("ISO 77:1999", "ISO 77:1999", "MOD", False, False, date(2020, 1, 1), "year"),
        ("", "ISO 9001", "IDT", True, True, date(2020, 1, 1), "year"),
    ]


def test_standard_replaced_by_another(tmp_path):
    head = "标准编号,标准名称,状态,代替标准,废止日期,被代替"
    text = f"{head}\nYD/T 1-2010,旧,废止,,2020-05-01,YD/T 1-2020\nYD/T 1-2020,新,现行,YD/T 1-2010,,\n"
    load(csv(tmp_path, text), "standards")
    old, new = Standard.objects.order_by("year")
    assert (old.status, old.ended_on, new.status) == ("replaced", date(2020, 5, 1), "current")
    relation = Relation.objects.get()
    assert (relation.kind, relation.from_standard, relation.to_standard) == ("replaces", new, old)
    assert set(StandardStatus.objects.values_list("event", flat=True)) == {"replaced", "seen_current"}


def test_rejects_can_be_corrected_and_fed_in_again(tmp_path):
    text = "序号,标准编号,标准名称,实施日期\n1,YD/T 1-2020,=示例,2020-05-01\n2,YD/T 2,-二,2020-05-01\n3,YD/T 3-2020,三,昨天\n"
    result = load(csv(tmp_path, text), "standards", rejects_to=tmp_path)
    assert (result.counts, result.rejects.name) == ({"new": 1, "rejected": 2}, "file.rejected.csv")
    lines = result.rejects.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "序号,标准编号,标准名称,实施日期,reason"
    assert lines[1].startswith("2,YD/T 2,'-二,2020-05-01,编号: 缺少年代号")
    corrected = "\n".join(lines).replace("YD/T 2,", "YD/T 2-2020,").replace("昨天", "2020年6月1日")
    again = load(csv(tmp_path, corrected, "again.csv"), "standards", rejects_to=tmp_path)
    assert (again.counts, again.rejects) == ({"new": 2}, None)
    assert Standard.objects.get(number="2").title_zh == "-二"


def test_json_rejects_keep_their_shape(tmp_path, source):
    result = load(written(tmp_path, [{"designation": "ISO 1:2000", "body": "ISO", "published": "never"}]), rejects_to=tmp_path)
    kept = orjson.loads(result.rejects.read_bytes())
    assert (kept["designation"], kept["reason"].split(":")[0]) == ("ISO 1:2000", "发布")


def test_dry_run_writes_no_record(tmp_path, source):
    result = load(written(tmp_path, RECORDS), dry=True)
    assert (result.counts, result.batch.state, InternationalStandard.objects.count()) == ({"new": 8}, "checked", 0)
    assert BatchRow.objects.filter(batch=result.batch, outcome="new").count() == 8


class Killed(BaseException):
    """Not an Exception, like a kill."""


def test_an_interrupted_import_goes_on_where_it_stopped(tmp_path, source, monkeypatch):
    path, honest, calls = written(tmp_path, RECORDS), running.store, []

    def dies_in_the_third_pack(weighed, context, this):
        honest(weighed, context, this)
        calls.append(len(weighed))
        if len(calls) == 3:
            raise Killed

    monkeypatch.setattr(running, "store", dies_in_the_third_pack)
    with pytest.raises(Killed):
        load(path)
    assert (InternationalStandard.objects.count(), Batch.objects.get().position) == (6, 6)
    monkeypatch.setattr(running, "store", honest)
    result = load(path)
    assert (result.resumed_at, result.counts, Batch.objects.count()) == (6, {"new": 8}, 1)
    assert InternationalStatus.objects.count() == 8


def test_two_at_once_notice_each_other(tmp_path, source):
    path = written(tmp_path, RECORDS)
    first = loading.begin(path, "international", by=system_user())
    second = Batch.objects.get(pk=first.pk)
    running.accept(first, path, by=system_user())
    with pytest.raises(running.AnotherRuns):
        running.accept(second, path, by=system_user())
    assert InternationalStandard.objects.count() == 8


def test_number_of_queries_does_not_grow_with_the_rows(tmp_path, source, monkeypatch):
    monkeypatch.setattr(running, "PACK", 1000)
    load(written(tmp_path, RECORDS))
    numbers = []
    for size, name in ((3, "a"), (60, "b")):
        path = written(tmp_path, [iso(n, uid=f"{name}:{n}", designation=f"ISO {size}{n}:2000") for n in range(size)], name)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            load(path)
        numbers.append(len([q for q in captured if not q["sql"].lstrip().upper().startswith("INSERT")]))
    assert numbers[0] == numbers[1]


def test_packs_cover_everything():
    assert [list(pack) for pack in packs(range(5), 2)] == [[0, 1], [2, 3], [4]]


def test_commands_say_what_happened(tmp_path, source, capsys, monkeypatch):
    path = written(tmp_path, RECORDS)
    call_command("import_international", str(path), "--no-search", "--rejects", str(tmp_path))
    assert "8 new, 0 same, 0 changed, 0 conflicting, 0 rejected" in capsys.readouterr().out
    call_command("import_international", str(path), "--dry-run", "--rejects", str(tmp_path))
    assert "0 new, 8 same" in capsys.readouterr().out


def test_reasons_are_sentences(tmp_path):
    result = load(csv(tmp_path, "标准编号,标准名称\nYD/T 2,二\n"), "standards")
    assert rejects.reason_of(BatchRow.objects.get(batch=result.batch)).startswith("编号: ")


def test_an_imported_number_entered_by_form_is_found(tmp_path, source):
    by = factories.officer()
    actions_international.enter_international("ISO 1:2000", by=by, title_en="By hand")
    actions_standards.enter_standard("YD/T 5-2020", by=by, title_zh="示例")
    assert load(written(tmp_path, [iso(1, title_en="By hand")])).counts["new"] == 0
    assert load(csv(tmp_path, "标准编号,标准名称\nYD/T 5-2020,示例\n"), "standards").counts["new"] == 0


@pytest.mark.slow
def test_a_really_killed_import_goes_on(tmp_path):
    """kill -9 in the middle of a file, on a database of its own."""
    path = written(tmp_path, [iso(n) for n in range(40_000)])
    environment = os.environ | {
        "PORTAL_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    (tmp_path / "data").mkdir()
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
    command = [*manage, "import_international", str(path), "--no-search", "--rejects", str(tmp_path)]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert next(line for line in started.stderr if "%" in line)
    started.kill()
    started.wait()
    started.stderr.close()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    assert "Went on behind row" in done
    assert "40,000 new, 0 same" in done
    assert "40,000 same" in subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
