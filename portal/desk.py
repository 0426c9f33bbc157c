"""My desk: what waits for this account, how old the figures are, what changed lately. Only lists with records behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from committees.models import Committee
from committees.permissions import committees_of
from portal.base import clock, wording
from portal.base.history import Told, told
from portal.base.models import AuditEntry, Batch, Job, Role
from portal.base.permissions import has_role, is_ministry, is_officer, works_for_ministry
from programmes import figures_shown, progress
from programmes.models import ClaimDecision
from programmes.permissions import can_claim_leadership
from programmes.views_claims import seen_by
from programmes.views_progress import goals_of
from standards.models import AreaSuggestion, Standard
from standards.views_desk_relations import to_check

LATEST = 12
DEEP = 200
"""Entries looked through for the latest changes."""
PLACES = {
    "standards.standard": "standards-desk:standard",
    "standards.project": "standards-desk:project",
    "standards.internationalstandard": "standards-desk:international-standard",
    "committees.committee": "committees-desk:committee",
    "programmes.demonstration": "programmes-desk:demonstration",
    "programmes.leadershipclaim": "programmes-desk:claim",
    "experts.person": "experts-desk:expert",
    "base.organisation": "base:organisation",
    "base.user": "base:account",
}
"""Where a changed record is looked at."""


@dataclass
class Task:
    """One line of what waits, as `components/task_list.html` wants it."""

    label: str
    url: str
    state: str
    hint: str = ""
    tone: str = ""


@dataclass
class Recent:
    """One late change and where to look at its record."""

    entry: Told
    subject: str
    url: str


@dataclass
class Desk:
    """What one account's desk shows."""

    tasks: list[Task] = field(default_factory=list)
    imports: list[Batch] = field(default_factory=list)
    changes: list[Recent] = field(default_factory=list)
    committees: list[tuple[Committee, int]] = field(default_factory=list)
    standards: list[Standard] = field(default_factory=list)
    doors: list[tuple[str, str, str]] = field(default_factory=list)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Everything on it is one click away."""
    user = request.user
    shown = Desk(tasks=tasks(user), doors=doors(user))
    if works_for_ministry(user):
        shown.changes = recent(AuditEntry.objects.filter(by__is_system=False))
    if is_ministry(user):
        shown.imports = list(Batch.objects.select_related("started_by")[:5])
    own = committees_of(user)
    if own:
        rows = Standard.objects.public().of_committees(own)
        numbers = dict(rows.order_by().values_list("committee").annotate(n=Count("pk")))
        kept = Committee.objects.filter(pk__in=own).order_by("code")
        shown.committees = [(committee, numbers.get(committee.pk, 0)) for committee in kept]
        shown.standards = list(rows.order_by("-updated_at", "-pk")[:LATEST])
    return render(request, "desk_home.html", {"desk": shown, "secretary": bool(own)} | figures(user))


def figures(user: Any) -> dict[str, Any]:
    """The goals of the running programme with the age of their figures; the ministry's desk only."""
    plan = figures_shown.latest_plan() if works_for_ministry(user) else None
    nothing: dict[str, Any] = {"plan": None, "cards": [], "fresh": None, "stale": None, "on": None}
    if plan is None:
        return nothing
    on = progress.day_asked(plan, None, clock.today())
    goals = goals_of(plan)
    table = figures_shown.figures_on(goals, on)
    return {
        "plan": plan,
        "on": on,
        "cards": [(goal.slug, progress.card(goal, table.get(goal.pk, {}).get(None), on)) for goal in goals],
        "fresh": figures_shown.freshness(goals, table),
        "stale": figures_shown.stale([goal for goal in goals if goal.metric], table, link_jobs=True),
        "demonstration": plan.is_demo,
    }


def tasks(user: Any) -> list[Task]:
    """What waits for this account; lines with nothing behind them are left out."""
    found = []
    if is_officer(user):
        found += [*_imports(), *_suggestions(), *_claims(user)]
    if is_ministry(user) or committees_of(user):
        found += _adoptions(user)
    if works_for_ministry(user):
        found += _jobs()
    return found


