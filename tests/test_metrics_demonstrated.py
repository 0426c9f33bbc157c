"""Demonstrations: projects and fields, both from the decision that holds on the day."""

import pytest

from programmes.metrics.rows import DemonstratedFacts
from tests.metric_rows import A, B, event, figures, places, subject


def facts(*rows):
    """(field, area, decisions) each."""
    subjects = {n: subject(n, field=field, area=area, organisation=None) for n, (field, area, _d) in enumerate(rows, 1)}
    return DemonstratedFacts((A, B), subjects, {n: decisions for n, (_f, _a, decisions) in enumerate(rows, 1)})


NOVEMBER = [event("selected", "2020-11-24")]


@pytest.mark.parametrize(
    ("decisions", "on", "known", "expected"),
    (
        (NOVEMBER, "2020-12-31", "2021-12-31", [("counted", "selected")]),
        (NOVEMBER, "2020-11-24", "2021-12-31", [("counted", "selected")]),
        (NOVEMBER, "2020-11-23", "2021-12-31", [("near", "selected_later")]),
        (NOVEMBER, "2020-06-30", "2021-12-31", []),
        ([event("applied", "2020-03-01", until="2020-11-24"), *NOVEMBER], "2020-06-30", "2021-12-31", [("near", "is_applied")]),
        ([event("selected", "2020-11-24", recorded="2021-02-01")], "2020-12-31", "2021-01-31", [("near", "not_known_yet")]),
        ([event("selected", "2020-11-24", voided="2020-12-01")], "2020-12-31", "2021-01-31", [("near", "voided")]),
        ([event("selected", "2020-11-24", until="2020-12-01"), event("withdrawn", "2020-12-01")],
         "2020-12-31", "2021-12-31", [("near", "is_withdrawn")]),
        ([event("refused", "2020-11-24")], "2020-12-31", "2021-12-31", [("near", "is_refused")]),
        ([event("refused", "2019-11-24")], "2020-12-31", "2021-12-31", []),
        ([event("selected", "2019-12-20")], "2020-12-31", "2021-12-31", [("near", "selected_before")]),
        ([event("selected", "2021-01-05")], "2020-12-31", "2021-12-31", [("near", "selected_after")]),
        ([event("selected", "2020-11")], "2020-11-15", "2021-12-31", [("unknown", "day_uncertain")]),
        ([event("selected", "2020-11")], "2020-11-30", "2021-12-31", [("counted", "selected")]),
    ),
)  # fmt: skip
def test_the_holding_decision_decides(decisions, on, known, expected):
    assert places(figures("demonstrated", facts(("新材料", A, decisions)), on=on, known=known)[None]) == expected


@pytest.mark.parametrize(
    ("fields", "values"),
    (
        (["新材料", "新材料"], (2, 1)),
        (["新材料", "物联网"], (2, 2)),
        (["新材料", ""], (2, 1)),
        ([""], (1, 0)),
        ([], (None, None)),
    ),
)
def test_fields_are_counted_distinctly(fields, values):
    figure = figures("demonstrated", facts(*((field, None, NOVEMBER) for field in fields)))[None]
    assert (figure.value, figure.second_value) == values


def test_a_project_without_a_field_counts_and_is_unknown_for_the_fields():
    figure = figures("demonstrated", facts(("", A, NOVEMBER)))[A]
    assert places(figure) == [("counted", "selected"), ("unknown", "no_field")]


def test_each_area_counts_its_own():
    found = figures("demonstrated", facts(("新材料", A, NOVEMBER), ("物联网", B, NOVEMBER), ("物联网", None, NOVEMBER)))
    assert {area: (figure.value, figure.second_value) for area, figure in found.items()} == {None: (3, 2), A: (1, 1), B: (1, 1)}
