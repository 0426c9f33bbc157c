"""People on the desk, as far as leadership claims need them: list, one person, entering, editing, where they work."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, fact_line, history_of, newest_first

from . import actions, permissions
from .forms import AffiliationForm, NewPersonForm, PersonForm
from .models import Affiliation, Person

LIST = "experts-desk:experts"


def experts(request: HttpRequest) -> HttpResponse:
    """By name, or by the organisation they work for now."""
    require(permissions.can_see_people, request.user)
    asked = request.GET.get("q", "").strip()
    now = Affiliation.objects.filter(voided_at=None, superseded_at=None, until=None).select_related("organisation")
    rows = Person.objects.prefetch_related(Prefetch("affiliations", now, to_attr="present"))
    if asked:
        named = Q(name__icontains=asked) | Q(name_en__icontains=asked) | Q(name_pinyin__icontains=asked)
        rows = rows.filter(named | Q(pk__in=now.filter(organisation__name_zh__icontains=asked).values("person")))
    page = page_of(request, rows.order_by("name_pinyin", "pk"))
    context = {"page": page, "asked": asked, "may_edit": permissions.can_edit_people(request.user)}
    return render(request, "experts/desk/experts.html", context)


def expert(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: employers then and now, and what was changed."""
    record = _seen(request, pk)
    facts = record.affiliations.select_related("organisation", "recorded_by", "voided_by")
    lines = [fact_line(fact, str(fact.organisation), note=fact.post, url=fact.organisation.get_absolute_url()) for fact in facts]
    context = {"record": record, "facts": newest_first(lines), "history": history_of(record), "demonstration": record.is_demo}
    return render(request, "experts/desk/expert.html", context | {"may_edit": permissions.can_edit_people(request.user, record)})


def new_expert(request: HttpRequest) -> HttpResponse:
    require(permissions.can_edit_people, request.user)
    form = NewPersonForm(request.POST or None)
    made = act_on(form, actions.add_person, by=request.user) if request.method == "POST" else None
    if made:
        return done(request, _("The person is entered. Now say where the person works."), desk_address(made))
    return act_page(request, form, Act(_("Enter a person"), _("Enter"), reverse(LIST), crumbs=[(_("People"), reverse(LIST))]))


def edit_expert(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    require(permissions.can_edit_people, request.user, record)
    given = {"name": record.name, "name_en": record.name_en, "account": record.account}
    form = PersonForm(request.POST or None, initial=given)
    if request.method == "POST" and act_on(form, actions.edit_person, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    act = Act(_("Change %(name)s") % {"name": record}, _("Save"), desk_address(record), crumbs=_crumbs(record))
    return act_page(request, form, act, of=record)


def set_affiliation(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    require(permissions.can_edit_people, request.user, record)
    form = AffiliationForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.set_affiliation, record, by=request.user):
        return done(request, _("Recorded."), desk_address(record))
    heading, lead = (
        _("Where %(name)s works") % {"name": record},
        _("The former affiliation ends on the day from which this one holds."),
    )
    return act_page(request, form, Act(heading, _("Save"), desk_address(record), lead, _crumbs(record)), of=record)


def _seen(request: HttpRequest, pk: int) -> Person:
    require(permissions.can_see_people, request.user)
    return get_object_or_404(Person.objects.select_related("account"), pk=pk)


def desk_address(record: Person) -> str:
    return reverse("experts-desk:expert", args=(record.pk,))


def _crumbs(record: Person) -> list[tuple[str, str]]:
    return [(_("People"), reverse(LIST)), (str(record), desk_address(record))]
