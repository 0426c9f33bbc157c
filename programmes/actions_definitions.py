"""Definitions: shipped, drafted, tried on their examples, approved by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, clock, outbox, writing
from portal.base.actions_reference import VERB
from portal.base.models import AuditEntry, User
from portal.base.settling import Settled

from . import examples
from .definitions import SHIPPED, Shipped
from .metrics.switches import SwitchError, check
from .models import Definition, DefinitionExample, Goal


@dataclass(frozen=True)
class Tried:
    """An example and what the metric said of it."""

    example: DefinitionExample
    outcome: examples.Outcome | None
    problem: str = ""

    @property
    def passed(self) -> bool:
        return self.outcome is not None and self.outcome.passed


@transaction.atomic
def load_definitions(*, by: User) -> Settled:
    """The shipped working definitions, once; and a definition for every goal whose year one covers and that has none."""
    settled = Settled()
    with audit.act(VERB, by=by, note="definitions"):
        for shipped in SHIPPED:
            if Definition.objects.filter(metric=shipped.metric, number=1).exists():
                settled.same += 1
                continue
            _store(shipped)
            settled.created += 1
        for goal in Goal.objects.filter(definition=None).exclude(metric="").select_related("plan"):
            if definition := in_use(goal.metric, goal.plan.year):
                goal.definition = definition
                goal.save()
                outbox.note(outbox.PLAN, goal.plan_id)
    return settled


def _store(shipped: Shipped) -> Definition:
    definition = Definition(
        metric=shipped.metric,
        number=1,
        text_zh=shipped.zh,
        text_en=shipped.en,
        parameters=shipped.parameters,
        effective_from=shipped.effective_from,
        effective_to=shipped.effective_to,
        working=True,
    )
    definition.save()
    rows = [
        DefinitionExample(
            definition=definition, title_zh=one.zh, title_en=one.en, given=one.given, expected=one.expected, reason=one.reason
        )
        for one in shipped.examples
    ]
    DefinitionExample.objects.bulk_create(rows)
    return definition


def in_use(metric: str, year: int) -> Definition | None:
    """The newest definition of a metric for a year: approved ones, and the first working version until one is."""
    rows = Definition.objects.filter(metric=metric, effective_from__lte=year).order_by("-number")
    for definition in rows:
        if (definition.effective_to is None or definition.effective_to >= year) and (
            definition.approved_at is not None or definition.number == 1
        ):
            return definition
    return None


def try_examples(definition: Definition) -> list[Tried]:
    """Run every example of a definition."""
    return [_try(definition, example) for example in definition.examples.all()]


def _try(definition: Definition, example: DefinitionExample) -> Tried:
    try:
        outcome = examples.run(definition.metric, definition.parameters, example.given, example.expected, example.reason)
    except examples.ExampleError as error:
        return Tried(example, None, str(error))
    return Tried(example, outcome)


@transaction.atomic
def draft_definition(
    metric: str,
    *,
    text_zh: str,
    text_en: str,
    parameters: Mapping[str, Any],
    effective_from: int,
    by: User,
    effective_to: int | None = None,
    note: str = "",
) -> Definition:
    """A new version of a metric's definition, with the examples of the newest version as they are."""
    try:
        chosen = check(metric, parameters)
    except SwitchError as error:
        raise ValidationError({"parameters": str(error)}) from None
    if effective_to is not None and effective_to < effective_from:
        raise ValidationError({"effective_to": _("The last year lies before the first.")})
    newest = Definition.objects.filter(metric=metric).order_by("-number").first()
    definition = Definition(metric=metric, number=newest.number + 1 if newest else 1, parameters=chosen, working=True)
    definition.text_zh, definition.text_en = text_zh.strip(), text_en.strip()
    definition.effective_from, definition.effective_to = effective_from, effective_to
    with audit.act("definition.draft", definition, by=by, note=note):
        writing.save(definition)
        for example in newest.examples.order_by("pk") if newest else ():
            copied = {name: getattr(example, name) for name in ("title_zh", "title_en", "given", "expected", "reason")}
            DefinitionExample(definition=definition, **copied).save()
    return definition


@transaction.atomic
def set_expectations(definition: Definition, *, expected: Mapping[int, Sequence[str]], by: User) -> None:
    """What the examples of a draft are expected to answer: {key of the example: (outcome, reason)}."""
    if definition.approved_at is not None:
        raise ValidationError(_("An approved definition is not changed; draft a new version."))
    with audit.act("definition.examples", definition, by=by):
        for example in definition.examples.filter(pk__in=expected):
            example.expected, example.reason = expected[example.pk]
            if example.changed_fields():
                example.save()


def drafter_of(definition: Definition) -> int | None:
    """The account that wrote this version; a second person approves."""
    rows = AuditEntry.objects.filter(row_type="programmes.definition", row_pk=str(definition.pk), verb="definition.draft")
    return rows.order_by("pk").values_list("by_id", flat=True).first()


@transaction.atomic
def approve_definition(definition: Definition, *, by: User, confirmed: bool = False, note: str = "") -> Definition:
    """Approve by a second person, after at least five examples answered as expected; goals of its years follow it from now on.

    Signed figures keep the version they were computed with. `confirmed` ends the state of a working definition.
    """
    definition = Definition.objects.select_for_update().get(pk=definition.pk)
    if definition.approved_at is not None:
        raise ValidationError(_("This version is approved already."))
    if by.pk == drafter_of(definition):
        raise ValidationError(_("Whoever drafted a definition cannot approve it. Ask a colleague."))
    tried = try_examples(definition)
    if len(tried) < examples.ENOUGH:
        raise ValidationError(_("A definition needs at least five examples."))
    if not all(one.passed for one in tried):
        raise ValidationError(_("Not every example is answered as expected."))
    with audit.act("definition.approve", definition, by=by, note=note):
        definition.approved_by, definition.approved_at, definition.working = by, clock.now(), not confirmed
        definition.save()
        for goal in Goal.objects.filter(metric=definition.metric, plan__year__gte=definition.effective_from):
            if in_use(goal.metric, goal.plan.year) == definition and goal.definition_id != definition.pk:
                goal.definition = definition
                goal.version += 1
                goal.save()
                outbox.note(outbox.PLAN, goal.plan_id)
    return definition
