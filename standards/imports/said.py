"""Refusals of files and rows, kept as template and values (`portal/base/said.py`)."""

from typing import Any

from portal.base.said import Said, sentence

__all__ = ["FileRefused", "RowConflicting", "RowRejected", "sentence"]


class FileRefused(Said):
    """The file as a whole cannot be read; one sentence says why and what to do."""


class RowRejected(ValueError):
    """A row cannot become a record: which column, why."""

    def __init__(self, column: str, template: str, **values: Any) -> None:
        self.column, self.template, self.values = column, template, values
        super().__init__(column, template, values)

    def __str__(self) -> str:
        return sentence(self.template, self.values)


class RowConflicting(RowRejected):
    """The row contradicts itself, the records, or another row: a person must decide."""
