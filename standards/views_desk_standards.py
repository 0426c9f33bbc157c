"""Standards on the desk: the list, one record with every fact and every change, entering, editing, correcting the number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committees.choosing import COMMITTEE
from committees.models import Committee
from committees.permissions import committees_of
from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, history_of
from portal.base.permissions import is_officer
from portal.base.together import act_on_version

from . import actions_standards as actions
from . import permissions
from .desk_lists import asked_for
from .desk_shown import open_steps, standard_rows, with_links
from .forms_standards import STANDARD_EDITED, NewStandardForm, NumberForm, StandardForm, given
from .models import Standard
from .record_facts import desk_address, facts_of
from .search.catalogue import STANDARDS

LIST = "standards-desk:standards"


def standards(request: HttpRequest) -> HttpResponse:
    """A secretary sees the own committees' standards first; everybody may look at all."""
    own = committees_of(request.user)
    whole = not own or is_officer(request.user) or request.GET.get("scope") == "all"
    rows = asked_for(STANDARDS, request.GET.get("q", ""))
    rows = rows if whole else rows.of_committees(own)
    status, committee = request.GET.get("status", ""), request.GET.get("committee", "").strip()
    if status in Standard.Status.values:
        rows = rows.filter(status=status)
    if committee:
        rows = rows.filter(committee__in=COMMITTEE.exactly(committee) or COMMITTEE.nearly(committee))
    page = page_of(request, rows.select_related("committee").order_by("sort_key", "pk"))
    context = {"page": page, "asked": request.GET.get("q", ""), "status": status, "committee": committee, "whole": whole}
    context["rows"] = [(record, permissions.can_edit_standard(request.user, record)) for record in page.object_list]
    context["may_check"] = permissions.can_check_adoptions(request.user)
    context["at_desk"] = permissions.can_see_history(request.user, None)
    context |= {"statuses": Standard.Status.choices, "may_enter": permissions.can_enter_standard(request.user)}
    context |= {
        "own": Committee.objects.filter(pk__in=own) if own else [],
        "may_switch": bool(own) and not is_officer(request.user),
    }
    return render(request, "standards/desk/standards.html", context)


def standard(request: HttpRequest, pk: int) -> HttpResponse:
    """One standard to work on: what is said of it, what may be done, every fact and every change with its person."""
    record = seen(request, pk)
    require(permissions.can_see_history, request.user, record)
    may_edit = permissions.can_edit_standard(request.user, record)
    context: dict[str, Any] = {"record": record, "facts": facts_of(record, request.user)}
    fields = permissions.editable_fields(request.user, record)
    context["rows"] = with_links(standard_rows(record), fields, reverse("standards-desk:edit-standard", args=(pk,)))
    context |= {"history": history_of(record), "may_edit": may_edit}
    context["restorable"] = restorable(request.user, record)
    context |= {"steps": open_steps(record) if may_edit else [], "is_standard": True, "demonstration": record.is_demo}
    return render(request, "standards/desk/record.html", context)


def restorable(user: Any, record: Standard) -> frozenset[str]:
    """Columns that this account may give their former value."""
    allowed = permissions.editable_fields(user, record)
    return frozenset(column.attname for column in record._meta.concrete_fields if column.name in allowed)


def new_standard(request: HttpRequest) -> HttpResponse:
    require(permissions.can_enter_standard, request.user)
    form = NewStandardForm(request.POST or None)
    made = act_on(form, actions.enter_standard, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("%(number)s is entered.") % {"number": made}, desk_address(made))
    lead = _("A standard is entered once under its number. Its dates, relations and adoptions are entered as facts afterwards.")
    act = Act(_("Enter a standard"), _("Enter"), reverse(LIST), lead, [(_("Standards"), reverse(LIST))])
    return act_page(request, form, act)


def edit_standard(request: HttpRequest, pk: int) -> HttpResponse:
    """Titles, texts, classification; the committee by officers only."""
    record = editable(request, pk)
    allowed = permissions.editable_fields(request.user, record)
    form = StandardForm(request.POST or None, initial=given(record, STANDARD_EDITED), allowed=allowed)
    if request.method == "POST" and act_on_version(form, actions.edit_standard, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    heading = _("Change %(name)s") % {"name": record}
    return act_page(request, form, Act(heading, _("Save"), desk_address(record), crumbs=crumbs_of(record)), of=record)


def correct_number(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable(request, pk)
    given_now = {"designation": record.designation, "expected_version": record.version}
    form = NumberForm(request.POST or None, initial=given_now)
    if request.method == "POST" and act_on_version(form, actions.correct_designation, record, by=request.user):
        return done(request, _("The number is corrected."), desk_address(record))
    heading = _("Correct the number of %(name)s") % {"name": record}
    return act_page(
        request, form, Act(heading, _("Correct the number"), desk_address(record), crumbs=crumbs_of(record)), of=record
    )


def seen(request: HttpRequest, pk: int) -> Standard:
    """A standard that this account may see."""
    rows = Standard.objects.visible_to(request.user).select_related("committee", "source", "project")
    return get_object_or_404(rows, pk=pk)


def editable(request: HttpRequest, pk: int) -> Standard:
    record = seen(request, pk)
    require(permissions.can_edit_standard, request.user, record)
    return record


def crumbs_of(record: Standard) -> list[tuple[str, str]]:
    return [(_("Standards"), reverse(LIST)), (str(record), desk_address(record))]


def by_number(request: HttpRequest, slug: str) -> HttpResponse:
    """From the public page of a standard to its place on the desk."""
    record = get_object_or_404(Standard.objects.visible_to(request.user), slug=slug)
    return redirect(desk_address(record))
