"""Backup and restore as an operator does it: by command, on a site of its own, on both databases."""

import os
import subprocess
import sys
import uuid

import pytest
from django.db import connection

from tests.house import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNT = "from portal.base.models import Region; print('regions', *Region.objects.order_by('code').values_list('code', flat=True))"
ADD = """
from portal.base import audit
from portal.base.models import Region, User
from portal.base.people import system_user
by = system_user()
with audit.act("region.create", by=by):
    Region(code="{code}", name_zh="示例", name_en="Example").save()
if not User.objects.filter(username="someone").exists():
    with audit.act("account.create", by=by):
        User(username="someone", name="某人").save()
"""


@pytest.fixture
def site(tmp_path):
    """A site of its own: data folder, database, one file."""
    name = f"portal_backup_{uuid.uuid4().hex[:8]}"
    here = os.environ | {"PORTAL_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": ""}
    if connection.vendor == "postgresql":
        server = connection.settings_dict
        here["DATABASE_URL"] = f"postgres://{server['USER']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
        with connection.cursor() as cursor:
            cursor.execute(f'create database "{name}"')

    def manage(*words):
        run = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=here, capture_output=True, text=True, timeout=120, check=False
        )
        return run.returncode, run.stdout + run.stderr

    assert manage("migrate", "-v0") == (0, "")
    yield manage
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'drop database "{name}" with (force)')


def shell(manage, code):
    return manage("shell", "-v0", "-c", code)


def test_a_restored_site_holds_what_was_backed_up(site, tmp_path):
    backup = tmp_path / "kept" / "portal.backup"
    shell(site, ADD.format(code="11"))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "draft.txt").write_text("first")
    code, said = site("backup", str(backup))
    assert (code, said.startswith(f"{backup}: ")) == (0, True)
    assert [path.name for path in backup.parent.iterdir()] == ["portal.backup"]
    shell(site, ADD.format(code="12"))
    (tmp_path / "files" / "draft.txt").write_text("second")

    code, said = site("restore", str(backup))
    assert (code, "This site holds accounts already. Add --replace to give up what it holds." in said) == (1, True)
    assert shell(site, COUNT) == (0, "regions 11 12\n")

    code, said = site("restore", str(backup), "--replace")
    assert (code, "restored the state of" in said) == (0, True)
    assert shell(site, COUNT) == (0, "regions 11\n")
    assert (tmp_path / "files" / "draft.txt").read_text() == "first"


def test_a_missing_backup_is_named(site):
    code, said = site("restore", "nowhere.backup")
    assert (code, "CommandError: There is no file nowhere.backup." in said) == (1, True)
