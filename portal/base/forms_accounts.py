"""Forms of accounts and their roles. Field names are the actions' argument names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import clock
from .forms import Form
from .models import Organisation, Role, User
from .permissions import can_grant


def organisations() -> Any:
    return Organisation.objects.filter(merged_into__isnull=True)


class AccountForm(Form):
    """Name, address, organisation of an account."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("One field: family name and given name as written."))
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Links for a new password go there."))
    organisation = forms.ModelChoiceField(organisations(), label=_("Organisation"), required=False)


class NewAccountForm(AccountForm):
    """An account gets its user name once."""

    username = forms.SlugField(label=_("User name"), max_length=60, help_text=_("Letters, digits, hyphens; it stays."))
    password = forms.CharField(
        label=_("First password"),
        required=False,
        min_length=10,
        widget=forms.PasswordInput(render_value=True),
        help_text=_("At least 10 characters; the person must change it at the first sign-in. Leave empty to send a reset link."),
    )
    field_order = ("username", "name", "email", "organisation", "password")

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return username


class RoleForm(Form):
    """A role for a time."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    organisation = forms.ModelChoiceField(
        organisations(), label=_("Organisation"), required=False, help_text=_("Only for a contact: whom the contact speaks for.")
    )
    valid_from = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Until"), required=False, help_text=_("The first day without the role; empty for no end."))
    note = forms.CharField(label=_("Note"), required=False, help_text=_("For example the letter that asks for it."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [choice for choice in Role.choices if can_grant(user, choice[0])]
        self.fields["valid_from"].initial = clock.today


class EndForm(Form):
    """The day on which something ends."""

    until = forms.DateField(label=_("Ends on"), help_text=_("The first day on which it no longer holds."))
    note = forms.CharField(label=_("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


class NoteForm(Form):
    """A reason before a step that others see."""

    note = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
