"""How far the area rules of a year reach in the catalogue, area by area."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from standards.area_suggesting import coverage
from standards.models import AreaTag, KeyArea


class Command(BaseCommand):
    help = "Print, for each key area of a year, how many records its rules reach and how many tags people confirmed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        areas = list(KeyArea.objects.filter(year=year))
        if not areas:
            raise CommandError(f"No key areas of {year} are loaded.")
        found = coverage(year)
        total = found[""]
        self.stdout.write(f"{'area':<40}{'standards':>10}{'projects':>10}{'international':>14}{'confirmed':>10}")
        tags = AreaTag.objects.open().confirmed().filter(area__year=year)
        for area in areas:
            row = found.get(area.slug, {})
            numbers = [row.get(side, 0) for side in ("standard", "project", "international")]
            confirmed = tags.filter(area=area).count()
            self.stdout.write(f"{area.slug:<40}{numbers[0]:>10}{numbers[1]:>10}{numbers[2]:>14}{confirmed:>10}")
        for side in ("standard", "project", "international"):
            share = 100 * total[f"{side}+"] / total[side] if total[side] else 0
            self.stdout.write(f"{side}: {total[f'{side}+']} of {total[side]} records reached ({share:.1f} %)")
