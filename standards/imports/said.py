"""Sentences kept as template and values, so that each reader sees them in the own language."""

from typing import Any

from django.utils.translation import gettext


def sentence(template: str, values: dict[str, Any]) -> str:
    """The sentence in the active language."""
    return gettext(template) % values if values else gettext(template)


class FileRefused(ValueError):
    """The file as a whole cannot be read; one sentence says why and what to do."""

    def __init__(self, template: str, **values: Any) -> None:
        self.template, self.values = template, values
        super().__init__(template, values)

    def __str__(self) -> str:
        return sentence(self.template, self.values)


class RowRejected(ValueError):
    """A row cannot become a record: which column, why."""

    def __init__(self, column: str, template: str, **values: Any) -> None:
        self.column, self.template, self.values = column, template, values
        super().__init__(column, template, values)

    def __str__(self) -> str:
        return sentence(self.template, self.values)


class RowConflicting(RowRejected):
    """The row contradicts itself, the records, or another row: a person must decide."""
