"""The records that carry documents, and who may do what with their papers. Another kind of record is another line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from committees.permissions import is_secretary
from portal.base.models import Document
from portal.base.permissions import is_ministry, is_officer

from .models import Project

KIND = Document.Kind
SECRETARY_PUBLISHES = frozenset({KIND.COMMENT_DRAFT, KIND.EXPLANATION, KIND.DISPOSITION})
"""What the technical organisation itself shows to the public (MIIT Order 55, Art. 14)."""


@dataclass(frozen=True)
class SubjectKind:
    """A kind of record that carries documents: its title in words, its own page on the desk."""

    model: type[models.Model]
    title: Callable[[Any], str]
    page: str


SUBJECTS = {
    "standards.project": SubjectKind(Project, lambda one: one.title_zh or one.title_en, "standards-desk:project"),
}


@dataclass(frozen=True)
class Rights:
    """What an account may do with the papers of one record; `publishes` names the kinds of paper."""

    read: bool = False
    write: bool = False
    publishes: frozenset[str] = frozenset()


def rights_of(user: Any, subject: Any) -> Rights:
    """The ministry reads all papers; its officers and the secretary of the record's committee write them."""
    if is_officer(user):
        return Rights(True, True, frozenset(KIND.values))
    if is_secretary(user, subject.committee):
        return Rights(True, True, frozenset(SECRETARY_PUBLISHES))
    return Rights(read=is_ministry(user))


def can_read(user: Any, subject: Any) -> bool:
    return rights_of(user, subject).read


def can_write(user: Any, subject: Any) -> bool:
    return rights_of(user, subject).write


def can_publish(user: Any, subject: Any, document: Document) -> bool:
    return document.kind in rights_of(user, subject).publishes


def subject_of(subject_type: str, pk: int) -> Any:
    """The record that papers are about, with its committee. 404 for what carries none."""
    kind = SUBJECTS.get(subject_type)
    if kind is None:
        raise Http404(subject_type)
    return get_object_or_404(kind.model._base_manager.select_related("committee"), pk=pk)


def title_of(subject: Any) -> str:
    return SUBJECTS[subject._meta.label_lower].title(subject)


def page_of(subject: Any) -> str:
    """The record's own page; empty while there is none."""
    try:
        return reverse(SUBJECTS[subject._meta.label_lower].page, args=(subject.pk,))
    except NoReverseMatch:
        return ""


def list_of(subject: Any) -> str:
    return reverse("standards-desk:documents", args=(subject._meta.label_lower, subject.pk))
