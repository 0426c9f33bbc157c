"""Settings of the tests: those of the site, with a data folder that is thrown away and nothing outside this process.

DATABASE_URL chooses the database; without it SQLite keeps the test database in memory.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
_owner = os.getpid()


@atexit.register
def _throw_away() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


_database = os.environ.get("DATABASE_URL", "")
for _name in (
    "CACHE_URL", "EMAIL_URL", "SITE_URL", "HTTPS", "DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "TRUSTED_PROXIES", "PORT",
):  # fmt: skip
    os.environ.pop(_name, None)
os.environ |= {
    "PORTAL_DATA": str(_folder),
    "DATABASE_URL": _database,
    "CELERY_BROKER_URL": "memory://",
    "SECRET_KEY": "a key that only the tests know, long enough",
    "LOG_LEVEL": "WARNING",
}

from portal.settings import *  # noqa: E402, F403
from portal.settings import STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
KEPT_PAGE_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
