from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from standards.search import rebuild
from standards.search.catalogue import KINDS


class Command(BaseCommand):
    help = "Make the search index of this host anew from the database. The one in use answers until the new one is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=sorted(KINDS), help="one kind of record only")
        parser.add_argument("--if-due", action="store_true", help="only when missing or made by another version")

    def handle(self, *args: Any, **options: Any) -> None:
        for kind in KINDS.values():
            if options["only"] in (None, kind.name) and (not options["if_due"] or rebuild.is_due(kind)):
                pointer = rebuild.rebuild(kind)
                self.stdout.write(f"{kind.name}: {pointer.documents} records in {pointer.seconds} s")
