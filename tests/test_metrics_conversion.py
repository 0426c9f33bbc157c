"""The conversion rate: the list is the denominator, standing adoptions the numerator, an empty list gives none."""

from decimal import Decimal

import pytest

from programmes.metrics.rows import AdoptionRow, ConversionFacts, ListEntry, Suitability
from tests.metric_rows import A, B, event, figures, places, subject, times

STANDING = [event("published", "2015-01-01")]
LIFE = {1: [event("published", "2010-01-01")], 2: [event("published", "2000-01-01"), event("replaced", "2010-01-01")]}


def facts(adoptions=(), entries=((A, 1, "2020-01-01"),), unsuitable=(), level="national", standard=STANDING, life=LIFE):
    """Edition 1 is listed and current, edition 2 an older one of the document; adoptions are (edition, degree, to_check)."""
    rows = [AdoptionRow(n, e, "doc", d, check, times("2015-01-01")) for n, (e, d, check) in enumerate(adoptions, 1)]
    return ConversionFacts(
        (A, B),
        [ListEntry(area, pk, since if isinstance(since, tuple) else times(since)) for area, pk, since in entries],
        [Suitability(area, 1, suitable, "no_industry", times(since)) for area, suitable, since in unsuitable],
        {1: subject(1, work="doc", body="ISO")},
        rows,
        {n: subject(n, level=level) for n in range(1, len(rows) + 1)},
        dict.fromkeys(range(1, len(rows) + 1), standard),
        life,
    )


@pytest.mark.parametrize(
    ("adoptions", "more", "switches", "expected"),
    (
        ([(1, "IDT", False)], {}, {}, ("counted", "converted")),
        ([(1, "MOD", False)], {}, {}, ("counted", "converted")),
        ([(2, "IDT", False)], {}, {}, ("counted", "converted")),
        ([(2, "IDT", False)], {}, {"edition": "current"}, ("near", "older_edition")),
        ([(None, "IDT", False)], {}, {}, ("counted", "converted")),
        ([(None, "IDT", False)], {}, {"edition": "current"}, ("unknown", "edition_unknown")),
        ([(1, "EQV", False)], {}, {}, ("near", "degree")),
        ([(1, "EQV", False)], {}, {"degrees": ["IDT", "MOD", "EQV"]}, ("counted", "converted")),
        ([(1, "NEQ", False)], {}, {}, ("near", "degree")),
        ([(1, "NEQ", False), (1, "MOD", False)], {}, {}, ("counted", "converted")),
        ([(1, "IDT", True)], {}, {}, ("unknown", "to_check")),
        ([(1, "IDT", False)], {"level": "group"}, {}, ("near", "level")),
        ([(1, "IDT", False)], {"level": "group"}, {"levels": ["national", "group"]}, ("counted", "converted")),
        ([(1, "IDT", False)], {"standard": [*STANDING, event("withdrawn", "2020-06-01")]}, {}, ("near", "standard_ended")),
        ([(1, "IDT", False)], {"standard": [*STANDING, event("withdrawn", "2021-06-01")]}, {}, ("counted", "converted")),
        ([(1, "IDT", False)], {"standard": [event("published", "2021-06-01")]}, {}, ("near", "standard_ahead")),
        ([(1, "IDT", False)], {"standard": [event("seen_current", "2018-06-01")]}, {}, ("counted", "converted")),
        ([(1, "IDT", False)], {"standard": []}, {}, ("unknown", "no_day")),
        ([(1, "IDT", False)], {"standard": [event("published", "2015-01-01", recorded="2022-02-01")]}, {}, ("unknown", "no_day")),
        ([], {}, {}, ("near", "not_converted")),
        ([], {"unsuitable": [(A, False, "2020-02-01")]}, {}, ("near", "unsuitable")),
    ),
)
def test_the_adoption_decides(adoptions, more, switches, expected):
    assert places(figures("conversion_rate", facts(adoptions, **more), **switches)[None]) == [expected]


@pytest.mark.parametrize(
    ("entries", "unsuitable", "on", "value", "denominator"),
    (
        ((), (), "2020-12-31", None, 0),
        (((A, 1, "2020-01-01"),), (), "2020-12-31", Decimal("100.0000"), 1),
        (((A, 1, "2020-01-01"),), (), "2019-12-31", None, 0),
        (((A, 1, times("2020-01-01", until="2020-06-01")),), (), "2020-05-31", Decimal("100.0000"), 1),
        (((A, 1, times("2020-01-01", until="2020-06-01")),), (), "2020-06-01", None, 0),
        (((A, 1, times("2020-01-01", recorded="2022-06-01")),), (), "2020-12-31", None, 0),
        (((A, 1, times("2020-01-01", voided="2020-02-01")),), (), "2020-12-31", None, 0),
        (((A, 1, "2020-01-01"),), ((A, False, "2020-02-01"),), "2020-01-31", Decimal("100.0000"), 1),
        (((A, 1, "2020-01-01"),), ((A, False, "2020-02-01"),), "2020-02-01", None, 0),
        (((A, 1, "2020-01-01"),), ((A, False, "2020-02-01"), (A, True, "2020-03-01")), "2020-03-01", Decimal("100.0000"), 1),
        (((A, 1, "2020-01-01"), (B, 1, "2020-01-01")), ((A, False, "2020-02-01"),), "2020-12-31", Decimal("100.0000"), 1),
    ),
)
def test_the_list_is_the_denominator(entries, unsuitable, on, value, denominator):
    figure = figures("conversion_rate", facts([(1, "IDT", False)], entries, unsuitable), on=on)[None]
    assert (figure.value, figure.denominator) == (value, denominator)


def test_on_two_lists_it_counts_in_each_and_once_in_the_whole():
    found = figures("conversion_rate", facts([(1, "IDT", False)], ((A, 1, "2020-01-01"), (B, 1, "2020-01-01"))))
    assert {area: (figure.numerator, figure.denominator) for area, figure in found.items()} == {
        None: (1, 1),
        A: (1, 1),
        B: (1, 1),
    }


def test_both_rates_stand_side_by_side():
    parts = figures("conversion_rate", facts([(2, "IDT", False)]))[None].parts
    assert parts == {
        "any_edition": {"numerator": 1, "value": Decimal("100.0000")},
        "current_edition": {"numerator": 0, "value": Decimal("0.0000")},
    }


def test_a_new_edition_drops_the_second_rate_and_not_the_first():
    """ISO replaces the edition adopted (screens, journey 5)."""
    life = {1: [event("published", "2010-01-01"), event("replaced", "2020-08-01")]}
    before, after = (
        figures("conversion_rate", facts([(1, "IDT", False)], life=life), on=on)[None] for on in ("2020-07-31", "2020-08-01")
    )
    rates = [(f.parts["any_edition"]["numerator"], f.parts["current_edition"]["numerator"]) for f in (before, after)]
    assert rates == [(1, 1), (1, 0)]
