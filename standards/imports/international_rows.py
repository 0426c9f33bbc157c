"""One row of an international catalogue → a candidate or a rejection. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from standards.designations import Designation, DesignationError, parse

from .candidates import Candidate, Link, plain_slug
from .cells import day, given, several, text
from .said import RowRejected
from .stages import events_of
from .tables import Row

NO_NUMBER = gettext_noop("The number of the standard is missing.")
UNREADABLE = gettext_noop("Cannot read “%(text)s”: expected %(expected)s at character %(position)d.")
CHINESE = gettext_noop("This is a Chinese number. Import it with the standards.")

EXTRA = frozenset(
    "approved consolidated derived first_seen former_designations iec_uid radio releases stable_until status versions".split()
)
KEPT = (str, int, bool, list)
TEXTS = ("title_zh", "title_en", "title_fr", "doc_type", "edition", "stage")
LINKS = (
    ("replaces", "replaces", True),
    ("replaced_by", "replaces", False),
    ("amends", "amends", True),
    ("amends_family", "amends", True),
    ("amended_by", "amends", False),
    ("under_revision_by", "revises", False),
    ("identical_to", "twin", True),
    ("adopted_from", "adopts", True),
)
LINKED = frozenset(name for name, _, _ in LINKS)
YEARS = range(1850, 2101)


def rejected(column: str, error: DesignationError) -> RowRejected:
    """Why a number cannot be read."""
    return RowRejected(
        column, UNREADABLE, text=error.text[:80], expected=error.expected, position=error.position + 1
    )  # fmt: skip


def candidate(row: Row, snapshot_of: dict[str, date], today: date) -> Candidate:
    """Clean one row. `snapshot_of` is the day of each body's catalogue; RowRejected says which column and why."""
    if row.problem:
        raise RowRejected("", row.problem)
    fields = row.fields
    printed = text(fields.get("designation"), "designation")
    if not printed:
        raise RowRejected("designation", NO_NUMBER)
    uid = text(fields.get("uid"), "uid")
    number = _read(printed, known=bool(uid))
    body = text(fields.get("body"), "body") or (number.body if number else "")
    columns = _columns(fields, printed, number, body)
    columns["uid"] = uid
    snapshot = _snapshot(fields, snapshot_of.get(body, today))
    events = events_of(_told(fields, body), snapshot)
    slug = number.slug if number else plain_slug(printed) or plain_slug(uid)
    return Candidate(row.number, uid or columns["designation"], slug, columns, events, row.cells, body)


def linking(row: Row) -> Candidate:
    """Only what the links of a row need. The number is read when the source has no identifier of its own."""
    printed = text(row.fields.get("designation"), "designation")
    uid, body = text(row.fields.get("uid"), "uid"), text(row.fields.get("body"), "body")
    number = None if uid else _read(printed, known=False)
    normal = number.normal if number else printed
    found = Candidate(row.number, uid or normal, "", {"designation": normal}, [], {}, body or (number.body if number else ""))
    found.links = list(links_of(row.fields))
    return found


def _snapshot(fields: dict[str, Any], usual: date) -> date:
    if not fields.get("snapshot"):
        return usual
    said = day(fields["snapshot"], "snapshot")
    return said.last if said else usual


def _told(fields: dict[str, Any], body: str) -> dict[str, Any]:
    """The fields with the stage as text: a spreadsheet makes 60.6 of 60.60."""
    stage = fields.get("stage")
    if stage is None or isinstance(stage, str):
        return fields if fields.get("body") == body else {**fields, "body": body}
    written = f"{stage:05.2f}" if isinstance(stage, float) else text(stage)
    return {**fields, "stage": written, "body": body}


def _read(printed: str, *, known: bool) -> Designation | None:
    """The number. One that cannot be read is kept as printed when the source has an identifier of its own for the record."""
    try:
        number = parse(printed)
    except DesignationError as error:
        if known:
            return None
        raise rejected("designation", error) from None
    if number.body == "CN":
        raise RowRejected("designation", CHINESE)
    return number


def _columns(fields: dict[str, Any], printed: str, number: Designation | None, body: str) -> dict[str, Any]:
    normal = number.normal if number else printed
    columns = {
        "designation": normal,
        "designation_raw": printed if printed != normal else "",
        "sort_key": number.sort_key if number else f"9{body} |{printed}|".lower() + printed,
        "family": number.undate().normal if number else "",
        "work": number.identity if number else "",
        "year": number.year if number and number.year in YEARS else None,
        "body": body,
        "title_other": text(fields.get("title_ja") or fields.get("title_ru"), "title_ja"),
        "ics": several(fields["ics"], "ics") if "ics" in fields else [],
        "committee_text": given(fields["committee"], "committee") if "committee" in fields else "",
        "extra": _extra(fields),
    }
    for name in TEXTS:
        columns[name] = text(fields[name], name) if name in fields else ""
    if number is None:
        columns["extra"]["unread_number"] = True
    return columns


def _extra(fields: dict[str, Any]) -> dict[str, Any]:
    """What the source says besides, kept as it says it."""
    return {name: fields[name] for name in EXTRA & fields.keys() if fields[name] and isinstance(fields[name], KEPT)}


def links_of(fields: dict[str, Any]) -> Iterator[Link]:
    """The relations that one row tells, numbers as printed."""
    for name, kind, forward in LINKS:
        value = fields.get(name)
        if not value:
            continue
        pieces = [value] if isinstance(value, str) and name == "amends_family" else value
        for piece in pieces if isinstance(pieces, list) else several(pieces, name):
            cited = piece.get("designation") if isinstance(piece, dict) else piece
            if cited and isinstance(cited, str):
                yield Link(kind, text(cited, name), forward)
