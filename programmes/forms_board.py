"""Forms of the programme board: targets of areas, states of deliverables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from portal.base import forms
from standards.models import KeyArea

from . import goal_words
from .models import DeliverableState, Goal, GoalAreaTarget


class TargetsForm(forms.Form):
    """One field a goal: the part that a key area is to bring. Empty leaves the target as it is."""

    def __init__(self, *args: Any, area: KeyArea, goals: list[Goal], **kwargs: Any) -> None:
        given = dict(GoalAreaTarget.objects.filter(area=area, goal__in=goals).values_list("goal_id", "threshold"))
        self.goals = {goal.slug: goal for goal in goals}
        fields = {
            goal.slug: django_forms.DecimalField(
                label=goal_words.label(goal), required=False, min_value=0, max_digits=12, decimal_places=2,
                initial=given[goal.pk].normalize() + 0 if goal.pk in given else None,
            )
            for goal in goals
        }  # fmt: skip
        self.base_fields = fields
        super().__init__(*args, **kwargs)

    def targets(self) -> list[tuple[Goal, Decimal]]:
        """The targets that were typed."""
        return [(self.goals[slug], value) for slug, value in self.cleaned_data.items() if value is not None]


class DeliverableForm(forms.Form):
    state = django_forms.ChoiceField(label=_("State"), choices=DeliverableState.State.choices)
    on = django_forms.DateField(label=_("Since"))
    evidence = django_forms.CharField(label=_("Evidence"), required=False, help_text=_("Number and title of the document."))
