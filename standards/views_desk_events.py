"""What happens to a standard on a day: published, in force, confirmed, replaced, withdrawn; and days that were wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.base.access import require
from portal.base.acting import act_on
from portal.base.desk_pages import Act, act_page, done
from portal.base.fields import Day

from . import actions_status as actions
from . import permissions
from .forms_events import ConfirmForm, CorrectDateForm, ForceForm, InternationalEventForm, PublishForm, ReplaceForm, WithdrawForm
from .models import InternationalStatus, StandardStatus
from .record_facts import desk_address
from .views_desk_international import editable_international, international_crumbs
from .views_desk_standards import crumbs_of, editable

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Step:
    """One step in the life of a standard: its form, its action, its words."""

    form: type[Any]
    action: Callable[..., Any]
    heading: StrPromise
    button: StrPromise


STEPS = {
    "publish": Step(
        PublishForm, actions.publish_standard, gettext_lazy("Publication of %(name)s"), gettext_lazy("Record the publication")
    ),
    "in-force": Step(
        ForceForm, actions.come_into_force, gettext_lazy("Coming into force of %(name)s"), gettext_lazy("Record the day")
    ),
    "confirm": Step(
        ConfirmForm,
        partial(actions.record_status, event="confirmed"),
        gettext_lazy("%(name)s was reviewed and continues valid"),
        gettext_lazy("Record the review"),
    ),
    "replace": Step(
        ReplaceForm, actions.replace_standard, gettext_lazy("%(name)s is replaced"), gettext_lazy("Record the replacement")
    ),
    "withdraw": Step(
        WithdrawForm, actions.withdraw_standard, gettext_lazy("Withdraw %(name)s"), gettext_lazy("Record the withdrawal")
    ),
}


def standard_event(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step, entered late or, where the trade allows it, ahead."""
    if step not in STEPS:
        raise Http404
    record = editable(request, pk)
    require(permissions.can_record_status, request.user, record)
    taken = STEPS[step]
    form = taken.form(request.POST or None)
    if request.method == "POST" and act_on(form, taken.action, record, by=request.user):
        return done(request, _("Recorded."), desk_address(record))
    act = Act(str(taken.heading) % {"name": record}, str(taken.button), desk_address(record), crumbs=crumbs_of(record))
    return act_page(request, form, act, of=record)


def international_event(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable_international(request, pk)
    form = InternationalEventForm(request.POST or None)
    if request.method == "POST" and act_on(form, actions.record_international_status, record, by=request.user):
        return done(request, _("Recorded."), desk_address(record))
    heading = _("What happened to %(name)s") % {"name": record}
    act = Act(heading, _("Record the event"), desk_address(record), crumbs=international_crumbs(record))
    return act_page(request, form, act, of=record)


FACTS = {"standardstatus": (StandardStatus, "standard"), "internationalstatus": (InternationalStatus, "international")}


def correct_date(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The day of an event was wrong: the entry is voided with the reason and entered again."""
    if kind not in FACTS:
        raise Http404
    model, side = FACTS[kind]
    fact = get_object_or_404(model.objects.open().select_related(side), pk=pk, **{f"{side}__retracted_at__isnull": True})
    record = getattr(fact, side)
    require(permissions.can_undo, request.user, record)
    form = CorrectDateForm(request.POST or None, initial={"on": Day(fact.valid_from, fact.precision)})
    if request.method == "POST" and act_on(form, actions.correct_date, fact, by=request.user):
        return done(request, _("The day is corrected. Both entries stay in the history."), desk_address(record))
    heading = _("Correct the day: %(name)s, %(event)s") % {"name": record, "event": fact.get_event_display()}
    crumbs = crumbs_of(record) if side == "standard" else international_crumbs(record)
    return act_page(request, form, Act(heading, _("Correct the day"), desk_address(record), crumbs=crumbs), of=record)
