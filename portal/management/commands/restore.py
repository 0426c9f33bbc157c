from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.running import backups


class Command(BaseCommand):
    help = "Put a backup in the place of this site's database and files. Stop the site first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="give up what this site holds now")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            backups.restore(options["file"], self.stdout.write, replace=options["replace"])
        except backups.CannotRestore as error:
            raise CommandError(str(error)) from None
