"""Closing a period: an officer prepares, a leader signs, a later mistake is corrected beside the signed figure (G15, G16, S4)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, clock, outbox
from portal.base.models import User

from . import computing
from .actions_readings import computable_goals
from .frozen import frozen
from .models import ClosedFigure, Closing, Correction, Plan


@transaction.atomic
def prepare_closing(plan: Plan, *, on: date, by: User, note: str = "") -> Closing:
    """Freeze every figure of the plan as of a day, as known now. Prepared again before signing, it is frozen anew."""
    if on > clock.today():
        raise ValidationError({"on": _("This day lies in the future.")})
    if not plan.period_from <= on < plan.period_until:
        raise ValidationError({"on": _("This day lies outside the period of the programme.")})
    goals = [goal for goal in computable_goals(plan.year) if goal.plan_id == plan.pk]
    if not goals:
        raise ValidationError({"on": _("No goal of this year is measured.")})
    closing = Closing.objects.select_for_update().filter(plan=plan, on=on).first() or Closing(plan=plan, on=on)
    if closing.signed_at is not None:
        raise ValidationError({"on": _("The figures of this day are signed already; correct them with a reason.")})
    closing.known = closing.prepared_at = clock.now()
    closing.prepared_by, closing.note = by, note.strip()
    with audit.act("closing.prepare", closing, by=by, note=note):
        closing.save()
        ClosedFigure.objects.filter(closing=closing).delete()
        for goal in goals:
            figures = computing.figures(goal, on, closing.known)
            rows = [
                ClosedFigure(closing=closing, goal=goal, area_id=area, definition=goal.definition, **frozen(figure))
                for area, figure in figures.items()
            ]
            ClosedFigure.objects.bulk_create(rows)
        outbox.note(outbox.PLAN, plan.pk)
    return closing


@transaction.atomic
def sign_closing(closing: Closing, *, by: User, seen: str | None = None) -> Closing:
    """A leader signs what somebody else prepared. From here on the figures never move.

    `seen` is the stamp of the preparation that was looked at; figures prepared anew since are not signed unread.
    """
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if closing.signed_at is not None:
        raise ValidationError(_("These figures are signed already."))
    if closing.prepared_by_id == by.pk:
        raise ValidationError(_("Whoever prepared the figures cannot sign them. Ask a colleague."))
    if seen is not None and seen != closing.stamp:
        raise ValidationError(_("The figures were prepared anew since you opened the page. Look at them, then sign."))
    closing.signed_by, closing.signed_at = by, clock.now()
    with audit.act("closing.sign", closing, by=by):
        closing.save()
        outbox.note(outbox.PLAN, closing.plan_id)
    return closing


@transaction.atomic
def correct_figure(figure: ClosedFigure, *, by: User, reason: str) -> Correction:
    """State the figure as known now, under the definition it was signed with, beside the signed one, with the reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the signed figure was wrong.")})
    closing = Closing.objects.get(pk=figure.closing_id)
    if closing.signed_at is None:
        raise ValidationError(_("These figures are not signed yet; prepare them anew."))
    now = frozen(computing.figure(figure.goal, closing.on, clock.now(), figure.area_id, figure.definition))
    last = figure.corrections.order_by("-at", "-pk").first() or figure
    if now["digest"] == last.digest and now["value"] == last.value and now["second_value"] == last.second_value:
        raise ValidationError({"reason": _("As known now, the figure is the same. There is nothing to correct.")})
    correction = Correction(figure=figure, reason=reason.strip(), by=by, at=clock.now(), **now)
    with audit.act("closing.correct", closing, by=by, note=reason):
        correction.save()
        outbox.note(outbox.PLAN, closing.plan_id)
    return correction
