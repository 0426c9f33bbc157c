"""ISO/IEC documents without a plain number: Directives, white papers, reports with a name, numbered symbols."""

import re

from standards.designation_families.record import Designation, DesignationError

_DIRECTIVES = re.compile(r"ISO/IEC (?:(?P<first>JTC 1) )?(?:Directives|DIR)(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)
_PART = re.compile(
    r",? (?:Part )?(?P<part>[12])(?::(?P<year>(?:19|20)[0-9]{2})(?:-(?P<month>[01][0-9]))?)?(?=[ ,+-]|\Z)", re.IGNORECASE
)
_SUPPLEMENT = re.compile(
    r",?-? ?(?P<plus>\+ ?)?(?:Consolidated )?(?P<body>ISO|IEC|JTC 1)(?P<word> SUP| Supplement)?"
    r"(?::(?P<year>(?:19|20)[0-9]{2})(?:-(?P<month>[01][0-9]))?)?(?: Ed ?(?P<edition>[0-9]{1,2}))?(?=[ ,+-]|\Z)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<code>ISO/IEC|ISO|IEC) (?P<kind>(?:White Paper|Technology Report|Trend Report|Technology and Market Outlook Paper) )?"
    r"(?P<name>[A-Za-z][A-Za-z0-9 :-]{1,78}?):(?P<year>(?:19|20)[0-9]{2})(?P<mark> DB)?\Z",
    re.IGNORECASE,
)


class DirectivesDesignation(Designation):
    """`ISO/IEC DIR 1:2022 + IEC SUP:2022`: the rules of procedure; `number` holds all of it after DIR."""

    family = "directives"

    def form(self) -> str:
        """Short words, year after a colon."""
        return f"ISO/IEC {self.kind}DIR{f' {self.number}' if self.number else ''}"


class NamedDesignation(Designation):
    """Reports of IEC that carry a name instead of a number."""

    family = "named"

    def form(self) -> str:
        """Name, colon, year."""
        return f"{self.code} {f'{self.kind} ' if self.kind else ''}{self.number}:{self.year}{self.version}"


def read_directives(text: str) -> Designation:
    """Part, then supplements of ISO, IEC or JTC 1."""
    found = _DIRECTIVES.match(text)
    if found is None:
        raise DesignationError(text, "ISO/IEC Directives")
    words, at, year = [], found.start("rest"), None
    part = _PART.match(text, at)
    if part:
        words.append(part["part"] + _dated(part))
        year, at = part["year"], part.end()
    while True:
        supplement = _SUPPLEMENT.match(text, at)
        if supplement is None:
            break
        word = " SUP" if supplement["word"] else ""
        edition = f" Ed {supplement['edition']}" if supplement["edition"] else ""
        plus = "+ " if supplement["plus"] else ""
        words.append(f"{plus}{supplement['body'].upper()}{word}{_dated(supplement)}{edition}")
        year, at = supplement["year"] or year, supplement.end()
        if text[at:].lower() == " supplement":
            words[-1], at = words[-1] + " SUP", len(text)
    if at != len(text):
        raise DesignationError(text, "a part or a supplement of the Directives", at)
    kind = "JTC 1 " if found["first"] else ""
    return DirectivesDesignation("ISO", "ISO/IEC", " ".join(words), kind=kind, year=int(year) if year else None)


def _dated(found: re.Match[str]) -> str:
    if not found["year"]:
        return ""
    return f":{found['year']}" + (f"-{found['month']}" if found["month"] else "")


def read_named(text: str) -> Designation:
    """A name and a year."""
    found = _NAMED.match(text)
    if found is None:
        raise DesignationError(text, "a name, a colon and the year")
    kind = (found["kind"] or "").strip()
    return NamedDesignation(
        found["code"].split("/")[0].upper(), found["code"].upper(), found["name"], kind=kind, year=int(found["year"]),
        version=(found["mark"] or "").upper(),
    )  # fmt: skip
