"""Every environment variable the portal obeys, with its default, its check and one sentence about it.

The README's table of settings is this table; a test keeps the two equal.
"""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

YES = frozenset({"1", "on", "true", "yes"})
NO = frozenset({"0", "off", "false", "no"})
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASE_SCHEMES = ("postgres", "postgresql", "sqlite")
BROKER_SCHEMES = ("redis", "rediss", "redis+socket", "amqp", "amqps", "filesystem", "memory")
CACHE_SCHEMES = ("redis", "rediss", "unix", "locmem")
EMAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "dummymail")

# The longest path a unix socket may have, by sun_path in unix(7).
SOCKET_PATH_LIMIT = 107


class SenselessSetting(Exception):
    """A variable that is missing or cannot be meant; the message is the one sentence shown to the operator."""


@dataclass(frozen=True)
class Variable:
    name: str
    default: str
    read: Callable[[str, str], Any]
    meaning: str
    default_in_words: str = ""


def yes_or_no(name: str, text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise SenselessSetting(f"{name} is {text!r}, but must be on or off.")


def whole_number(least: int, most: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise SenselessSetting(f"{name} is {text!r}, but must be a whole number from {least} to {most}.")
        return int(text)

    return read


def one_of(allowed: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text.upper() not in allowed:
            raise SenselessSetting(f"{name} is {text!r}, but must be one of {', '.join(allowed)}.")
        return text.upper()

    return read


def address(schemes: tuple[str, ...], *, host_needed: bool = False) -> Callable[[str, str], str]:
    """An URL of one of these schemes, or nothing. The text itself is not repeated: it may hold a password."""

    def read(name: str, text: str) -> str:
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            port_is_a_number = parts.port is None or parts.port > 0
        except ValueError:
            raise SenselessSetting(f"{name} is not an address that can be read.") from None
        if parts.scheme not in schemes:
            raise SenselessSetting(f"{name} must begin with one of {', '.join(s + '://' for s in schemes)}.")
        if not port_is_a_number or (host_needed and not parts.hostname):
            raise SenselessSetting(f"{name} names no host.")
        return text

    return read


def database(name: str, text: str) -> str:
    address(DATABASE_SCHEMES)(name, text)
    if text and len(urlsplit(text).path) < 2:
        raise SenselessSetting(f"{name} names no database: write postgres://user:password@host:5432/name.")
    return text


def words(name: str, text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def origins(name: str, text: str) -> list[str]:
    found = words(name, text)
    for origin in found:
        if not origin.startswith(("https://", "http://")):
            raise SenselessSetting(f"{name} holds {origin!r}, but each origin must begin with https:// or http://.")
    return found


def networks(name: str, text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for word in words(name, text):
        try:
            network = ip_network(word)
        except ValueError:
            raise SenselessSetting(
                f"{name} holds {word!r}, but each must be an address or a network such as 10.0.0.0/8."
            ) from None
        if network.prefixlen == 0:
            raise SenselessSetting(f"{name} holds {word!r}, which would trust everybody.")
        found.append(network)
    return tuple(found)


def secret(name: str, text: str) -> str:
    if text and len(text) < 32:
        raise SenselessSetting(f"{name} is {len(text)} characters long, but must have at least 32.")
    return text


def folder(name: str, text: str) -> Path:
    path = Path(text).expanduser()
    path = path if path.is_absolute() else ROOT / path
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SenselessSetting(f"{name} is {text!r}, but this folder cannot be made: {error.strerror}.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise SenselessSetting(f"{name} is {text!r}, but this folder cannot be written to.")
    return path


def any_text(name: str, text: str) -> str:
    return text


VARIABLES: tuple[Variable, ...] = (
    Variable("PORTAL_DATA", "var", folder, "Folder of database, search index, queue, uploaded files and mails."),
    Variable("PORT", "8000", whole_number(1, 65535), "Port of the web server."),
    Variable("HOST", "127.0.0.1", any_text, "Address the web server listens on; 0.0.0.0 for every network."),
    Variable("DEBUG", "off", yes_or_no, "Django's debug pages; never on where strangers can come."),
    Variable("SECRET_KEY", "", secret, "Key that signs sessions and links.", "made once and kept in the data folder"),
    Variable(
        "DATABASE_URL",
        "",
        database,
        "Database, such as postgres://user:password@host:5432/name.",
        "SQLite file in the data folder",
    ),
    Variable(
        "CELERY_BROKER_URL",
        "",
        address(BROKER_SCHEMES),
        "Queue, such as redis://host:6379/0 or amqp://host:5672//.",
        "Valkey started with the site",
    ),
    Variable(
        "CACHE_URL",
        "",
        address(CACHE_SCHEMES),
        "Cache, such as redis://host:6379/1, or locmem://.",
        "the queue's Redis or Valkey, else memory of each process",
    ),
    Variable(
        "ALLOWED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        words,
        "Host names the site answers to, separated by commas.",
    ),
    Variable("CSRF_TRUSTED_ORIGINS", "", origins, "Origins from which forms may come when a proxy stands before.", "none"),
    Variable(
        "TRUSTED_PROXIES",
        "",
        networks,
        "Addresses or networks of the proxies whose X-Forwarded-For is believed, separated by commas.",
        "none is believed",
    ),
    Variable(
        "SITE_URL",
        "",
        address(("https", "http"), host_needed=True),
        "Address of the site as written in mails, feeds and the sitemap.",
        "http://localhost and the port",
    ),
    Variable("HTTPS", "off", yes_or_no, "The site is reached by https: secure cookies, HSTS, redirect from http."),
    Variable(
        "EMAIL_URL",
        "",
        address(EMAIL_SCHEMES),
        "Mail server, such as smtp+tls://user:password@host:587.",
        "mails are written to files in the data folder",
    ),
    Variable("DEFAULT_FROM_EMAIL", "portal@localhost", any_text, "Sender of mails."),
    Variable(
        "API_REQUESTS_A_MINUTE",
        "600",
        whole_number(0, 1_000_000),
        "Requests to the API that one address may make a minute; 0 for no limit.",
    ),
    Variable(
        "KEPT_PAGE_SECONDS",
        "5",
        whole_number(0, 60),
        "How long public pages are kept for visitors who have not signed in; 0 for not at all.",
    ),
    Variable("DOCUMENT_LIMIT_MB", "64", whole_number(1, 2048), "Largest file, in megabytes, that is taken as a draft or paper."),
    Variable("WEB_WORKERS", "2", whole_number(1, 64), "Processes of the web server."),
    Variable("WEB_THREADS", "4", whole_number(1, 64), "Threads of each web process."),
    Variable("TASK_WORKERS", "2", whole_number(1, 64), "Processes of the task worker."),
    Variable("SHIPPED_RECORDS", "on", yes_or_no, "Load the catalogues that come with the portal at the first start."),
    Variable("DEMO", "on", yes_or_no, "Load the demonstration programme at the first start."),
    Variable("LOG_LEVEL", "INFO", one_of(LOG_LEVELS), "Least grave message that is logged."),
)


@dataclass(frozen=True)
class Environment:
    """The variables, read and checked."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def data_folder(self) -> Path:
        return self.values["PORTAL_DATA"]

    @property
    def secret_key(self) -> str:
        """The one given, else one made at the first start and kept, readable by its owner only."""
        if given := self.values["SECRET_KEY"]:
            return given
        kept = self.data_folder / "secret-key"
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return kept.read_text().strip()

    @property
    def valkey_socket(self) -> Path:
        """Where the embedded queue listens: in the data folder unless its path is too long for a socket."""
        socket = self.data_folder / "queue" / "valkey.sock"
        if len(os.fsencode(socket)) <= SOCKET_PATH_LIMIT:
            return socket
        short = hashlib.sha256(os.fsencode(self.data_folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"portal-{os.getuid()}-{short}" / "valkey.sock"

    @property
    def broker_url(self) -> str:
        return self.values["CELERY_BROKER_URL"] or f"redis+socket://{self.valkey_socket}"

    @property
    def cache_url(self) -> str:
        """Redis beside the queue if there is one; memory of the process while the embedded queue does not run."""
        if given := self.values["CACHE_URL"]:
            return given
        broker = self.values["CELERY_BROKER_URL"]
        if broker.startswith(("redis://", "rediss://")):
            return broker
        if not broker and self.valkey_socket.exists():
            return f"unix://{self.valkey_socket}?db=1"
        return "locmem://"

    @property
    def site_url(self) -> str:
        return (self.values["SITE_URL"] or f"http://localhost:{self.values['PORT']}").rstrip("/")


def read(given: Mapping[str, str]) -> Environment:
    """Read all variables; an empty one counts as not set.

    Raises `SenselessSetting` with one sentence for the first that cannot be meant.
    """
    values = {v.name: v.read(v.name, (given.get(v.name) or "").strip() or v.default) for v in VARIABLES}
    if values["HTTPS"] and values["DEBUG"]:
        raise SenselessSetting("DEBUG is on together with HTTPS, but a site in service must not show debug pages.")
    return Environment(values)