def _imports() -> list[Task]:
    number = Batch.objects.filter(state=Batch.State.CHECKED).count()
    words = ngettext("%(n)s import waits", "%(n)s imports wait", number) % {"n": number}
    hint = _("Checked row by row, not yet accepted.")
    return [Task(_("Imports to accept"), reverse("standards-desk:imports"), words, hint, "plan")] if number else []


def _suggestions() -> list[Task]:
    rows = AreaSuggestion.objects.order_by("-area__year").values_list("area__year").annotate(n=Count("pk"))
    return [
        Task(
            _("Suggested key areas of %(year)s") % {"year": year},
            reverse("areas-desk:areas", args=(year,)),
            ngettext("%(n)s suggestion", "%(n)s suggestions", number) % {"n": wording.number(number)},
            _("Rules suggest; a person decides."),
            "plan",
        )
        for year, number in rows
    ]


def _claims(user: Any) -> list[Task]:
    """Claims that wait for proof: those of others, since nobody confirms an own claim; and claims without evidence."""
    waiting = seen_by(user).filter(state=ClaimDecision.State.CLAIMED)
    mine = ClaimDecision.objects.filter(state=ClaimDecision.State.CLAIMED, recorded_by=user)
    number = waiting.exclude(pk__in=mine.values("claim")).exclude(evidence="").count()
    bare = waiting.filter(evidence="").count()
    address = f"{reverse('programmes-desk:claims')}?state={ClaimDecision.State.CLAIMED}"
    found = []
    if number:
        words = ngettext("%(n)s claim", "%(n)s claims", number) % {"n": wording.number(number)}
        found.append(Task(_("Leadership claims whose proof you can confirm"), address, words, tone="plan"))
    if bare:
        words = ngettext("%(n)s claim", "%(n)s claims", bare) % {"n": wording.number(bare)}
        found.append(Task(_("Leadership claims without evidence"), address, words, tone="risk"))
    return found


def _adoptions(user: Any) -> list[Task]:
    number = to_check(user).count()
    words = ngettext("%(n)s adoption", "%(n)s adoptions", number) % {"n": wording.number(number)}
    hint = _("No edition named, or one that the catalogue does not hold.")
    return [Task(_("Adoptions to check"), reverse("standards-desk:adoptions-to-check"), words, hint, "risk")] if number else []


def _jobs() -> list[Task]:
    """Kinds of work whose last run failed."""
    last: dict[str, Job] = {}
    for job in Job.objects.filter(finished_at__isnull=False).order_by("-finished_at")[:200]:
        last.setdefault(job.kind, job)
    failed = [job for job in last.values() if job.state == Job.State.FAILED]
    return [
        Task(_("Job failed: %(kind)s") % {"kind": job.kind}, reverse("base:jobs"), f"{job.finished_at:%Y-%m-%d}", tone="bad")
        for job in failed
    ]


def recent(entries: Any) -> list[Recent]:
    """The latest changes by people; the same deed on the same record is said once."""
    first: dict[tuple[str, ...], AuditEntry] = {}
    for entry in entries.select_related("by").order_by("-at", "-pk")[:DEEP]:
        first.setdefault((entry.verb, entry.subject_type, entry.subject_pk, str(entry.by_id)), entry)
    rows = list(first.values())[:LATEST]
    return [Recent(words, entry.subject_text, _place(entry)) for entry, words in zip(rows, told(rows), strict=True)]


def _place(entry: AuditEntry) -> str:
    name = PLACES.get(entry.subject_type)
    return reverse(name, args=(int(entry.subject_pk),)) if name and entry.subject_pk.isdigit() else ""


def doors(user: Any) -> list[tuple[str, str, str]]:
    """What an account without tasks of its own may do: (words, address, hint)."""
    found = []
    if can_claim_leadership(user):
        hint = _("International standards that your organisation led.") if has_role(user, Role.CONTACT) else ""
        found.append((_("Leadership claims"), reverse("programmes-desk:claims"), hint))
    found.append((_("Find a standard"), reverse("standards:standards"), _("By number or words; with its status and its life.")))
    found.append((_("Progress of the year"), reverse("programmes:progress"), _("Every number opens its records.")))
    return [*found, (_("Change password"), reverse("password_change"), "")]
