from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import translations


class Command(BaseCommand):
    help = "Compile django.po and the parts of each language; two different translations of one text are an error."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = translations.compile_all(settings.ROOT / "locale")
        except translations.Contradiction as error:
            raise CommandError(str(error)) from None
        for language, count in counts.items():
            self.stdout.write(f"{language}: {count} texts")
