"""Group-standard application demonstrations on the desk: list, one with its decisions, entering, editing, deciding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, FactLine, act_page, done, fact_line, history_of, newest_first
from portal.base.together import act_on_version
from standards.labels import own
from standards.record_facts import desk_address as standard_address

from . import actions_records as actions
from . import permissions
from .forms_records import DEMONSTRATION_EDITED, DecideDemonstrationForm, DemonstrationForm, NewDemonstrationForm
from .models import Demonstration, DemonstrationDecision

LIST = "programmes-desk:demonstrations"


def with_state() -> Any:
    """Demonstrations with the state that holds by what is known now."""
    last = DemonstrationDecision.objects.open().filter(demonstration=OuterRef("pk"), until=None).order_by("-valid_from", "-pk")
    known = {"state": Subquery(last.values("state")[:1]), "decided_on": Subquery(last.values("valid_from")[:1])}
    return Demonstration.objects.select_related("standard", "organisation", "area").annotate(**known)


def demonstrations(request: HttpRequest) -> HttpResponse:
    """By title, number, organisation or field, and by state."""
    require(permissions.can_see_programme, request.user)
    asked, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = with_state()
    if asked:
        named = Q(title_zh__icontains=asked) | Q(title_en__icontains=asked) | Q(field__icontains=asked)
        number = Q(standard__designation__icontains=asked) | Q(standard_text__icontains=asked)
        rows = rows.filter(named | number | Q(organisation__name_zh__icontains=asked))
    if state in DemonstrationDecision.State.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows.order_by("-pk"))
    states = DemonstrationDecision.State
    context = {"page": page, "rows": [(row, states(row.state).label if row.state else "") for row in page.object_list]}
    context |= {"asked": asked, "state": state, "states": states.choices}
    context["may_enter"] = permissions.can_enter_demonstration(request.user)
    return render(request, "programmes/desk/demonstrations.html", context)


def demonstration(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    may_undo = permissions.can_decide_demonstration(request.user, record)
    lines = []
    for fact in record.decisions.select_related("recorded_by", "voided_by"):
        undo = [(_("Undo"), reverse("programmes-desk:undo", args=("demonstrationdecision", fact.pk)))] if may_undo else []
        note = " · ".join(filter(None, (fact.document, fact.note)))
        lines.append(fact_line(fact, fact.get_state_display(), note=note, steps=undo))
    contents = record.contents.select_related("recorded_by", "voided_by", "organisation", "area")
    lines += content_lines(contents, lambda one: (one.field, one.organisation, area_name(one.area)))
    context = {"record": record, "rows": _rows(record), "facts": newest_first(lines), "history": history_of(record)}
    context |= {"state": record.state or "", "state_text": _label(record), "demonstration": record.is_demo}
    context["may_edit"] = permissions.can_edit_demonstration(request.user, record)
    context["may_decide"] = may_undo
    return render(request, "programmes/desk/demonstration.html", context)


def content_lines(contents: Any, words: Callable[[Any], Iterable[Any]]) -> list[FactLine]:
    """What the record said of itself and says now, where it was ever corrected: the one before moves no figure known since."""
    facts = list(contents)
    if len(facts) < 2:
        return []
    return [fact_line(fact, " · ".join(str(word) for word in words(fact) if word) or "—") for fact in facts]


def _label(record: Any) -> str:
    return str(DemonstrationDecision.State(record.state).label) if record.state else _("no decision yet")


def _rows(record: Demonstration) -> list[dict[str, Any]]:
    standard, organisation = record.standard, record.organisation
    return [
        {
            "label": _("Group standard"),
            "text": str(standard or record.standard_text),
            "url": standard_address(standard) if standard else "",
        },
        {"label": _("Field"), "text": record.field},
        {
            "label": _("Organisation"),
            "text": str(organisation or ""),
            "url": organisation.get_absolute_url() if organisation else "",
        },
        {"label": _("Key area"), "text": area_name(record.area)},
    ]


def area_name(area: Any) -> str:
    return f"{own(area.name_zh, area.name_en)} ({area.year})" if area else ""


def new_demonstration(request: HttpRequest) -> HttpResponse:
    require(permissions.can_enter_demonstration, request.user)
    form = NewDemonstrationForm(request.POST or None)
    made = act_on(form, actions.enter_demonstration, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("The demonstration is entered."), desk_address(made))
    lead = _("It counts for the goal only once a selection is recorded with the circular that announced it.")
    crumbs = [(_("Demonstrations"), reverse(LIST))]
    return act_page(request, form, Act(_("Enter a demonstration"), _("Enter"), reverse(LIST), lead, crumbs))


def edit_demonstration(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    require(permissions.can_edit_demonstration, request.user, record)
    given = {name: getattr(record, name) for name in DEMONSTRATION_EDITED} | {"expected_version": record.version}
    form = DemonstrationForm(request.POST or None, initial=given)
    if request.method == "POST" and act_on_version(form, actions.edit_demonstration, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    heading = _("Change %(name)s") % {"name": record}
    return act_page(request, form, Act(heading, _("Save"), desk_address(record), crumbs=_crumbs(record)), of=record)


def decide_demonstration(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    require(permissions.can_decide_demonstration, request.user, record)
    form = DecideDemonstrationForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.decide_demonstration, record, by=request.user):
        return done(request, _("The decision is recorded."), desk_address(record))
    heading = _("Decision on %(name)s") % {"name": record}
    act = Act(heading, _("Record the decision"), desk_address(record), crumbs=_crumbs(record), rows=_rows(record))
    return act_page(request, form, act, of=record)


def _seen(request: HttpRequest, pk: int) -> Any:
    require(permissions.can_see_programme, request.user)
    return get_object_or_404(with_state(), pk=pk)


def desk_address(record: Demonstration) -> str:
    return reverse("programmes-desk:demonstration", args=(record.pk,))


def _crumbs(record: Demonstration) -> list[tuple[str, str]]:
    return [(_("Demonstrations"), reverse(LIST)), (str(record), desk_address(record))]
