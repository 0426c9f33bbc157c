"""Preparation does each thing once, and again when what it depends on has changed."""

import re

import pytest
from django.core.management import call_command

from portal import environment
from portal.running import preparation


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    (
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, True),
        ({"a": "1"}, {"a": "2"}, False),
        ({"a": "1"}, {"b": "1"}, False),
        ({"a": "12", "b": ""}, {"a": "1", "b": "2"}, False),
    ),
)
def test_digest_tells_names_and_contents_apart(tmp_path, monkeypatch, first, second, is_same):
    digests = []
    for number, files in enumerate((first, second)):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name, text in files.items():
            (folder / name).write_text(text)
        digests.append(preparation.digest_of(path.relative_to(folder) for path in folder.iterdir()))
    assert (digests[0] == digests[1]) is is_same


def test_stamps_outlive_the_process_and_a_torn_file_counts_as_none(tmp_path):
    path = tmp_path / "prepared.json"
    preparation.Stamps(path).add("static", "abc")
    assert [("static", digest) in preparation.Stamps(path) for digest in ("abc", "abd")] == [True, False]
    path.write_text('{"static": "ab')
    assert preparation.Stamps(path).kept == {}


def without_times(said):
    return [re.sub(r"[0-9.]+ s$", "… s", text) for text in said]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_second_start_prepares_nothing(tmp_path, settings):
    given = {"PORTAL_DATA": str(tmp_path), "SHIPPED_RECORDS": "off", "DEMO": "off"}
    settings.ENVIRONMENT = environment.read(given)
    settings.DATA_FOLDER = tmp_path
    settings.SEARCH_INDEX_FOLDER = tmp_path / "search"
    settings.SEARCH_INDEX_FOLDER.mkdir()
    (settings.SEARCH_INDEX_FOLDER / "index").touch()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "portal.static_files.ForgivingStorage"}}
    call_command("compile_translations")
    said = [[], [], []]
    preparation.prepare(said[0].append)
    preparation.prepare(said[1].append)
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    preparation.prepare(said[2].append)
    collecting = ["Collecting static files ...", "Collecting static files: done in … s"]
    assert [without_times(each) for each in said] == [collecting, [], collecting]


@pytest.mark.parametrize(
    ("command", "went_well", "said"),
    (
        ("check", True, ["Checking ...", "Checking: done in … s"]),
        (
            "no_such_command",
            False,
            [
                "Checking ...",
                (
                    "Checking: FAILED. CommandError: Unknown command: 'no_such_command'. The site starts without it; "
                    "more is in {folder}/logs/preparation.log."
                ),
            ],
        ),
    ),
)
def test_failure_of_an_optional_step_is_said_and_stops_nothing(tmp_path, settings, capsys, command, went_well, said):
    settings.DATA_FOLDER = tmp_path
    heard = []
    assert preparation.attempt("Checking", command, heard.append) is went_well
    assert without_times(heard) == [line.format(folder=tmp_path) for line in said]
    assert (tmp_path / "logs" / "preparation.log").exists() is not went_well


@pytest.mark.django_db
def test_database_made_anew_has_another_identity():
    from django.db.migrations.recorder import MigrationRecorder

    before = preparation.database_identity()
    assert before == preparation.database_identity()
    first = MigrationRecorder.Migration.objects.order_by("pk").first()
    MigrationRecorder.Migration.objects.filter(pk=first.pk).delete()
    assert preparation.database_identity() != before
