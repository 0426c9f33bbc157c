"""What the work pages share: a page that is one form in its place, the facts of a record in words, the taking back of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import facts
from .acting import act_on
from .forms import Form
from .history import Told, told
from .models import AuditEntry, User

Crumb = tuple[str, str]
HISTORY = 100
"""Entries of the audit trail on a record's page; the rest is in the tables."""


@dataclass(frozen=True)
class Act:
    """The words of a page that is one form: heading, its one button, the way back, and what to know before."""

    heading: str
    button: str
    cancel: str
    lead: str = ""
    crumbs: Sequence[Crumb] = ()
    rows: Sequence[dict[str, Any]] = ()
    """Facts to look at beside the form, as in `summary_list`."""
    danger: bool = False


def act_page(request: HttpRequest, form: Any, act: Act, *, of: Any = None) -> HttpResponse:
    """A form in its place; refused with 422. What somebody else saved meanwhile stands above it. `of`: the record at hand."""
    clashes = getattr(form, "clashes", [])
    context = {"form": form, "act": act, "clashes": clashes, "demonstration": getattr(of, "is_demo", False)}
    return render(request, "base/desk/act.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class FactLine:
    """One fact in words: what, from and until when, who said so, and whether it still holds."""

    kind: str
    what: str
    valid_from: date
    precision: str
    until: date | None
    recorded_at: datetime
    recorded_by: User
    state: str
    tone: str
    why: str
    note: str
    steps: Sequence[tuple[str, str]]
    """(words, address) of what may be done with it."""
    url: str = ""


def fact_line(fact: facts.Fact, what: str, *, note: str = "", steps: Sequence[tuple[str, str]] = (), url: str = "") -> FactLine:
    """A fact of any kind; steps are offered only while it is neither voided nor replaced by a later entry."""
    state, tone, why = _("holds"), "ok", ""
    if fact.voided_at is not None:
        state, tone = _("voided"), "bad"
        why = _("%(who)s, %(day)s: %(reason)s") % {
            "who": fact.voided_by,
            "day": f"{fact.voided_at:%Y-%m-%d}",
            "reason": fact.void_reason,
        }
    elif fact.superseded_at is not None:
        state, tone = _("replaced by a later entry"), ""
    elif fact.until is not None:
        state, tone = _("has an end"), ""
    return FactLine(
        kind=str(fact._meta.verbose_name),
        what=what,
        valid_from=fact.valid_from,
        precision=fact.precision,
        until=fact.until,
        recorded_at=fact.recorded_at,
        recorded_by=fact.recorded_by,
        state=state,
        tone=tone,
        why=why,
        note=note,
        steps=steps if fact.is_open else (),
        url=url,
    )


def newest_first(lines: Iterable[FactLine]) -> list[FactLine]:
    """By when the portal learnt of them."""
    return sorted(lines, key=lambda line: line.recorded_at, reverse=True)


def history_of(record: Any) -> list[Told]:
    """The record's audit trail in words, newest first."""
    entries = AuditEntry.objects.filter(subject_type=record._meta.label_lower, subject_pk=str(record.pk))
    return told(entries.select_related("by")[:HISTORY])


class ReasonForm(Form):
    """Why a step is taken back. The reason stays visible beside both steps."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


def undo_page(
    request: HttpRequest,
    fact: facts.Fact,
    undo: Callable[..., Any],
    *,
    may: bool,
    back: str,
    crumbs: Sequence[Crumb] = (),
    rows: Sequence[dict[str, Any]] = (),
    of: Any = None,
) -> HttpResponse:
    """Void one fact with its reason. An entry that somebody has voided or replaced already is left as it is."""
    if not may:
        raise PermissionDenied(_("Your account has no right to do this."))
    form = ReasonForm(request.POST or None)
    try:
        if not fact.is_open:
            raise facts.FactsAreKept
        if request.method == "POST" and act_on(form, _answering(undo), fact, by=request.user):
            messages.success(request, _("The entry is voided. Both steps stay in the history."))
            return redirect(back)
    except facts.FactsAreKept:
        messages.warning(request, _("Somebody has voided or replaced this entry already. Nothing was changed."))
        return redirect(back)
    lead = _("Every figure is then computed as if this had never been entered; earlier states of knowledge keep it.")
    act = Act(_("Take this entry back"), _("Void the entry"), back, lead, crumbs, rows, danger=True)
    return act_page(request, form, act, of=of)


def _answering(action: Callable[..., Any]) -> Callable[..., bool]:
    """An action that returns nothing, answering that it was done."""

    def done(*subjects: Any, **values: Any) -> bool:
        action(*subjects, **values)
        return True

    return done


def done(request: HttpRequest, words: str, back: str) -> HttpResponse:
    """Say what was done and go back."""
    messages.success(request, words)
    return redirect(back)
