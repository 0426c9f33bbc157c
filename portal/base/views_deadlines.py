"""Deadlines on the desk: what is overdue, due this week, due later; one deadline with its decisions; reckoning again."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import actions_deadlines as actions
from . import actions_reckoning, calendar_files, clock, deadline_words, exports, forms_deadlines, permissions
from .access import require
from .acting import act_on, page_of
from .desk_pages import Act, act_page, fact_line, history_of, newest_first, undo_page
from .models import Deadline, DeadlineEvent, Party
from .together import act_on_version

WHENS = {
    "overdue": gettext_lazy("Overdue"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later or standing still"),
    "near": gettext_lazy("Within the lead time"),
}
FILES = ("xlsx", "csv", "json", "ics")
FIRST = 50
"""Rows of each group before the list of the group itself is asked for."""
ACTS: dict[str, tuple[Any, Any, Any]] = {
    "pause": (actions.pause, forms_deadlines.ReasonedForm, gettext_lazy("Stop the clock")),
    "resume": (actions.resume, forms_deadlines.NotedForm, gettext_lazy("Let the clock run again")),
    "extend": (actions.extend, forms_deadlines.ExtendForm, gettext_lazy("Extend")),
    "meet": (actions.meet, forms_deadlines.NotedForm, gettext_lazy("Record as met")),
    "drop": (actions.drop, forms_deadlines.ReasonedForm, gettext_lazy("Drop the deadline")),
    "lead": (actions.set_lead, forms_deadlines.LeadForm, gettext_lazy("Change the lead time")),
}
OPEN_TO = {"running": ("meet", "extend", "pause", "lead", "drop"), "paused": ("resume", "extend", "meet", "lead", "drop")}


def _found(request: HttpRequest) -> Any:
    """The open deadlines that this account may see and the filter leaves."""
    rows = Deadline.objects.visible_to(request.user).open()
    asked, party = request.GET.get("q", "").strip(), request.GET.get("party", "")
    if asked:
        rows = rows.filter(Q(title_zh__icontains=asked) | Q(title_en__icontains=asked))
    if party in Party.values:
        rows = rows.filter(party=party)
    return rows.prefetch_related("events__recorded_by").order_by("day", "pk")


def _group(rows: Any, when: str) -> Any:
    on = clock.today()
    return {"overdue": rows.overdue, "week": rows.this_week, "later": rows.later, "near": rows.near}[when](on)


def deadlines(request: HttpRequest, form: str = "") -> Any:
    """Open deadlines in three groups, or one group whole; the same list as a file or a calendar."""
    require(permissions.can_see_deadlines, request.user)
    rows, when, on = _found(request), request.GET.get("when", ""), clock.today()
    if form and form not in FILES:
        raise Http404
    if form:
        chosen = deadline_words.shown_all(_group(rows, when) if when in WHENS else rows, on)
        return calendar_files.respond(chosen, "deadlines") if form == "ics" else exports.respond(_export(chosen), form)
    groups, page = [], None
    for name in [when] if when in WHENS else ["overdue", "week", "later"]:
        group = _group(rows, name)
        page = page_of(request, group) if when else None
        shown = deadline_words.shown_all(page or group[:FIRST], on)
        groups.append({"name": name, "label": WHENS[name], "rows": shown, "count": group.count()})
    query = request.GET.urlencode()
    files = [(kind.upper(), f"{reverse('base:deadlines-file', args=(kind,))}?{query}") for kind in FILES]
    context: dict[str, Any] = {
        "groups": groups,
        "page": page,
        "whens": WHENS.items(),
        "when": when,
        "parties": Party.choices,
        "files": files,
    }
    context |= {"asked": request.GET.get("q", ""), "party": request.GET.get("party", "")}
    context["can_reckon"] = permissions.can_decide_deadlines(request.user)
    return render(request, "base/desk/deadlines.html", context)


def _export(rows: list[deadline_words.Shown]) -> exports.Export:
    heads: tuple[tuple[str, int], ...] = (
        (_("Record"), 36),
        (_("Deadline"), 30),
        (_("Last day"), 12),
        (_("Time zone"), 22),
        (_("State"), 18),
    )
    heads += ((_("Whose turn"), 16), (_("Provisional"), 12), (_("Why this day"), 80), (_("Demonstration data"), 12))
    keys = ("record", "deadline", "day", "zone", "state", "party", "provisional", "why", "demonstration")
    columns = [exports.Column(key, label, width) for key, (label, width) in zip(keys, heads, strict=True)]
    lines = []
    for one in rows:
        row = one.deadline
        named = (one.subject, one.title, one.day, one.zone if one.day else "", one.state)
        lines.append((*named, row.get_party_display(), row.is_provisional, "\n".join(one.why), row.is_demo))
    return exports.Export("deadlines", columns, lines)


def _seen(request: HttpRequest, pk: int) -> Deadline:
    rows = Deadline.objects.visible_to(request.user).prefetch_related("events__recorded_by", "events__voided_by")
    return get_object_or_404(rows, pk=pk)


def deadline(request: HttpRequest, pk: int, form: str = "") -> HttpResponse:
    """One deadline: its day, why, what was decided, what may be done; or as a calendar file."""
    require(permissions.can_see_deadlines, request.user)
    row = _seen(request, pk)
    (shown,) = deadline_words.shown_all([row], clock.today())
    if form:
        return calendar_files.respond([shown], f"deadline-{row.pk}")
    can_decide = permissions.can_decide_deadlines(request.user)
    lines = []
    for event in row.events.all():
        back = reverse("base:undo-deadline-entry", args=(row.pk, event.pk))
        may = can_decide and event.kind not in (DeadlineEvent.Kind.SET, DeadlineEvent.Kind.RECKONED)
        steps = [(_("Take back"), back)] if may else []
        lines.append(fact_line(event, deadline_words.event_in_words(event), note=event.note or event.clause, steps=steps))
    names = OPEN_TO.get(row.state, ()) if can_decide else ()
    acts = [(ACTS[name][2], reverse("base:deadline-act", args=(row.pk, name))) for name in names]
    context = {
        "shown": shown,
        "lines": newest_first(lines),
        "acts": acts,
        "history": history_of(row),
        "demonstration": row.is_demo,
    }
    return render(request, "base/desk/deadline.html", context)


def deadline_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One decision about a deadline, in its form."""
    require(permissions.can_decide_deadlines, request.user)
    row = _seen(request, pk)
    if act not in ACTS:
        raise Http404
    action, make, words = ACTS[act]
    if act not in OPEN_TO.get(row.state, ()):
        messages.warning(request, _("This is not possible: the deadline is %(state)s.") % {"state": row.get_state_display()})
        return redirect(row)
    form = make(request.POST or None, initial={"expected_version": row.version, "lead_days": row.lead_days})
    if request.method == "POST" and act_on_version(form, action, row, by=request.user):
        messages.success(request, _("The deadline is saved."))
        return redirect(row)
    (shown,) = deadline_words.shown_all([row], clock.today())
    rows = [
        {"label": _("Record"), "text": shown.subject},
        {"label": _("Last day"), "text": date_format(row.day) if row.day else ""},
    ]
    page = Act(str(words), str(words), row.get_absolute_url(), crumbs=_crumbs(row), rows=rows, danger=act == "drop")
    return act_page(request, form, page, of=row)


