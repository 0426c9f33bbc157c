"""A record seen replaced, without its day, was called withdrawn: its status column says replaced now, and mirrors are told."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

KINDS = (("Standard", "StandardStatus", "standard"), ("InternationalStandard", "InternationalStatus", "international"))
PACK = 5000


def say_replaced(apps, schema_editor):
    now = timezone.now()
    outbox = apps.get_model("base", "OutboxEntry").objects
    for record, status, side in KINDS:
        seen = apps.get_model("standards", status).objects.filter(event="seen_ended", note="replaced")
        seen = seen.filter(voided_at=None, superseded_at=None)
        rows = apps.get_model("standards", record).objects.filter(status="withdrawn", ended_on=None)
        pks = sorted(rows.filter(pk__in=seen.values(side)).values_list("pk", flat=True))
        for start in range(0, len(pks), PACK):
            pack = pks[start : start + PACK]
            rows.filter(pk__in=pack).update(status="replaced", version=F("version") + 1, updated_at=now)
            model = outbox.model
            outbox.bulk_create([model(topic=side, subject_pk=pk, at=now) for pk in pack], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("standards", "0006_numbers_corrected_before"), ("base", "0002_outbox_follower")]

    operations = [migrations.RunPython(say_replaced, migrations.RunPython.noop)]
