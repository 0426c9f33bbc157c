"""Forms of a procedure's versions: every value with its clause and certainty on one page."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.base import forms

from . import step_words
from .actions_procedures import Said
from .models import ProcedureParameter, ProcedureVersion
from .models.procedures import PAPERS
from .procedure_parameters import BY_NAME, Parameter


def _field(parameter: Parameter) -> django_forms.Field:
    label = step_words.PARAMETERS[parameter.name]
    if parameter.is_number:
        return django_forms.IntegerField(label=label, min_value=0, max_value=parameter.most, required=False)
    if parameter.kind == "decider":
        choices = [("", "—"), *step_words.DECIDER_WORDS.items()]
        return django_forms.ChoiceField(label=label, choices=choices, required=False)
    if parameter.kind == "papers":
        widget = django_forms.CheckboxSelectMultiple
        return django_forms.MultipleChoiceField(label=label, choices=PAPERS, widget=widget, required=False)
    return django_forms.CharField(label=label, required=False, help_text=_("A fraction such as 3/4; empty when not known."))


class VersionForm(forms.Form):
    """A new version of all values; what is left empty is not known, and nothing is demanded of it."""

    effective_from = django_forms.DateField(label=_("Effective from"))
    grounds = django_forms.CharField(label=_("Grounds"), help_text=_("The order or decision that this version follows."))

    def __init__(self, *args: Any, newest: ProcedureVersion, **kwargs: Any) -> None:
        rows = {row.name: row for row in newest.parameters.all()}
        self.names = [name for name in BY_NAME if name in rows]
        self.base_fields = dict(self.base_fields)
        initial: dict[str, Any] = {"grounds": newest.grounds}
        for name in self.names:
            row = rows[name]
            self.base_fields[name] = _field(BY_NAME[name])
            said = {"parameter": step_words.PARAMETERS[name]}
            self.base_fields[f"{name}_clause"] = django_forms.CharField(
                label=_("Clause: %(parameter)s") % said, required=False, widget=django_forms.TextInput
            )
            self.base_fields[f"{name}_certainty"] = django_forms.ChoiceField(
                label=_("Certainty: %(parameter)s") % said, choices=ProcedureParameter.Certainty.choices
            )
            initial |= {name: row.value, f"{name}_clause": row.clause, f"{name}_certainty": row.certainty}
        super().__init__(*args, initial=initial, **kwargs)

    def arguments(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        said = {name: Said(given[name], given[f"{name}_clause"], given[f"{name}_certainty"]) for name in self.names}
        return {"effective_from": given["effective_from"], "grounds": given["grounds"], "said": said}


class ApproveForm(forms.Form):
    note = django_forms.CharField(label=_("Note"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))


class MoveProjectsForm(forms.Form):
    """Which running projects follow the version from now on; the boxes stand in the list above the form."""

    note = django_forms.CharField(label=pgettext_lazy("of a batch", "Reason"), widget=django_forms.Textarea(attrs={"rows": 2}))


class ConfirmForm(forms.Form):
    """Somebody has read the clause."""

    clause = django_forms.CharField(label=_("Clause"), help_text=_("Where it was read: order, article, page."))
    note = django_forms.CharField(label=_("Note"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))
