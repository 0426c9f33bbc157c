"""Forms of a project's steps, term and dossier. Field names are the actions' argument names."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.choosing import COMMITTEE
from portal.base import clock
from portal.base.choosing import ORGANISATION, RecordField
from portal.base.fields import note_field
from portal.base.forms import Form
from portal.base.together import VersionedForm

from .choosing import STANDARD
from .lifecycle import Move
from .models import Project
from .models.procedures import PAPERS

NUMBERS = re.compile(r"[\n;；]+")


class StepForm(VersionedForm):
    """The day of a step, and why."""

    on = forms.DateField(label=_("On"))
    note = note_field()

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move.reason:
            self.fields["note"].required = True
            self.fields["note"].label = _("Reason")


class PlanForm(StepForm):
    plan_number = forms.CharField(label=_("Plan number"), help_text=_("For example 2020-0123T-SJ."))
    due_on = forms.DateField(label=_("Due"), required=False, help_text=_("Left empty it follows from the rule."))
    field_order = ("plan_number", "on", "due_on", "note")


class PublishProjectForm(StepForm):
    designations = forms.CharField(
        label=_("Numbers of the standards"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line; several when the project yields parts."),
    )
    in_force_on = forms.DateField(label=_("In force from"), required=False)
    notice_number = forms.CharField(label=_("Announcement"), required=False)
    field_order = ("designations", "on", "in_force_on", "notice_number", "note")

    def clean_designations(self) -> list[str]:
        return [text.strip() for text in NUMBERS.split(self.cleaned_data["designations"]) if text.strip()]


class ProjectForm(VersionedForm):
    """What is said of a project besides its steps. Term and committee are the ministry's: a term is extended by its own act."""

    title_zh = forms.CharField(label=_("Chinese title"))
    title_en = forms.CharField(label=_("English title"), required=False)
    kind = forms.ChoiceField(label=_("new or revision"), choices=Project.Kind.choices)
    special_project = forms.CharField(label=_("special project"), required=False)
    committee = RecordField(COMMITTEE, label=_("Committee"), required=False)
    lead_organisation = RecordField(ORGANISATION, label=_("Lead organisation"), required=False)
    standard = RecordField(STANDARD, label=_("Standard it is about"), required=False)
    due_on = forms.DateField(label=_("Due"), required=False)
    note = note_field()

    def __init__(self, *args: Any, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if whole else ("committee", "due_on"):
            del self.fields[name]


EDITED = tuple(name for name in ProjectForm.base_fields if name not in ("note", "expected_version"))


class ExtendForm(VersionedForm):
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=120)
    on = forms.DateField(label=_("Decided on"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(Form):
    """A paper of the dossier."""

    paper = forms.ChoiceField(label=_("Paper"), choices=PAPERS)
    place = forms.CharField(label=_("Where it lies"), help_text=_("File number, shelf or address."))
    on = forms.DateField(label=_("On file since"), initial=clock.today)
