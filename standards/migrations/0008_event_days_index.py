from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0007_replacements_without_a_day")]

    operations = [
        migrations.RemoveIndex(model_name="standardstatus", name="standardstatus_event_day"),
        migrations.AddIndex(
            model_name="standardstatus",
            index=models.Index(fields=["event", "valid_from", "certain_from", "standard"], name="standardstatus_event_days"),
        ),
    ]
