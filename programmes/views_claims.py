"""Leadership claims on the desk: list, one with its decisions, entering, editing; the proof is confirmed by a second person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base import clock
from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, FactLine, act_page, done, fact_line, history_of, newest_first
from portal.base.models import Role, RoleGrant
from portal.base.permissions import is_contact, is_officer
from portal.base.together import VersionedForm, act_on_version
from standards.record_facts import desk_address as standard_address

from . import actions_records as actions
from . import permissions
from .forms_records import CLAIM_EDITED, ClaimForm, DecideClaimForm, NewClaimForm
from .models import ClaimDecision, LeadershipClaim
from .views_demonstrations import area_name, content_lines

LIST = "programmes-desk:claims"
State = ClaimDecision.State


def seen_by(user: Any) -> Any:
    """Claims with their state: the ministry sees all, a contact those of the own organisation."""
    last = ClaimDecision.objects.open().filter(claim=OuterRef("pk"), until=None).order_by("-valid_from", "-pk")
    rows = LeadershipClaim.objects.select_related("international", "person", "organisation", "area")
    rows = rows.annotate(state=Subquery(last.values("state")[:1]), decided_on=Subquery(last.values("valid_from")[:1]))
    if permissions.can_see_programme(user):
        return rows
    held = RoleGrant.objects.open().held_on(clock.today()).filter(user=user, role=Role.CONTACT)
    return rows.filter(organisation__in=held.values("organisation"))


def _may_look(user: Any) -> bool:
    return permissions.can_see_programme(user) or permissions.can_claim_leadership(user)


def claims(request: HttpRequest) -> HttpResponse:
    """By number, person or organisation, and by state."""
    require(_may_look, request.user)
    asked, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = seen_by(request.user)
    if asked:
        who = Q(person__name__icontains=asked) | Q(organisation__name_zh__icontains=asked)
        rows = rows.filter(who | Q(international__designation__icontains=asked))
    if state in State.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows.order_by("-pk"))
    context = {"page": page, "rows": [(row, State(row.state).label if row.state else "") for row in page.object_list]}
    context |= {"asked": asked, "state": state, "states": State.choices}
    context["may_enter"] = permissions.can_claim_leadership(request.user)
    return render(request, "programmes/desk/claims.html", context)


def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim. Whoever brought it forward reads why there is no button to prove it."""
    record = _seen(request, pk)
    states = states_open_to(request.user, record)
    lines = []
    for fact in record.decisions.select_related("recorded_by", "voided_by"):
        may = permissions.can_decide_claim(request.user, record)
        undo = [(_("Undo"), reverse("programmes-desk:undo", args=("claimdecision", fact.pk)))] if may else []
        lines.append(fact_line(fact, fact.get_state_display(), note=fact.note, steps=undo))
    lines += _contents(record)
    context = {"record": record, "rows": _rows(record), "facts": newest_first(lines), "history": history_of(record)}
    context |= {"state": record.state or "", "state_text": State(record.state).label if record.state else ""}
    context |= {"states": states, "may_edit": permissions.can_edit_claim(request.user, record), "why_not": ""}
    if State.PROVEN not in states and record.state != State.PROVEN:
        context["why_not"] = why_not_proven(request.user)
    context["demonstration"] = record.is_demo
    return render(request, "programmes/desk/claim.html", context)


def _contents(record: LeadershipClaim) -> list[FactLine]:
    contents = record.contents.select_related("recorded_by", "voided_by", "person", "organisation", "area")
    words = lambda one: (one.get_role_display(), one.person, one.organisation, area_name(one.area), one.evidence)  # noqa: E731
    return content_lines(contents, words)


def states_open_to(user: Any, record: LeadershipClaim) -> list[str]:
    """Proof and dispute are a second officer's; taking back is also the claimer's own."""
    states = [State.PROVEN, State.DISPUTED] if permissions.can_decide_claim(user, record) else []
    if permissions.can_edit_claim(user, record):
        states.append(State.WITHDRAWN)
    return [str(state) for state in states]


