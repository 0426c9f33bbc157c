"""Key areas at the desk: what rules suggest, what people decided, and the rules themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.base.access import require
from portal.base.acting import put_errors
from portal.base.models import Job
from portal.base.permissions import is_ministry, is_officer
from portal.base.racing import attempt

from . import actions_areas, area_rules, area_suggesting
from .area_words import reason_words
from .forms_areas import AddForm, DecideForm, RemoveForm, RuleForm
from .models import AreaRule, AreaSuggestion, AreaTag, KeyArea, Project
from .permissions import can_confirm_areas
from .record_facts import desk_address

PAGE = 50
SUBJECT = ("standard", "project", "international")
STATES = ("suggested", "confirmed", "rejected")


@require_safe
def areas(request: HttpRequest, year: int) -> HttpResponse:
    """The year's areas with what is suggested, confirmed and refused."""
    require(is_ministry, request.user)
    open_tags = Q(tags__voided_at=None, tags__superseded_at=None)
    rows = KeyArea.objects.filter(year=year).order_by("position")
    tagged = rows.annotate(
        confirmed=Count("tags", filter=open_tags & Q(tags__decision="confirmed")),
        rejected=Count("tags", filter=open_tags & Q(tags__decision="rejected")),
    )
    suggested = dict(AreaSuggestion.objects.filter(area__year=year).values_list("area").annotate(number=Count("pk")))
    context = {
        "year": year,
        "rows": [(area, suggested.get(area.pk, 0)) for area in tagged],
        "can_decide": is_officer(request.user),
    }
    context["job"] = Job.objects.filter(kind=area_suggesting.KIND, arguments__year=year).first()
    return render(request, "standards/desk/areas.html", context)


def area_of(year: int, slug: str) -> KeyArea:
    return get_object_or_404(KeyArea, year=year, slug=slug)


