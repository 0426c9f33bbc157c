"""Two people enter the same at the same moment: the database lets one through, and the other's action is done once more.

The second time it sees what the first has saved, and says so as on any other day, or takes the next free number. What it does not
look for itself is told here by the names of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model, UniqueConstraint
from django.utils.translation import gettext as _

Answer = TypeVar("Answer")
UNIQUE_VIOLATION = "23505"
"""Code of the standard of SQL, as PostgreSQL gives it."""
SQLITE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def attempt(action: Callable[..., Answer], *subjects: Any, **more: Any) -> Answer:
    """Do an action that is one transaction; ValidationError when somebody else was faster. Any other broken rule is our error."""
    try:
        return action(*subjects, **more)
    except IntegrityError as problem:
        if not is_taken(problem):
            raise
    try:
        return action(*subjects, **more)
    except IntegrityError as problem:
        if not is_taken(problem):
            raise
        raise ValidationError(in_words(problem)) from problem


def is_taken(problem: IntegrityError) -> bool:
    """Whether a value that may stand once stands there already."""
    cause = problem.__cause__
    return getattr(cause, "pgcode", "") == UNIQUE_VIOLATION or getattr(cause, "sqlite_errorname", "") in SQLITE


def in_words(problem: IntegrityError) -> dict[str, list[str]]:
    """By field what is taken."""
    model, columns = _place(problem)
    found = {}
    for column in columns:
        name, label = _field(model, column)
        found[name] = [_("Somebody else has just entered the same: %(field)s. Look at that entry first.") % {"field": label}]
    return found


def _place(problem: IntegrityError) -> tuple[type[Model] | None, list[str]]:
    """The model and the columns of the broken rule, as the databases name them."""
    said, diag = str(problem), getattr(problem.__cause__, "diag", None)
    if diag is not None:
        key = re.search(r"\((.+?)\)=\(", diag.message_detail or "")
        return _model(diag.table_name), re.split(r",\s*", key[1]) if key else []
    if index := re.search(r"index '(\w+)'", said):
        return _of_rule(index[1])
    pairs = re.findall(r"(\w+)\.(\w+)", said)
    return _model(pairs[0][0] if pairs else ""), [column for _table, column in pairs]


def _model(table: str) -> type[Model] | None:
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


def _of_rule(name: str) -> tuple[type[Model] | None, list[str]]:
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if isinstance(rule, UniqueConstraint) and rule.name == name:
                return model, list(rule.fields)
    return None, []


def _field(model: type[Model] | None, column: str) -> tuple[str, str]:
    """Name and label of a column."""
    if model is not None:
        for field in model._meta.concrete_fields:
            if column in (field.column, field.name):
                return field.name, str(field.verbose_name)
    return column, column
