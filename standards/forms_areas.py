"""Forms of key-area tags and rules."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.base import forms

from .designations import DesignationError, parse
from .models import AreaRule, InternationalStandard, Project, Standard

Subject = Standard | Project | InternationalStandard


class DecideForm(forms.Form):
    """Ticked suggestions and what becomes of them."""

    decision = django_forms.ChoiceField(choices=(("confirmed", ""), ("rejected", "")))
    suggestion = django_forms.MultipleChoiceField(label=gettext_lazy("Suggestions"))
    reason = django_forms.CharField(label=gettext_lazy("Reason"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data.getlist("suggestion") if hasattr(self.data, "getlist") else []
        self.fields["suggestion"].choices = [(pk, pk) for pk in given if pk.isdecimal()]  # type: ignore[attr-defined]
        self.fields["suggestion"].error_messages["required"] = _("Tick at least one record.")


class AddForm(forms.Form):
    """A tag by hand: the number of a standard, a project or an international standard."""

    number = django_forms.CharField(
        label=gettext_lazy("Number"), help_text=gettext_lazy("Any spelling, for example YD/T 3956-2021.")
    )
    reason = django_forms.CharField(label=gettext_lazy("Reason"), required=False)

    def clean_number(self) -> Subject:
        """The record behind the number."""
        text = self.cleaned_data["number"].strip()
        found = record_of(text)
        if found is None:
            raise ValidationError(_("No record has the number %(number)s."), params={"number": text})
        return found


def record_of(text: str) -> Subject | None:
    """A record by its number in any spelling; projects by their plan number as printed."""
    try:
        number = parse(text).normal
    except DesignationError:
        number = text
    for model in (Standard, InternationalStandard):
        if record := model.objects.public().filter(designation=number).first():
            return record
    return Project.objects.filter(plan_number=text).first()


class RemoveForm(forms.Form):
    reason = django_forms.CharField(label=gettext_lazy("Reason"))


class RuleForm(forms.ModelForm):
    class Meta:
        model = AreaRule
        fields = ["kind", "value", "weight", "exclude", "note", "active"]
        widgets = {"value": django_forms.TextInput(), "note": django_forms.TextInput()}

    def _post_clean(self) -> None:
        """The row is checked by the action."""
