"""The same question asked of the database: slower, without pinyin, and the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Replace, Upper

from . import text
from .text import Question


def narrow(rows: QuerySet[Any], question: Question, exact: list[int] | None = None) -> QuerySet[Any]:
    """The rows that answer a question: all words, or the number."""
    if not question:
        return rows
    rows = rows.annotate(flat_title=_flat(F("title_zh"), " ", "\u3000", "-", "—"), flat_number=_flat_number())
    wanted = Q()
    for piece in question.words:
        wanted &= _word(piece)
    for piece in question.phrases:
        wanted &= _phrase(piece)
    if question.number is not None:
        wanted |= _number(question.number)
    if exact:
        wanted |= Q(pk__in=exact)
    for piece in question.excluded:
        wanted &= ~_word(piece)
    return rows.filter(wanted)


def _flat(column: Any, *gone: str) -> Any:
    for sign in gone:
        column = Replace(column, Value(sign), Value(""), output_field=TextField())
    return column


def _flat_number() -> Any:
    dashed = Replace(Upper("designation"), Value(":"), Value("-"), output_field=TextField())
    return _flat(dashed, " ", "/")


def _word(piece: str) -> Q:
    if text.has_cjk(piece):
        return Q(flat_title__icontains=text.stream(piece))
    found = Q()
    for word in text.words(piece):
        found &= _latin(word)
    number = text.read_number(piece)
    if number is not None:
        return found | _number(number)
    return found | Q(flat_number__startswith="".join(text.words(piece)).upper())


def _latin(word: str) -> Q:
    if len(word) < 3:
        beginning = rf"(^|[^[:alnum:]]){word}([^[:alnum:]]|$)"
    else:
        beginning = rf"(^|[^[:alnum:]]){word}"
    beginning = beginning.replace("[:alnum:]", "a-zA-Z0-9")
    return Q(title_en__icontains=word, title_en__iregex=beginning) | Q(title_zh__icontains=word)


def _phrase(piece: str) -> Q:
    if text.has_cjk(piece):
        return Q(flat_title__icontains=text.stream(piece))
    return Q(title_en__icontains=" ".join(piece.split()))


def _number(number: text.Number) -> Q:
    """Beginning with the number as typed; a bare number anywhere behind the letters of a code."""
    tail = number.tail.upper()
    if number.head:
        head = number.head.upper().replace("TGPP", "3GPP").replace("WTC", "W3C")
        return Q(flat_number__startswith=head + tail) | Q(flat_number__contains=f"{head}{tail}")
    return Q(flat_number__regex=rf"^[A-Z.-]*{tail.replace('.', '[.]')}")
