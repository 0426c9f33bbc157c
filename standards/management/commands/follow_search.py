import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from standards.search import follow, index, rebuild


class Command(BaseCommand):
    help = "Keep the search index of this host up to date: number the outbox and follow it. May be killed at any moment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="bring the index up to date and end")

    def handle(self, *args: Any, **options: Any) -> None:
        self.over = False
        try:
            with index.alone("follow"):
                if options["once"]:
                    rebuild.rebuild_due(self.say)
                    self.say(f"search: {follow.Follower().step()} records brought up to date")
                else:
                    for number in (signal.SIGTERM, signal.SIGINT):
                        signal.signal(number, self.stop)
                    follow.run(self.say, lambda: self.over)
        except index.IndexIsBusy as error:
            raise CommandError(f"The search index is followed already: {error}.") from None

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.over = True
