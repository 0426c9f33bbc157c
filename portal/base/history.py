"""The audit trail in words: verbs as people say them, field labels instead of columns, names instead of keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import AuditEntry, User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: Verb after the dot in words; the record it is about stands beside it.
VERBS: dict[str, StrPromise] = {
    "create": gettext_lazy("entered"),
    "enter": gettext_lazy("entered"),
    "add": gettext_lazy("entered"),
    "found": gettext_lazy("founded"),
    "edit": gettext_lazy("changed"),
    "rename": gettext_lazy("renamed"),
    "merge": gettext_lazy("merged"),
    "set-parent": gettext_lazy("parent changed"),
    "set-password": gettext_lazy("password changed"),
    "set-affiliation": gettext_lazy("employer changed"),
    "deactivate": gettext_lazy("closed"),
    "reactivate": gettext_lazy("opened again"),
    "grant": gettext_lazy("granted"),
    "end": gettext_lazy("ended"),
    "undo": gettext_lazy("undone"),
    "restore": gettext_lazy("restored"),
    "correct": gettext_lazy("corrected"),
    "correct-date": gettext_lazy("date corrected"),
    "correct-number": gettext_lazy("number corrected"),
    "publish": gettext_lazy("published"),
    "replace": gettext_lazy("replaced"),
    "withdraw": gettext_lazy("withdrawn"),
    "propose": gettext_lazy("proposed"),
    "issue-plan": gettext_lazy("plan issued"),
    "decide": gettext_lazy("decided"),
    "confirm": gettext_lazy("confirmed"),
    "reject": gettext_lazy("rejected"),
    "remove": gettext_lazy("removed"),
    "list": gettext_lazy("put on the list"),
    "unlist": gettext_lazy("taken off the list"),
    "accept": gettext_lazy("import accepted"),
    "take-back": gettext_lazy("import taken back"),
    "load": gettext_lazy("loaded"),
    "sign": gettext_lazy("signed"),
    "close": gettext_lazy("closed"),
    "state": gettext_lazy("state recorded"),
    "published": gettext_lazy("publication recorded"),
    "in-force": gettext_lazy("coming into force recorded"),
    "confirmed": gettext_lazy("confirmed"),
    "rejected": gettext_lazy("rejected"),
    "confirmed-many": gettext_lazy("confirmed together"),
    "rejected-many": gettext_lazy("rejected together"),
    "replaced": gettext_lazy("replacement recorded"),
    "withdrawn": gettext_lazy("withdrawal recorded"),
    "corrected": gettext_lazy("corrected version recorded"),
    "cancelled": gettext_lazy("abandonment recorded"),
    "proposed": gettext_lazy("proposal recorded"),
    "stage": gettext_lazy("stage recorded"),
    "seen-current": gettext_lazy("seen in force"),
    "seen-ended": gettext_lazy("seen ended"),
    "seen-unclear": gettext_lazy("seen, status not stated"),
    "turn": gettext_lazy("status turned with the calendar"),
    "void": gettext_lazy("voided"),
    "applied": gettext_lazy("application recorded"),
    "selected": gettext_lazy("selected"),
    "refused": gettext_lazy("not selected"),
    "claimed": gettext_lazy("claimed"),
    "proven": gettext_lazy("proof confirmed"),
    "disputed": gettext_lazy("disputed"),
    "area-target": gettext_lazy("target of an area set"),
    "join": gettext_lazy("joined by an import"),
    "links": gettext_lazy("linked by an import"),
    "rows": gettext_lazy("loaded by an import"),
    "begin": gettext_lazy("import begun"),
    "accepted": gettext_lazy("import accepted"),
    "prepare": gettext_lazy("prepared"),
    "cite": gettext_lazy("cited"),
    "save": gettext_lazy("saved"),
    "clear": gettext_lazy("taken out"),
    "notice": gettext_lazy("yearly notice entered"),
    "set": gettext_lazy("set"),
    "keep": gettext_lazy("former number kept"),
    "approve": gettext_lazy("approved"),
    "draft": gettext_lazy("new version drafted"),
    "examples": gettext_lazy("examples recorded"),
    "check": gettext_lazy("import checked"),
    "discard": gettext_lazy("import discarded"),
    "upload": gettext_lazy("file uploaded"),
    "add-version": gettext_lazy("new version"),
    "paused": gettext_lazy("clock stopped"),
    "extended": gettext_lazy("extended"),
    "met": gettext_lazy("met"),
    "dropped": gettext_lazy("dropped"),
    "reckoned": gettext_lazy("reckoned again"),
    "deadline.resume": gettext_lazy("clock runs again"),
    "run-again": gettext_lazy("run again"),
    "unmark": gettext_lazy("demonstration mark removed"),
    "mark-as-demonstration": gettext_lazy("marked as demonstration"),
    "return-proposal": gettext_lazy("proposal returned"),
    "propose-again": gettext_lazy("proposed again"),
    "open-objections": gettext_lazy("objection period opened"),
    "open-approval-notice": gettext_lazy("public notice before approval opened"),
    "start-periodic-review": gettext_lazy("periodic review begun"),
    "conclude-continue": gettext_lazy("reviewed: continues valid"),
    "conclude-change": gettext_lazy("reviewed: to be amended or revised"),
    "conclude-withdraw": gettext_lazy("reviewed: to be withdrawn"),
    "review-again": gettext_lazy("reviewed again"),
    "extend": gettext_lazy("term extended"),
    "file-paper": gettext_lazy("paper put on file"),
    "follow-rules": gettext_lazy("moved to another version of the rules"),
    "start-drafting": gettext_lazy("drafting begun"),
    "open-consultation": gettext_lazy("public comment opened"),
    "start-review": gettext_lazy("technical review begun"),
    "submit": gettext_lazy("submitted for approval"),
    "return": gettext_lazy("returned"),
    "redraft": gettext_lazy("back to drafting"),
    "suspend": gettext_lazy("suspended"),
    "resume": gettext_lazy("resumed"),
    "terminate": gettext_lazy("terminated"),
    # The same word said of other records.
    "demonstration.withdrawn": gettext_lazy("taken back"),
    "claim.withdrawn": gettext_lazy("taken back"),
    "standard.confirmed": gettext_lazy("review recorded: continues valid"),
    "international.confirmed": gettext_lazy("confirmation recorded"),
}
#: Bookkeeping of facts: said by the verb, the date and the person already.
SILENT = frozenset(
    """recorded_at recorded_by_id certain_from superseded_at superseded_by_id supersedes_id voided_by_id version batch_id
    imported identity sort_key name_pinyin""".split()
)
#: Columns that no form shows.
COLUMNS: dict[str, StrPromise] = {
    "value": gettext_lazy("Value"),
    "second_value": gettext_lazy("Second value"),
    "numerator": gettext_lazy("Numerator"),
    "denominator": gettext_lazy("Denominator"),
    "records": gettext_lazy("Records"),
    "digest": gettext_lazy("Digest of the counted records"),
    "is_demo": gettext_lazy("demonstration record"),
    "merged_at": gettext_lazy("merged"),
    "slug": gettext_lazy("Address"),
}


@dataclass(frozen=True)
class Change:
    """One field, from and to, as people read it."""

    label: str
    before: str
    after: str
    column: str = ""


@dataclass(frozen=True)
class Told:
    """One entry of the history in words."""

    pk: int
    at: datetime
    by: User
    verb: str
    what: str
    note: str
    changes: list[Change]
    is_edit: bool = False
    """A change of the record itself that its fields can go back behind."""


def verb_in_words(verb: str) -> str:
    """`standard.edit` as "changed"; an unknown verb as it is."""
    return str(VERBS.get(verb) or VERBS.get(verb.rpartition(".")[2], verb))


def told(entries: Iterable[AuditEntry]) -> list[Told]:
    """Entries in words, in a number of queries that depends only on the kinds of rows they name."""
    entries = list(entries)
    names = _names(entries)
    return [_tell(entry, names) for entry in entries]


def _tell(entry: AuditEntry, names: dict[tuple[str, str], str]) -> Told:
    model = _model(entry.row_type)
    changes = [
        Change(_label(model, column), *(_value(model, column, value, names) for value in pair), column)
        for column, pair in entry.changes.items()
        if column not in SILENT
    ]
    what = str(model._meta.verbose_name) if model is not None and entry.row_type != entry.subject_type else ""
    is_edit = "version" in entry.changes and (entry.row_type, entry.row_pk) == (entry.subject_type, entry.subject_pk)
    return Told(entry.pk, entry.at, entry.by, verb_in_words(entry.verb), what, entry.note, changes, is_edit)


def label_in_words(record: models.Model, column: str) -> str:
    return _label(type(record), column)


def value_in_words(record: models.Model, column: str, value: Any) -> str:
    """One stored value of a record as people read it."""
    field = _field(type(record), column)
    names = {}
    if field is not None and field.is_relation and value not in (None, ""):
        row = field.related_model._base_manager.filter(pk=value).first()
        names = {(field.related_model._meta.label_lower, str(value)): str(row)} if row else {}
    return _value(type(record), column, value, names)


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label) if label else None
    except LookupError:
        return None


def _field(model: type[models.Model] | None, column: str) -> Any:
    """The field behind a column, if the model still has it."""
    for name in (column, column.removesuffix("_id")):
        try:
            return model._meta.get_field(name) if model else None
        except FieldDoesNotExist:
            continue
    return None


def _label(model: type[models.Model] | None, column: str) -> str:
    field = _field(model, column)
    if field is not None:
        return _name(field)
    label, _dot, what = column.rpartition(".")
    counted = _model(label)
    if counted is None:
        return column
    words = {"created": _("rows entered"), "updated": _("rows changed"), "deleted": _("rows deleted")}
    return f"{counted._meta.verbose_name_plural}: {words.get(what, what)}"


def _name(field: Any) -> str:
    """The words of the form; a column that no form shows is called as in `COLUMNS`, or as the kind of row it leads to."""
    if not isinstance(field.verbose_name, str):
        return str(field.verbose_name)
    if field.is_relation:
        return str(field.related_model._meta.verbose_name)
    return str(COLUMNS.get(field.name, field.verbose_name))


def _value(model: type[models.Model] | None, column: str, value: Any, names: dict[tuple[str, str], str]) -> str:
    """A stored value for people: names for keys, words for choices and yes or no."""
    field = _field(model, column)
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.is_relation:
        return names.get((field.related_model._meta.label_lower, str(value)), str(value))
    choices = dict(field.flatchoices) if field is not None and getattr(field, "choices", None) else {}
    if isinstance(value, list):
        return "; ".join(str(piece) for piece in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {piece}" for name, piece in value.items())
    return str(choices.get(value, value))


def _names(entries: list[AuditEntry]) -> dict[tuple[str, str], str]:
    """What the keys in the entries are called: one query a kind of row."""
    wanted: dict[type[models.Model], set[str]] = {}
    for entry in entries:
        model = _model(entry.row_type)
        for column, pair in entry.changes.items():
            field = _field(model, column) if column not in SILENT else None
            if field is not None and field.is_relation:
                wanted.setdefault(field.related_model, set()).update(str(value) for value in pair if value is not None)
    found = {}
    for model, pks in wanted.items():
        relations = [name for name in ("standard", "committee", "organisation", "person") if _field(model, name) is not None]
        relations = [name for name in relations if _field(model, name).many_to_one]
        for row in model._base_manager.filter(pk__in=pks).select_related(*relations):
            found[model._meta.label_lower, str(row.pk)] = str(row)
    return found
