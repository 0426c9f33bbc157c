"""`manage.py designation_report FILE`: how many of the sample designations are read, and how exactly."""

import csv
import re
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from standards.adoptions import parse_statement
from standards.designations import Designation, DesignationError, parse, parse_many

_FRAGMENT = re.compile(r"\s*(?:/|[0-9]{1,2}:[0-9]{4}\b)")
COLUMNS = ("raw", "canonical", "body", "category", "canonical_basis")


@dataclass
class Report:
    """Figures over a file of samples. A fragment is a supplement printed without its standard (`1:2006(E)`)."""

    rows: int = 0
    right_body: int = 0
    gold: int = 0
    exact: int = 0
    by_basis: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    fragments: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    other_body: list[tuple[str, str, str]] = field(default_factory=list)
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0


def read_sample(row: dict[str, str]) -> tuple[str, list[Designation]]:
    """The normal form(s) of a sample and what was read. Adoption statements print the degree in square brackets."""
    if "adoption" in row["category"]:
        statement = parse_statement(row["raw"])
        printed = "; ".join(map(str, statement.designations))
        read = [*([statement.adopter] if statement.adopter else []), *statement.designations]
        return f"{printed} [{statement.degree}]".strip(), read
    try:
        read = [parse(row["raw"])]
    except DesignationError as error:
        try:
            read = parse_many(row["raw"])
        except DesignationError:
            raise error from None
    return "; ".join(map(str, read)), read


def same_body(read: list[Designation], body: str, *, statement: bool) -> bool:
    """The sample's body is one of the publishers. `other` is right for any body without a name of its own in the file."""
    if body == "other" or (statement and not read):
        return True
    bodies = {name for one in read for name in (one.body, *one.publishers)}
    return body in bodies or (statement and bool(bodies))


def measure(rows: Iterable[dict[str, str]]) -> Report:
    """Read every sample once and compare."""
    report = Report()
    began = time.perf_counter()
    for row in rows:
        report.rows += 1
        gold = row["canonical"] and row["canonical_basis"] != "rule"
        try:
            printed, read = read_sample(row)
        except DesignationError as error:
            if _FRAGMENT.match(row["raw"]):
                report.fragments.append(row["raw"])
                continue
            report.unread.append((row["raw"], error.expected))
            printed, read = "", []
        if read or printed:
            _note_body(report, row, read)
        if row["canonical"]:
            _note_form(report, row, printed, counts=bool(gold))
    report.seconds = time.perf_counter() - began
    return report


def _note_body(report: Report, row: dict[str, str], read: list[Designation]) -> None:
    if same_body(read, row["body"], statement="adoption" in row["category"]):
        report.right_body += 1
    else:
        report.other_body.append((row["raw"], row["body"], read[0].body if read else ""))


def _note_form(report: Report, row: dict[str, str], printed: str, *, counts: bool) -> None:
    hit = printed == row["canonical"]
    report.by_basis[row["canonical_basis"]]["exact" if hit else "different"] += 1
    report.gold += counts
    report.exact += counts and hit
    if not hit:
        report.differing.append((row["raw"], printed, row["canonical"]))


class Command(BaseCommand):
    """Prints the two figures, then everything that did not come out right, so that it can be looked at."""

    help = "Measure how standard numbers are read against a CSV of samples (raw, canonical, body, category, canonical_basis)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--brief", action="store_true", help="Only the figures.")

    def handle(self, *args: Any, file: Path, brief: bool, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
        except OSError as error:
            raise CommandError(_("Cannot read %(file)s: %(reason)s") % {"file": file, "reason": error.strerror}) from error
        missing = [name for name in COLUMNS if rows and name not in rows[0]]
        if missing or not rows:
            raise CommandError(_("The file needs rows under the columns %(columns)s.") % {"columns": ", ".join(COLUMNS)})
        report = measure(rows)
        self._figures(report)
        if not brief:
            self._lists(report)

    def _figures(self, report: Report) -> None:
        alone = report.rows - len(report.fragments)
        self.stdout.write(_("samples: %d, fragments left out: %d") % (report.rows, len(report.fragments)))
        self.stdout.write(
            _("read into the right body: %d of %d (%s)") % (report.right_body, alone, _share(report.right_body, alone))
        )
        self.stdout.write(
            _("exact where a form is given on a basis other than a rule: %d of %d (%s)")
            % (report.exact, report.gold, _share(report.exact, report.gold))
        )
        for basis, counts in sorted(report.by_basis.items()):
            self.stdout.write(f"  {basis}: {counts['exact']}/{counts.total()}")
        rate = report.rows / report.seconds if report.seconds else 0
        self.stdout.write(_("samples a second: %d") % rate)

    def _lists(self, report: Report) -> None:
        lists = (
            (_("fragments that cannot be read alone"), [(text,) for text in report.fragments]),
            (_("not read, and what was expected"), report.unread),
            (_("another body: sample, body given, body read"), report.other_body),
            (_("another form: sample, form read, form given"), report.differing),
        )
        for title, lines in lists:
            self.stdout.write(f"\n{title}: {len(lines)}")
            for line in lines:
                self.stdout.write("  " + " | ".join(line))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"
