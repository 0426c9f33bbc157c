from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.running import preparation


class Command(BaseCommand):
    help = "Do what is not yet done of: translations, database, static files, shipped records, demonstration."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preparation.prepare(self.stdout.write)
        except preparation.CannotPrepare as error:
            raise CommandError(str(error)) from None
