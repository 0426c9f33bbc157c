"""What the import pages show: rows in words, tabs with counts, the job at work. Reads only."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.base.models import AuditEntry, Batch, BatchRow, Job

from .imports.columns import label
from .imports.rejects import said_of
from .imports.taking_back import KEPT

ROWS = 50
KINDS = {
    "standards": gettext_lazy("Chinese standards"),
    "international": gettext_lazy("International standards"),
    "adoptions": gettext_lazy("Adoptions"),
    "stages": gettext_lazy("Stage histories"),
}
OUTCOMES = {
    "new": pgettext_lazy("rows", "new"),
    "changed": pgettext_lazy("rows", "changed"),
    "same": pgettext_lazy("rows", "same"),
    "conflicting": pgettext_lazy("rows", "conflicting"),
    "rejected": pgettext_lazy("rows", "rejected"),
}
SHOWN = 160
"""Characters of a long text in the preview."""


@dataclass
class Line:
    """One row of the table, as `components/import_row.html` wants it."""

    number: int
    state: str
    state_text: str
    name: str
    changes: list[dict[str, str]]
    problems: list[dict[str, str]]


def line(row: BatchRow) -> Line:
    kind = row.batch.kind
    changes = [
        {"field": label(kind, name), "was": short(pair[0]), "becomes": short(pair[1])}
        for name, pair in row.changes.items()
        if name != "_" and isinstance(pair, list)
    ]
    problems = [{"column": label(kind, row.column), "reason": said_of(row)}] if row.reason else []
    return Line(row.number, row.outcome, str(OUTCOMES[row.outcome]), row.key, changes, problems)


def short(value: Any) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, list):
        value = "; ".join(str(one) for one in value)
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def tabs(batch: Batch, chosen: str) -> list[dict[str, Any]]:
    """One tab an outcome with its number; those without any are left out, but for the chosen one."""
    found = []
    for outcome, text in OUTCOMES.items():
        count = batch.counts.get(outcome, 0)
        if count or outcome == chosen:
            url = f"{batch.get_absolute_url()}?outcome={outcome}"
            found.append({"label": text, "url": url, "count": count, "current": outcome == chosen})
    return found


def first_outcome(batch: Batch) -> str:
    """What needs eyes first."""
    order = ("rejected", "conflicting", "changed", "new", "same")
    return next((outcome for outcome in order if batch.counts.get(outcome)), "new")


def rows_page(batch: Batch, outcome: str, number: str | None) -> Page:
    rows = batch.rows.filter(outcome=outcome).select_related("batch").order_by("number")
    return Paginator(rows, ROWS).get_page(number)


def job_of(batch: Batch) -> Job | None:
    """The latest job about this import."""
    return Job.objects.filter(kind__startswith="import.", key=str(batch.pk)).order_by("-pk").first()


def kept(batch: Batch) -> list[str]:
    """Records that were left as they are when the import was taken back."""
    entries = AuditEntry.objects.filter(batch=batch, verb=KEPT).order_by("pk")
    return list(entries.values_list("subject_text", flat=True)[:500])


def facts(batch: Batch) -> list[dict[str, Any]]:
    """The head of the page as pairs."""
    rows: list[dict[str, Any]] = [
        {"label": _("What the rows are"), "text": KINDS.get(batch.kind, batch.kind)},
        {"label": _("Source"), "text": str(batch.source) if batch.source else _("as each row says")},
        {"label": _("Uploaded by"), "text": f"{batch.started_by} {batch.started_at:%Y-%m-%d}"},
    ]
    if batch.accepted_at:
        rows.append({"label": _("Accepted"), "text": f"{batch.accepted_at:%Y-%m-%d}"})
    if batch.reverted_at:
        rows.append({"label": _("Taken back"), "text": f"{batch.reverted_at:%Y-%m-%d}: {batch.revert_reason}"})
    return rows
