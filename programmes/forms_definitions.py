"""The form of a definition: words in both languages, years, and the switches of its metric."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from portal.base import forms

from .metrics.switches import SWITCHES, Switch
from .models import Definition

LABELS = {
    "levels": _("Levels that count"),
    "need_area": _("A confirmed key area is needed"),
    "amendments": _("Amendment sheets count"),
    "ended_out": _("Endings that take a standard out again"),
    "near_days": _("Days before and after that make a near miss"),
    "edition": _("Edition that decides the rate"),
    "degrees": _("Degrees of adoption that count"),
    "bodies": _("Bodies that count"),
    "event": _("Counting event"),
}
WORDS = {
    "national": _("national standard"),
    "industry": _("industry standard"),
    "local": _("local standard"),
    "group": _("group standard"),
    "enterprise": _("enterprise standard"),
    "withdrawn": _("withdrawn"),
    "replaced": _("replaced"),
    "any": _("any edition adopted"),
    "current": _("current edition adopted"),
    "published": _("published"),
    "proposed": _("proposal accepted"),
    "unknown": _("degree not known"),
}


def field_of(switch: Switch) -> django_forms.Field:
    """The form field of a switch."""
    label = LABELS[switch.name]
    choices = [(choice, WORDS.get(choice, choice)) for choice in switch.choices]
    if switch.kind == "days":
        return django_forms.IntegerField(label=label, min_value=0, max_value=366)
    if switch.kind == "flag":
        return django_forms.BooleanField(label=label, required=False)
    if switch.kind == "one":
        return django_forms.ChoiceField(label=label, choices=choices)
    widget = django_forms.CheckboxSelectMultiple
    return django_forms.MultipleChoiceField(label=label, choices=choices, widget=widget, required=False)


class DefinitionForm(forms.Form):
    """A new version; its switches are those of the metric."""

    text_zh = django_forms.CharField(label=_("Definition in Chinese"), widget=django_forms.Textarea(attrs={"rows": 6}))
    text_en = django_forms.CharField(label=_("Definition in English"), widget=django_forms.Textarea(attrs={"rows": 6}))
    effective_from = django_forms.IntegerField(label=_("First year"), min_value=2000, max_value=2100)
    effective_to = django_forms.IntegerField(label=_("Last year"), min_value=2000, max_value=2100, required=False)

    def __init__(self, *args: Any, metric: str, newest: Definition | None, **kwargs: Any) -> None:
        self.metric = metric
        initial = (
            {"text_zh": newest.text_zh, "text_en": newest.text_en, "effective_from": newest.effective_from} if newest else {}
        )
        parameters = newest.parameters if newest else {}
        self.base_fields = dict(self.base_fields)
        for switch in SWITCHES[metric]:
            self.base_fields[switch.name] = field_of(switch)
            initial[switch.name] = parameters.get(switch.name, switch.first)
        super().__init__(*args, initial=initial, **kwargs)

    def arguments(self) -> dict[str, Any]:
        """What the action takes."""
        words = ("text_zh", "text_en", "effective_from", "effective_to")
        parameters = {switch.name: self.cleaned_data[switch.name] for switch in SWITCHES[self.metric]}
        return {name: self.cleaned_data[name] for name in words} | {"parameters": parameters}


class ApprovalForm(forms.Form):
    confirmed = django_forms.BooleanField(
        label=_("The definition is confirmed; it is no longer a working definition."), required=False
    )
    note = django_forms.CharField(label=_("Note"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))
