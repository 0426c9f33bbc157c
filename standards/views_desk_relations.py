"""Relations and adoptions on the desk: entered, corrected, ended; and the queue of adoptions that a person must check."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from committees.permissions import committees_of
from portal.base.access import require
from portal.base.acting import act_on, page_of, put_errors
from portal.base.desk_pages import Act, act_page, done
from portal.base.permissions import is_ministry

from . import actions_relations as actions
from . import permissions
from .forms_events import AdoptionForm, CorrectAdoptionForm, EndForm, EndRelationForm, RelateForm
from .models import Adoption, Relation
from .record_facts import adoption_note, desk_address
from .views_desk_international import editable_international, international_crumbs
from .views_desk_standards import crumbs_of, editable

MEANT = ("statement", "cited", "degree")
"""What decides which adoptions would be entered; changed after the check, it is checked again."""


def relate_standard(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable(request, pk)
    return _relate(request, record, crumbs_of(record))


def relate_international(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable_international(request, pk)
    return _relate(request, record, international_crumbs(record))


def _relate(request: HttpRequest, record: Any, crumbs: list[tuple[str, str]]) -> HttpResponse:
    require(permissions.can_relate, request.user, record)
    form = RelateForm(request.POST or None, initial={"valid_from": record.published_on})
    made = act_on(form, actions.relate, record, by=request.user) if request.method == "POST" else None
    if made:
        words = (
            _("Recorded.") if made.target else _("Recorded as text: no record bears %(number)s yet.") % {"number": made.to_text}
        )
        return done(request, words, desk_address(record))
    heading = _("How %(name)s stands to another record") % {"name": record}
    return act_page(request, form, Act(heading, _("Record the relation"), desk_address(record), crumbs=crumbs), of=record)


def end_relation(request: HttpRequest, pk: int) -> HttpResponse:
    sides = ("from_standard__committee", "from_international", "to_standard", "to_international")
    relation = get_object_or_404(Relation.objects.open().select_related(*sides), pk=pk)
    record = relation.from_standard or relation.from_international
    require(permissions.can_relate, request.user, record)
    form = EndRelationForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.unrelate, relation, by=request.user):
        return done(request, _("The relation has an end."), desk_address(record))
    heading = _("End: %(relation)s") % {
        "relation": f"{record} {relation.get_kind_display()} {relation.target or relation.to_text}"
    }
    return act_page(request, form, Act(heading, _("End the relation"), desk_address(record)), of=record)


def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """First the statement as it was read, with the exact editions; entered when that is confirmed."""
    record = editable(request, pk)
    require(permissions.can_enter_adoption, request.user, record)
    form = AdoptionForm(request.POST or None, initial={"valid_from": record.published_on})
    rows: list[Adoption] = []
    if request.method == "POST" and form.is_valid():
        meant = {name: form.cleaned_data[name] for name in MEANT}
        if request.POST.get("confirmed") == _mark(meant) and act_on(form, actions.adopt, record, by=request.user):
            return done(request, _("The adoption is entered."), desk_address(record))
        try:
            rows = [] if form.errors else actions.adoptions_meant(record, **meant)
        except ValidationError as problem:
            put_errors(form, problem)
    context = {"form": form, "record": record, "rows": [(row, adoption_note(row)) for row in rows], "back": desk_address(record)}
    context |= {"confirmed": _mark(meant) if rows else "", "crumbs": crumbs_of(record)}
    context["demonstration"] = record.is_demo
    return render(request, "standards/desk/adopt.html", context, status=422 if form.errors else 200)


def _mark(meant: dict[str, str]) -> str:
    return "|".join(meant[name].strip() for name in MEANT)


def _adoption(request: HttpRequest, pk: int) -> Adoption:
    rows = Adoption.objects.open().filter(standard__retracted_at__isnull=True)
    adoption = get_object_or_404(rows.select_related("standard__committee", "international"), pk=pk)
    require(permissions.can_enter_adoption, request.user, adoption.standard)
    return adoption


def correct_adoption(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = _adoption(request, pk)
    record = adoption.standard
    given = {"cited": adoption.cited, "degree": adoption.degree, "valid_from": adoption.valid_from}
    form = CorrectAdoptionForm(request.POST or None, initial=given)
    made = act_on(form, actions.correct_adoption, adoption, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("The adoption is corrected. Both entries stay in the history."), desk_address(record))
    heading = _("Check what %(name)s adopts") % {"name": record}
    rows = [
        {"label": _("Statement as printed"), "text": adoption.statement},
        {"label": _("Number as cited"), "text": adoption.cited},
        {"label": _("Degree"), "text": adoption.get_degree_display()},
        {"label": _("Edition found"), "text": str(adoption.international or ""), "tag": adoption_state(adoption), "tone": "risk"},
    ]
    act = Act(heading, _("Save the adoption"), desk_address(record), crumbs=crumbs_of(record), rows=rows)
    return act_page(request, form, act, of=record)


def adoption_state(adoption: Adoption) -> str:
    """Why a person must look."""
    if adoption.undated:
        return _("undated")
    return "" if adoption.international_id else _("not in the catalogue")


def end_adoption(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = _adoption(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.end_adoption, adoption, by=request.user):
        return done(request, _("The adoption has an end."), desk_address(adoption.standard))
    heading = _("%(standard)s adopts %(number)s no longer") % {"standard": adoption.standard, "number": adoption.cited}
    act = Act(heading, _("End the adoption"), desk_address(adoption.standard), crumbs=crumbs_of(adoption.standard))
    return act_page(request, form, act, of=adoption.standard)


def adoptions_to_check(request: HttpRequest) -> HttpResponse:
    """Adoptions whose edition is not named or not found, or that an import could not be sure of."""
    require(permissions.can_check_adoptions, request.user)
    rows = to_check(request.user)
    page = page_of(request, rows.select_related("standard__committee", "international").order_by("standard__sort_key", "pk"))
    lines = [(row, adoption_state(row), permissions.can_enter_adoption(request.user, row.standard)) for row in page.object_list]
    return render(request, "standards/desk/adoptions_to_check.html", {"page": page, "rows": lines})


def to_check(user: Any) -> Any:
    """The queue as this account sees it: the ministry all of it, a secretary the own committees' part."""
    rows = Adoption.objects.open().filter(to_check=True, until__isnull=True, standard__retracted_at__isnull=True)
    return rows if is_ministry(user) else rows.filter(standard__committee__in=committees_of(user))
