"""Deadlines as a calendar file (RFC 5545): whole days, a reminder by each deadline's own lead time, one lasting UID each.

A whole day has no zone in a calendar (3.3.4, DATE); the zone stands in the description, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import clock
from .deadline_words import Shown

OCTETS = 75
STATUS = {"running": "CONFIRMED", "met": "CONFIRMED", "paused": "TENTATIVE", "dropped": "CANCELLED"}


def respond(deadlines: Iterable[Shown], name: str) -> HttpResponse:
    """The file as a download."""
    response = HttpResponse(calendar_file(deadlines), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def calendar_file(deadlines: Iterable[Shown]) -> bytes:
    """All that have a day; what stands still has none."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Standards Programme Portal//Deadlines//{_language()}"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{text(_('Deadlines'))}"]
    for one in deadlines:
        if one.day is not None:
            lines += event(one)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def event(one: Shown) -> Iterator[str]:
    """One deadline as an all-day event: DTEND is the first day that no longer belongs to it (3.6.1)."""
    row, site = one.deadline, str(settings.SITE_URL).rstrip("/")
    assert one.day is not None
    changed = f"{(row.updated_at or clock.now()).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name = f"{one.title}{_(': ')}{one.subject}" if one.subject else one.title
    said = [_("Demonstration data")] if row.is_demo else []
    yield "BEGIN:VEVENT"
    yield f"UID:{row.key}@{urlsplit(site).hostname}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{row.version}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(name)}"
    yield f"DESCRIPTION:{text(chr(10).join([*said, *one.why]))}"
    yield f"URL:{site}{row.get_absolute_url()}"
    yield f"STATUS:{STATUS[row.state]}"
    yield "TRANSP:TRANSPARENT"
    if row.state == row.State.RUNNING:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text(name)}", f"TRIGGER:-P{row.lead_days}D", "END:VALARM")
    yield "END:VEVENT"


def text(value: str) -> str:
    """A TEXT value (3.3.11): backslash, semicolon, comma and line ends escaped, other control characters dropped."""
    value = value.replace("\r\n", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(each for each in value if each >= " " or each == "\t")


def folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, no character cut in two; a piece that goes on begins with a blank (3.1)."""
    pieces, piece = [], b""
    for each in line:
        octets = each.encode()
        if len(piece) + len(octets) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _language() -> str:
    return "EN" if (get_language() or "").startswith("en") else "ZH"