@require_safe
def area(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One area: records suggested with the reason, records decided with who and when."""
    require(is_ministry, request.user)
    return render(request, "standards/desk/area.html", area_context(request, area_of(year, slug)))


def area_context(request: HttpRequest, this: KeyArea, **forms: Any) -> dict[str, Any]:
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else "suggested"
    rows = suggestions(this) if state == "suggested" else decided(this, state)
    rows = rows.filter(number(request.GET.get("q", "").strip()))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counts = {name: (suggestions(this) if name == "suggested" else decided(this, name)).count() for name in STATES}
    words = {"suggested": gettext("suggested by rules"), "confirmed": gettext("confirmed"), "rejected": gettext("refused")}
    return {
        "area": this,
        "state": state,
        "q": request.GET.get("q", ""),
        "page": page,
        "rows": [(row, row.subject, place_of(row.subject), reason_words(row.reason)) for row in page],
        "tabs": [{"label": words[s], "url": f"?state={s}", "count": counts[s], "current": s == state} for s in STATES],
        "can_decide": can_confirm_areas(request.user),
        "add_form": forms.get("add", AddForm()),
        "form": forms.get("form"),
    }


def suggestions(this: KeyArea) -> Any:
    """What the rules suggest and nobody has decided. Standards first, then international, newest last."""
    return AreaSuggestion.objects.filter(area=this).select_related(*SUBJECT).order_by("pk")


def decided(this: KeyArea, decision: str) -> Any:
    tags = AreaTag.objects.open().filter(area=this, decision=decision)
    return tags.select_related(*SUBJECT, "recorded_by").order_by("-recorded_at", "-pk")


def number(text: str) -> Q:
    """Rows whose record's number or title holds the text."""
    if not text:
        return Q()
    columns = ("standard__designation", "standard__title_zh", "international__designation", "international__title_en")
    found = Q()
    for column in (*columns, "project__plan_number", "project__title_zh"):
        found |= Q(**{f"{column}__icontains": text})
    return found


@require_POST
def decide(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Confirm or refuse the ticked suggestions."""
    require(can_confirm_areas, request.user)
    this = area_of(year, slug)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return render(request, "standards/desk/area.html", area_context(request, this, form=form))
    rows = suggestions(this).filter(pk__in=form.cleaned_data["suggestion"])
    done = actions_areas.decide_areas(
        this, list(rows), decision=form.cleaned_data["decision"], by=request.user, reason=form.cleaned_data["reason"]
    )
    messages.success(request, ngettext("%(n)s record decided.", "%(n)s records decided.", done) % {"n": done})
    return redirect("areas-desk:area", year=year, slug=slug)


@require_POST
def add(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """A tag by hand."""
    this = area_of(year, slug)
    form = AddForm(request.POST)
    if not form.is_valid():
        require(can_confirm_areas, request.user)
        return render(request, "standards/desk/area.html", area_context(request, this, form=form, add=form))
    subject = form.cleaned_data["number"]
    require(can_confirm_areas, request.user, subject)
    actions_areas.confirm_area(subject, this, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("%(record)s belongs to the key area.") % {"record": subject})
    return redirect(landing(request, this, subject, "confirmed"))


def place_of(subject: Any) -> str:
    """The record's page on the desk; a project has none."""
    return "" if isinstance(subject, Project) else desk_address(subject)


def landing(request: HttpRequest, this: KeyArea, subject: Any, state: str) -> str:
    """Where a decision leads back to: the area's page is the ministry's, a secretary is at the record's."""
    if is_ministry(request.user):
        return f"{reverse('areas-desk:area', args=(this.year, this.slug))}?state={state}"
    return place_of(subject) or reverse("desk")


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back, with the reason."""
    tag = get_object_or_404(AreaTag.objects.open().select_related("area", *SUBJECT), pk=pk)
    require(can_confirm_areas, request.user, tag.subject)
    back = landing(request, tag.area, tag.subject, tag.decision)
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        actions_areas.remove_area_tag(tag, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, gettext("The decision is taken back."))
        return redirect(back)
    return render(request, "standards/desk/remove_tag.html", {"tag": tag, "form": form, "back": back})


@require_POST
def suggest(request: HttpRequest, year: int) -> HttpResponse:
    """Ask the rules anew, as a job."""
    require(is_officer, request.user)
    job = area_suggesting.ask(year, by=request.user)
    return redirect("areas-desk:suggesting-job", pk=job.pk)


@require_safe
def suggesting_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the run is."""
    require(is_ministry, request.user)
    job = get_object_or_404(Job, pk=pk, kind=area_suggesting.KIND)
    here = reverse("areas-desk:suggesting-job", args=(pk,))
    context = {"job": job, "url": here, "back": here, "after": reverse("areas-desk:areas", args=(job.arguments["year"],))}
    page = "components/job_progress.html" if request.headers.get("HX-Request") else "standards/desk/suggesting.html"
    return render(request, page, context)


@require_safe
def rules(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The rules of an area."""
    require(is_ministry, request.user)
    this = area_of(year, slug)
    rows = this.rules.annotate(reach=Count("suggestions")).order_by("kind", "value")
    return render(request, "standards/desk/rules.html", {"area": this, "rules": rows, "can_edit": is_officer(request.user)})


def rule(request: HttpRequest, year: int, slug: str, pk: int | None = None) -> HttpResponse:
    """A rule by form; what it alone would reach is shown before it is saved."""
    require(is_officer, request.user)
    this = area_of(year, slug)
    row = get_object_or_404(AreaRule, pk=pk, area=this) if pk else None
    form = RuleForm(request.POST or None, instance=row)
    context: dict[str, Any] = {"area": this, "form": form, "rule": row}
    if form.is_valid():
        try:
            if "preview" in request.POST:
                context |= preview(this, form.cleaned_data)
            else:
                fresh = AreaRule.objects.get(pk=pk) if pk else None
                attempt(actions_areas.save_rule, this, rule=fresh, by=request.user, **form.cleaned_data)
                messages.success(request, gettext("Rule saved. Suggestions follow when they are made anew."))
                return redirect("areas-desk:rules", year=year, slug=slug)
        except ValidationError as error:
            put_errors(form, error)
        except area_rules.RuleError as error:
            form.add_error("value", str(error))
    return render(request, "standards/desk/rule.html", context)


def preview(this: KeyArea, given: dict[str, Any]) -> dict[str, Any]:
    """What the rule alone would reach in the catalogue."""
    one = area_rules.Rule(this.slug, given["kind"], given["value"])
    area_rules.check(one)
    counts, first = area_suggesting.reached(one)
    return {"counts": counts, "first": first, "previewed": True}
