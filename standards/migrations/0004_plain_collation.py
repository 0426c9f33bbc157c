"""Numbers sort byte by byte on every database, whatever language the database was made for."""

from django.db import migrations

COLUMNS = {
    "standards_standard": ("sort_key", "designation", "family", "identity", "slug"),
    "standards_internationalstandard": ("sort_key", "designation", "family", "uid", "slug"),
    "standards_project": ("sort_key", "slug"),
}


def set_collation(apps, schema_editor):
    """SQLite compares bytes anyway."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in COLUMNS.items():
        changes = ", ".join(f'alter column {column} type text collate "C"' for column in columns)
        schema_editor.execute(f"alter table {table} {changes}")


class Migration(migrations.Migration):
    dependencies = [("standards", "0003_events_and_relations_of_imports")]

    operations = [migrations.RunPython(set_collation, migrations.RunPython.noop)]
