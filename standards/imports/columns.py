"""Columns and events of a row in words, for the preview and the list of rejects."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy, pgettext_lazy

from .catalogues import BY_KIND

EVENTS = {
    "ended": gettext_lazy("withdrawn"),
    "degree": pgettext_lazy("import", "Degree"),
    "adoption": pgettext_lazy("import", "Adoptions"),
    "adopted": pgettext_lazy("import", "Adoptions"),
    "relations": pgettext_lazy("import", "Adoptions"),
    "published": gettext_lazy("published"),
    "in_force": gettext_lazy("came into force"),
    "replaced": gettext_lazy("replaced"),
    "withdrawn": gettext_lazy("withdrawn"),
    "cancelled": gettext_lazy("abandoned"),
    "confirmed": gettext_lazy("confirmed"),
    "corrected": gettext_lazy("corrected version published"),
    "stage": gettext_lazy("stage reached"),
    "seen_current": gettext_lazy("seen in force"),
    "seen_ended": gettext_lazy("seen withdrawn"),
    "seen_unclear": gettext_lazy("seen, status not stated"),
}


def label(kind: str, name: str) -> str:
    """A column of a file of this kind, or an event, in the active language."""
    if name in EVENTS:
        return str(EVENTS[name])
    catalogue = BY_KIND.get(kind)
    if catalogue is None:
        return name
    try:
        field = catalogue.model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", name))
