"""From a filled form to an action and back: what the action refuses becomes an error at its field, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .racing import attempt

Answer = TypeVar("Answer")
PAGE = 50


def act_on(form: forms.BaseForm, action: Callable[..., Answer], *subjects: Any, **more: Any) -> Answer | None:
    """Call the action with the form's values; None when the form or the action refuses, with the reasons on the form."""
    if not form.is_valid():
        return None
    try:
        return attempt(action, *subjects, **form.cleaned_data, **more)
    except ValidationError as problem:
        put_errors(form, problem)
        return None


def put_errors(form: forms.BaseForm, problem: ValidationError) -> None:
    """Errors of fields the form shows go to their fields, all others to the whole form."""
    named = problem.error_dict if hasattr(problem, "error_dict") else {None: problem.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


def page_of(request: HttpRequest, rows: Any, size: int = PAGE) -> Page:
    """The asked page of a list; an unknown page is the first."""
    number = request.GET.get("page", "")
    pages = Paginator(rows, size)
    return pages.page(int(number) if number.isascii() and number.isdigit() and 1 <= int(number) <= pages.num_pages else 1)


def form_page(request: HttpRequest, form: Any, *, heading: str, button: str, cancel: str, lead: str = "") -> HttpResponse:
    """A page that is one form; refused with 422, so that machines notice too."""
    context = {"form": form, "heading": heading, "button": button, "cancel": cancel, "lead": lead, "files": form.is_multipart()}
    return render(request, "base/desk/form.html", context, status=422 if form.errors else 200)
