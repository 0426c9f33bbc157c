from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.running import backups


class Command(BaseCommand):
    help = "Write the database and the uploaded files into one file while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        backups.back_up(options["file"], self.stdout.write)
