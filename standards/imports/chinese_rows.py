"""One row of a list of Chinese standards, or of a ministry's annex → a candidate or a rejection. Pure but for the columns'
naming, which forms share."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from standards.adoptions import parse_statement
from standards.designations import Designation, DesignationError, parse, parse_replacement
from standards.naming import standard_columns

from .candidates import Candidate, Link, Taken, plain_slug
from .cells import Day, day, given, several, text
from .international_rows import NO_NUMBER, rejected
from .said import RowConflicting, RowRejected
from .stages import Seen
from .tables import Row

PLAN = gettext_noop("This is the plan number of a project, not the number of a standard.")
NOT_CHINESE = gettext_noop("This is not a Chinese number. Import it with the international standards.")
NO_YEAR = gettext_noop("The year is missing: a record is one edition.")
ONE_NUMBER = gettext_noop("Expected one number, found %(found)d.")
NO_STATUS = gettext_noop("Unknown status “%(text)s”: expected 现行, 即将实施, 废止, 被代替 or 草案.")
TITLE_SAYS_ENDED = gettext_noop("The title says that the standard is withdrawn, the status says that it is in force.")
FORCE_FIRST = gettext_noop("It comes into force on %(force)s, before it is published on %(published)s.")
ENDED_FIRST = gettext_noop("It ended on %(ended)s, before it was published on %(published)s.")
NO_DEGREE = gettext_noop("Unknown degree “%(text)s”: expected IDT, MOD, NEQ, EQV or REF.")

STATUSES = {
    "现行": "current", "有效": "current", "现行有效": "current", "in force": "current", "current": "current",
    "即将实施": "coming", "未实施": "coming", "coming": "coming", "not yet in force": "coming",
    "废止": "ended", "作废": "ended", "已废止": "ended", "withdrawn": "ended",
    "被代替": "replaced", "被替代": "replaced", "已被代替": "replaced", "replaced": "replaced",
    "草案": "draft", "draft": "draft", "": "",
}  # fmt: skip
DEGREES = {
    "IDT": "IDT", "等同": "IDT", "等同采用": "IDT", "MOD": "MOD", "修改": "MOD", "修改采用": "MOD",
    "NEQ": "NEQ", "非等效": "NEQ", "EQV": "EQV", "等效": "EQV", "等效采用": "EQV",
    "REF": "REF", "参照": "REF", "参照采用": "REF", "UNKNOWN": "unknown", "": "unknown",
}  # fmt: skip
_ENDED_IN_TITLE = re.compile(r"[（(\[【]\s*(?:已?废止|已?作废|已被代替)\s*[）)\]】]")
_QUOTED = re.compile(r"\A《(.*)》\Z")
_CODES = re.compile(r"[\s;；,，、]+")


def candidate(row: Row, snapshot: date) -> Candidate:
    """Clean one row. RowRejected says which column and why; RowConflicting that the row contradicts itself."""
    if row.problem:
        raise RowRejected("", row.problem)
    fields = row.fields
    printed = text(fields.get("designation"), "designation")
    number, replaced, partly = _number(printed)
    raw = text(fields.get("raw"), "raw") or printed
    columns = standard_columns(number, raw if raw != number.normal else "")
    columns |= _texts(fields)
    links = [Link("replaces", one, True, partly) for one in replaced] + _links(fields)
    events = _events(fields, columns, snapshot)
    alone = replace(number, adopted=None) if number.adopted else number
    source = text(fields.get("source"), "source")
    found = Candidate(row.number, columns["identity"], alone.slug, columns, events, row.cells, source)
    found.links = links
    found.taken = _taken(fields, number)
    return found


def _number(printed: str) -> tuple[Designation, list[str], bool]:
    """One number; a cell like A代替B names what it replaces too."""
    if not printed:
        raise RowRejected("designation", NO_NUMBER)
    replaced: tuple[Designation, ...] = ()
    partly = False
    try:
        number = parse(printed)
    except DesignationError as error:
        try:
            both = parse_replacement(printed)
        except DesignationError:
            raise rejected("designation", error) from None
        if len(both.new) != 1:
            raise RowRejected("designation", ONE_NUMBER, found=len(both.new)) from None
        number, replaced, partly = both.new[0], both.replaced, both.partly
    if number.level == "plan":
        raise RowRejected("designation", PLAN)
    if number.body != "CN":
        raise RowRejected("designation", NOT_CHINESE)
    if number.year is None:
        raise RowRejected("designation", NO_YEAR)
    return number, [one.normal for one in replaced], partly


def _texts(fields: dict[str, Any]) -> dict[str, Any]:
    """Columns that are plain text or lists of codes; only those that the file has."""
    plain = {
        "title_en": "title_en", "committee": "committee_text", "department": "department", "publisher": "publisher",
        "notice": "notice_number", "plan": "plan_number", "units": "drafting_units", "industry": "industry", "note": "note",
    }  # fmt: skip
    columns: dict[str, Any] = {"title_zh": _QUOTED.sub(r"\1", text(fields.get("title_zh"), "title_zh"))}
    columns |= {column: given(fields[field], field) for field, column in plain.items() if field in fields}
    if "content" in fields:
        columns["content"] = text(fields["content"], "content", lines=True)
    for field in ("ics", "ccs"):
        if field in fields:
            value = fields[field]
            pieces = several(value, field) if isinstance(value, list) else _CODES.split(given(value, field))
            columns[field] = [piece for piece in pieces if piece]
    return columns


def _links(fields: dict[str, Any]) -> list[Link]:
    found = []
    for field, forward in (("replaces", True), ("replaced_by", False)):
        printed = given(fields.get(field), field)
        if not printed:
            continue
        for one, partly in _several_numbers(printed):
            found.append(Link("replaces", one, forward, partly))
    return found


def _several_numbers(printed: str) -> list[tuple[str, bool]]:
    """Numbers of a cell; a piece that cannot be read stays as printed, so that nothing is lost."""
    partly = "部分" in printed
    bare = re.sub(r"(?:全部|部分)?(?:代替|替代)|[（(]部分[)）]", "", printed)
    try:
        return [(one.normal, partly) for one in parse_replacement(bare).new]
    except DesignationError:
        return [(piece, partly) for piece in several(bare)]


def _events(fields: dict[str, Any], columns: dict[str, Any], snapshot: date) -> list[Seen]:
    printed = given(fields.get("status"), "status")
    holds = STATUSES.get(printed.lower())
    if holds is None:
        raise RowRejected("status", NO_STATUS, text=printed[:40])
    if holds in ("current", "coming") and _ENDED_IN_TITLE.search(columns["title_zh"]):
        raise RowConflicting("status", TITLE_SAYS_ENDED)
    published = day(fields.get("published"), "published")
    force = day(fields.get("in_force"), "in_force")
    ended = day(fields.get("ended"), "ended")
    _refuse_disorder(published, force, ended)
    replaced = holds == "replaced" or bool(given(fields.get("replaced_by")))
    events = [
        Seen(event, known.first, known.last, known.precision)
        for event, known in (("published", published), ("in_force", force), ("replaced" if replaced else "withdrawn", ended))
        if known
    ]
    return events + _standing(holds, bool(force and force.last <= snapshot), bool(ended), events, snapshot, replaced=replaced)


def _standing(holds: str, in_force: bool, ended: bool, dated: list[Seen], snapshot: date, *, replaced: bool) -> list[Seen]:
    """What the status adds to the dates."""
    event = ""
    if holds == "current" and not in_force:
        event = "seen_current"
    elif holds in ("ended", "replaced") and not ended:
        event = "seen_ended"
    elif not holds and not dated:
        event = "seen_unclear"
    note = "replaced" if replaced and event == "seen_ended" else ""
    return [Seen(event, snapshot, snapshot, note=note)] if event else []


def _refuse_disorder(published: Day | None, force: Day | None, ended: Day | None) -> None:
    if published and force and force.last < published.first:
        raise RowRejected("in_force", FORCE_FIRST, force=str(force.first), published=str(published.first))
    if published and ended and ended.last < published.first:
        raise RowRejected("ended", ENDED_FIRST, ended=str(ended.first), published=str(published.first))


def _taken(fields: dict[str, Any], number: Designation) -> list[Taken]:
    """Adoptions: the dual number, the adopted numbers with their degree, or the statement as printed."""
    statement = given(fields.get("adoption"), "adoption")
    adopted = given(fields.get("adopted"), "adopted")
    degree = _degree(given(fields.get("degree"), "degree"))
    found = [_one(number.adopted, "IDT", number.normal)] if number.adopted else []
    if statement:
        found += _stated(statement, degree)
    if adopted:
        found += [one for piece in several(adopted) for one in _stated(piece, degree)]
    return list({one.cited: one for one in reversed(found)}.values())[::-1]


def _degree(printed: str) -> str:
    found = DEGREES.get(printed.upper(), DEGREES.get(printed))
    if found is None:
        raise RowRejected("degree", NO_DEGREE, text=printed[:40])
    return found


def _stated(statement: str, degree: str) -> list[Taken]:
    """Each reference of a statement; what cannot be read is kept whole for a person to check."""
    try:
        read = parse_statement(statement)
    except DesignationError:
        return [Taken(statement, degree, True, statement, True)]
    found = [_one(one.designation, one.degree or degree, statement) for one in read.adoptions]
    return found + [Taken(piece, degree, True, statement, True) for piece in read.unread]


def _one(number: Designation, degree: str, statement: str) -> Taken:
    undated = number.year is None and not number.version
    return Taken(number.normal, degree, undated, statement, degree in ("EQV", "REF", "unknown"))


def spelling(candidate: Candidate) -> str:
    """The address that somebody would try who copies the number as printed; empty when it is the address itself."""
    raw = candidate.columns["designation_raw"]
    slug = plain_slug(raw) if raw.isascii() and len(raw) < 80 else ""
    return slug if slug != candidate.slug else ""
