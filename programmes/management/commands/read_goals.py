"""Compute and store the figures of a year's goals, now and here."""

import time
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from portal.base import outbox
from programmes import actions_readings, goal_words
from programmes.models import Reading


class Command(BaseCommand):
    help = "Read the goals of a year: every day of the period up to today with spans and months, or one day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--on", type=date.fromisoformat, help="one day only, as 2020-06-30")

    def handle(self, *args: Any, **options: Any) -> None:
        goals = actions_readings.computable_goals(options["year"])
        if not goals:
            raise CommandError(f"No goal of {options['year']} has a metric and a definition.")
        outbox.sequence()
        for goal in goals:
            begun = time.monotonic()
            if options["on"]:
                written = actions_readings.read_goal(goal, days=[options["on"]])
            else:
                written = actions_readings.read_year(goal)
            rows = Reading.objects.filter(goal=goal, area=None)
            last = (rows.filter(on=options["on"]) if options["on"] else rows).order_by("-on").first()
            value = goal_words.value_words(goal, last.value) if last else "-"
            seconds = time.monotonic() - begun
            self.stdout.write(
                f"{goal.slug}: {value} on {last.on if last else '-'}; {written} readings written in {seconds:.1f} s"
            )
