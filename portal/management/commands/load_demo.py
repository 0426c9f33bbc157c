"""Load the demonstration programme once; with --again take it out and make it anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.base.people import system_user
from portal.demo import cast, programme, removal


class Command(BaseCommand):
    help = "Load the demonstration programme of 2018 to 2020. Loaded already, it is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="take the demonstration out first, then make it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        by = system_user()
        try:
            if options["again"]:
                self.stdout.write(f"taken out: {removal.remove(by=by)} rows")
            if programme.is_loaded():
                self.stdout.write("The demonstration is loaded already.")
            else:
                programme.load(by=by, say=self.stdout.write)
        except (programme.NothingToPlayOn, cast.NameTaken, removal.InUse) as error:
            raise CommandError(str(error)) from None
        self._print_logins()

    def _print_logins(self) -> None:
        """The run command prints this file after the address."""
        lines = ["Demonstration logins (user / password):"]
        lines += [f"  {username} / demo-{username}" for username, *_ in cast.LOGINS]
        text = "\n".join(lines) + "\n"
        (settings.DATA_FOLDER / "demo-logins.txt").write_text(text, encoding="utf-8")
        self.stdout.write(text)