def undo_deadline_entry(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    """Take one decision back with its reason."""
    require(permissions.can_decide_deadlines, request.user)
    row = _seen(request, pk)
    fact = get_object_or_404(DeadlineEvent, deadline=row, pk=event)
    return undo_page(
        request, fact, actions.take_back, may=True, back=row.get_absolute_url(), crumbs=_crumbs(row), of=row,
        rows=[{"label": _("Entry"), "text": deadline_words.event_in_words(fact)}],
    )  # fmt: skip


def reckon_again(request: HttpRequest) -> HttpResponse:
    """Running deadlines that the calendar of today would move: nothing moves unless it is ticked here."""
    require(permissions.can_decide_deadlines, request.user)
    moves = actions_reckoning.moves(Deadline.objects.all())
    names = deadline_words.subjects(move.deadline for move in moves)
    form = forms_deadlines.MovesForm(request.POST or None, moves=[(move.mark, _move(move, names)) for move in moves])
    if request.method == "POST" and (answer := act_on(form, _confirm, by=request.user)):
        done, left = answer
        said = ngettext("%(n)s deadline moved.", "%(n)s deadlines moved.", len(done)) % {"n": len(done)}
        messages.success(request, said)
        if left:
            messages.warning(request, _("%(n)s changed meanwhile and were left as they are.") % {"n": len(left)})
        return redirect("base:reckon-again" if left else "base:deadlines")
    lead = _("The work calendar has changed since these days were reckoned. Each keeps its day until you confirm the new one.")
    context = {"form": form, "moves": moves, "lead": lead, "crumbs": _crumbs()}
    return render(request, "base/desk/reckon_again.html", context, status=422 if form.errors else 200)


def _confirm(*, confirmed: list[str], note: str, by: Any) -> Any:
    return actions_reckoning.reckon_again(confirmed, note=note, by=by)


def _move(move: actions_reckoning.Move, names: dict[tuple[str, int], tuple[str, str]]) -> str:
    """One line of the list: which deadline of which record, from which day to which."""
    subject = names.get((move.deadline.subject_type, move.deadline.subject_pk), ("", ""))[0]
    said = {"what": move.deadline.title_zh, "record": subject, "old": date_format(move.old), "new": date_format(move.new)}
    return _("%(what)s, %(record)s: %(old)s → %(new)s") % said


def _crumbs(row: Deadline | None = None) -> list[tuple[str, str]]:
    """The way back."""
    return [(_("Deadlines"), reverse("base:deadlines")), *([(str(row), row.get_absolute_url())] if row else [])]
