"""Choosing a record by typing its name or number, without a list of a hundred thousand lines and without JavaScript.

What fits exactly is taken. Where several fit, or only something near, the page comes back with the candidates as radio buttons;
nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from .models import Organisation, User

OFFERED = 12
"""Candidates shown at once; with more the typed text says too little."""


class Candidate(NamedTuple):
    """One record that may be meant."""

    value: str
    text: str
    hint: str


class Typed(NamedTuple):
    """What came with the form: the text, the key chosen from candidates, and the text for which those were offered."""

    text: str = ""
    chosen: str = ""
    offered_for: str = ""


@dataclass(frozen=True)
class Resolver:
    """How text finds a record of one kind."""

    rows: Callable[[], QuerySet[Any]]
    exact: Callable[[QuerySet[Any], str], Iterable[Model]]
    near: Callable[[QuerySet[Any], str], Iterable[Model]]
    hint: Callable[[Any], str]
    text: Callable[[Any], str] = str

    def by_key(self, key: str) -> Model | None:
        return self.rows().filter(pk=key).first() if key.isascii() and key.isdigit() else None

    def candidate(self, record: Model) -> Candidate:
        return Candidate(str(record.pk), self.text(record), self.hint(record))

    def exactly(self, text: str) -> list[Model]:
        return list(islice(self.exact(self.rows(), text), OFFERED + 1))

    def nearly(self, text: str) -> list[Model]:
        return list(islice(self.near(self.rows(), text), OFFERED + 1))


class TypedRecord(forms.TextInput):
    """A box for the text; below it the candidates, once there are any."""

    template_name = "components/choose_record.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off"} | (attrs or {}))
        self.candidates: list[Candidate] = []
        self.found: Candidate | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        text = (data.get(name) or "").strip()
        return Typed(text, data.get(f"{name}_chosen") or "", data.get(f"{name}_for") or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = value if isinstance(value, Typed) else Typed()
        text = self.found.text if self.found else typed.text
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"candidates": self.candidates, "found": self.found, "text": text, "chosen": typed.chosen}
        return context


class RecordField(forms.Field):
    """A record of one kind, typed by name or number."""

    widget = TypedRecord

    def __init__(self, resolver: Resolver, **more: Any) -> None:
        super().__init__(**more)
        self.resolver = resolver

    def prepare_value(self, value: Any) -> Typed:
        """An initial record, or its key, is shown by its name and remembered by its key."""
        if isinstance(value, Typed):
            return value
        record = value if isinstance(value, Model) else self.resolver.by_key(str(value or ""))
        if record is None:
            return Typed()
        self.show(record)
        return Typed(self.resolver.text(record), str(record.pk), self.resolver.text(record))

    def show(self, record: Model | None) -> None:
        """The record that stands in the box from now on."""
        self.widget.candidates, self.widget.found = [], self.resolver.candidate(record) if record else None

    def to_python(self, value: Any) -> Model | None:
        typed = value if isinstance(value, Typed) else Typed(str(value or "").strip())
        self.show(None)
        if not typed.text:
            return None
        record = self.resolver.by_key(typed.chosen) if typed.chosen and typed.offered_for == typed.text else None
        record = record or self._find(typed.text)
        self.show(record)
        return record

    def _find(self, text: str) -> Model:
        exact = self.resolver.exactly(text)
        if len(exact) == 1:
            return exact[0]
        offered = exact or self.resolver.nearly(text)
        self.widget.candidates = [self.resolver.candidate(record) for record in offered[:OFFERED]]
        if not offered:
            raise ValidationError(_("Nothing is called “%(text)s”. Check the spelling, or enter it first.") % {"text": text})
        if len(offered) > OFFERED:
            raise ValidationError(_("Many fit “%(text)s”. Choose one below or type more of it.") % {"text": text})
        raise ValidationError(_("Choose which one you mean by “%(text)s”.") % {"text": text})

    def posted(self, name: str, record: Model | None) -> dict[str, str]:
        """What a browser would send for this record."""
        text = self.resolver.text(record) if record else ""
        return {name: text, f"{name}_chosen": str(record.pk) if record else "", f"{name}_for": text}


def _organisation_hint(organisation: Organisation) -> str:
    return " · ".join(piece for piece in (organisation.name_en, organisation.get_kind_display()) if piece)


def _organisations_near(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    former = Q(names__name_zh__icontains=text, names__voided_at__isnull=True)
    plain = Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(name_pinyin__icontains=text)
    return rows.filter(plain | former).distinct().order_by("name_pinyin", "pk")


ORGANISATION = Resolver(
    rows=lambda: Organisation.objects.filter(merged_into__isnull=True),
    exact=lambda rows, text: rows.filter(
        Q(name_zh=text) | Q(name_en__iexact=text) | Q(names__name_zh=text, names__voided_at__isnull=True)
    ).distinct(),
    near=_organisations_near,
    hint=_organisation_hint,
)
ACCOUNT = Resolver(
    rows=lambda: User.objects.filter(is_active=True, is_system=False).select_related("organisation"),
    exact=lambda rows, text: rows.filter(Q(username__iexact=text) | Q(name=text)).order_by("username"),
    near=lambda rows, text: rows.filter(
        Q(name__icontains=text) | Q(username__icontains=text) | Q(name_pinyin__icontains=text)
    ).order_by("name_pinyin", "username"),
    hint=lambda account: " · ".join(filter(None, (account.username, str(account.organisation or "")))),
)
