"""The Key Points of a year as a record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, outbox, writing
from portal.base.models import User

from .models import Plan

MARK_ZH, MARK_EN = "示例：", "Demonstration: "


@transaction.atomic
def mark_plan_as_demo(plan: Plan, *, by: User) -> Plan:
    """The year shows a demonstration programme under the real goals; its title says so. Real records no longer count in it."""
    plan = writing.take(plan)
    plan.is_demo = True
    if not plan.title_zh.startswith(MARK_ZH):
        plan.title_zh = MARK_ZH + plan.title_zh
    if plan.title_en and not plan.title_en.startswith(MARK_EN):
        plan.title_en = MARK_EN + plan.title_en
    return _save(plan, "plan.mark-as-demonstration", by)


@transaction.atomic
def unmark_plan(plan: Plan, *, by: User) -> Plan:
    """The year is real again: refused while a period of the demonstration stands closed."""
    plan = writing.take(plan)
    if plan.closings.exists():
        raise ValidationError(_("A period of the demonstration is closed. Take the demonstration out first."))
    plan.is_demo = False
    plan.title_zh, plan.title_en = plan.title_zh.removeprefix(MARK_ZH), plan.title_en.removeprefix(MARK_EN)
    return _save(plan, "plan.unmark", by)


def _save(plan: Plan, verb: str, by: User) -> Plan:
    with audit.act(verb, plan, by=by):
        if writing.save(plan):
            outbox.note(outbox.PLAN, plan.pk)
    return plan
