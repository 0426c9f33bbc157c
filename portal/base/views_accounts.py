"""Staff pages of accounts and the roles they hold."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import actions_accounts as actions
from . import clock
from .access import require
from .acting import act_on, form_page, page_of
from .forms_accounts import AccountForm, EndForm, NewAccountForm, NoteForm, RoleForm
from .history import told
from .models import AuditEntry, Grant, Role, RoleGrant, User
from .permissions import can_edit_account, can_grant, can_manage_accounts, can_see_accounts
from .relations import pointing_at
from .sign_in import send_first_link


def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts; by name, role, or closed ones too."""
    require(can_see_accounts, request.user)
    asked, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    rows = User.objects.filter(is_system=False).select_related("organisation").order_by("name_pinyin", "username")
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(username__icontains=asked) | Q(name_pinyin__icontains=asked))
    if role in Role.values:
        rows = rows.filter(pk__in=RoleGrant.objects.open().held_on(clock.today()).filter(role=role).values("user"))
    if not request.GET.get("closed"):
        rows = rows.filter(is_active=True)
    page = page_of(request, rows)
    roles = grants_of(page.object_list)
    context = {"page": page, "asked": asked, "role": role, "roles": Role.choices, "closed": request.GET.get("closed", "")}
    context |= {"rows": [(account, roles.get(account.pk, [])) for account in page.object_list]}
    return render(request, "base/desk/accounts.html", context | {"can_manage": can_manage_accounts(request.user)})


def grants_of(accounts: Any) -> dict[int, list[Grant]]:
    """Rights held today by many accounts, those in bodies too, in one query a kind."""
    found: dict[int, list[Grant]] = {}
    for way in pointing_at(User):
        kind: Any = way.related_model
        if issubclass(kind, Grant) and way.field.name == "user":
            held = kind.objects.open().held_on(clock.today()).filter(user__in=accounts)
            for grant in held.select_related(kind.body_column).order_by("valid_from", "pk"):
                found.setdefault(grant.user_id, []).append(grant)
    return found


def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: who it is, which roles it holds, held, will hold, and what was changed."""
    require(can_see_accounts, request.user)
    subject = get_object_or_404(User.objects.select_related("organisation"), pk=pk, is_system=False)
    grants = RoleGrant.objects.open().filter(user=subject).select_related("organisation", "recorded_by").order_by("-valid_from")
    history = AuditEntry.objects.filter(subject_type="base.user", subject_pk=str(pk)).select_related("by")[:50]
    context = {"account": subject, "grants": grants, "history": told(history), "today": clock.today()}
    context["endable"] = {grant.pk for grant in grants if can_grant(request.user, grant.role)}
    context |= {"can_manage": can_manage_accounts(request.user), "can_edit": can_edit_account(request.user, subject)}
    return render(request, "base/desk/account.html", context)


def new_account(request: HttpRequest) -> HttpResponse:
    require(can_manage_accounts, request.user)
    form = NewAccountForm(request.POST or None)
    made = act_on(form, actions.create_account, by=request.user) if request.method == "POST" else None
    if made:
        if not form.cleaned_data["password"]:
            send_first_link(made, request)
        messages.success(request, _("The account is open. Now give it a role."))
        return redirect("base:grant-role", pk=made.pk)
    return form_page(request, form, heading=_("New account"), button=_("Open the account"), cancel=reverse("base:accounts"))


def edit_account(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(User, pk=pk, is_system=False)
    require(can_edit_account, request.user, subject)
    given = {"name": subject.name, "email": subject.email, "organisation": subject.organisation_id}
    form = AccountForm(request.POST or None, initial=given)
    if request.method == "POST" and act_on(form, actions.edit_account, subject, by=request.user):
        messages.success(request, _("The account is changed."))
        return redirect("base:account", pk=pk)
    return form_page(
        request, form, heading=_("Change the account of %(who)s") % {"who": subject}, button=_("Save"), cancel=_back(pk)
    )


def grant_role(request: HttpRequest, pk: int) -> HttpResponse:
    require(can_manage_accounts, request.user)
    subject = get_object_or_404(User, pk=pk, is_system=False)
    form = RoleForm(request.POST or None, user=request.user)
    if request.method == "POST" and act_on(form, actions.grant_role, subject, by=request.user):
        messages.success(request, _("The role is given."))
        return redirect("base:account", pk=pk)
    return form_page(
        request, form, heading=_("Give %(who)s a role") % {"who": subject}, button=_("Give the role"), cancel=_back(pk)
    )


def end_role(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    subject = get_object_or_404(RoleGrant.objects.open().select_related("user"), pk=grant, user=pk)
    require(can_grant, request.user, subject.role)
    form = EndForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.end_role, subject, by=request.user):
        messages.success(request, _("The role has an end."))
        return redirect("base:account", pk=pk)
    heading = _("End the role of %(who)s: %(role)s") % {"who": subject.user, "role": subject.get_role_display()}
    return form_page(request, form, heading=heading, button=_("End the role"), cancel=_back(pk))


def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an open account, or open a closed one."""
    subject = get_object_or_404(User, pk=pk, is_system=False)
    require(can_edit_account, request.user, subject)
    action = actions.deactivate if subject.is_active else actions.reactivate
    form = NoteForm(request.POST or None)
    if request.method == "POST" and act_on(form, action, subject, by=request.user):
        messages.success(request, _("The account is closed.") if subject.is_active else _("The account is open again."))
        return redirect("base:account", pk=pk)
    heading, button = (_("Close the account of %(who)s"), _("Close the account"))
    if not subject.is_active:
        heading, button = (_("Open the account of %(who)s again"), _("Open the account"))
    return form_page(request, form, heading=heading % {"who": subject}, button=button, cancel=_back(pk))


def _back(pk: int) -> str:
    return reverse("base:account", args=(pk,))