def why_not_proven(user: Any) -> str:
    if is_officer(user):
        return _("You brought this claim forward, so a second officer must confirm its proof. Ask a colleague to open this page.")
    return _("An officer of the ministry who did not bring the claim forward confirms its proof.")


def _rows(record: LeadershipClaim) -> list[dict[str, Any]]:
    organisation = record.organisation
    return [
        {
            "label": _("International standard"),
            "text": str(record.international),
            "url": standard_address(record.international),
        },
        {"label": _("Role"), "text": record.get_role_display()},
        {"label": _("Person"), "text": str(record.person or "")},
        {
            "label": _("Organisation at the time"),
            "text": str(organisation or ""),
            "url": organisation.get_absolute_url() if organisation else "",
        },
        {"label": _("Evidence"), "text": record.evidence},
        {"label": _("Key area"), "text": area_name(record.area)},
    ]


def new_claim(request: HttpRequest) -> HttpResponse:
    """A contact claims for the own organisation only."""
    require(permissions.can_claim_leadership, request.user)
    form = NewClaimForm(request.POST or None)
    if request.method == "POST" and _own_only(request, form):
        made = act_on(form, actions.claim_leadership, by=request.user)
        if made:
            return done(
                request, _("The claim is entered. It counts once a second person has confirmed the proof."), desk_address(made)
            )
    crumbs = [(_("Leadership claims"), reverse(LIST))]
    lead = _("Claims that an international standard was led from China count only when a second person has confirmed the proof.")
    act = Act(_("Enter a leadership claim"), _("Enter the claim"), reverse(LIST), lead, crumbs)
    return act_page(request, form, act)


def _own_only(request: HttpRequest, form: Any) -> bool:
    """Whether the claim is for an organisation that this account may speak for."""
    if not form.is_valid():
        return False
    organisation = form.cleaned_data["organisation"]
    if is_officer(request.user) or (organisation and is_contact(request.user, organisation)):
        return True
    form.add_error("organisation", ValidationError(_("Name the organisation that you speak for.")))
    return False


def edit_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """A proven claim that is changed must be proven again."""
    record = _seen(request, pk)
    require(permissions.can_edit_claim, request.user, record)
    given = {name: getattr(record, name) for name in CLAIM_EDITED} | {"expected_version": record.version}
    form: VersionedForm = ClaimForm(request.POST or None, initial=given)
    told = request.method == "POST" and _own_only(request, form)
    if told and act_on_version(form, actions.edit_claim, record, by=request.user):
        return done(request, _("Saved."), desk_address(record))
    lead = _("The proof of this claim is confirmed. Changed, it must be proven again.") if record.state == State.PROVEN else ""
    heading = _("Change the claim on %(name)s") % {"name": record.international}
    return act_page(request, form, Act(heading, _("Save"), desk_address(record), lead, _crumbs(record)), of=record)


def decide_claim(request: HttpRequest, pk: int) -> HttpResponse:
    record = _seen(request, pk)
    states = states_open_to(request.user, record)
    require(lambda user: bool(states), request.user)
    form = DecideClaimForm(request.POST or None, states=states)
    if request.method == "POST" and act_on(form, actions.decide_claim, record, by=request.user):
        return done(request, _("The decision is recorded."), desk_address(record))
    lead = "" if State.PROVEN in states else why_not_proven(request.user)
    heading = _("Decide the claim on %(name)s") % {"name": record.international}
    act = Act(heading, _("Record the decision"), desk_address(record), lead, _crumbs(record), _rows(record))
    return act_page(request, form, act, of=record)


def _seen(request: HttpRequest, pk: int) -> Any:
    require(_may_look, request.user)
    return get_object_or_404(seen_by(request.user), pk=pk)


def desk_address(record: LeadershipClaim) -> str:
    return reverse("programmes-desk:claim", args=(record.pk,))


def _crumbs(record: LeadershipClaim) -> list[tuple[str, str]]:
    return [(_("Leadership claims"), reverse(LIST)), (str(record.international), desk_address(record))]
