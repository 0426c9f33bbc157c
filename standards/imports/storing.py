"""A weighed pack into the tables, in sets, inside one act: records, events, addresses, outbox, audit."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from portal.base.audit import Act, plain
from portal.base.models import OutboxEntry
from standards.models import Alias

from . import bulk
from .candidates import Candidate
from .catalogues import JSON
from .chinese_rows import spelling
from .context import Context
from .stages import Seen
from .weighing import Weighed, dated

FACT = tuple(
    """valid_from precision certain_from recorded_at recorded_by_id void_reason imported source_known_on batch_id
    supersedes_id""".split()
)
BLANKS = {"standards": {"project_id": None, "title_zh": ""}, "international": {}}


def store(weighed: Sequence[Weighed], context: Context, this: Act) -> None:
    """Write what is new or changed. Rejected, conflicting and same rows leave nothing."""
    fresh = [one for one in weighed if one.outcome == "new" and one.known is None]
    back = [one for one in weighed if one.outcome == "new" and one.known is not None]
    changed = [one for one in weighed if one.outcome == "changed"]
    touched = _insert(fresh, context, this) if fresh else []
    if back or changed:
        touched += _update(back, changed, context, this)
    moment = bulk.as_moment(context.now)
    bulk.insert(OutboxEntry, ("topic", "subject_pk", "at"), [(context.catalogue.topic, pk, moment) for pk in touched])


def _values(columns: dict[str, Any], names: tuple[str, ...]) -> list[Any]:
    """A row's own columns as the table keeps them; what the file does not have is blank."""
    values = [columns.get(name, "") for name in names]
    for place, name in enumerate(names):
        if name in JSON:
            values[place] = bulk.as_json(values[place] or ({} if name == "extra" else []))
    return values


def _insert(fresh: list[Weighed], context: Context, this: Act) -> list[int]:
    """New records with their events and other spellings."""
    catalogue = context.catalogue
    found = [one.candidate for one in fresh]
    slugs = free_slugs([one.slug for one in found], context)
    pks = bulk.reserve(catalogue.model, len(found))
    moment = bulk.as_moment(context.now)
    blanks = BLANKS[catalogue.kind]
    names = ("id", "slug", "source_id", "batch_id", "is_demo", "updated_at", "version", *catalogue.projected)
    filled = tuple(name for name in catalogue.columns)
    extra = tuple(name for name in blanks if name not in filled)
    rows = []
    for one, pk, slug in zip(found, pks, slugs, strict=True):
        if not one.columns[catalogue.key]:
            one.columns[catalogue.key] = f"portal:{slug}"
        fixed = (pk, slug, one.source_id, context.batch.pk, context.batch.is_demo, moment, 1)
        status = catalogue.project(one.events, context.today)
        rows.append((*fixed, *status, *_values(one.columns, filled), *(blanks[name] for name in extra)))
    this.count(catalogue.model, "created", bulk.insert(catalogue.model, (*names, *filled, *extra), rows))
    events = [(pk, one, seen, None) for one, pk in zip(found, pks, strict=True) for seen in one.events]
    this.count(catalogue.facts, "created", insert_events(events, context))
    if catalogue.kind == "standards":
        _insert_spellings(dict(zip(pks, found, strict=True)), context, this)
    return pks


def insert_events(events: list[tuple[int, Candidate, Seen, int | None]], context: Context) -> int:
    """Status facts: record, row, event, the fact it corrects."""
    catalogue, moment = context.catalogue, bulk.as_moment(context.now)
    known_on: dict[int | None, Any] = {}
    rows = []
    for pk, one, seen, corrected in events:
        if one.source_id not in known_on:
            known_on[one.source_id] = context.known_on(one)
        fixed = (moment, context.by.pk, "", True, known_on[one.source_id], context.batch.pk, corrected)
        rows.append((seen.valid_from, seen.precision, seen.certain_from, *fixed, pk, seen.event, seen.stage, seen.note))
    return bulk.insert(catalogue.facts, (*FACT, catalogue.owner, "event", catalogue.detail, "note"), rows)


def free_slugs(wanted: list[str], context: Context) -> list[str]:
    """Addresses that no record and no other spelling has; the second of two gets a counter, in the order of the file."""
    taken = _taken(wanted, context)
    again = [slug for slug, times in Counter(wanted).items() if times > 1 or slug in taken]
    counters = range(2, 5)
    while again:
        found = _taken([f"{slug}-{count}" for slug in again for count in counters], context)
        taken |= found
        again = [slug for slug in again if f"{slug}-{counters[-1]}" in found]
        counters = range(counters.stop, counters.stop * 2)
    slugs = []
    for slug in wanted:
        free, count = slug, 1
        while free in taken:
            count += 1
            free = f"{slug}-{count}"
        taken.add(free)
        slugs.append(free)
    if context.fresh is not None:
        context.fresh.slugs.update(slugs)
    return slugs


