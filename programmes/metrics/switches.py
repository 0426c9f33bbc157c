"""The switches of each metric: what a definition may choose, and what the first working definition chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEVELS = ("national", "industry", "local", "group", "enterprise")
DEGREES = ("IDT", "MOD", "EQV", "NEQ", "REF", "unknown")
BODIES = ("ISO", "IEC", "ITU", "3GPP", "UNECE", "IEEE", "IETF", "W3C", "ETSI")


class SwitchError(ValueError):
    """A definition with a switch that its metric does not have, or a choice that does not exist."""


@dataclass(frozen=True)
class Switch:
    """One choice of a definition. `kind` is days, flag, one or many."""

    name: str
    kind: str
    first: Any
    choices: tuple[str, ...] = ()


NEAR_DAYS = Switch("near_days", "days", 31)
SWITCHES: dict[str, tuple[Switch, ...]] = {
    "formulated": (
        Switch("levels", "many", ["national", "industry"], LEVELS),
        Switch("need_area", "flag", True),
        Switch("amendments", "flag", False),
        Switch("ended_out", "many", ["withdrawn"], ("withdrawn", "replaced")),
        NEAR_DAYS,
    ),
    "demonstrated": (NEAR_DAYS,),
    "conversion_rate": (
        Switch("edition", "one", "any", ("any", "current")),
        Switch("degrees", "many", ["IDT", "MOD"], DEGREES),
        Switch("levels", "many", ["national", "industry"], LEVELS),
    ),
    "led": (
        Switch("bodies", "many", ["ISO", "IEC", "ITU", "3GPP"], BODIES),
        Switch("event", "one", "published", ("published", "proposed")),
        NEAR_DAYS,
    ),
}


def first(metric: str) -> dict[str, Any]:
    """The switches of the first working definition."""
    return {switch.name: switch.first for switch in SWITCHES[metric]}


def check(metric: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The switches of a definition, complete and possible; SwitchError names the first that is not."""
    known = {switch.name: switch for switch in SWITCHES[metric]}
    for name in given:
        if name not in known:
            raise SwitchError(f"{metric}: no switch {name!r}; there are {', '.join(known)}")
    chosen = first(metric) | dict(given)
    for name, switch in known.items():
        value = chosen[name]
        wrong = (
            (switch.kind == "days" and not (isinstance(value, int) and 0 <= value <= 366))
            or (switch.kind == "flag" and not isinstance(value, bool))
            or (switch.kind == "one" and value not in switch.choices)
            or (switch.kind == "many" and not (isinstance(value, list) and set(value) <= set(switch.choices)))
        )
        if wrong:
            raise SwitchError(f"{metric}: {name} cannot be {value!r}")
    return chosen
