"""The forms every page builds on: our field template, our widgets, one list of what is wrong."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib.auth import forms as auth_forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from portal.base.actions_passwords import set_password
from portal.base.models import User

LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class PortalBoundField(BoundField):
    """Knows the place on the page an error leads to, and whether its label stands behind the box."""

    @property
    def anchor(self) -> str:
        """A group of boxes has no element of its own: the error leads to its first box."""
        return f"{self.auto_id}_0" if isinstance(self.field.widget, LISTS) else self.id_for_label

    @property
    def is_tick(self) -> bool:
        return type(self.field.widget) is forms.CheckboxInput


class PortalRenderer(TemplatesSetting):
    form_template_name = "components/form_fields.html"
    field_template_name = "components/field.html"
    bound_field_class = PortalBoundField


class DateInput(forms.DateInput):
    """The browser's own calendar; the value travels as 2020-10-31 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def dress(field: forms.Field) -> None:
    """Bootstrap's class for the field's widget; a date gets the calendar."""
    widget = field.widget
    if isinstance(field, forms.DateField) and type(widget) is forms.DateInput:
        field.widget = widget = DateInput(widget.attrs)
        widget.is_required = field.required
    if isinstance(widget, LISTS):
        look = "choices"
    elif isinstance(widget, forms.CheckboxInput):
        look = "form-check-input"
    elif isinstance(widget, forms.Select):
        look = "form-select"
    else:
        look = "form-control"
    if not widget.is_hidden:
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} {look}".strip()


def named(field: PortalBoundField, problem: str) -> str:
    """An error far from its field says which one it means."""
    return _("%(field)s: %(problem)s") % {"field": field.label, "problem": problem}


class Dressed(forms.BaseForm):
    """Mixin for every form shown to people."""

    default_renderer = PortalRenderer
    bound_field_class = PortalBoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every error with its field's name and the place it leads to, in order; those of the whole form first."""
        whole = [("", str(text)) for text in self.non_field_errors()]
        fields = cast("Iterator[PortalBoundField]", iter(self))
        return whole + [(field.anchor, named(field, str(text))) for field in fields for text in field.errors]


class Form(Dressed, forms.Form):
    pass


class ModelForm(Dressed, forms.ModelForm):
    pass


class SignInForm(Dressed, auth_forms.AuthenticationForm):
    """After a refusal the focus belongs to the list of what is wrong, not to the first field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)


class PasswordResetForm(Dressed, auth_forms.PasswordResetForm):
    def get_users(self, email: str) -> Iterator[User]:
        """Also accounts that never had a password: opened without one, they begin by this link."""
        return User.objects.filter(email__iexact=email, is_active=True, is_system=False).iterator()


class ByAction(Dressed):
    """Django's password forms write the account themselves; here the action does, with its audit entry."""

    cleaned_data: dict[str, Any]

    def set_password_and_save(self, user: User, password_field_name: str = "new_password1", commit: bool = True) -> User:
        user.password = set_password(user, password=self.cleaned_data[password_field_name], by=user).password
        return user


class PasswordChangeForm(ByAction, auth_forms.PasswordChangeForm):
    pass


class SetPasswordForm(ByAction, auth_forms.SetPasswordForm):
    pass
