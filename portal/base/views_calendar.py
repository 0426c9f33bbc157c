"""The work calendar: a table a year for everybody with an account, kept by those who keep the code lists."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import actions_calendar, clock, permissions
from .access import require
from .acting import act_on
from .forms_calendar import ClearForm, DayForm, NoticeForm
from .models import CalendarDay
from .racing import attempt


def work_calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """One year's special days; without a year the present one."""
    year = year or clock.today().year
    days = CalendarDay.objects.filter(day__year=year)
    new_year = Q(day__month=1, day__day=1)
    years = CalendarDay.objects.filter(new_year).order_by("day").values_list("day__year", flat=True)
    sums = days.aggregate(off=Count("pk", filter=Q(kind="holiday")), worked=Count("pk", filter=Q(kind="workday")))
    page = {
        "year": year,
        "years": list(years),
        "days": days.order_by("day"),
        "sums": sums,
        "can_edit": permissions.can_edit_code_lists(request.user),
    }
    return render(request, "base/work_calendar.html", page)


def calendar_day(request: HttpRequest, day: str = "") -> HttpResponse:
    """Enter a day, or change it."""
    require(permissions.can_edit_code_lists, request.user)
    row = get_object_or_404(CalendarDay, day=_read(day)) if day else None
    names = ("day", "kind", "name_zh", "name_en", "notice", "verified")
    form = DayForm(request.POST or None, initial={name: getattr(row, name) for name in names} if row else None)
    if row:
        form.fields["day"].disabled = True
    made = act_on(form, actions_calendar.set_day, by=request.user) if request.method == "POST" else None
    if made:
        messages.success(request, _("The day is saved."))
        return redirect("base:work-calendar-year", made.day.year)
    return render(request, "base/calendar_day.html", {"form": form, "row": row, "crumbs": _crumbs()})


def clear_calendar_day(request: HttpRequest, day: str) -> HttpResponse:
    require(permissions.can_edit_code_lists, request.user)
    row = get_object_or_404(CalendarDay, day=_read(day))
    form = ClearForm(request.POST or None)
    if form.is_valid():
        actions_calendar.clear_day(row, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("The day follows its weekday again."))
        return redirect("base:work-calendar-year", row.day.year)
    return render(request, "base/clear_calendar_day.html", {"form": form, "row": row, "crumbs": _crumbs()})


def calendar_notice(request: HttpRequest) -> HttpResponse:
    """Paste a notice, see what it says, accept it."""
    require(permissions.can_edit_code_lists, request.user)
    form = NoticeForm(request.POST or None)
    days = form.cleaned_data["days"] if form.is_valid() else []
    if days and form.cleaned_data["accepted"]:
        number = attempt(actions_calendar.enter_notice, days, notice=form.cleaned_data["notice"], by=request.user)
        messages.success(request, ngettext("%(n)s day entered.", "%(n)s days entered.", number) % {"n": number})
        return redirect("base:work-calendar-year", form.cleaned_data["year"])
    return render(request, "base/calendar_notice.html", {"form": form, "days": days, "crumbs": _crumbs()})


def _read(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Http404 from None


def _crumbs() -> list[tuple[Any, str]]:
    return [(_("Work calendar"), reverse("base:work-calendar"))]
