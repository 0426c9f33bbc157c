"""Forms of demonstrations, leadership claims and the conversion list. Field names are the actions' argument names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from experts.choosing import PERSON
from portal.base import clock
from portal.base.choosing import ORGANISATION, RecordField
from portal.base.fields import note_field, text_field
from portal.base.forms import Form
from portal.base.together import VersionedForm
from standards.choosing import GROUP_STANDARD, INTERNATIONAL, AreaField

from .models import ClaimDecision, DemonstrationDecision, LeadershipClaim, SuitabilityDecision

ORGANISATION_HELP = _("Type a part of its present or former name.")
NUMBER_HELP = _("Type its number in any spelling, or words of its title.")


class DemonstrationFields(forms.Form):
    """What is said of an application demonstration besides its decisions."""

    title_zh = forms.CharField(label=_("Title"))
    title_en = forms.CharField(label=_("English title"), required=False)
    standard = RecordField(GROUP_STANDARD, label=_("Group standard"), required=False, help_text=NUMBER_HELP)
    standard_text = forms.CharField(
        label=_("Number as printed"), required=False, help_text=_("When the group standard is not in the catalogue.")
    )
    field = forms.CharField(
        label=_("Field"), required=False, help_text=_("Announcements group projects by field; it is counted distinctly.")
    )
    organisation = RecordField(ORGANISATION, label=_("Organisation"), required=False, help_text=ORGANISATION_HELP)
    area = AreaField(label=_("Key area"), required=False)
    note = note_field()


class NewDemonstrationForm(Form, DemonstrationFields):
    applied_on = forms.DateField(label=_("Applied on"), required=False)
    field_order = ("title_zh", "title_en", "standard", "standard_text", "field", "organisation", "area", "applied_on")


class DemonstrationForm(VersionedForm, DemonstrationFields):
    pass


class DecideDemonstrationForm(Form):
    """What was decided, by which circular."""

    state = forms.ChoiceField(label=_("Decision"), choices=DemonstrationDecision.State)
    on = forms.DateField(label=_("On"))
    document = forms.CharField(
        label=_("Document"), required=False, help_text=_("A selection names the circular that announced it.")
    )
    note = note_field()


class ClaimFields(forms.Form):
    """Who led, in which role, shown by what."""

    role = forms.ChoiceField(label=_("Role"), choices=LeadershipClaim.LeadRole)
    person = RecordField(PERSON, label=_("Person"), required=False, help_text=_("Type the name."))
    organisation = RecordField(ORGANISATION, label=_("Organisation at the time"), required=False, help_text=ORGANISATION_HELP)
    evidence = text_field(_("Evidence"), 3, help_text=_("Document or decision that shows the role."))
    area = AreaField(label=_("Key area"), required=False)
    note = note_field()


class NewClaimForm(Form, ClaimFields):
    international = RecordField(INTERNATIONAL, label=_("International standard"), help_text=NUMBER_HELP)
    on = forms.DateField(label=_("Claimed on"))
    field_order = ("international", "role", "person", "organisation", "evidence", "area", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class ClaimForm(VersionedForm, ClaimFields):
    pass


class DecideClaimForm(Form):
    """Proven, disputed or taken back; which of them depends on who decides."""

    state = forms.ChoiceField(label=_("Decision"))
    on = forms.DateField(label=_("On"))
    note = forms.CharField(label=_("Reason"), required=False, help_text=_("Needed unless the proof is confirmed."))

    def __init__(self, *args: Any, states: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [choice for choice in ClaimDecision.State.choices if choice[0] in states]
        self.fields["on"].initial = clock.today


class ListForm(Form):
    """An international standard for the list of one area."""

    international = RecordField(INTERNATIONAL, label=_("International standard"), help_text=NUMBER_HELP)
    valid_from = forms.DateField(label=_("On the list from"))
    planned_on = forms.DateField(label=_("Conversion planned by"), required=False)
    owner = forms.CharField(label=_("Owner"), required=False)
    note = note_field(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today


class UnlistForm(Form):
    until = forms.DateField(label=_("Off the list from"))
    note = forms.CharField(label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


class SuitabilityForm(Form):
    """Suitable, or not and why. Each exclusion has a reason, a person and a day."""

    reason = forms.ChoiceField(label=_("Decision"), choices=SuitabilityDecision.Reason)
    on = forms.DateField(label=_("On"))
    note = forms.CharField(label=_("Explanation"), required=False, help_text=_("Needed for another reason."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


DEMONSTRATION_EDITED = tuple(name for name in DemonstrationFields.base_fields if name != "note")
CLAIM_EDITED = tuple(name for name in ClaimFields.base_fields if name != "note")
