"""Load the shipped list of committees."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from portal.base import audit, outbox, reference
from portal.base.actions_reference import VERB, sources_as_printed
from portal.base.models import User
from portal.base.names import pinyin
from portal.base.settling import Settled, settle

from .addresses import slug_of
from .models import Committee

_STATUS = {"Active": Committee.Status.ACTIVE, "Suspended": Committee.Status.SUSPENDED}
_COMPARED = ("name_zh", "name_en", "name_pinyin", "status", "founded_on", "host_text", "verified", "parent_id", "source_id")


@transaction.atomic
def load_committees(*, by: User) -> Settled:
    """Committees of ISO, IEC, ITU-T, 3GPP, SAC and CCSA, parents first. An unknown parent stays unknown."""
    waiting = list(reference.rows("committees.csv"))
    listed = {row["code"] for row in waiting}
    printed = sources_as_printed()
    settled = Settled()
    with audit.act(VERB, by=by, note="committees.csv"):
        done: set[str] = set()
        while waiting:
            ready = [row for row in waiting if row["parent"] in done or row["parent"] not in listed]
            waiting = [row for row in waiting if row["parent"] not in done and row["parent"] in listed]
            known = dict(Committee.objects.values_list("code", "pk"))
            rows = [_committee(row, known, printed) for row in ready]
            settled += settle(rows, Committee.objects.all(), key=("code",), compared=_COMPARED)
            done |= {row["code"] for row in ready}
        outbox.note_many(outbox.COMMITTEE, settled.touched)
    return settled


def code_in_form(code: str) -> str:
    """`SAC/TC28/SC42` is written SAC/TC 28/SC 42."""
    return re.sub(r"\b(TC|SC|WG)(\d)", r"\1 \2", code) if code.startswith("SAC/") else code


def _committee(row: dict[str, str], known: dict[str, int], printed: dict[str, object]) -> Committee:
    code = code_in_form(row["code"])
    return Committee(
        code=code,
        slug=slug_of(code if row["body"] != "3GPP" else f"3GPP {code}"),
        body=row["body"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        name_pinyin=pinyin(row["name_zh"]),
        parent_id=known.get(code_in_form(row["parent"])),
        status=_STATUS.get(row["status"], Committee.Status.UNKNOWN),
        founded_on=date.fromisoformat(row["created"]) if row["created"] else None,
        host_text=row["secretariat"],
        verified=row["verified"] == "1",
        source=printed.get(row["source"]),
    )
