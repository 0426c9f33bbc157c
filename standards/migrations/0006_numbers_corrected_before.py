"""Numbers corrected before corrections were facts: what they were is read from the audit trail."""

from django.db import migrations
from django.utils import timezone

VERB = "standard.correct-number"


def read_corrections(apps, schema_editor):
    """From the latest back: what a correction left as it was is what came after it."""
    entries = apps.get_model("base", "AuditEntry").objects.filter(row_type="standards.standard", verb=VERB)
    standards = apps.get_model("standards", "Standard").objects
    model = apps.get_model("standards", "NumberCorrection")
    after = {}
    found = []
    for entry in entries.order_by("-pk").iterator():
        pk = int(entry.row_pk)
        if pk not in after:
            after[pk] = standards.filter(pk=pk).values("designation", "level").first()
        if after[pk] is None or not {"designation", "level"} & set(entry.changes):
            continue
        before = {name: entry.changes.get(name, [value])[0] for name, value in after[pk].items()}
        after[pk] = before
        day = timezone.localdate(entry.at)
        stamp = {"valid_from": day, "certain_from": day, "recorded_at": entry.at, "recorded_by_id": entry.by_id}
        found.append(model(standard_id=pk, note=entry.note, **before, **stamp))
    model.objects.bulk_create(reversed(found), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("standards", "0005_corrections_of_numbers"), ("base", "0002_outbox_follower")]

    operations = [migrations.RunPython(read_corrections, migrations.RunPython.noop)]
