"""What the status word of an international source means, as events of a record's life. Pure.

| body | word | events |
| --- | --- | --- |
| ISO | 60.60, 90.x, 95.20, 95.60, 95.92 | published; 90.93 with its day: confirmed |
| ISO | 95.99 | withdrawn, or replaced when a successor is named; without a day: seen ended |
| ISO | x.98 | cancelled |
| ISO | below 60.60 | stage reached; `published` is then no publication of the standard |
| IEC | PUBLISHED / REVISED, REPLACED / WITHDRAWN | published / replaced / withdrawn |
| ITU | Published / Withdrawal | published / seen ended |
| IEEE | Draft / Withdrawn, Reserved, Inactive / Superseded | stage / seen ended / seen ended |
| W3C | Recommendation, Note, Statement / Retired / others | published / seen ended / stage |
| IETF | HISTORIC, or obsoleted by another / UNKNOWN | seen ended / seen, status not stated |
| JIS | valid / withdrawn | published / seen ended |
| EASC | new, replaces / replaced, withdrawn | published / seen ended |
| others, or no word | | published and: seen, status not stated |
| any, in words | current, valid, 现行 / withdrawn, 废止, 作废 / replaced, 被代替 / draft, 草案 | as above |

"Seen" facts are dated to the snapshot of the source: it was so by then, since when is not known.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from .cells import Day, day


class Seen(NamedTuple):
    """One event as the source tells it. `stage` is the source's own word."""

    event: str
    valid_from: date
    certain_from: date
    precision: str = "day"
    stage: str = ""
    note: str = ""


CURRENT, REPLACED, WITHDRAWN, CANCELLED, DRAFT, UNCLEAR = "current", "replaced", "withdrawn", "cancelled", "draft", "unclear"

_IEC = {"PUBLISHED": CURRENT, "REVISED": REPLACED, "REPLACED": REPLACED, "WITHDRAWN": WITHDRAWN}
_ITU = {"Published": CURRENT, "Withdrawal": WITHDRAWN}
_W3C = {"Recommendation": CURRENT, "Note": CURRENT, "Statement": CURRENT, "Registry": CURRENT, "Retired": WITHDRAWN}
_IETF = {"HISTORIC": WITHDRAWN, "UNKNOWN": UNCLEAR}
_JIS = {"valid": CURRENT, "withdrawn": WITHDRAWN}
_EASC = {"new": CURRENT, "replaces": CURRENT, "replaced": REPLACED, "withdrawn": WITHDRAWN}
_WORDS = {
    "current": CURRENT, "valid": CURRENT, "active": CURRENT, "published": CURRENT, "现行": CURRENT, "有效": CURRENT,
    "withdrawn": WITHDRAWN, "inactive": WITHDRAWN, "废止": WITHDRAWN, "作废": WITHDRAWN, "已废止": WITHDRAWN,
    "replaced": REPLACED, "superseded": REPLACED, "被代替": REPLACED, "cancelled": CANCELLED, "abandoned": CANCELLED,
    "draft": DRAFT, "草案": DRAFT, "制定中": DRAFT,
}  # fmt: skip


def _ieee(row: dict[str, Any], stage: str) -> str:
    """The status says what holds; drafts that are over are no longer offered."""
    status = row.get("status") or ""
    if stage == "Withdrawn":
        return WITHDRAWN
    if status == "Superseded" or stage == "Superseded":
        return REPLACED
    if stage == "Draft" and status == "Active":
        return DRAFT
    return CURRENT if status == "Active" else WITHDRAWN


def _iso(row: dict[str, Any], stage: str) -> str:
    if stage == "95.99":
        return REPLACED if row.get("replaced_by") else WITHDRAWN
    if stage.endswith(".98"):
        return CANCELLED
    if not stage:
        return UNCLEAR
    return CURRENT if stage >= "60.60" else DRAFT


_BY_BODY: dict[str, Callable[[dict[str, Any], str], str]] = {
    "IEC": lambda row, stage: _IEC.get(stage, ""),
    "ITU": lambda row, stage: _ITU.get(stage, ""),
    "W3C": lambda row, stage: _W3C.get(stage, DRAFT if stage else ""),
    "IETF": lambda row, stage: WITHDRAWN if row.get("replaced_by") else _IETF.get(stage, CURRENT if stage else ""),
    "JIS": lambda row, stage: _JIS.get(stage, ""),
    "EASC": lambda row, stage: _EASC.get(stage, ""),
    "IEEE": _ieee,
}


def standing(row: dict[str, Any]) -> str:
    """What holds according to the source on its snapshot day."""
    stage = row.get("stage") or ""
    if len(stage) == 5 and stage[2] == "." and stage[:2].isdigit():
        return _iso(row, stage)
    by_body = _BY_BODY.get(row.get("body") or "")
    found = by_body(row, stage) if by_body else ""
    return found or _WORDS.get(str(stage or row.get("status") or "").lower(), UNCLEAR)


_DATED = (("corrected", "corrected", ""), ("reaffirmed", "confirmed", ""), ("approved", "stage", "approved"))


def _at(event: str, known: Day, stage: str = "", note: str = "") -> Seen:
    return Seen(event, known[0], known[2], known[1], stage, note)


def events_of(row: dict[str, Any], snapshot: date) -> list[Seen]:
    """The events that one row of a catalogue tells. RowRejected when a date cannot be read."""
    stage = str(row.get("stage") or "")
    holds = standing(row)
    since = day(row.get("stage_date"), "stage_date")
    published = day(row.get("published"), "published")
    events = []
    if published and holds != DRAFT and holds != CANCELLED:
        events.append(_at("published", published))
    for field, event, word in _DATED:
        if field in row and (known := day(row[field], field)):
            events.append(_at(event, known, word))
    return events + _standing_events(row, holds, stage, since, bool(published), snapshot)


def _standing_events(
    row: dict[str, Any], holds: str, stage: str, since: Day | None, published: bool, snapshot: date
) -> list[Seen]:
    """How it stands on the snapshot day: dated where the source dates it, else seen so."""
    if holds == CURRENT:
        if since and stage == "90.93":
            return [_at("confirmed", since, stage)]
        return [] if published else [Seen("seen_current", snapshot, snapshot, "day", stage)]
    if holds in (REPLACED, WITHDRAWN):
        ended = since or day(row.get("withdrawn"), "withdrawn")
        if ended:
            return [_at(holds, ended, stage)]
        return [Seen("seen_ended", snapshot, snapshot, "day", stage, "replaced" if holds == REPLACED else "")]
    if holds == UNCLEAR:
        return [Seen("seen_unclear", snapshot, snapshot, "day", stage)]
    event = "cancelled" if holds == CANCELLED else "stage"
    if since:
        return [_at(event, since, stage)]
    return [Seen(event, snapshot, snapshot, "day", stage, "seen")]
