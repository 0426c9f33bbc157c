"""Staff pages of organisations: list, record, change, rename, parent, merge with preview (E4 in kind)."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import actions_organisations as actions
from .access import require
from .acting import act_on, form_page, page_of
from .exports import Column, Export, respond
from .forms_organisations import MergeForm, NewOrganisationForm, OrganisationForm, ParentForm, RenameForm
from .history import told
from .models import AuditEntry, Organisation
from .permissions import can_edit_organisations, can_see_organisations

FIELDS = ("name_en", "kind", "interest", "region", "credit_code")


def _found(request: HttpRequest) -> Any:
    rows = Organisation.objects.filter(merged_into__isnull=True).select_related("region", "parent").order_by("name_pinyin", "pk")
    asked, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    if asked:
        former = Q(names__name_zh__icontains=asked, names__voided_at__isnull=True)
        plain = Q(name_zh__icontains=asked) | Q(name_en__icontains=asked) | Q(name_pinyin__icontains=asked)
        rows = rows.filter(plain | former).distinct()
    return rows.filter(kind=kind) if kind in Organisation.Kind.values else rows


def organisations(request: HttpRequest, form: str = "") -> HttpResponse:
    """All organisations by name, former names included; the same list as a file."""
    require(can_see_organisations, request.user)
    rows = _found(request)
    if form:
        return respond(_export(rows), form)
    query = request.GET.urlencode()
    files = [(kind.upper(), f"{reverse('base:organisations-file', args=(kind,))}?{query}") for kind in ("xlsx", "csv", "json")]
    context = {"page": page_of(request, rows), "asked": request.GET.get("q", ""), "kind": request.GET.get("kind", "")}
    context |= {"kinds": Organisation.Kind.choices, "files": files, "can_edit": can_edit_organisations(request.user)}
    return render(request, "base/desk/organisations.html", context)


def _export(rows: Any) -> Export:
    columns = [
        Column("name_zh", _("Name"), 36),
        Column("name_en", _("English name"), 36),
        Column("kind", _("Kind")),
        Column("interest", _("Interest group")),
        Column("region", _("Region")),
        Column("parent", _("Parent"), 30),
        Column("demonstration", _("Demonstration data")),
    ]
    lines = (
        (
            o.name_zh,
            o.name_en,
            o.get_kind_display(),
            o.get_interest_display(),
            o.region and o.region.name_zh,
            o.parent and str(o.parent),
            o.is_demo,
        )
        for o in rows.iterator(chunk_size=500)
    )
    return Export("organisations", columns, lines)


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: names then and now, above and below, what was changed. A merged entry leads to the one that stayed."""
    require(can_see_organisations, request.user)
    subject = get_object_or_404(Organisation.objects.select_related("region", "parent", "merged_into"), pk=pk)
    if subject.merged_into:
        return redirect(subject.merged_into)
    history = AuditEntry.objects.filter(subject_type="base.organisation", subject_pk=str(pk)).select_related("by")[:50]
    context = {"organisation": subject, "names": subject.names.open().order_by("-valid_from"), "children": subject.children.all()}
    context |= {"history": told(history), "merged": subject.merged_from.all(), "facts": _facts(subject)}
    context["demonstration"] = subject.is_demo
    return render(request, "base/desk/organisation.html", context | {"can_edit": can_edit_organisations(request.user)})


def _facts(subject: Organisation) -> list[dict[str, Any]]:
    small = {True: _("yes"), False: _("no")}.get(subject.small_firm, "")
    pairs = [
        (_("Kind"), subject.get_kind_display()),
        (_("Interest group"), subject.get_interest_display()),
        (_("Region"), subject.region and subject.region.name_zh),
        (_("Unified social credit code"), subject.credit_code),
        (_("Small or medium-sized firm"), small),
    ]
    rows: list[dict[str, Any]] = [{"label": label, "text": text or ""} for label, text in pairs]
    if subject.parent:
        rows.append(
            {
                "label": subject.get_tie_display() or _("Parent"),
                "text": str(subject.parent),
                "url": subject.parent.get_absolute_url(),
            }
        )
    return rows


def new_organisation(request: HttpRequest) -> HttpResponse:
    require(can_edit_organisations, request.user)
    form = NewOrganisationForm(request.POST or None)
    made = act_on(form, actions.create_organisation, by=request.user) if request.method == "POST" else None
    if made:
        messages.success(request, _("The organisation is entered."))
        return redirect(made)
    return form_page(request, form, heading=_("New organisation"), button=_("Enter"), cancel=reverse("base:organisations"))


def edit_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    subject = _editable(request, pk)
    given = {name: getattr(subject, name) for name in FIELDS} | {
        "small_firm": {True: "yes", False: "no"}.get(subject.small_firm, "")
    }
    form = OrganisationForm(request.POST or None, initial=given)
    if request.method == "POST" and act_on(form, actions.edit_organisation, subject, by=request.user):
        return _done(request, subject)
    return form_page(
        request, form, heading=_("Change %(name)s") % {"name": subject}, button=_("Save"), cancel=subject.get_absolute_url()
    )


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    subject = _editable(request, pk)
    form = RenameForm(request.POST or None, initial={"name_zh": subject.name_zh, "name_en": subject.name_en})
    if request.method == "POST" and act_on(form, actions.rename, subject, by=request.user):
        return _done(request, subject)
    return form_page(
        request, form, heading=_("Rename %(name)s") % {"name": subject}, button=_("Rename"), cancel=subject.get_absolute_url()
    )


def set_parent(request: HttpRequest, pk: int) -> HttpResponse:
    subject = _editable(request, pk)
    form = ParentForm(request.POST or None, initial={"parent": subject.parent_id, "tie": subject.tie})
    if request.method == "POST" and act_on(form, actions.set_parent, subject, by=request.user):
        return _done(request, subject)
    return form_page(
        request,
        form,
        heading=_("What %(name)s belongs to") % {"name": subject},
        button=_("Save"),
        cancel=subject.get_absolute_url(),
    )


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """First choose the entry to give up, then see every row that would move, then merge."""
    subject = _editable(request, pk)
    form = MergeForm(request.POST or None)
    form.fields["gone"].queryset = form.fields["gone"].queryset.exclude(pk=pk)
    context = {"organisation": subject, "form": form, "moved": None, "gone": None}
    if request.method == "POST" and form.is_valid():
        context["gone"] = form.cleaned_data["gone"]
        if request.POST.get("confirmed") == str(context["gone"].pk) and act_on(
            form, actions.merge_organisations, subject, by=request.user
        ):
            return _done(request, subject)
        context["moved"] = actions.preview_merge(subject, context["gone"])
    return render(request, "base/desk/organisation_merge.html", context, status=422 if form.errors else 200)


def _editable(request: HttpRequest, pk: int) -> Organisation:
    require(can_edit_organisations, request.user)
    return get_object_or_404(Organisation, pk=pk, merged_into__isnull=True)


def _done(request: HttpRequest, subject: Organisation) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(subject)
