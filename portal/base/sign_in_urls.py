"""Addresses of signing in, under the names Django itself asks for, and the switch of language."""

from django.contrib.auth import views
from django.urls import path

from portal.base import language, sign_in
from portal.base.access import public

urlpatterns = [
    path("language/<slug:short>/", language.set_language, name="set-language"),
    path("sign-in/", public(sign_in.SignIn.as_view()), name="login"),
    path("sign-out/", public(sign_in.SignOut.as_view()), name="logout"),
    path("password/", sign_in.PasswordChange.as_view(), name="password_change"),
    path("password/reset/", public(sign_in.PasswordReset.as_view()), name="password_reset"),
    path("password/reset/sent/", public(views.PasswordResetDoneView.as_view()), name="password_reset_done"),
    path(
        "password/reset/<uidb64>/<token>/",
        public(sign_in.PasswordResetConfirm.as_view()),
        name="password_reset_confirm",
    ),
    path("password/reset/done/", public(views.PasswordResetCompleteView.as_view()), name="password_reset_complete"),
]
