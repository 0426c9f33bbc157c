"""What a row of the access table says, and the few shapes that most rows have.

Answers: `yes` the page or a form's answer, `no` 403, `login` the sign-in page, `gone` 404 (what one may not know of).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("stranger", "account", "expert", "contact", "secretary", "officer", "leader", "administrator")
STAFF = ("officer", "leader", "administrator")


@dataclass(frozen=True)
class Row:
    """Expected answer by kind of user; how to fill the address and the form from the world; GET unless only POST is taken.

    `own`: a secretary has the right in the own committee and gets 403 for the records of another.
    """

    answers: Mapping[str, str]
    fill: Callable[[Any], Mapping[str, Any]] = field(default=lambda world: {})
    sent: Callable[[Any], Mapping[str, Any]] = field(default=lambda world: {})
    method: str = "get"
    own: bool = False

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


def officer_and_own_secretary(**more: Any) -> Row:
    """The ministry's officers for all records, a secretary for those of the own committee."""
    return only("officer", "secretary", own=True, **more)
