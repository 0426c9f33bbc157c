"""Every address of the site and who gets what there: the one table. Rows stand by room; a missing or surplus row fails the house.

Answers: `yes` the page or a form's answer, `no` 403, `login` the sign-in page, `gone` 404 (what one may not know of).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("stranger", "account", "expert", "contact", "secretary", "officer", "leader", "administrator")


@dataclass(frozen=True)
class Row:
    """Expected answer by kind of user; how to fill the address from the world; GET unless the view takes only POST."""

    answers: Mapping[str, str]
    fill: Callable[[Any], Mapping[str, Any]] = field(default=lambda world: {})
    method: str = "get"
    query: str = ""

    @property
    def public(self) -> bool:
        return self.answers["stranger"] != "login"


def everybody(**more: Any) -> Row:
    """Open to the world."""
    return Row(dict.fromkeys(KINDS, "yes"), **more)


def signed_in(**more: Any) -> Row:
    """Open to every account."""
    return Row(dict.fromkeys(KINDS, "yes") | {"stranger": "login"}, **more)


def only(*kinds: str, **more: Any) -> Row:
    """Open to these kinds; the others are told that they have no right, strangers to sign in."""
    unknown = set(kinds) - set(KINDS)
    assert not unknown, unknown
    return Row({kind: "login" if kind == "stranger" else ("yes" if kind in kinds else "no") for kind in KINDS}, **more)


MINISTRY = ("officer", "leader")
STAFF = ("officer", "leader", "administrator")

ROOF: dict[str, Row] = {
    "home": everybody(),
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
    "base:terms": everybody(),
    "base:components": only("administrator"),
    "base:work-calendar": signed_in(),
    "base:work-calendar-year": signed_in(fill=lambda world: {"year": 2020}),
    "base:calendar-notice": only("officer", "administrator"),
    "base:calendar-day-new": only("officer", "administrator"),
    "base:calendar-day": only("officer", "administrator", fill=lambda world: {"day": "2020-05-01"}),
    "base:calendar-day-clear": only("officer", "administrator", fill=lambda world: {"day": "2020-05-01"}),
}
STANDARDS: dict[str, Row] = {
    "standards:standards": everybody(),
    "standards:standards-file": everybody(fill=lambda world: {"form": "csv"}),
    "standards:international-standards": everybody(),
    "standards:international-standards-file": everybody(fill=lambda world: {"form": "json"}),
    "standards:standard": everybody(fill=lambda world: {"slug": world.standard.slug}),
    "standards:international-standard": everybody(fill=lambda world: {"slug": world.international.slug}),
    "standards:citation": everybody(fill=lambda world: {"kind": "standard", "slug": world.standard.slug, "form": "bib"}),
    "standards:area": everybody(fill=lambda world: {"year": world.area.year, "slug": world.area.slug}),
    "standards:classifications": everybody(),
    "standards:classification-scheme": everybody(fill=lambda world: {"scheme": "ics"}),
    "standards:classification": everybody(fill=lambda world: {"scheme": "ics", "code": "33"}),
}
PROGRAMMES: dict[str, Row] = {}
COMMITTEES: dict[str, Row] = {
    "committees:committees": everybody(),
    "committees:committee": everybody(fill=lambda world: {"slug": world.committee.slug}),
}
API: dict[str, Row] = {}

TABLE: dict[str, Row] = ROOF | BASE | STANDARDS | PROGRAMMES | COMMITTEES | API
