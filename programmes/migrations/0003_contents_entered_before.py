"""Claims and demonstrations entered before their contents were facts: every state of them is read from the audit trail."""

from django.db import migrations
from django.utils import timezone

KINDS = (
    (
        "LeadershipClaim",
        "ClaimContent",
        "ClaimDecision",
        "claim",
        ("role", "person_id", "organisation_id", "evidence", "area_id"),
    ),
    ("Demonstration", "DemonstrationContent", "DemonstrationDecision", "demonstration", ("field", "organisation_id", "area_id")),
)


def enter_contents(apps, schema_editor):
    for record, content, decision, owner, columns in KINDS:
        model = apps.get_model("programmes", content)
        first = {}
        for fact in apps.get_model("programmes", decision).objects.order_by("-recorded_at", "-pk"):
            first[getattr(fact, f"{owner}_id")] = fact
        for row in apps.get_model("programmes", record).objects.order_by("pk"):
            _enter(apps, model, owner, row, columns, first.get(row.pk))


def _enter(apps, model, owner, row, columns, decision):
    """A row for each state, the later superseding the earlier; the first is as old as the record itself."""
    states, entries = _states(apps, row, columns)
    born = entries[0] if entries and entries[0].verb.endswith(".enter") else None
    changed = entries[1:] if born else entries
    whole = [_stamp(decision, born, row, apps), *((entry.at, entry.by_id) for entry in changed)]
    day = decision.valid_from if decision else timezone.localdate(whole[0][0])
    before = None
    for place, (said, (at, by)) in enumerate(zip(states, whole, strict=True)):
        later = whole[place + 1] if place + 1 < len(whole) else (None, None)
        before = model.objects.create(
            valid_from=day, certain_from=day, recorded_at=at, recorded_by_id=by, supersedes=before,
            superseded_at=later[0], superseded_by_id=later[1], **{f"{owner}_id": row.pk}, **said,
        )  # fmt: skip


def _stamp(decision, born, row, apps):
    """When the record was entered, and by whom; never after its first decision."""
    if decision and (born is None or decision.recorded_at < born.at):
        return decision.recorded_at, decision.recorded_by_id
    if born:
        return born.at, born.by_id
    return row.updated_at, apps.get_model("base", "User").objects.order_by("pk").values_list("pk", flat=True).first()


def _states(apps, row, columns):
    """What the columns said after each entry that touched them, oldest first, worked out from the latest back."""
    label = f"programmes.{row._meta.model_name}"
    entries = apps.get_model("base", "AuditEntry").objects.filter(row_type=label, row_pk=str(row.pk)).order_by("pk")
    entries = [one for one in entries if one.verb.endswith(".enter") or set(columns) & set(one.changes)]
    said = {name: getattr(row, name) for name in columns}
    states = [said]
    for entry in reversed([one for one in entries if not one.verb.endswith(".enter")]):
        said = {name: entry.changes.get(name, [value])[0] for name, value in said.items()}
        states.insert(0, said)
    return states, entries


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_contents_as_facts"), ("base", "0002_outbox_follower")]

    operations = [migrations.RunPython(enter_contents, migrations.RunPython.noop)]
