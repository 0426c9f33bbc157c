"""Standards formulated: what counts, what nearly counts, what cannot be told."""

from datetime import UTC, datetime

import pytest

from programmes.metrics.rows import FormulatedFacts
from tests.metric_rows import A, B, event, figures, places, subject, tag

MAY = [event("published", "2020-05-11")]


def facts(events, tags, level="industry", **more):
    more.setdefault("amendment", False)
    retracted = more.pop("retracted_at", None)
    one = subject(level=level, committee=None, retracted_at=retracted, **more)
    return FormulatedFacts((A, B), {1: one}, {1: events}, {1: tags})


@pytest.mark.parametrize(
    ("published", "on", "expected"),
    (
        ("2020-01-01", "2020-12-31", [("counted", "published")]),
        ("2020-12-31", "2020-12-31", [("counted", "published")]),
        ("2019-12-31", "2020-12-31", [("near", "published_before")]),
        ("2019-12-01", "2020-12-31", [("near", "published_before")]),
        ("2019-11-30", "2020-12-31", []),
        ("2021-01-01", "2020-12-31", [("near", "published_after")]),
        ("2021-01-31", "2020-12-31", [("near", "published_after")]),
        ("2021-02-01", "2020-12-31", []),
        ("2020-07-01", "2020-06-30", [("near", "published_later")]),
        ("2020-07-31", "2020-06-30", [("near", "published_later")]),
        ("2020-08-01", "2020-06-30", []),
        ("2020-06", "2020-06-15", [("unknown", "day_uncertain")]),
        ("2020-06", "2020-06-29", [("unknown", "day_uncertain")]),
        ("2020-06", "2020-06-30", [("counted", "published")]),
        ("2020", "2020-12-30", [("unknown", "day_uncertain")]),
        ("2020", "2020-12-31", [("counted", "published")]),
    ),
)
def test_the_day_decides(published, on, expected):
    assert places(figures("formulated", facts([event("published", published)], [tag()]), on=on)[None]) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    (
        ([], [("near", "no_area")]),
        ([tag(decision="rejected")], [("near", "area_rejected")]),
        ([tag(), tag(B, decision="rejected")], [("counted", "published")]),
        ([tag(since="2021-02-01")], [("near", "area_ahead")]),
        ([tag(until="2020-06-01")], [("near", "area_ended")]),
        ([tag(recorded="2022-02-01")], [("near", "area_not_known_yet")]),
        ([tag(voided="2020-03-01")], [("near", "no_area")]),
        ([tag(voided="2022-03-01")], [("counted", "published")]),
    ),
)
def test_a_confirmed_area_is_needed(tags, expected):
    assert places(figures("formulated", facts(MAY, tags))[None]) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    (
        ([*MAY, event("withdrawn", "2020-09-01")], [("near", "withdrawn_held")]),
        ([*MAY, event("withdrawn", "2020-12-31")], [("near", "withdrawn_held")]),
        ([*MAY, event("withdrawn", "2021-01-01")], [("counted", "published")]),
        ([*MAY, event("withdrawn", "2020-12")], [("near", "withdrawn_held")]),
        ([*MAY, event("replaced", "2020-09-01")], [("counted", "published")]),
        ([event("published", "2020-05-11", recorded="2022-01-01")], [("near", "not_known_yet")]),
        ([event("published", "2020-05-11", voided="2020-06-01")], [("near", "voided")]),
        (
            [event("published", "2020-05-11", superseded="2020-06-01"), event("published", "2020-05-12")],
            [("counted", "published")],
        ),
        ([event("seen_current", "2020-05-11")], [("unknown", "no_day")]),
        ([event("seen_current", "2020-05-11"), event("published", "2001-01-01")], []),
        ([event("published", "2020-05-11"), event("published", "2019-01-01")], []),
    ),
)
def test_the_events_decide(events, expected):
    assert places(figures("formulated", facts(events, [tag()]))[None]) == expected


@pytest.mark.parametrize(
    ("traits", "switches", "expected"),
    (
        ({"level": "national"}, {}, [("counted", "published")]),
        ({"level": "group"}, {}, [("near", "level")]),
        ({"level": "group"}, {"levels": ["group"]}, [("counted", "published")]),
        ({"level": "local"}, {}, [("near", "level")]),
        ({"amendment": True}, {}, [("near", "amendment")]),
        ({"amendment": True}, {"amendments": True}, [("counted", "published")]),
        ({"retracted_at": datetime(2021, 1, 1, tzinfo=UTC)}, {}, [("near", "retracted")]),
        ({"retracted_at": datetime(2022, 1, 1, tzinfo=UTC)}, {}, [("counted", "published")]),
    ),
)
def test_level_and_kind_decide(traits, switches, expected):
    assert places(figures("formulated", facts(MAY, [tag()], **traits), **switches)[None]) == expected


def test_the_switch_lets_standards_without_area_count():
    assert places(figures("formulated", facts(MAY, []), need_area=False)[None]) == [("counted", "published")]


def test_a_group_standard_without_area_is_no_near_miss():
    assert places(figures("formulated", facts(MAY, [], level="group"))[None]) == []


def test_areas_overlap_and_the_whole_counts_once():
    found = figures("formulated", facts(MAY, [tag(A), tag(B)]))
    assert {area: figure.value for area, figure in found.items()} == {None: 1, A: 1, B: 1}


def test_a_refused_area_is_a_near_miss_of_that_area_only():
    found = figures("formulated", facts(MAY, [tag(A), tag(B, decision="rejected")]))
    assert {area: places(figure) for area, figure in found.items()} == {
        None: [("counted", "published")],
        A: [("counted", "published")],
        B: [("near", "area_rejected")],
    }


def test_nothing_counted_is_nought():
    assert figures("formulated", FormulatedFacts((), {}, {}, {}))[None].value == 0
