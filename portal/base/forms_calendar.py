"""Forms of the work calendar."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from .forms import Form
from .holiday_notices import NoticeError, read_notice
from .models import CalendarDay

REASONS = (
    gettext_noop("no festival found"),
    gettext_noop("no day off found"),
    gettext_noop("no such day: %(said)s"),
    gettext_noop("no such span: %(said)s"),
    gettext_noop("%(said)s is no weekend day, yet named as worked in exchange"),
    gettext_noop("%(said)s is both off and worked"),
)
EARLIEST, LATEST = 1949, 2099
NOTICE_EXAMPLE = "国办发明电〔2019〕16号"


class DayForm(Form):
    """One day of the calendar."""

    day = forms.DateField(label=gettext_lazy("Day"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CalendarDay.Kind.choices)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"))
    name_en = forms.CharField(label=gettext_lazy("Name in English"), required=False)
    notice = forms.CharField(label=gettext_lazy("Notice"), help_text=NOTICE_EXAMPLE)
    verified = forms.BooleanField(label=gettext_lazy("Checked against the notice"), required=False, initial=True)


class ClearForm(Form):
    """Why a day is taken out."""

    note = forms.CharField(label=gettext_lazy("Reason"))


class NoticeForm(Form):
    """The notice of a year as printed; it is read line by line."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=EARLIEST, max_value=LATEST)
    notice = forms.CharField(label=gettext_lazy("Number of the notice"), help_text=NOTICE_EXAMPLE)
    text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 10, "lang": "zh-Hans"}),
        help_text=gettext_lazy("Paste it as printed, one festival a line. Other lines are left out."),
    )
    accepted = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "year" in cleaned and "text" in cleaned:
            try:
                cleaned["days"] = read_notice(cleaned["text"], cleaned["year"])
            except NoticeError as error:
                why = _(error.reason) % {"said": error.said}
                said = _("Line %(line)s: %(why)s.") % {"line": error.line, "why": why}
                self.add_error("text", ValidationError(said))
        return cleaned
