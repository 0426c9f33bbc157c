"""IETF and W3C documents: `RFC 8200`, `BCP 47`, `W3C css-cascade-3`."""

import re

from standards.designation_families.record import Designation, DesignationError

_RFC = re.compile(r"(?:IETF )?(RFC|BCP|STD|FYI)[ -]?0*([1-9][0-9]{0,4})(?:[ ,:-]*\(?((?:19|20)[0-9]{2})\)?)?\Z", re.IGNORECASE)
_DRAFT = re.compile(r"(?:IETF )?(draft-[a-z0-9]+(?:-[a-z0-9]+)+)\Z", re.IGNORECASE)
_W3C = re.compile(
    r"W3C[ /:](?:(REC|WD|CR|PR|NOTE)[ -](?=[A-Za-z0-9]))?([A-Za-z0-9][A-Za-z0-9._+-]*(?: [A-Za-z0-9._+-]+){0,4}?)"
    r"(?:-((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9]))?\Z",
    re.IGNORECASE,
)


class InternetDesignation(Designation):
    """RFCs are numbered through and never change, so there is no year."""

    family = "ietf"
    undated = False

    def form(self) -> str:
        """`RFC 8200`; Internet drafts keep their name."""
        return f"{self.code} {self.number}" if self.code != "draft" else self.number


class WebDesignation(Designation):
    """W3C short names; capital letters as given, since W3C tells them apart in print but not in addresses."""

    family = "w3c"

    def form(self) -> str:
        """Body and short name, with the maturity and the day where the text names one dated version."""
        stage = f"{self.stage}-" if self.stage else ""
        return f"W3C {stage}{self.number}" + (f"-{self.year}{self.version}" if self.year else "")


def read_ietf(text: str) -> Designation:
    """RFC, BCP, STD or an Internet draft."""
    found = _RFC.match(text)
    if found:
        return InternetDesignation("IETF", found[1].upper(), found[2])
    found = _DRAFT.match(text)
    if found:
        return InternetDesignation("IETF", "draft", found[1].lower(), stage="draft")
    raise DesignationError(text, "RFC and a number")


def read_w3c(text: str) -> Designation:
    """W3C and a short name."""
    found = _W3C.match(text)
    if found is None:
        raise DesignationError(text, "W3C and a short name such as css-cascade-3")
    year = int(found[3]) if found[3] else None
    return WebDesignation(
        "W3C", "W3C", found[2], stage=(found[1] or "").upper(), year=year, version=f"{found[4]}{found[5]}" if year else ""
    )
