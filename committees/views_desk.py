"""Committees on the desk: list, one committee with its secretaries, founding, editing, granting for a time."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base import clock, wording
from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, history_of
from portal.base.models import Role
from portal.base.permissions import has_role, is_officer
from portal.base.together import act_on_version

from . import actions, permissions
from .forms import EDITED, CommitteeForm, EndSecretaryForm, NewCommitteeForm, SecretaryForm
from .models import Committee, SecretaryGrant

LIST = "committees-desk:committees"


def can_see_history(user: Any) -> bool:
    """Who changed what is for those who work with committees: the ministry, administrators, secretaries."""
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR) or permissions.is_any_secretary(user)


def _seen(request: HttpRequest) -> Any:
    """The ministry sees all; a secretary the own committees and every one that is public."""
    rows = Committee.objects.select_related("parent", "host", "source")
    if has_role(request.user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR):
        return rows
    return rows.filter(~Q(status=Committee.Status.PROPOSED) | Q(pk__in=permissions.committees_of(request.user)))


def committees(request: HttpRequest) -> HttpResponse:
    """By number, name, body and status; Chinese ones first asked for."""
    asked, body = request.GET.get("q", "").strip(), request.GET.get("body", "")
    rows = _seen(request)
    if asked:
        words = Q(code__icontains=asked) | Q(name_zh__icontains=asked) | Q(name_en__icontains=asked)
        rows = rows.filter(words | Q(name_pinyin__icontains=asked))
    if body:
        rows = rows.filter(body=body)
    own = permissions.committees_of(request.user)
    if request.GET.get("own") and own:
        rows = rows.filter(pk__in=own)
    page = page_of(request, rows.order_by("code"))
    held = SecretaryGrant.objects.open().held_on(clock.today()).filter(committee__in=list(page.object_list))
    names: dict[int, list[str]] = {}
    for grant in held.select_related("user").order_by("user__name_pinyin"):
        names.setdefault(grant.committee_id, []).append(str(grant.user))
    context = {"page": page, "rows": [(row, names.get(row.pk, [])) for row in page.object_list], "asked": asked, "body": body}
    context["tells_status"] = any(row.known_status for row in page.object_list)
    context |= {"bodies": Committee.objects.order_by("body").values_list("body", flat=True).distinct()}
    context |= {"may_found": is_officer(request.user), "has_own": bool(own), "only_own": bool(request.GET.get("own"))}
    return render(request, "committees/desk/committees.html", context)


def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """One committee: what is said of it, who is secretary from when until when, what was changed."""
    record = get_object_or_404(_seen(request), pk=pk)
    grants = SecretaryGrant.objects.open().filter(committee=record).select_related("user", "recorded_by").order_by("-valid_from")
    context = {"committee": record, "rows": _rows(record), "grants": grants, "history": []}
    context["may_see_history"] = can_see_history(request.user)
    if context["may_see_history"]:
        context["history"] = history_of(record)
    context |= {"today": clock.today(), "children": record.children.order_by("code"), "demonstration": record.is_demo}
    context["may_edit"] = permissions.can_edit_committee(request.user, record)
    context["may_grant"] = permissions.can_grant_secretary(request.user, record)
    return render(request, "committees/desk/committee.html", context)


def _rows(record: Committee) -> list[dict[str, Any]]:
    host, parent = record.host, record.parent
    return [
        {"label": _("Body"), "text": record.body},
        {"label": _("Parent"), "text": str(parent or ""), "url": desk_address(parent) if parent else ""},
        {"label": _("Founded"), "text": wording.day(record.founded_on) if record.founded_on else ""},
        {
            "label": _("Secretariat host"),
            "text": str(host or record.host_text),
            "url": reverse("base:organisation", args=(host.pk,)) if host else "",
        },
        {"label": _("Scope"), "zh": record.scope_zh, "en": record.scope_en, "text": ""},
        {"label": _("Source"), "text": str(record.source or "")},
    ]


def new_committee(request: HttpRequest) -> HttpResponse:
    require(is_officer, request.user)
    form = NewCommitteeForm(request.POST or None)
    made = act_on(form, actions.found_committee, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("The committee is entered. Now name its secretary."), desk_address(made))
    crumbs = [(_("Committees"), reverse(LIST))]
    return act_page(request, form, Act(_("Enter a committee"), _("Enter"), reverse(LIST), crumbs=crumbs))


def edit_committee(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(_seen(request), pk=pk)
    require(permissions.can_edit_committee, request.user, record)
    given = {name: getattr(record, name) for name in EDITED} | {"expected_version": record.version}
    form = CommitteeForm(request.POST or None, initial=given)
    if request.method == "POST" and act_on_version(form, actions.edit_committee, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    act = Act(_("Change %(name)s") % {"name": record}, _("Save"), desk_address(record), crumbs=_crumbs(record))
    return act_page(request, form, act, of=record)


def grant_secretary(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(_seen(request), pk=pk)
    require(permissions.can_grant_secretary, request.user, record)
    form = SecretaryForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.grant_secretary, record, by=request.user):
        return done(request, _("The account is secretary for the given time."), desk_address(record))
    lead = _("A secretary changes the standards of this committee, for as long as the grant runs. A committee may have several.")
    act = Act(
        _("Name a secretary of %(name)s") % {"name": record}, _("Give the right"), desk_address(record), lead, _crumbs(record)
    )
    return act_page(request, form, act, of=record)


def end_secretary(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    record = get_object_or_404(_seen(request), pk=pk)
    require(permissions.can_grant_secretary, request.user, record)
    subject = get_object_or_404(SecretaryGrant.objects.open().select_related("user", "committee"), pk=grant, committee=record)
    form = EndSecretaryForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.end_secretary, subject, by=request.user):
        return done(request, _("The right has an end."), desk_address(record))
    heading = _("End the right of %(who)s in %(committee)s") % {"who": subject.user, "committee": record}
    return act_page(request, form, Act(heading, _("End the right"), desk_address(record), crumbs=_crumbs(record)), of=record)


def desk_address(record: Committee) -> str:
    return reverse("committees-desk:committee", args=(record.pk,))


def _crumbs(record: Committee) -> list[tuple[str, str]]:
    return [(_("Committees"), reverse(LIST)), (str(record), desk_address(record))]
