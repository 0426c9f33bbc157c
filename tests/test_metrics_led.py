"""International standards led: only proven claims, each work once, what is missing named."""

import pytest

from programmes.metrics.rows import Claim, LedFacts
from tests.metric_rows import A, B, event, figures, places, subject, tag

PROVEN = [event("claimed", "2020-02-01", until="2020-05-01"), event("proven", "2020-05-01")]
MARCH = [event("published", "2020-03-10")]


def facts(claims, events=MARCH, body="ISO", works=("", ""), tags=None):
    """Claims as (international, decisions, evidence, organisation, area)."""
    rows, decisions = [], {}
    for pk, (international, given, evidence, unit, area) in enumerate(claims, 1):
        rows.append(Claim(pk, international, "editor", evidence, unit, area))
        decisions[pk] = given
    subjects = {n: subject(n, work=works[n - 1], body=body, committee=None) for n in {row.international for row in rows}}
    lives = events if isinstance(events, dict) else dict.fromkeys(subjects, events)
    return LedFacts((A, B), rows, decisions, subjects, lives, tags or {})


@pytest.mark.parametrize(
    ("decisions", "evidence", "unit", "on", "known", "expected"),
    (
        (PROVEN, True, True, "2020-12-31", "2021-12-31", [("counted", "proven")]),
        (PROVEN, True, True, "2020-05-01", "2021-12-31", [("counted", "proven")]),
        (PROVEN, True, True, "2020-04-30", "2021-12-31", [("near", "not_confirmed")]),
        ([event("claimed", "2020-02-01")], False, True, "2020-12-31", "2021-12-31", [("near", "no_evidence")]),
        ([event("claimed", "2020-02-01")], True, False, "2020-12-31", "2021-12-31", [("near", "no_organisation")]),
        ([event("disputed", "2020-02-01")], True, True, "2020-12-31", "2021-12-31", [("near", "claim_disputed")]),
        ([event("withdrawn", "2020-02-01")], True, True, "2020-12-31", "2021-12-31", [("near", "claim_withdrawn")]),
        (
            [event("proven", "2020-05-01", recorded="2021-06-01")],
            True,
            True,
            "2020-12-31",
            "2021-05-31",
            [("near", "not_known_yet")],
        ),
        ([event("proven", "2020-05-01", voided="2021-01-01")], True, True, "2020-12-31", "2021-05-31", [("near", "voided")]),
        ([event("proven", "2020-12")], True, True, "2020-12-15", "2021-12-31", [("unknown", "proof_uncertain")]),
        ([], True, True, "2020-12-31", "2021-12-31", []),
    ),
)
def test_only_proven_claims_count(decisions, evidence, unit, on, known, expected):
    given = facts([(1, decisions, evidence, unit, A)])
    assert places(figures("led", given, on=on, known=known)[None]) == expected


@pytest.mark.parametrize(
    ("events", "body", "expected"),
    (
        ([event("published", "2019-12-20")], "ISO", [("near", "published_before")]),
        ([event("published", "2021-01-10")], "ISO", [("near", "published_after")]),
        ([event("published", "2018-01-10")], "ISO", []),
        ([event("published", "2020-12")], "ISO", [("counted", "proven")]),
        ([event("stage", "2020-03-01")], "ISO", [("near", "not_published")]),
        ([event("seen_current", "2020-03-01")], "ISO", [("unknown", "no_day")]),
        ([], "ISO", [("near", "not_published")]),
        (MARCH, "IEEE", [("near", "body")]),
        (MARCH, "ITU", [("counted", "proven")]),
    ),
)
def test_the_publication_and_the_body_decide(events, body, expected):
    assert places(figures("led", facts([(1, PROVEN, True, True, A)], events, body))[None]) == expected


def test_without_any_claim_there_is_nothing_to_measure():
    assert {area: figure.value for area, figure in figures("led", facts([])).items()} == {None: None, A: None, B: None}


def test_a_joint_text_entered_from_both_sides_counts_once():
    both = [(1, PROVEN, True, True, A), (2, PROVEN, True, True, A)]
    assert figures("led", facts(both, works=("joint", "joint")))[None].value == 1
    assert figures("led", facts(both, works=("", "")))[None].value == 2


def test_a_twin_published_later_does_not_count_again():
    both = [(1, PROVEN, True, True, A), (2, PROVEN, True, True, A)]
    lives = {1: [event("published", "2018-03-10")], 2: MARCH}
    assert figures("led", facts(both, lives, works=("joint", "joint")))[None].value == 0


def test_one_proven_claim_of_several_is_enough():
    claims = [(1, [event("claimed", "2020-02-01")], False, True, A), (1, PROVEN, True, True, B)]
    found = figures("led", facts(claims))
    assert {area: places(figure) for area, figure in found.items()} == {key: [("counted", "proven")] for key in (None, A, B)}


def test_areas_come_from_claims_and_from_tags():
    found = figures("led", facts([(1, PROVEN, True, True, A)], tags={1: [tag(B)]}))
    assert {area: figure.value for area, figure in found.items()} == {None: 1, A: 1, B: 1}


def test_the_counting_event_is_a_switch():
    given = facts([(1, PROVEN, True, True, A)], [event("proposed", "2020-02-01")])
    assert places(figures("led", given, event="proposed")[None]) == [("counted", "proven")]
