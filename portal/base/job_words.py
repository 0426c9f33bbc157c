"""What a job was given, in the reader's words. Stored are names and values only."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from .models import Batch, DocumentVersion, Job

LABELS = {
    "year": gettext_lazy("Year"),
    "batch": gettext_lazy("File"),
    "goals": gettext_lazy("Goals"),
    "document_version": gettext_lazy("Document"),
    "overwrite": gettext_lazy("Also take the rows listed as conflicting"),
    "reason": gettext_lazy("Reason"),
}
"""Arguments in words; one without words is shown by its name."""


def given(job: Job) -> list[dict[str, Any]]:
    """Each argument as a pair; what was left at its default says nothing."""
    said = job.arguments.items()
    return [
        {"label": str(LABELS.get(name, name)), **_value(name, value)} for name, value in said if value not in (None, "", False)
    ]


def _value(name: str, value: Any) -> dict[str, Any]:
    if name == "batch" and (batch := Batch.objects.filter(pk=value).first()):
        return {"text": batch.name, "url": batch.get_absolute_url()}
    if name == "document_version" and (version := DocumentVersion.objects.select_related("document").filter(pk=value).first()):
        return {"text": str(version)}
    if name == "goals" and isinstance(value, list):
        return {"text": ngettext("%(n)s goal", "%(n)s goals", len(value)) % {"n": len(value)}}
    return {"text": gettext("yes") if value is True else str(value)}
