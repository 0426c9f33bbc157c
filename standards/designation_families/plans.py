"""Plan numbers of projects, committee numbers and numbers of official documents."""

import re

from standards.designation_families.record import Designation, DesignationError

_NATIONAL = re.compile(r"((?:19|20)[0-9]{2})-?([0-9]{4})-?([QTZ])-?([0-9]{3})\Z", re.IGNORECASE)
_INDUSTRY = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{4})([TZ]?)-([A-Z]{2})\Z", re.IGNORECASE)
_LEGACY = re.compile(r"([A-Z])([0-9]{2})([0-9]{3})-([TZ])\Z", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"(ISO/IEC JTC|ISO|IEC|SAC|MIIT|CCSA|CEN|ISO/IEC)[ /](TC|JTC|PC|SWG|MTC)? ?([0-9]{1,4})"
    r"(?:/(SC|WG|SWG|MT|SG) ?([0-9]{1,3}))?(?:/(WG|MT|PT|AHG) ?([0-9]{1,3}))?\Z",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"([一-鿿]{2,20})[\[〔(【]((?:19|20)[0-9]{2})[\]〕)】] ?第?([0-9]{1,5})号?\Z")
_NOTICE = re.compile(r"([一-鿿]{2,20}(?:公告|令))(?:((?:19|20)[0-9]{2})年)?,?第([0-9]{1,5})号\Z")


class PlanDesignation(Designation):
    """A project's number in a plan: `20230390-T-339` (national), `2019-0898T-FZ` (industry), `S06037-T` (old)."""

    family = "plan"
    level = "plan"
    undated = False

    def form(self) -> str:
        """As the issuing office prints it; `kind` is the department or industry code."""
        if self.code == "GB":
            return f"{self.year}{self.number}-{self.nature}-{self.kind}"
        if self.code == "MIIT":
            return f"{self.year}-{self.number}{self.nature}-{self.kind}"
        return f"{self.code}{(self.year or 0) % 100:02d}{self.number}-{self.nature}"

    def without_year_marks(self) -> "PlanDesignation":
        """In a plan number the sign is part of the number."""
        return self

    def undate(self) -> "PlanDesignation":
        """The year is part of the number too."""
        return self


class CommitteeDesignation(Designation):
    """`SAC/TC 28/SC 42`, `MIIT/TC1`, `ISO/IEC JTC 1/SC 42`."""

    family = "committee"

    def form(self) -> str:
        """MIIT writes no space, the others do."""
        if self.code == "MIIT":
            return f"MIIT/{self.kind}{self.number}" + (f"/{self.part.replace(' ', '')}" if self.part else "")
        joint = " " if self.code == "ISO/IEC" else "/"
        return f"{self.code}{joint}{self.kind} {self.number}" + (f"/{self.part}" if self.part else "")


class DocumentDesignation(Designation):
    """The number of an official document: `工信厅科函〔2023〕165号`."""

    family = "document"
    level = "national"
    undated = False

    def form(self) -> str:
        """Six-sided brackets and 号, as the standard for official documents (GB/T 9704) has it."""
        if self.kind:
            return f"{self.code}{f'{self.year}年' if self.year else ''}第{self.number}号"
        return f"{self.code}〔{self.year}〕{self.number}号"

    def undate(self) -> "DocumentDesignation":
        """Numbers start anew each year, so a document without its year is none."""
        return self


def read_plan(text: str) -> Designation:
    """Any of the three plan numbers."""
    found = _NATIONAL.match(text)
    if found:
        return PlanDesignation(body="CN", code="GB", number=found[2], year=int(found[1]), nature=found[3].upper(), kind=found[4])
    found = _INDUSTRY.match(text)
    if found:
        return PlanDesignation(
            body="CN", code="MIIT", number=found[2], year=int(found[1]), nature=found[3].upper(), kind=found[4].upper()
        )
    found = _LEGACY.match(text)
    if found:
        century = 1900 if int(found[2]) > 60 else 2000
        return PlanDesignation(
            body="CN", code=found[1].upper(), number=found[3], year=century + int(found[2]), nature=found[4].upper()
        )
    raise DesignationError(text, "a plan number such as 20230390-T-339 or 2019-0898T-FZ")


def read_committee(text: str) -> Designation:
    """A committee's own number; SC, WG below it are kept in `part`."""
    found = _COMMITTEE.match(text)
    if found is None:
        raise DesignationError(text, "a committee number such as SAC/TC 28/SC 42")
    code, kind = found[1].upper(), (found[2] or "").upper()
    if code == "ISO/IEC JTC":
        code, kind = "ISO/IEC", "JTC"
    if not kind:
        raise DesignationError(text, "TC and a number", found.start(3))
    below = [f"{found[i].upper()} {found[i + 1]}" for i in (4, 6) if found[i]]
    body = "CN" if code in ("SAC", "MIIT", "CCSA") else code.split("/")[0]
    return CommitteeDesignation(body=body, code=code, kind=kind, number=found[3], part="/".join(below))


def read_document(text: str) -> Designation:
    """A notice or letter of an authority."""
    found = _DOCUMENT.match(text)
    if found:
        return DocumentDesignation(body="CN", code=found[1], number=found[3], year=int(found[2]))
    found = _NOTICE.match(text)
    if found:
        year = int(found[2]) if found[2] else None
        return DocumentDesignation(body="CN", code=found[1], number=found[3], year=year, kind="notice")
    raise DesignationError(text, "the number of an official document such as 工信厅科函〔2023〕165号")
