"""Why a record is counted, nearly counted or unknown, in words. The codes come from the metrics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.base import wording

from .metrics import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REASONS: dict[str, StrPromise] = {
    # formulated
    "published": _("published within the period, key area confirmed"),
    "published_before": _("published before the period"),
    "published_after": _("published after the period"),
    "published_later": _("published after the asked day"),
    "day_uncertain": _("day known only to the month or year; it may lie after the asked day"),
    "day_straddles": _("day known only to the month or year; it may lie outside the period"),
    "no_day": _("in force by its source, day of publication not known"),
    "no_area": _("no key area confirmed"),
    "area_rejected": _("staff decided that it does not belong to the key area"),
    "area_uncertain": _("not sure whether the key area held on the asked day"),
    "area_not_known_yet": _("key area confirmed only after the asked state of knowledge"),
    "area_ahead": _("key area holds only after the asked day"),
    "area_ended": _("key area ended before the asked day"),
    "amendment": _("amendment sheets do not count"),
    "level": _("level outside the definition"),
    "withdrawn_held": _("withdrawn by the asked day"),
    "withdrawn_uncertain": _("not sure whether withdrawn by the asked day"),
    "replaced_held": _("replaced by the asked day"),
    "replaced_uncertain": _("not sure whether replaced by the asked day"),
    "retracted": _("taken back with its import"),
    "voided": _("entry voided as a mistake"),
    "not_known_yet": _("recorded only after the asked state of knowledge"),
    # demonstrated
    "selected": _("selected within the period"),
    "selected_before": _("selected before the period"),
    "selected_after": _("selected after the period"),
    "selected_later": _("selected after the asked day"),
    "no_field": _("field not given; it may or may not be one more field"),
    "is_applied": _("applied, not yet decided"),
    "is_refused": _("not selected"),
    "is_withdrawn": _("withdrawn after selection"),
    # conversion rate
    "converted": _("converted by a Chinese standard"),
    "older_edition": _("only an older edition is adopted"),
    "edition_unknown": _("the adoption names no edition"),
    "not_converted": _("no Chinese standard adopts it"),
    "degree": _("degree of adoption does not count"),
    "standard_ended": _("the adopting standard has ended"),
    "standard_ahead": _("the adopting standard is published only after the asked day"),
    "adoption_ahead": _("the adoption holds only after the asked day"),
    "adoption_ended": _("the adoption had ended by the asked day"),
    "end_uncertain": _("not sure whether the adopting standard has ended"),
    "to_check": _("the adoption waits to be checked by a person"),
    "unsuitable": _("decided unsuitable for conversion; outside the denominator"),
    "unlisted": _("taken off the list by the asked day"),
    "listing_uncertain": _("not sure whether on the list on the asked day"),
    "list_not_known_yet": _("put on the list only after the asked state of knowledge"),
    # led
    "proven": _("leadership proven"),
    "no_evidence": _("claimed, evidence missing"),
    "not_confirmed": _("claimed, not yet confirmed by a second person"),
    "no_organisation": _("claimed, person or organisation missing"),
    "claim_disputed": _("leadership disputed"),
    "claim_withdrawn": _("claim withdrawn"),
    "proof_uncertain": _("not sure whether proven by the asked day"),
    "not_published": _("proven, not yet published"),
    "body": _("body outside the definition"),
}

OUTCOMES: dict[str, StrPromise] = {
    "counted": _("counted"),
    "near_miss": _("not counted, with reason"),
    "unknown": _("cannot be told"),
    "absent": _("in no list"),
}


def reason_words(code: str) -> str:
    """The reason as a phrase; a code without words is shown as it is, so that it is noticed."""
    return str(REASONS.get(code, code))


def explained(entry: Entry) -> str:
    """The reason of one entry with its particulars: the number of the adopting standard, the day it was recorded."""
    words = reason_words(entry.reason)
    extra = ", ".join(particulars(entry.details))
    return gettext("%(reason)s (%(particulars)s)") % {"reason": words, "particulars": extra} if extra else words


def particulars(details: Mapping[str, Any]) -> list[str]:
    """What is known beside the reason, in the order in which it helps."""
    found = []
    if details.get("number"):
        found.append(f"{details['number']} {details.get('degree', '')}".strip())
    if "current_edition" in details and details.get("number") and not details["current_edition"]:
        found.append(gettext("not the current edition"))
    if details.get("why"):
        found.append(why_words(details["why"]))
    if isinstance(details.get("day"), (date, datetime, str)):
        found.append(day_words(details["day"]))
    return found


def day_words(day: date | datetime | str) -> str:
    return day[:10] if isinstance(day, str) else wording.day(day)


def why_words(code: str) -> str:
    """Why a standard was decided unsuitable."""
    from .models import SuitabilityDecision

    return str(dict(SuitabilityDecision.Reason.choices).get(code, code))
