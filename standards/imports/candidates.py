"""What a row becomes before it meets the records: columns, events, links. Pure."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .stages import Seen

_SLUG_GAP = re.compile(r"[^0-9a-zA-Z.+]+")


class Link(NamedTuple):
    """A relation as the row tells it. `forward` false: the other record does it to this one (replaced_by)."""

    kind: str
    text: str
    forward: bool = True
    partly: bool = False


class Taken(NamedTuple):
    """An international standard that a Chinese one takes over, as the row tells it."""

    cited: str
    degree: str
    undated: bool
    statement: str
    to_check: bool


@dataclass(slots=True)
class Candidate:
    """One cleaned row. `key` finds its record, `source` is its body or what it calls its source.

    Columns that the file does not have are absent, blank ones say nothing.
    """

    number: int
    key: str
    slug: str
    columns: dict[str, Any]
    events: list[Seen]
    cells: dict[str, Any]
    source: str = ""
    source_id: int | None = None
    links: list[Link] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


def plain_slug(text: str) -> str:
    """An address for a text that is not read as a number."""
    return _SLUG_GAP.sub("-", text).strip("-")
