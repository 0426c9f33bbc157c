"""Roof and ground: front page, machine doors, signing in, accounts, organisations, jobs, calendar."""

from tests.access_row import KINDS, STAFF, Row, everybody, only, signed_in

KEEPERS = ("officer", "administrator")


def account(world):
    return {"pk": world.account.pk}


def organisation(world):
    return {"pk": world.organisation.pk}


def deadline(world):
    return {"pk": world.deadline.pk}


def entry(world):
    """The extension of the deadline."""
    return deadline(world) | {"event": world.deadline.events.get(kind="extended").pk}


NOT_MINISTRY = ("account", "expert", "contact", "secretary")
OF_A_RECORD = Row(dict.fromkeys(KINDS, "yes") | dict.fromkeys(NOT_MINISTRY, "gone") | {"stranger": "login"}, fill=deadline)
"""A deadline is seen by who sees its record; this one is about an organisation, whose rows say nothing: the ministry alone."""


def may_day(world):
    return {"day": "2020-05-01"}


ROOF: dict[str, Row] = {
    "home": everybody(),
    "desk": signed_in(),
    "healthz": everybody(),
    "version": everybody(),
    "robots": everybody(),
    "sitemap": everybody(),
    "sitemap-section": everybody(fill=lambda world: {"kind": "standards", "number": 0}),
    "api-docs": everybody(),
}
BASE: dict[str, Row] = {
    "set-language": everybody(fill=lambda world: {"short": "en"}),
    "login": everybody(),
    "logout": everybody(method="post"),
    "password_change": signed_in(),
    "password_reset": everybody(),
    "password_reset_done": everybody(),
    "password_reset_confirm": everybody(fill=lambda world: {"uidb64": "MQ", "token": "none"}),
    "password_reset_complete": everybody(),
    "base:accessibility": everybody(),
    "base:data": everybody(),
    "base:terms": everybody(),
    "base:components": only("administrator"),
    "base:accounts": only(*STAFF),
    "base:new-account": only(*KEEPERS),
    "base:account": only(*STAFF, fill=account),
    "base:edit-account": only(*KEEPERS, fill=account),
    "base:close-account": only(*KEEPERS, fill=account),
    "base:grant-role": only(*KEEPERS, fill=account),
    "base:end-role": only(*KEEPERS, fill=lambda world: account(world) | {"grant": world.role.pk}),
    "base:deadlines": signed_in(),
    "base:deadlines-file": signed_in(fill=lambda world: {"form": "ics"}),
    "base:deadline": OF_A_RECORD,
    "base:deadline-file": OF_A_RECORD,
    "base:deadline-act": only("officer", fill=lambda world: deadline(world) | {"act": "extend"}),
    "base:undo-deadline-entry": only("officer", fill=entry),
    "base:reckon-again": only("officer"),
    "base:jobs": only(*STAFF),
    "base:job": only(*STAFF, fill=lambda world: {"pk": world.reading_job.pk}),
    "base:run-job-again": only(*KEEPERS, method="post", fill=lambda world: {"pk": world.reading_job.pk}),
    "base:organisations": signed_in(),
    "base:organisations-file": signed_in(fill=lambda world: {"form": "csv"}),
    "base:new-organisation": only("officer"),
    "base:organisation": signed_in(fill=organisation),
    "base:edit-organisation": only("officer", fill=organisation),
    "base:rename-organisation": only("officer", fill=organisation),
    "base:organisation-parent": only("officer", fill=organisation),
    "base:merge-organisation": only("officer", fill=organisation),
    "base:work-calendar": signed_in(),
    "base:work-calendar-year": signed_in(fill=lambda world: {"year": 2020}),
    "base:calendar-notice": only(*KEEPERS),
    "base:calendar-day-new": only(*KEEPERS),
    "base:calendar-day": only(*KEEPERS, fill=may_day),
    "base:calendar-day-clear": only(*KEEPERS, fill=may_day),
}
