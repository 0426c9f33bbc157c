"""What staff may version of a procedure, and how a value is read. Pure: no models, no clock.

A value that nobody knows yet is None: then nothing is demanded, and the pages say so.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Paper(StrEnum):
    """Papers of the dossier, as the trade calls them."""

    PROPOSAL = "proposal"
    PLAN_TABLE = "plan-application"
    COVERING = "covering-letter"
    EXPLANATION = "explanation"
    DRAFT_COMMENTS = "comment-draft"
    DRAFT_REVIEW = "review-draft"
    DISPOSITION = "disposition"
    CONCLUSION = "review-conclusion"
    DRAFT_APPROVAL = "approval-draft"
    SIGNATURES = "submission-sheet"
    ORIGINAL = "adopted-original"
    TRANSLATION = "foreign-text"
    AMENDMENT = "amendment-sheet"
    ANNOUNCEMENT = "announcement"
    REVIEW_REPORT = "review-report"

    @property
    def label(self) -> str:
        return PAPERS[self]


PAPERS = {
    Paper.PROPOSAL: "project proposal form",
    Paper.PLAN_TABLE: "plan application table",
    Paper.COVERING: "covering letter",
    Paper.EXPLANATION: "drafting explanation",
    Paper.DRAFT_COMMENTS: "draft for comments",
    Paper.DRAFT_REVIEW: "draft for review",
    Paper.DISPOSITION: "comment summary and disposition table",
    Paper.CONCLUSION: "minutes or letter-review conclusion",
    Paper.DRAFT_APPROVAL: "draft for approval",
    Paper.SIGNATURES: "submission signature sheet",
    Paper.ORIGINAL: "original and translation of the adopted standard",
    Paper.TRANSLATION: "text of the translation",
    Paper.AMENDMENT: "text of the amendment sheet",
    Paper.ANNOUNCEMENT: "announcement",
    Paper.REVIEW_REPORT: "review report",
}
ALIKE = {"minutes": Paper.CONCLUSION, "adopted-translation": Paper.ORIGINAL}
"""Kinds of documents that serve for a paper of another name."""
DECIDERS = {
    "ministry": "the ministry",
    "sac": "the national standardization administration",
    "state-council": "the State Council or whom it authorises",
    "association": "the association that makes the group standard",
}
FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")


class ParameterError(ValueError):
    """The value is none that the parameter can have. The text says what was expected."""


@dataclass(frozen=True)
class Parameter:
    """One parameter. `kind`: days, months, times, years, people; fraction, papers, decider."""

    name: str
    kind: str
    label: str
    most: int = 3660

    @property
    def is_number(self) -> bool:
        return self.kind in ("days", "months", "times", "years", "people")


ALL = (
    Parameter("plan_notice_days", "days", "days for objections to a proposed project", 366),
    Parameter("comment_days", "days", "days for public comment", 366),
    Parameter("approval_notice_days", "days", "days of public notice before the decision", 366),
    Parameter("project_months", "months", "months from the plan to submission", 120),
    Parameter("extensions", "times", "extensions allowed", 10),
    Parameter("extension_months", "months", "months of extension in all", 120),
    Parameter("review_years", "years", "years until the periodic review", 20),
    Parameter("decides_plan", "decider", "who decides on the plan"),
    Parameter("decides_publication", "decider", "who decides on publication"),
    Parameter("quorum", "fraction", "share of all members that must vote"),
    Parameter("in_favour", "fraction", "share of the votes that must be in favour"),
    Parameter("against", "fraction", "share of the votes that may be against"),
    Parameter("experts", "people", "experts where there is no committee", 200),
    Parameter("papers_plan", "papers", "papers before the plan"),
    Parameter("papers_comments", "papers", "papers before public comment"),
    Parameter("papers_review", "papers", "papers before technical review"),
    Parameter("papers_submit", "papers", "papers before submission for approval"),
    Parameter("papers_publish", "papers", "papers before publication"),
    Parameter("papers_conclude", "papers", "papers before the conclusion of a periodic review"),
)
BY_NAME = {parameter.name: parameter for parameter in ALL}


def check(name: str, value: Any) -> Any:
    """The value as it is stored. ParameterError says what was expected; None stands for what nobody knows yet."""
    if name not in BY_NAME:
        raise ParameterError(f"no parameter is called {name}")
    parameter = BY_NAME[name]
    if value in (None, "", []):
        return None
    if parameter.is_number:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= parameter.most:
            raise ParameterError(f"expected a whole number from 0 to {parameter.most}")
        return value
    if parameter.kind == "fraction":
        found = FRACTION.fullmatch(str(value))
        if not found or not 0 < int(found[1]) <= int(found[2]):
            raise ParameterError("expected a fraction such as 3/4")
        return str(value)
    if parameter.kind == "decider":
        if value not in DECIDERS:
            raise ParameterError(f"expected one of {', '.join(DECIDERS)}")
        return value
    return _papers(value)


def _papers(value: Any) -> list[str]:
    unknown = [one for one in value if one not in set(Paper)] if isinstance(value, list) else [str(value)]
    if unknown:
        raise ParameterError(f"no paper is called {', '.join(unknown)}")
    return [paper.value for paper in Paper if paper in value]


def read(name: str, text: str) -> Any:
    """A value as a table of the reference data spells it: 30, 3/4, ministry, comment-draft|explanation."""
    parameter = BY_NAME.get(name)
    if parameter is not None and parameter.is_number and text.isdigit():
        return check(name, int(text))
    if parameter is not None and parameter.kind == "papers":
        return check(name, text.split("|") if text else None)
    return check(name, text)
