"""The lists of international standards to be converted, one an area: entries, suitability, and taking either back."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base import clock
from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, undo_page
from standards.models import Adoption, InternationalStandard, KeyArea
from standards.record_facts import desk_address as standard_address

from . import actions_records as actions
from . import actions_undo, permissions
from .forms_records import ListForm, SuitabilityForm, UnlistForm
from .models import ClaimDecision, ConversionEntry, DemonstrationDecision, SuitabilityDecision
from .views_demonstrations import area_name

LISTS = "programmes-desk:conversion-lists"


def conversion_lists(request: HttpRequest) -> HttpResponse:
    """Every area of a year with the length of its list."""
    require(permissions.can_see_programme, request.user)
    years = list(KeyArea.objects.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    listed = ConversionEntry.objects.open().held_on(clock.today()).values_list("area__year", flat=True).distinct()
    year = (
        int(asked)
        if asked.isascii() and asked.isdigit() and int(asked) in years
        else max([*listed], default=max(years, default=0))
    )
    open_today = Q(conversion_entries__voided_at=None, conversion_entries__superseded_at=None) & (
        Q(conversion_entries__until=None) | Q(conversion_entries__until__gt=clock.today())
    )
    areas = KeyArea.objects.filter(year=year).annotate(listed=Count("conversion_entries", filter=open_today)).order_by("position")
    return render(request, "programmes/desk/conversion_lists.html", {"areas": areas, "years": years, "year": year})


def conversion_list(request: HttpRequest, area: int) -> HttpResponse:
    """The list of one area as known now, with suitability and the standards that adopt each entry."""
    subject = _area(request, area)
    rows = ConversionEntry.objects.open().filter(area=subject).filter(Q(until=None) | Q(until__gt=clock.today()))
    page = page_of(request, rows.select_related("international").order_by("international__sort_key", "pk"))
    pks = [entry.international_id for entry in page.object_list]
    decided = SuitabilityDecision.objects.open().filter(area=subject, international__in=pks, until=None)
    decisions = {decision.international_id: decision for decision in decided.select_related("recorded_by")}
    adopters: dict[int, list[Adoption]] = {}
    adopting = Adoption.objects.open().adopting().filter(international__in=pks, until=None, standard__retracted_at=None)
    for adoption in adopting.select_related("standard"):
        adopters.setdefault(adoption.international_id, []).append(adoption)
    lines = [(one, decisions.get(one.international_id), adopters.get(one.international_id, [])) for one in page.object_list]
    context = {"area": subject, "page": page, "rows": lines, "name": area_name(subject)}
    context["may_edit"] = permissions.can_edit_conversion_list(request.user, subject)
    context["may_decide"] = permissions.can_decide_suitability(request.user, subject)
    context["demonstration"] = any(entry.is_demo for entry in page.object_list)
    return render(request, "programmes/desk/conversion_list.html", context)


def list_standard(request: HttpRequest, area: int) -> HttpResponse:
    subject = _area(request, area)
    require(permissions.can_edit_conversion_list, request.user, subject)
    form = ListForm(request.POST or None)
    made = act_on(form, actions.list_for_conversion, subject, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("%(number)s stands on the list.") % {"number": made.international}, _address(subject))
    heading = _("Add to the list of %(area)s") % {"area": area_name(subject)}
    act = Act(heading, _("Add to the list"), _address(subject), by_hand(), _crumbs(subject))
    return act_page(request, form, act)


def by_hand() -> str:
    return _(
        "The list is the denominator of the conversion rate: what stands on it is decided by people, never by the catalogue."
    )


def unlist(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(ConversionEntry.objects.open().select_related("area", "international"), pk=pk)
    _area(request, entry.area_id)
    require(permissions.can_edit_conversion_list, request.user, entry.area)
    form = UnlistForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.unlist, entry, by=request.user):
        return done(request, _("It stands on the list until that day; earlier figures keep it."), _address(entry.area))
    heading = _("Take %(number)s off the list") % {"number": entry.international}
    return act_page(
        request, form, Act(heading, _("Take off the list"), _address(entry.area), crumbs=_crumbs(entry.area)), of=entry
    )


def decide_suitability(request: HttpRequest, area: int, pk: int) -> HttpResponse:
    subject = _area(request, area)
    require(permissions.can_decide_suitability, request.user, subject)
    international = get_object_or_404(InternationalStandard.objects.public(), pk=pk)
    form = SuitabilityForm(request.POST or None)
    more = {"international": international, "by": request.user}
    if request.method == "POST" and act_on(form, actions.decide_suitability, subject, **more):
        return done(request, _("The decision is recorded."), _address(subject))
    heading = _("Is %(number)s suitable for conversion?") % {"number": international}
    rows = [
        {"label": _("Title"), "zh": international.title_zh, "en": international.title_en, "text": ""},
        {"label": _("Status"), "text": international.get_status_display(), "url": standard_address(international)},
        {"label": _("Key area"), "text": area_name(subject)},
    ]
    act = Act(heading, _("Record the decision"), _address(subject), crumbs=_crumbs(subject), rows=rows)
    return act_page(request, form, act)


KINDS: dict[str, Any] = {
    "conversionentry": (ConversionEntry, permissions.can_edit_conversion_list, "area"),
    "suitabilitydecision": (SuitabilityDecision, permissions.can_decide_suitability, "area"),
    "demonstrationdecision": (DemonstrationDecision, permissions.can_decide_demonstration, "demonstration"),
    "claimdecision": (ClaimDecision, permissions.can_decide_claim, "claim"),
}


def undo(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Void a decision or an entry of the list; what it had ended holds again."""
    require(permissions.can_see_programme, request.user)
    if kind not in KINDS:
        raise Http404
    model, rule, side = KINDS[kind]
    fact = get_object_or_404(model.objects.select_related(side), pk=pk)
    subject = getattr(fact, side)
    back = _address(subject) if side == "area" else reverse(f"programmes-desk:{side}", args=(subject.pk,))
    said = fact.international if side == "area" else fact.get_state_display()
    rows = [
        {"label": str(fact._meta.verbose_name), "text": str(said)},
        {"label": _("From"), "text": str(fact.valid_from)},
    ]
    return undo_page(
        request,
        fact,
        actions_undo.undo_fact,
        may=rule(request.user, subject),
        back=back,
        rows=rows,
        of=fact if side == "area" else subject,
    )


def _area(request: HttpRequest, pk: int) -> KeyArea:
    require(permissions.can_see_programme, request.user)
    return get_object_or_404(KeyArea, pk=pk)


def _address(area: KeyArea) -> str:
    return reverse("programmes-desk:conversion-list", args=(area.pk,))


def _crumbs(area: KeyArea) -> list[tuple[str, str]]:
    return [(_("Conversion lists"), f"{reverse(LISTS)}?year={area.year}"), (area_name(area), _address(area))]
