"""Signing in and out, changing and resetting a password: Django's views in the portal's look."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from portal.base import forms
from portal.base.models import User


class SignIn(views.LoginView):
    """An account whose password was given by others goes to the page that changes it first."""

    authentication_form = forms.SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Where the visitor was going, unless that is this very page."""
        after = super().get_redirect_url()
        return "" if after.startswith(self.request.path) else after

    def get_success_url(self) -> str:
        if getattr(self.request.user, "must_change_password", False):
            return resolve_url("password_change")
        return super().get_success_url()


class SignOut(views.LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You are signed out."))
        return response


class PasswordChange(views.PasswordChangeView):
    form_class = forms.PasswordChangeForm

    def get_success_url(self) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is changed."))
        return response


class PasswordReset(views.PasswordResetView):
    form_class = forms.PasswordResetForm


class PasswordResetConfirm(views.PasswordResetConfirmView):
    form_class = forms.SetPasswordForm


def send_first_link(account: User, request: HttpRequest) -> None:
    """An account opened without a password begins by a link to its address."""
    form = forms.PasswordResetForm({"email": account.email})
    if form.is_valid():
        form.save(request=request, use_https=request.is_secure())
