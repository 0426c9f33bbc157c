"""Load everything the repository ships, in the order in which it needs itself. Running it again changes nothing."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser, call_command, get_commands

from committees.actions_reference import load_committees
from portal.base import reference
from portal.base.actions_reference import load_calendar, load_classifications, load_regions, load_sources
from portal.base.people import system_user
from programmes.actions_definitions import load_definitions
from programmes.actions_reference import load_plans
from standards.actions_reference import load_area_rules, load_areas

LOADERS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("data sources", load_sources),
    ("classifications", load_classifications),
    ("regions", load_regions),
    ("work calendar", load_calendar),
    ("committees", load_committees),
    ("key areas", load_areas),
    ("area rules", load_area_rules),
    ("plans and goals", load_plans),
    ("definitions", load_definitions),
)
CATALOGUES = (
    ("import_international", tuple(f"international_{body}.jsonl.xz" for body in ("iso", "iec", "itu", "3gpp"))),
    ("import_standards", ("chinese_standards.csv",)),
)


class Command(BaseCommand):
    help = "Load the shipped reference data and catalogues. Rows that a person has changed are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-catalogues", action="store_true", help="only lists, plans and rules")

    def handle(self, *args: Any, **options: Any) -> None:
        by = system_user()
        for name, load in LOADERS:
            begun = time.monotonic()
            settled = load(by=by)
            self.stdout.write(f"{name}: {settled} ({time.monotonic() - begun:.1f} s)")
        if not options["without_catalogues"]:
            self._import_catalogues()

    def _import_catalogues(self) -> None:
        for command, names in CATALOGUES:
            for name in names if command in get_commands() else ():
                begun = time.monotonic()
                call_command(command, str(reference.path(name)), rejects=settings.DATA_FOLDER, stdout=self.stdout)
                self.stdout.write(f"{name}: done ({time.monotonic() - begun:.1f} s)")
