"""Rows of the desk's lists that answer a question; the desk orders them itself."""

from typing import Any

from django.db.models import QuerySet

from .search import database, finder
from .search.catalogue import Kind
from .search.text import read_question


def asked_for(kind: Kind, text: str) -> QuerySet[Any]:
    """Records by number or words. The index answers; without it, or with very many hits, the database does."""
    rows = kind.model.objects.public()
    text = text.strip()
    if not text:
        return rows
    question = read_question(text)
    exact = finder.exact_pks(kind, question)
    pks = finder.few_pks(kind, text)
    return rows.filter(pk__in=[*exact, *pks]) if pks is not None else database.narrow(rows, question, exact)
