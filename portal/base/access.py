"""Closed by default: a view answers strangers only when it says `@public`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """This view may be seen by anybody, without an account."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, "is_public", False))


def require(rule: Callable[..., bool], user: Any, *subjects: Any) -> None:
    """Raise PermissionDenied (a 403 page that says so) unless the rule holds."""
    if not rule(user, *subjects):
        raise PermissionDenied(_("Your account has no right to do this."))


class ClosedByDefault:
    """Send strangers to the sign-in page, or answer 401 in JSON under /api/, for every view that is not `@public`.

    Whoever still has the password that others gave sees nothing but the page that changes it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        if is_public(view):
            return None
        if request.user.is_authenticated:
            match = request.resolver_match
            changes_it = match is not None and match.view_name == "password_change"
            return redirect("password_change") if request.user.must_change_password and not changes_it else None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": _("Sign in to read this.")}, status=401)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
