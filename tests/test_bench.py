"""The bench grows the same standards each time, they fit the tables, and it counts and prints rightly. Nothing here is timed."""

import random
from itertools import islice

import pytest
from django.apps import apps

from bench import goal_rows, grown, questions
from bench.figures import Row, Speed, growth, number, percentile, table
from bench.rows import Known, tables
from committees.models import Committee
from portal.base.people import system_user
from programmes.models import ClaimDecision, ConversionEntry, DemonstrationDecision
from standards.designations import parse
from standards.models import Adoption, AreaTag, Standard, StandardStatus
from tests import factories

FEW = 300


def test_grown_standards_are_the_same_each_time_and_a_beginning_of_more():
    first, again = list(grown.standards(20)), list(islice(grown.standards(1000), 20))
    assert [(row.text, row.title_zh, row.published_on) for row in first] == [
        (row.text, row.title_zh, row.published_on) for row in again
    ]


def test_packs_hold_every_standard_once():
    assert [[row.pk for row in pack] for pack in grown.packs(7, 3)] == [[1, 2, 3], [4, 5, 6], [7]]


def test_a_third_of_the_titles_hold_the_common_word():
    rows = list(grown.standards(5000))
    assert 0.28 < sum("技术" in row.title_zh for row in rows) / len(rows) < 0.40


def test_questions_ask_only_for_records_that_every_size_holds():
    numbers = [row.pk for row in questions.known_records()]
    assert (len(numbers), max(numbers) <= 100_000) == (400, True)


@pytest.mark.django_db
def test_grown_rows_keep_the_rules_of_the_tables():
    areas, edition = [factories.area(), factories.area()], factories.international()
    known = Known(
        system_user().pk, [area.pk for area in areas], list(Committee.objects.values_list("pk", flat=True)), [edition.pk]
    )
    written = {}
    for name, columns, lines in tables(list(grown.standards(FEW)), known, random.Random(1)):
        model = next(model for model in apps.get_models() if model._meta.db_table == name)
        names = [next(field.name for field in model._meta.fields if field.column == column) for column in columns]
        attributes = [model._meta.get_field(field).attname for field in names]
        rows = [model(**dict(zip(attributes, line, strict=True))) for line in lines]
        for row in rows:
            row.validate_constraints()
        written[model] = len(rows)
    assert (written[Standard], list(written)[1:3]) == (FEW, [StandardStatus, AreaTag])
    assert sum(written.values()) - FEW >= 5 * FEW
    assert written[Adoption] < FEW // 5


def test_goal_rows_name_the_columns_they_fill():
    known = Known(1, [1, 2], [], list(range(1, 500)))
    shapes = {name: {len(columns) - len(line) for line in lines} for name, columns, lines in goal_rows.goal_tables(known)}
    assert {name for name, difference in shapes.items() if difference != {0}} == set()
    filled = {model._meta.db_table for model in (ClaimDecision, ConversionEntry, DemonstrationDecision)}
    assert filled <= set(shapes)


def test_every_grown_number_is_read_back_as_itself():
    assert [str(parse(str(row.designation))) for row in grown.standards(200)] == [
        str(row.designation) for row in grown.standards(200)
    ]


@pytest.mark.parametrize(
    ("values", "part", "expected"),
    (([3.0], 0.95, 3.0), ([1, 2, 3, 4], 0.5, 2), (list(range(1, 101)), 0.95, 95), (list(range(20, 0, -1)), 0.95, 19)),
)
def test_percentile_is_the_nearest_rank(values, part, expected):
    assert percentile(values, part) == expected


def test_percentile_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


@pytest.mark.parametrize(
    ("value", "text"), ((None, ""), (0.123, "0.12"), (4.56, "4.6"), (38.04, "38.0"), (104.4, "104"), (1240, "1,240"))
)
def test_figures_show_what_matters(value, text):
    assert number(value) == text


def test_growth_needs_two_sizes():
    small, large = Speed(2.0, 3.0, cpu=1.0), Speed(3.0, 4.0, cpu=1.1)
    assert (growth({10: small}), growth({10: small, 100: large}), growth({10: small, 100: large}, "cpu")) == ("", "1.50", "1.10")


def test_the_table_shows_the_larger_size_with_what_stands_beside_it():
    row = Row("record page", {10: Speed(2, 3, 100, 9, 1.5), 100: Speed(4, 5, 90, 9, 1.5)}, Speed(0.5, 0.6, 3000))
    head, rule, line = table([row]).splitlines()
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "record page", "4.0", "5.0", "1.5", "90.0", "9", "2.00", "1.00", "0.50", "0.60", "3,000", "", "", "",
    ]  # fmt: skip
    assert len(head) == len(rule) == len(line)
