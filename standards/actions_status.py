"""What happens to a standard or an international standard on a day, as facts; and the columns that follow from them."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, writing
from portal.base.facts import Fact, Precision, last_possible
from portal.base.models import User

from . import projections
from .models import InternationalStandard, InternationalStatus, Relation, Standard, StandardStatus

ONCE = frozenset({"published", "in_force", "replaced", "withdrawn", "cancelled"})
"""Events that happen once to an edition."""
ENDINGS = frozenset({"replaced", "withdrawn"})
LATER = ENDINGS | {"in_force"}
"""Events that follow the publication."""


@transaction.atomic
def record_status(
    standard: Standard,
    *,
    event: str,
    on: date,
    by: User,
    precision: str = Precision.DAY,
    notice_number: str = "",
    by_standard: Standard | None = None,
    note: str = "",
) -> StandardStatus:
    """Record one event of a standard's life. It may be entered late; it may lie ahead only for coming into force and ending."""
    if event not in ("in_force", *ENDINGS):
        writing.not_in_future(on, "on")
    writing.hold(standard)
    _refuse_disorder(standard.status_facts.open(), event, on, precision)
    fact = StandardStatus(standard=standard, event=event, valid_from=on, precision=precision, note=note.strip())
    fact.notice_number, fact.by_standard = notice_number.strip(), by_standard
    with audit.act(f"standard.{event.replace('_', '-')}", standard, by=by, note=note):
        writing.enter(fact)
        projections.project_standard(standard)
    return fact


def _refuse_disorder(facts_before: Iterable[Fact], event: str, on: date, precision: str) -> None:
    """An event happens once; nothing comes into force or ends before it was published, as far as the days are known."""
    known = {fact.event: fact for fact in facts_before}
    if event in ONCE and event in known:
        raise ValidationError(
            {"event": _("This is recorded already, for %(day)s. Void that entry first.") % {"day": known[event].valid_from}}
        )
    ended = ENDINGS & set(known)
    if event in ENDINGS and ended:
        raise ValidationError({"event": _("It has ended already.")})
    published = known.get("published")
    if published and event in LATER and last_possible(on, precision) < published.valid_from:
        raise ValidationError({"on": _("It was published only on %(day)s.") % {"day": published.valid_from}})
    early = [fact for fact in known.values() if fact.event in LATER and fact.certain_from < on]
    if event == "published" and early:
        raise ValidationError(
            {
                "on": _("Another event is recorded for %(day)s. The publication cannot come after it.")
                % {"day": early[0].valid_from}
            }
        )


@transaction.atomic
def publish_standard(
    standard: Standard,
    *,
    on: date,
    by: User,
    in_force_on: date | None = None,
    precision: str = Precision.DAY,
    notice_number: str = "",
    note: str = "",
) -> Standard:
    """Publish, with the day of coming into force when it is known."""
    with audit.act("standard.publish", standard, by=by, note=note):
        record_status(standard, event="published", on=on, precision=precision, notice_number=notice_number, by=by, note=note)
        if in_force_on:
            come_into_force(standard, on=in_force_on, by=by)
    return standard


def come_into_force(standard: Standard, *, on: date, by: User, note: str = "") -> StandardStatus:
    """The standard is in force from a day on, which may lie ahead."""
    return record_status(standard, event="in_force", on=on, by=by, note=note)


@transaction.atomic
def replace_standard(
    standard: Standard,
    *,
    by_standard: Standard,
    on: date,
    by: User,
    partly: bool = False,
    notice_number: str = "",
    note: str = "",
) -> Standard:
    """Another standard takes its place from a day on; in part, the old one stays in force beside it."""
    if by_standard.pk == standard.pk:
        raise ValidationError({"by_standard": _("A standard cannot replace itself.")})
    with audit.act("standard.replace", standard, by=by, note=note):
        if not partly:
            record_status(
                standard, event="replaced", on=on, by=by, by_standard=by_standard, notice_number=notice_number, note=note
            )
        same = Relation.objects.open().filter(kind=Relation.Kind.REPLACES, from_standard=by_standard, to_standard=standard)
        if not same.exists():
            relation = Relation(kind=Relation.Kind.REPLACES, from_standard=by_standard, to_standard=standard)
            relation.to_text, relation.partly, relation.valid_from = standard.designation, partly, on
            writing.enter(relation)
        projections.project_standard(by_standard)
    return standard


def withdraw_standard(standard: Standard, *, on: date, by: User, note: str, notice_number: str = "") -> StandardStatus:
    """Withdraw without a successor. The reason is asked for, since readers will ask for it."""
    if not note.strip():
        raise ValidationError({"note": _("Say why the standard is withdrawn.")})
    return record_status(standard, event="withdrawn", on=on, by=by, notice_number=notice_number, note=note)


@transaction.atomic
def correct_date(
    fact: StandardStatus | InternationalStatus, *, on: date, by: User, reason: str, precision: str = Precision.DAY
) -> StandardStatus | InternationalStatus:
    """The day of an event was wrong: the entry is voided with the reason and entered again."""
    subject = fact.standard if isinstance(fact, StandardStatus) else fact.international
    with audit.act("status.correct-date", subject, by=by, note=reason):
        writing.void(fact, by=by, reason=reason)
        if isinstance(fact, StandardStatus):
            return record_status(
                subject, event=fact.event, on=on, precision=precision, by=by, by_standard=fact.by_standard,
                notice_number=fact.notice_number, note=fact.note,
            )  # fmt: skip
        return record_international_status(
            subject, event=fact.event, on=on, precision=precision, by=by, stage=fact.stage, note=fact.note
        )


@transaction.atomic
def record_international_status(
    international: InternationalStandard,
    *,
    event: str,
    on: date,
    by: User,
    precision: str = Precision.DAY,
    stage: str = "",
    note: str = "",
) -> InternationalStatus:
    """Record one event of an international standard's life."""
    if event not in ENDINGS:
        writing.not_in_future(on, "on")
    writing.hold(international)
    _refuse_disorder(international.status_facts.open(), event, on, precision)
    fact = InternationalStatus(international=international, event=event, valid_from=on, precision=precision)
    fact.stage, fact.note = stage.strip(), note.strip()
    with audit.act(f"international.{event.replace('_', '-')}", international, by=by, note=note):
        writing.enter(fact)
        projections.project_international(international)
    return fact
