"""Rebuild every projection from the facts and report every difference."""

import sys
from collections import Counter
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandParser

from portal.base import clock
from programmes.checking import differences


class Command(BaseCommand):
    help = (
        "Rebuild statuses, stages, readings, spans and months from the facts; print each difference. Ends with 1 if there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="as of a day instead of today")
        parser.add_argument("--limit", type=int, default=100, help="how many differences to print")

    def handle(self, *args: Any, **options: Any) -> None:
        found: Counter[str] = Counter()
        for number, one in enumerate(differences(options["on"] or clock.today())):
            found[one.record.split()[0]] += 1
            if number < options["limit"]:
                self.stdout.write(f"{one.record} {one.pk}: {one.column} is {one.stored!r}, the facts say {one.rebuilt!r}")
        total = sum(found.values())
        said = ", ".join(f"{number} {kind}" for kind, number in sorted(found.items()))
        self.stdout.write(f"{total} differences" + (f" ({said})" if said else ""))
        if total:
            sys.exit(1)
