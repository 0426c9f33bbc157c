from standards.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import international standards from a file. Running it again changes nothing."
    kind = "international"
