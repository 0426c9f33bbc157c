"""Moves, parties, parameters and what is missing, in words."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .lifecycle import Party, Stage
from .models import Project
from .models.procedures import PAPERS
from .models.projects import STAGES
from .needs import Lack
from .procedure_parameters import BY_NAME, DECIDERS

MOVES = {
    "propose": _("Propose"),
    "return_proposal": _("Return the proposal"),
    "propose_again": _("Propose again"),
    "open_objections": _("Open the objection period"),
    "issue_plan": _("Issue the plan"),
    "start_drafting": _("Start drafting"),
    "open_consultation": _("Open public comment"),
    "redraft": _("Back to drafting"),
    "start_review": _("Start the technical review"),
    "submit": _("Submit for approval"),
    "return": _("Return to the committee"),
    "open_approval_notice": _("Open the public notice before approval"),
    "publish": _("Publish"),
    "start_periodic_review": _("Start the periodic review"),
    "conclude_continue": _("Conclude: continues valid"),
    "conclude_change": _("Conclude: to be amended or revised"),
    "conclude_withdraw": _("Conclude: to be withdrawn"),
    "review_again": _("Review again"),
    "withdraw": _("Announce the withdrawal"),
    "suspend": _("Suspend"),
    "resume": _("Resume"),
    "terminate": _("Terminate"),
}
PARTIES = {
    Party.PROPOSER: _("the proposer"),
    Party.DRAFTERS: _("the drafting group and its secretary"),
    Party.PUBLIC: _("the public"),
    Party.COMMITTEE: _("the committee"),
    Party.AUTHORITY: _("the deciding authority"),
    Party.NOBODY: _("nobody"),
}
TAKE_BACK = _("Take back")
ACTORS = {"secretary": _("committee secretary"), "officer": _("ministry officer")}
PARAMETERS = {
    "plan_notice_days": _("days for objections to a proposed project"),
    "comment_days": _("days for public comment"),
    "approval_notice_days": _("days of public notice before the decision"),
    "project_months": _("months from the plan to submission"),
    "extensions": _("extensions allowed"),
    "extension_months": _("months of extension in all"),
    "review_years": _("years until the periodic review"),
    "decides_plan": _("who decides on the plan"),
    "decides_publication": _("who decides on publication"),
    "quorum": _("share of all members that must vote, at least"),
    "in_favour": _("share of the votes in favour, at least"),
    "against": _("share of the votes against, at most"),
    "experts": _("experts where there is no committee"),
    "papers_plan": _("papers before the plan"),
    "papers_comments": _("papers before public comment"),
    "papers_review": _("papers before technical review"),
    "papers_submit": _("papers before submission for approval"),
    "papers_publish": _("papers before publication"),
    "papers_conclude": _("papers before the conclusion of a periodic review"),
}
DECIDER_WORDS = {
    "ministry": _("the ministry"),
    "sac": _("the national standardization administration"),
    "state-council": _("the State Council or whom it authorises"),
    "association": _("the association that makes the group standard"),
}
assert set(DECIDER_WORDS) == set(DECIDERS)
assert set(PARAMETERS) == set(BY_NAME)
STAGE_WORDS = {Stage(value): label for value, label in STAGES}
PAPER_WORDS = dict(PAPERS)


def parameter_value(name: str, value: Any) -> str:
    """A value for people; what nobody knows is said to be so."""
    parameter = BY_NAME[name]
    if value is None:
        return gettext("not known")
    match parameter.kind:
        case "papers":
            return gettext(", ").join(str(PAPER_WORDS[one]) for one in value)
        case "decider":
            return str(DECIDER_WORDS[value])
        case "days":
            return ngettext("%(number)s day", "%(number)s days", value) % {"number": value}
        case "months":
            return ngettext("%(number)s month", "%(number)s months", value) % {"number": value}
        case "years":
            return ngettext("%(number)s year", "%(number)s years", value) % {"number": value}
    return str(value)


def lack(one: Lack) -> str:
    """What is missing, in one sentence."""
    match one.kind:
        case "paper":
            return gettext("Not on file: %(paper)s.") % {"paper": PAPER_WORDS[one.name]}
        case "field":
            return gettext("Not given: %(field)s.") % {"field": Project._meta.get_field(one.name).verbose_name}
        case "stage":
            said = {"stage": STAGE_WORDS[Stage(one.name)], "days": one.days}
            return gettext("Not done yet: %(stage)s, %(days)s days.") % said
    assert one.ends is not None
    said = {"stage": STAGE_WORDS[Stage(one.name)], "days": one.days, "last": date_format(one.ends)}
    return gettext("Still running: %(stage)s, %(days)s days, the last is %(last)s.") % said
