from standards.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import Chinese standards, or a ministry annex, from a file. Running it again changes nothing."
    kind = "standards"
