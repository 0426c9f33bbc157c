"""Every variable: what it means by default, and the one sentence said when it makes no sense."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from portal import environment
from portal.environment import SenselessSetting

ROOT = Path(__file__).resolve().parent.parent


def read(folder, **given):
    return environment.read({"PORTAL_DATA": str(folder), **given})


DATABASES = "DATABASE_URL must begin with one of postgres://, postgresql://, sqlite://."
BROKERS = (
    "CELERY_BROKER_URL must begin with one of redis://, rediss://, redis+socket://, amqp://, amqps://, filesystem://, memory://."
)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    (
        ("PORT", "eighty", "PORT is 'eighty', but must be a whole number from 1 to 65535."),
        ("PORT", "0", "PORT is '0', but must be a whole number from 1 to 65535."),
        ("PORT", "65536", "PORT is '65536', but must be a whole number from 1 to 65535."),
        ("PORT", "８０", "PORT is '８０', but must be a whole number from 1 to 65535."),
        ("PORT", "-1", "PORT is '-1', but must be a whole number from 1 to 65535."),
        ("WEB_WORKERS", "0", "WEB_WORKERS is '0', but must be a whole number from 1 to 64."),
        ("WEB_THREADS", "1e3", "WEB_THREADS is '1e3', but must be a whole number from 1 to 64."),
        ("TASK_WORKERS", "65", "TASK_WORKERS is '65', but must be a whole number from 1 to 64."),
        ("DEBUG", "maybe", "DEBUG is 'maybe', but must be on or off."),
        ("DEMO", "2", "DEMO is '2', but must be on or off."),
        ("HTTPS", "https", "HTTPS is 'https', but must be on or off."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud', but must be one of DEBUG, INFO, WARNING, ERROR."),
        ("SECRET_KEY", "short", "SECRET_KEY is 5 characters long, but must have at least 32."),
        ("DATABASE_URL", "mysql://root@localhost/portal", DATABASES),
        ("DATABASE_URL", "portal.sqlite3", DATABASES),
        (
            "DATABASE_URL",
            "postgres://localhost:5432",
            "DATABASE_URL names no database: write postgres://user:password@host:5432/name.",
        ),
        ("DATABASE_URL", "postgres://localhost:port/portal", "DATABASE_URL is not an address that can be read."),
        ("CELERY_BROKER_URL", "localhost:6379", BROKERS),
        ("CELERY_BROKER_URL", "sqs://", BROKERS),
        ("CACHE_URL", "memcached://x", "CACHE_URL must begin with one of redis://, rediss://, unix://, locmem://."),
        (
            "TRUSTED_PROXIES",
            "127.0.0.1,proxy.example",
            "TRUSTED_PROXIES holds 'proxy.example', but each must be an address or a network such as 10.0.0.0/8.",
        ),
        (
            "TRUSTED_PROXIES",
            "10.0.0.1/8",
            "TRUSTED_PROXIES holds '10.0.0.1/8', but each must be an address or a network such as 10.0.0.0/8.",
        ),
        ("TRUSTED_PROXIES", "::/0", "TRUSTED_PROXIES holds '::/0', which would trust everybody."),
        ("SITE_URL", "example.org", "SITE_URL must begin with one of https://, http://."),
        ("SITE_URL", "https://", "SITE_URL names no host."),
        (
            "CSRF_TRUSTED_ORIGINS",
            "https://a.example,b.example",
            "CSRF_TRUSTED_ORIGINS holds 'b.example', but each origin must begin with https:// or http://.",
        ),
        (
            "EMAIL_URL",
            "mail.example",
            "EMAIL_URL must begin with one of smtp://, smtp+tls://, smtp+ssl://, consolemail://, filemail://, dummymail://.",
        ),
    ),
)
def test_senseless_value_is_refused_in_one_sentence(tmp_path, name, value, sentence):
    with pytest.raises(SenselessSetting) as refusal:
        read(tmp_path, **{name: value})
    assert str(refusal.value) == sentence


def test_password_in_a_bad_address_is_not_repeated(tmp_path):
    with pytest.raises(SenselessSetting) as refusal:
        read(tmp_path, DATABASE_URL="mysql://root:hunter2@localhost/portal")
    assert "hunter2" not in str(refusal.value)


def test_debug_pages_are_refused_in_service(tmp_path):
    with pytest.raises(SenselessSetting) as refusal:
        read(tmp_path, DEBUG="on", HTTPS="on")
    assert str(refusal.value) == "DEBUG is on together with HTTPS, but a site in service must not show debug pages."


def test_data_folder_that_is_a_file_is_refused(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SenselessSetting) as refusal:
        read(file / "data")
    assert str(refusal.value) == f"PORTAL_DATA is '{file}/data', but this folder cannot be made: Not a directory."


def test_nothing_set_gives_the_defaults(tmp_path):
    settings = read(tmp_path)
    assert {name: value for name, value in settings.values.items() if name != "PORTAL_DATA"} == {
        "PORT": 8000,
        "HOST": "127.0.0.1",
        "DEBUG": False,
        "SECRET_KEY": "",
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "",
        "CACHE_URL": "",
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": [],
        "TRUSTED_PROXIES": (),
        "SITE_URL": "",
        "HTTPS": False,
        "EMAIL_URL": "",
        "DEFAULT_FROM_EMAIL": "portal@localhost",
        "DOCUMENT_LIMIT_MB": 64,
        "WEB_WORKERS": 2,
        "WEB_THREADS": 4,
        "TASK_WORKERS": 2,
        "API_REQUESTS_A_MINUTE": 600,
        "KEPT_PAGE_SECONDS": 5,
        "SHIPPED_RECORDS": True,
        "DEMO": True,
        "LOG_LEVEL": "INFO",
    }
    assert settings.site_url == "http://localhost:8000"


def test_empty_value_counts_as_not_set(tmp_path):
    assert read(tmp_path, PORT=" ", DEBUG="")["PORT"] == 8000


def test_secret_key_is_made_once_and_kept_private(tmp_path):
    first, second = read(tmp_path).secret_key, read(tmp_path).secret_key
    kept = tmp_path / "secret-key"
    assert first == second == kept.read_text()
    assert len(first) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("given", "broker", "cache"),
    (
        ({}, "redis+socket://{folder}/queue/valkey.sock", "locmem://"),
        ({"CELERY_BROKER_URL": "redis://queue:6379/3"}, "redis://queue:6379/3", "redis://queue:6379/3"),
        ({"CELERY_BROKER_URL": "amqp://queue:5672//"}, "amqp://queue:5672//", "locmem://"),
        (
            {"CELERY_BROKER_URL": "amqp://queue:5672//", "CACHE_URL": "redis://cache:6379/1"},
            "amqp://queue:5672//",
            "redis://cache:6379/1",
        ),
    ),
)
def test_queue_and_cache_go_together(tmp_path, given, broker, cache):
    settings = read(tmp_path, **given)
    assert (settings.broker_url, settings.cache_url) == (broker.format(folder=tmp_path), cache)


def test_embedded_queue_is_the_cache_too_while_it_runs(tmp_path):
    settings = read(tmp_path)
    settings.valkey_socket.parent.mkdir()
    settings.valkey_socket.touch()
    assert settings.cache_url == f"unix://{tmp_path}/queue/valkey.sock?db=1"


def test_socket_path_stays_short_enough_for_the_system(tmp_path):
    deep = tmp_path / ("d" * 100)
    socket = read(deep).valkey_socket
    assert len(os.fsencode(socket)) <= environment.SOCKET_PATH_LIMIT
    assert socket == read(deep).valkey_socket
    assert socket != read(tmp_path / ("e" * 100)).valkey_socket


def test_start_stops_with_the_sentence_and_nothing_else(tmp_path):
    given = {**os.environ, "PORTAL_DATA": str(tmp_path), "PORT": "x", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    sentence = "The portal does not start: PORT is 'x', but must be a whole number from 1 to 65535.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def table_of_the_code():
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for variable in environment.VARIABLES:
        default = variable.default_in_words or f"`{variable.default}`"
        rows.append(f"| `{variable.name}` | {default} | {variable.meaning} |")
    return "\n".join(rows)


def test_table_in_the_readme_is_the_table_of_the_code():
    readme = (ROOT / "README.md").read_text()
    table = re.search(r"<!-- settings -->\n(.*?)\n<!-- end of settings -->", readme, re.DOTALL)
    assert table is not None
    assert table[1].strip() == table_of_the_code()
