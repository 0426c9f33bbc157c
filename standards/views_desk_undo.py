"""Taking back on the desk: a fact is voided with a reason, a field gets its former value. Both steps stay visible."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.base import history
from portal.base.access import require
from portal.base.desk_pages import Act, act_page, done, undo_page
from portal.base.models import AuditEntry
from portal.base.together import act_on_version

from . import actions_undo as actions
from . import permissions
from .forms_standards import RestoreForm
from .models import Adoption, AreaTag, InternationalStandard, InternationalStatus, Project, Relation, Standard, StandardStatus
from .record_facts import desk_address
from .views_desk_international import international_crumbs
from .views_desk_international import restorable as restorable_international
from .views_desk_standards import crumbs_of
from .views_desk_standards import restorable as restorable_standard

KINDS = {model._meta.model_name: model for model in (Adoption, AreaTag, InternationalStatus, Relation, StandardStatus)}
RECORDS = {"standards.standard": Standard, "standards.internationalstandard": InternationalStandard}


def undo(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Void one fact of a catalogue record."""
    if kind not in KINDS:
        raise Http404
    fact = get_object_or_404(KINDS[kind], pk=pk)
    record = actions.subject_of(fact)
    if isinstance(record, Project) or record.retracted_at is not None:
        raise Http404
    rule = permissions.can_confirm_areas if isinstance(fact, AreaTag) else permissions.can_undo
    return undo_page(
        request,
        fact,
        actions.undo,
        may=rule(request.user, record),
        back=desk_address(record),
        crumbs=_crumbs(record),
        of=record,
        rows=[{"label": str(fact._meta.verbose_name), "text": _said(fact)}, {"label": _("From"), "text": str(fact.valid_from)}],
    )


def _said(fact: Any) -> str:
    """The fact as a sentence without its day."""
    match fact:
        case StandardStatus() | InternationalStatus():
            return fact.get_event_display()
        case Relation():
            return f"{fact.from_standard or fact.from_international} {fact.get_kind_display()} {fact.target or fact.to_text}"
        case Adoption():
            return f"{fact.international or fact.cited}, {fact.get_degree_display()}"
    return f"{fact.area}, {fact.get_decision_display()}"


def restore(request: HttpRequest, entry: int, column: str) -> HttpResponse:
    """Give a field the value that it had before one audited change."""
    step = get_object_or_404(AuditEntry, pk=entry, row_type__in=list(RECORDS))
    record = get_object_or_404(RECORDS[step.row_type].objects.visible_to(request.user), pk=step.row_pk)
    require(permissions.can_undo, request.user, record)
    restorable = restorable_standard if isinstance(record, Standard) else restorable_international
    if column not in step.changes or column not in restorable(request.user, record):
        raise Http404
    form = RestoreForm(request.POST or None, initial={"expected_version": record.version})
    more = {"entry": step, "field": column, "by": request.user}
    if request.method == "POST" and act_on_version(form, actions.restore_field, record, **more):
        return done(request, _("The former value stands again. Both steps stay in the history."), desk_address(record))
    before, now = (history.value_in_words(record, column, value) for value in (step.changes[column][0], getattr(record, column)))
    name = history.label_in_words(record, column)
    rows = [{"label": _("Now"), "text": now}, {"label": _("It will be again"), "text": before}]
    heading = _("Restore “%(field)s” of %(name)s") % {"field": name, "name": record}
    act = Act(heading, _("Restore the former value"), desk_address(record), crumbs=_crumbs(record), rows=rows)
    return act_page(request, form, act, of=record)


def _crumbs(record: Any) -> list[tuple[str, str]]:
    return crumbs_of(record) if isinstance(record, Standard) else international_crumbs(record)
