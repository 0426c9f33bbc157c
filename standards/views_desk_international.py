"""International standards on the desk: list, one record with every fact and change, entering, editing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, history_of
from portal.base.permissions import works_for_ministry
from portal.base.together import act_on_version

from . import actions_international as actions
from . import permissions
from .desk_lists import asked_for
from .desk_shown import international_rows, with_links
from .forms_standards import INTERNATIONAL_EDITED, InternationalForm, NewInternationalForm, given
from .models import InternationalStandard
from .record_facts import desk_address, facts_of
from .search.catalogue import INTERNATIONAL

LIST = "standards-desk:international-standards"


def international_standards(request: HttpRequest) -> HttpResponse:
    """By number or words, body and status."""
    rows = asked_for(INTERNATIONAL, request.GET.get("q", ""))
    status, body = request.GET.get("status", ""), request.GET.get("body", "").strip()
    if status in InternationalStandard.Status.values:
        rows = rows.filter(status=status)
    if body:
        rows = rows.filter(body__iexact=body)
    page = page_of(request, rows.select_related("committee").order_by("sort_key", "pk"))
    context: dict[str, Any] = {"page": page, "asked": request.GET.get("q", ""), "status": status, "body": body}
    context["may_check"], context["is_staff"] = permissions.can_check_adoptions(request.user), works_for_ministry(request.user)
    context["at_desk"] = permissions.can_see_history(request.user, None)
    context |= {"statuses": InternationalStandard.Status.choices, "may_edit": permissions.can_edit_international(request.user)}
    return render(request, "standards/desk/international_standards.html", context)


def international_standard(request: HttpRequest, pk: int) -> HttpResponse:
    record = seen_international(request, pk)
    require(permissions.can_see_history, request.user, record)
    may_edit = permissions.can_edit_international(request.user, record)
    context: dict[str, Any] = {"record": record, "facts": facts_of(record, request.user)}
    fields = actions.EDITABLE if may_edit else ()
    context["rows"] = with_links(international_rows(record), fields, reverse("standards-desk:edit-international", args=(pk,)))
    context |= {"history": history_of(record), "may_edit": may_edit}
    context["restorable"] = restorable(request.user, record)
    context |= {"steps": (), "is_standard": False, "demonstration": record.is_demo}
    return render(request, "standards/desk/record.html", context)


def restorable(user: Any, record: InternationalStandard) -> frozenset[str]:
    """Columns that this account may give their former value."""
    if not permissions.can_edit_international(user, record):
        return frozenset()
    return frozenset(column.attname for column in record._meta.concrete_fields if column.name in actions.EDITABLE)


def new_international(request: HttpRequest) -> HttpResponse:
    require(permissions.can_edit_international, request.user)
    form = NewInternationalForm(request.POST or None)
    made = act_on(form, actions.enter_international, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("%(number)s is entered.") % {"number": made}, desk_address(made))
    crumbs = [(_("International standards"), reverse(LIST))]
    lead = _("One record is one edition. What happens to it later is entered as facts.")
    return act_page(request, form, Act(_("Enter an international standard"), _("Enter"), reverse(LIST), lead, crumbs))


def edit_international(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable_international(request, pk)
    form = InternationalForm(request.POST or None, initial=given(record, INTERNATIONAL_EDITED))
    if request.method == "POST" and act_on_version(form, actions.edit_international, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    heading = _("Change %(name)s") % {"name": record}
    return act_page(request, form, Act(heading, _("Save"), desk_address(record), crumbs=international_crumbs(record)), of=record)


def seen_international(request: HttpRequest, pk: int) -> InternationalStandard:
    rows = InternationalStandard.objects.visible_to(request.user).select_related("committee", "source")
    return get_object_or_404(rows, pk=pk)


def editable_international(request: HttpRequest, pk: int) -> InternationalStandard:
    record = seen_international(request, pk)
    require(permissions.can_edit_international, request.user, record)
    return record


def international_crumbs(record: InternationalStandard) -> list[tuple[str, str]]:
    return [(_("International standards"), reverse(LIST)), (str(record), desk_address(record))]
