"""The history of a record: its dated facts and the changes of its entry, the latest first.

The public sees what happened and since when the portal knows it; who entered it is for those who work here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.base import wording

from .record_words import EVENTS, Entry, listed

if TYPE_CHECKING:
    from .record_page import RecordPage

NOT_BEFORE = ", not before "
"""As the shipped stage histories say it of a change that somebody noticed later."""
FIELDS_NOT_TOLD = frozenset({"version", "updated_at", "batch_id", "source_id"})


def history(page: RecordPage, *, names: bool) -> list[Entry]:
    """Facts by the day on which they were true, then edits by the day on which they were made."""
    entries = [_of_fact(fact, names=names) for fact in page.facts]
    for audited in page.audit():
        changed = _changed(page.record, audited.changes)
        if changed:
            day = wording.day(audited.at)
            entered = audited.verb.endswith(".enter")
            entries.append(
                Entry(
                    on=day,
                    what=_("Entered here") if entered else _("Entry edited: %(fields)s") % {"fields": changed},
                    recorded=day,
                    note=audited.note if names else "",
                    who=audited.by__name if names else "",
                    sort=(day, audited.pk),
                )
            )
    return sorted(entries, key=lambda entry: entry.sort, reverse=True)


def _of_fact(fact: Any, *, names: bool) -> Entry:
    note = fact.note
    if fact.voided_at is not None:
        note = _("Taken back on %(day)s: %(reason)s") % {"day": wording.day(fact.voided_at), "reason": fact.void_reason}
    elif fact.superseded_at is not None:
        note = _("Changed on %(day)s") % {"day": wording.day(fact.superseded_at)}
    elif fact.imported:
        note = _imported(note)
    return Entry(
        on=wording.day(fact.valid_from, fact.precision),
        what=f"{EVENTS[fact.event]} {getattr(fact, 'stage', '')}".strip(),
        recorded=wording.day(fact.recorded_at),
        note=note,
        who=fact.recorded_by__name if names else "",
        voided=fact.voided_at is not None or fact.superseded_at is not None,
        sort=(wording.day(fact.valid_from), fact.pk),
    )


def _imported(note: str) -> str:
    """What a catalogue is known to say of a date, in the reader's language; any other note as it stands."""
    words, _comma, since = note.partition(NOT_BEFORE)
    if since:
        return _("%(note)s, not before %(day)s") % {"note": _imported(words), "day": since}
    return {
        "": _("taken over from a catalogue"),
        "seen": _("seen in the catalogue of this day"),
        "observed": _("change noticed on this day"),
        "first observed": _("noticed for the first time on this day"),
    }.get(note, note)


def _changed(record: Any, changes: dict[str, Any]) -> str:
    """The changed fields by the names that a form shows."""
    found = []
    for name in changes:
        columns = {column.attname: column for column in record._meta.concrete_fields}
        if name in columns and name not in FIELDS_NOT_TOLD and columns[name].editable:
            found.append(str(columns[name].verbose_name))
    return listed(found)
