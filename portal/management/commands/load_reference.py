"""Load everything the repository ships, in the order in which it needs itself. Running it again changes nothing."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management import BaseCommand, CommandParser

from committees.actions_reference import load_committees
from portal.base.actions_reference import load_calendar, load_classifications, load_regions, load_sources
from portal.base.people import system_user
from programmes.actions_definitions import load_definitions
from programmes.actions_reference import load_plans
from standards.actions_procedures import load_procedures
from standards.actions_reference import load_area_rules, load_areas
from standards.imports.finding import MANY, make_findable
from standards.imports.shipped import load_catalogues

LOADERS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("data sources", load_sources),
    ("classifications", load_classifications),
    ("regions", load_regions),
    ("work calendar", load_calendar),
    ("committees", load_committees),
    ("key areas", load_areas),
    ("area rules", load_area_rules),
    ("procedures", load_procedures),
    ("plans and goals", load_plans),
    ("definitions", load_definitions),
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
        by = system_user()
        for kind in ("international", "standards") if load_catalogues(by=by, say=self.stdout.write) else ():
            make_findable(kind, MANY, self.stdout.write)
