"""What is decided about a deadline, as forms; field names are the argument names of the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from . import clock
from .forms import Form
from .models.deadlines import Unit
from .together import VersionedForm


class DayForm(VersionedForm):
    """A decision of a day."""

    on = forms.DateField(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class NotedForm(DayForm):
    """With words if there are any."""

    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonedForm(DayForm):
    """With the reason, which stays visible."""

    note = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(ReasonedForm):
    """So much longer, or up to a named day."""

    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=Unit.choices)
    number = forms.IntegerField(label=gettext_lazy("How many"), required=False, min_value=1, max_value=3660)
    to_day = forms.DateField(label=gettext_lazy("Up to"), required=False)
    clause = forms.CharField(label=gettext_lazy("Clause"), required=False)

    field_order = ("on", "unit", "number", "to_day", "clause", "note")


class LeadForm(VersionedForm):
    lead_days = forms.IntegerField(label=gettext_lazy("Lead time in days"), min_value=0, max_value=366)


class MovesForm(Form):
    """Which of the listed deadlines are moved, and why."""

    confirmed = forms.MultipleChoiceField(label=gettext_lazy("Move these"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, moves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].choices = moves  # type: ignore[attr-defined]