def _taken(wanted: list[str], context: Context) -> set[str]:
    if context.fresh is not None:
        return context.fresh.slugs.intersection(wanted)
    catalogue = context.catalogue
    found: set[str] = set()
    spelled = Alias.objects.exists()
    for pack in bulk.packs(wanted):
        found.update(catalogue.model._base_manager.filter(slug__in=pack).values_list("slug", flat=True))
        if spelled:
            found.update(Alias.objects.filter(slug__in=pack).values_list("slug", flat=True))
    return found


def _insert_spellings(found: dict[int, Candidate], context: Context, this: Act) -> None:
    """The number as printed leads to the record too, where it would make another address."""
    wanted = {slug: pk for pk, one in found.items() if (slug := spelling(one))}
    taken = _taken(list(wanted), context)
    rows = [(slug, pk, "raw") for slug, pk in wanted.items() if slug not in taken]
    if context.fresh is not None:
        context.fresh.slugs.update(slug for slug, _, _ in rows)
    this.count(Alias, "created", bulk.insert(Alias, ("slug", "standard_id", "reason"), rows))


def _update(back: list[Weighed], changed: list[Weighed], context: Context, this: Act) -> list[int]:
    """Changed records, and records that come back after their import was taken back."""
    catalogue = context.catalogue
    for one in back:
        one.changes = _all_columns(one, context)
    _supersede([fact["pk"] for one in changed for fact, _ in one.corrected], context)
    events = [(one.known.pk, one.candidate, seen, None) for one in (*back, *changed) if one.known for seen in one.added]
    events += [
        (one.known.pk, one.candidate, seen, fact["pk"]) for one in changed if one.known for fact, seen in one.corrected
    ]  # fmt: skip
    this.count(catalogue.facts, "created", insert_events(events, context))
    for one in (*back, *changed):
        _update_one(one, context, this)
    return [one.known.pk for one in (*back, *changed) if one.known]


def _all_columns(one: Weighed, context: Context) -> dict[str, list[Any]]:
    """Everything that the row says otherwise than the retracted record did."""
    now = one.known.values if one.known else {}
    columns = one.candidate.columns
    compared = {name: [now[name], columns[name]] for name in context.catalogue.compared if name in columns}
    return {name: pair for name, pair in compared.items() if pair[0] != pair[1]}


def _update_one(one: Weighed, context: Context, this: Act) -> None:
    catalogue, record = context.catalogue, one.known
    if record is None:
        return
    columns = {name: to for name, (_, to) in one.changes.items()}
    if "designation" in columns:
        columns |= {name: one.candidate.columns[name] for name in catalogue.derived if name in one.candidate.columns}
    elif "title_zh" in columns and "title_pinyin" in one.candidate.columns:
        columns["title_pinyin"] = one.candidate.columns["title_pinyin"]
    if record.values["uid" if catalogue.key == "uid" else "identity"].startswith("portal:") and one.candidate.columns.get("uid"):
        columns["uid"] = one.candidate.columns["uid"]
    gone = {fact["pk"] for fact, _ in one.corrected}
    events = [dated(fact) for fact in record.facts if fact["pk"] not in gone] + one.added + [seen for _, seen in one.corrected]
    columns |= dict(zip(catalogue.projected, catalogue.project(events, context.today), strict=True))
    if record.values["retracted_at"] is not None:
        columns |= {"retracted_at": None, "batch_id": context.batch.pk, "source_id": one.candidate.source_id}
    columns |= {"version": record.values["version"] + 1, "updated_at": bulk.as_moment(context.now)}
    row = [bulk.as_json(value) if name in JSON else value for name, value in columns.items()]
    bulk.update(catalogue.model, tuple(columns), [(*row, record.pk)])
    if "designation" in one.changes:
        _lead_on(one, context, this)
    noted = {name: [plain(before), plain(after)] for name, (before, after) in one.changes.items()}
    noted["version"] = [record.values["version"], record.values["version"] + 1]
    this.saved(catalogue.model(pk=record.pk, designation=record.values["designation"]), noted)


def _lead_on(one: Weighed, context: Context, this: Act) -> None:
    """The address stays and the new form leads to it; a draft takes the address of the published number (architecture)."""
    if one.known is None:
        return
    old, slug = one.known.values["slug"], one.candidate.slug
    if slug == old or _taken([slug], context):
        return
    if one.known.values["status"] == "draft" and any(seen.event == "published" for seen in one.added):
        bulk.update(context.catalogue.model, ("slug",), [(slug, one.known.pk)])
        slug = old
    owner = "standard_id" if context.catalogue.kind == "standards" else "international_id"
    bulk.insert(Alias, ("slug", owner, "reason"), [(slug, one.known.pk, "renamed")])
    this.count(Alias, "created", 1)


def _supersede(pks: list[int], context: Context) -> None:
    """Imported events that their source has corrected: kept as superseded."""
    moment = bulk.as_moment(context.now)
    bulk.update(context.catalogue.facts, ("superseded_at", "superseded_by_id"), [(moment, context.by.pk, pk) for pk in pks])
