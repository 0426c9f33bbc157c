from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.running import preparation


class Command(BaseCommand):
    help = "Do what is not yet done of: translations, database, static files, shipped records, demonstration."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--renew-demo", action="store_true", help="make the demonstration anew as well")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preparation.prepare(self.stdout.write)
            if options["renew_demo"]:
                preparation.renew_demo(self.stdout.write)
        except preparation.CannotPrepare as error:
            raise CommandError(str(error)) from None
