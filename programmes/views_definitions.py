"""Definitions at the desk: versions, examples with their answers, drafting, approving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.base.access import require
from portal.base.acting import put_errors
from portal.base.racing import attempt

from . import actions_definitions, goal_words, permissions, reasons
from .effects import effects
from .forms_definitions import LABELS, WORDS, ApprovalForm, DefinitionForm
from .metrics.switches import SWITCHES
from .models import Definition

METRICS = {
    "formulated": _("Standards formulated"),
    "demonstrated": _("Group standards demonstrated"),
    "conversion_rate": _("Conversion rate of international standards"),
    "led": _("International standards led"),
}


def metric_of(address: str) -> str:
    """The metric behind an address: conversion-rate is conversion_rate."""
    metric = address.replace("-", "_")
    if metric not in METRICS:
        raise Http404("no such metric")
    return metric


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Every version of every metric."""
    require(permissions.can_see_programme, request.user)
    rows = list(Definition.objects.select_related("approved_by").order_by("metric", "-number"))
    groups = [
        (metric, words, metric.replace("_", "-"), [r for r in rows if r.metric == metric]) for metric, words in METRICS.items()
    ]
    context = {"groups": groups, "can_draft": permissions.can_draft_definition(request.user)}
    return render(request, "programmes/desk/definitions.html", context)


@require_safe
def definition(request: HttpRequest, metric: str, number: int) -> HttpResponse:
    """One version: words, switches, examples and their answers, the effect of approving it."""
    require(permissions.can_see_programme, request.user)
    this = get_object_or_404(Definition.objects.select_related("approved_by"), metric=metric_of(metric), number=number)
    return render(request, "programmes/desk/definition.html", definition_context(request, this) | {"form": ApprovalForm()})


def definition_context(request: HttpRequest, this: Definition) -> dict[str, Any]:
    tried = actions_definitions.try_examples(this)
    drafted = this.approved_at is None and this.number > 1
    return {
        "this": this,
        "title": METRICS[this.metric],
        "metric": this.metric.replace("_", "-"),
        "text": goal_words.definition_text(this),
        "switches": switch_rows(this),
        "tried": [tried_row(one) for one in tried],
        "all_pass": all(one.passed for one in tried),
        "effects": effects(this) if drafted else [],
        "can_approve": permissions.can_approve_definition(request.user, this),
        "can_expect": drafted and permissions.can_draft_definition(request.user),
    }


def switch_rows(this: Definition) -> list[dict[str, Any]]:
    """The switches in words."""
    rows = []
    for switch in SWITCHES[this.metric]:
        value = this.parameters.get(switch.name, switch.first)
        if isinstance(value, bool):
            words = gettext("yes") if value else gettext("no")
        elif isinstance(value, list):
            words = ", ".join(str(WORDS.get(one, one)) for one in value)
        else:
            words = str(WORDS.get(value, value))
        rows.append({"label": LABELS[switch.name], "text": words})
    return rows


def tried_row(tried: actions_definitions.Tried) -> dict[str, Any]:
    """An example, what was expected and what came."""
    outcome, reason = tried.outcome.first if tried.outcome else ("", "")
    example = tried.example
    return {
        "example": example,
        "expected": f"{reasons.OUTCOMES.get(example.expected, example.expected)}: {reasons.reason_words(example.reason)}",
        "came": f"{reasons.OUTCOMES[outcome]}: {reasons.reason_words(reason)}" if outcome else tried.problem,
        "passed": tried.passed,
    }


def draft(request: HttpRequest, metric: str) -> HttpResponse:
    """A new version by form; examples are taken over from the newest."""
    require(permissions.can_draft_definition, request.user)
    name = metric_of(metric)
    newest = Definition.objects.filter(metric=name).order_by("-number").first()
    form = DefinitionForm(request.POST or None, metric=name, newest=newest)
    if form.is_valid():
        try:
            this = attempt(actions_definitions.draft_definition, name, by=request.user, **form.arguments())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, gettext("Drafted. Look at its examples, then ask a leader to approve it."))
            return redirect("programmes-desk:definition", metric=metric, number=this.number)
    return render(request, "programmes/desk/draft_definition.html", {"form": form, "title": METRICS[name], "newest": newest})


@require_POST
def expectations(request: HttpRequest, metric: str, number: int) -> HttpResponse:
    """The drafter takes the answers of ticked examples as the expected ones, having looked at each."""
    require(permissions.can_draft_definition, request.user)
    this = get_object_or_404(Definition, metric=metric_of(metric), number=number)
    ticked = {int(pk) for pk in request.POST.getlist("example") if pk.isdecimal()}
    answers = {
        t.example.pk: t.outcome.first for t in actions_definitions.try_examples(this) if t.outcome and t.example.pk in ticked
    }
    try:
        actions_definitions.set_expectations(this, expected=answers, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("programmes-desk:definition", metric=metric, number=number)


@require_POST
def approve(request: HttpRequest, metric: str, number: int) -> HttpResponse:
    """Approval by a second person; goals follow from now on."""
    this = get_object_or_404(Definition.objects.select_related("approved_by"), metric=metric_of(metric), number=number)
    require(permissions.can_approve_definition, request.user, this)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            actions_definitions.approve_definition(this, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, gettext("Approved. Figures follow within a minute."))
            return redirect("programmes-desk:definition", metric=metric, number=number)
    return render(request, "programmes/desk/definition.html", definition_context(request, this) | {"form": form})
