"""3GPP, GSM and ETSI: `3GPP TS 38.331 V16.1.0 (2020-07)`, `ETSI GS NFV-SOL 012 V3.7.1 (2022-12)`."""

import re
from dataclasses import replace
from typing import Self

from standards.designation_families.record import Designation, DesignationError

_3GPP = re.compile(
    r"(?:(?P<body>3GPP|GSM|DCS) ?)?(?:(?P<kind>TS|TR)[ -]?)?(?P<series>[0-9]{2})\.(?P<number>[0-9]{2,3}(?:[A-Z]{1,3}(?![A-Z]))?)"
    r"(?P<part>(?:-[0-9]{1,2}){0,3})",
    re.IGNORECASE,
)
_RELEASE = r"\(?(?:Release|Rel\.?|R)[ -]?(?P<release>[0-9]{1,2})\)?|(?P<phase>Ph[12])"
_RELEASED = re.compile(rf"(?: |:|, ?)(?:{_RELEASE})(?=[/ ,]|\Z)", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:[ /,:]|, | \()(?:V(?:ersion|er\.)?[ .]?)?(?P<version>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2})\)?", re.IGNORECASE
)
_DATE = re.compile(r",? ?\((?P<year>(?:19|20)[0-9]{2})-(?P<month>0[1-9]|1[0-2])\)")
_ETSI = re.compile(
    r"(?:(?:Draft|Final draft) )?(?:ETSI[ /])?(?P<kind>(?:I-)?ETS|TCRTR|TCTR|TS|TR|EN|ES|EG|ETR|GTS|GS|GR|SR|TBR|NET)[ -]?"
    r"(?P<number>(?:[A-Z0-9]{2,5}(?:-[A-Z]{2,4})? )?[0-9]{3} ?[0-9]{3}|GSM [0-9]{2}\.[0-9]{2}|[0-9]{2}\.[0-9]{2}(?:-[A-Z]+)?|"
    r"[A-Z0-9]{2,4}(?:-[A-Z]{2,4})? [0-9]{3}|[0-9]{3})"
    r"(?P<part>(?:-[0-9]{1,3}){0,3})(?P<sheets>(?:/[AC][0-9]{1,2})*)",
    re.IGNORECASE,
)
_ETSI_VERSION = re.compile(
    r" (?:V(?P<version>[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})|Ed(?:ition|\.)? ?(?P<edition>[0-9]{1,2}))", re.IGNORECASE
)
_SMALL = {"MWT": "mWT", "THZ": "THz"}


class VersionedDesignation(Designation):
    """A specification with a version. The date in brackets is printed but does not make the edition."""

    def form(self) -> str:
        """Body, kind, number, then `V` and the version, the month in brackets."""
        text = " ".join(word for word in (self.body_word, self.kind, self.number) if word)
        text += ("" if self.part.startswith("/") else "-") + self.part if self.part else ""
        text += f" {self.version}" if self.version else ""
        return text + (f" ({self.year}-{self.month:02d})" if self.year and self.month else "")

    @property
    def body_word(self) -> str:
        """What stands in front."""
        return self.code

    def without_year_marks(self) -> Self:
        """The version is the edition; the month adds nothing."""
        return replace(self, year=None, month=None) if self.version and self.year else self


class ThreeGppDesignation(VersionedDesignation):
    """The first figure of the version is the release (drafts below 3 excepted), kept in `release`."""

    family = "3gpp"


class EtsiDesignation(VersionedDesignation):
    """`version` holds `V1.1.1` or `ed.1`; amendments of old documents (`/A1`) belong to the number."""

    family = "etsi"
    level = "regional"


def read_3gpp(text: str) -> Designation:
    """`3GPP TS 38.331:REL-16/16.1.0`, `TS 38.331 v16.1.0 (Release 16)`, `GSM 04.13 V7.0.1`."""
    found = _3GPP.match(text)
    if found is None or not (found["body"] or found["kind"]):
        raise DesignationError(text, "3GPP TS or TR and a number such as 38.331")
    at, release = found.end(), ""
    before = _RELEASED.match(text, at)
    if before:
        release, at = before["release"] or before["phase"], before.end()
    version = _VERSION.match(text, at)
    if version:
        at = version.end()
    date = _DATE.match(text, at)
    if date:
        at = date.end()
    after = _RELEASED.match(text, at)
    if after:
        release, at = after["release"] or after["phase"], after.end()
    if at != len(text):
        raise DesignationError(text, "a version such as V16.1.0", at)
    body = "GSM" if (found["body"] or "").upper() in ("GSM", "DCS") else "3GPP"
    number = f"{found['series']}.{found['number']}"
    printed = f"V{version['version']}" if version else (f"Rel-{release}" if release.isdigit() else "")
    return ThreeGppDesignation(
        body="3GPP", code=body, kind=(found["kind"] or "").upper(), number=number, part=found["part"][1:],
        version=printed, release=release or (version["version"].split(".")[0] if version else ""),
        year=int(date["year"]) if date else None, month=int(date["month"]) if date else None,
    )  # fmt: skip


def read_etsi(text: str) -> Designation:
    """Six figures are printed in two groups of three; `NFV-SOL 012` and other groups have letters."""
    found = _ETSI.match(text)
    if found is None:
        raise DesignationError(text, "ETSI, a kind such as TS or EN and a number")
    at = found.end()
    version = _ETSI_VERSION.match(text, at)
    if version:
        at = version.end()
    date = _DATE.match(text, at)
    if date:
        at = date.end()
    if at != len(text):
        raise DesignationError(text, "a version such as V1.1.1 (2014-03)", at)
    printed = ""
    if version:
        printed = f"V{version['version']}" if version["version"] else f"ed.{version['edition']}"
    return EtsiDesignation(
        body="ETSI", code="ETSI", kind=found["kind"].upper(), number=_grouped(found["number"]),
        part=found["part"][1:] + found["sheets"].upper(), version=printed,
        year=int(date["year"]) if date else None, month=int(date["month"]) if date else None,
    )  # fmt: skip


def _grouped(number: str) -> str:
    if re.fullmatch(r"[0-9]{6}", number):
        return f"{number[:3]} {number[3:]}"
    words = number.upper().split(" ")
    return " ".join(_SMALL.get(word, word) for word in words)
