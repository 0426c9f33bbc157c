"""Sentences kept as template and values, so that each reader sees them in the own language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext


def sentence(template: str, values: Mapping[str, Any]) -> str:
    """The sentence in the active language. A value of two texts, `zh` and `en`, gives the reader's, else the other."""
    if not template:
        return ""
    return gettext(template) % {name: _own(value) for name, value in values.items()} if values else gettext(template)


def _own(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    zh, en = value.get("zh", ""), value.get("en", "")
    return (en or zh) if get_language() == "en" else (zh or en)


class Said(ValueError):
    """A refusal as template and values; read out in the language of whoever looks."""

    def __init__(self, template: str, **values: Any) -> None:
        self.template, self.values = template, values
        super().__init__(template, values)

    def __str__(self) -> str:
        return sentence(self.template, self.values)
