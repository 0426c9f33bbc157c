"""What the two import commands share: options, the bar, the result in words."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.base.models import DataSource
from portal.base.people import system_user

from .finding import make_findable
from .loading import Result, load
from .running import AnotherRuns
from .said import FileRefused

WIDTH = 30
OUTCOMES = ("new", "same", "changed", "conflicting", "rejected")


class ImportCommand(BaseCommand):
    """Import one file. The subclass says which kind of rows it holds."""

    kind = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or JSON Lines, also packed as .gz or .xz")
        parser.add_argument("--source", metavar="KEY", help="the data source that all rows come from")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--overwrite", action="store_true", help="take the file's word where records or people say otherwise")
        parser.add_argument("--rejects", type=Path, default=Path(), metavar="FOLDER", help="where rows to correct are written")
        parser.add_argument("--no-search", action="store_true", help="leave the search index to its follower")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        self.bar = Bar(self.stderr)
        try:
            result = load(
                file,
                self.kind,
                by=system_user(),
                source=self._source(options["source"]),
                dry=options["dry_run"],
                overwrite=options["overwrite"],
                rejects_to=options["rejects"],
                progress=self.bar.show,
            )
        except (FileRefused, AnotherRuns) as problem:
            self.bar.end()
            raise CommandError(str(problem)) from None
        self.bar.end()
        self.say(result, dry=options["dry_run"])
        if not options["dry_run"] and not options["no_search"]:
            make_findable(self.kind, result.counts["new"] + result.counts["changed"], self.stdout.write)

    def say(self, result: Result, *, dry: bool) -> None:
        counts = ", ".join(f"{result.counts[outcome]:,} {outcome}" for outcome in OUTCOMES)
        if result.resumed_at:
            self.stdout.write(f"Went on behind row {result.resumed_at:,}.")
        self.stdout.write(f"{'Would be' if dry else 'Import'} {result.batch.pk}: {counts} in {result.seconds:.1f} s.")
        if result.rejects:
            self.stdout.write(f"Rows to correct: {result.rejects}")

    @staticmethod
    def _source(key: str | None) -> DataSource | None:
        if not key:
            return None
        source = DataSource.objects.filter(key=key).first()
        if source is None:
            known = ", ".join(DataSource.objects.values_list("key", flat=True))
            raise CommandError(f"There is no data source {key!r}. Known: {known}.")
        return source


class Bar:
    """A progress bar on a terminal, a line every tenth elsewhere."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.live = sys.stderr.isatty()
        self.begun, self.tenth, self.said = time.monotonic(), 0, ""

    def show(self, done: int, fraction: float, message: str) -> None:
        if message != self.said:
            self.said, self.tenth = message, 0
        seconds = time.monotonic() - self.begun
        line = f"{_(message)} {done:,} {fraction:4.0%} {seconds:.0f} s"
        if self.live:
            full = round(WIDTH * fraction)
            self.out.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {line}   ", ending="")
            self.out.flush()
        elif fraction * 10 >= self.tenth + 1:
            self.tenth = int(fraction * 10)
            self.out.write(line)

    def end(self) -> None:
        if self.live:
            self.out.write("")
