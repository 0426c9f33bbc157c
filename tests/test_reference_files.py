"""The shipped data: small enough, described with source and licence, complete, without doubles."""

import csv
import json
import re
from datetime import date

import pytest

from portal.base import reference
from standards.area_rules import Rule, check

MEGABYTES = 8
DESCRIBED = re.compile(r"^\| (\S+\.\S+) \| (\d+) \| ([^|]+) \| ([^|]+) \| (\d{4}-\d\d-\d\d) \|$", re.MULTILINE)
README = reference.path("README.md").read_text(encoding="utf-8")
FILES = sorted(p.name for p in reference.FOLDER.iterdir() if p.suffix in (".csv", ".json", ".xz", ".gz", ".jsonl"))


def count(name):
    if name == "plans.json":
        return len(reference.document(name)["plans"])
    return sum(1 for _ in (reference.records(name) if ".jsonl" in name else reference.rows(name)))


def test_all_files_fit_in_eight_megabytes():
    assert sum(reference.path(name).stat().st_size for name in FILES) <= MEGABYTES * 1_000_000


def test_every_file_is_described_and_only_those():
    assert sorted(name for name, *_ in DESCRIBED.findall(README)) == FILES


@pytest.mark.parametrize(("name", "rows", "source", "licence", "day"), DESCRIBED.findall(README))
def test_file_has_the_described_rows_source_and_licence(name, rows, source, licence, day):
    known = {row["key"] for row in reference.rows("data_sources.csv")} | {"written for this portal"}
    assert count(name) == int(rows)
    assert {key.strip() for key in source.split(",")} - known == set()
    assert licence.strip() != ""
    assert date.fromisoformat(day) <= date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "key"),
    (
        ("chinese_standards.csv", ("id",)),
        ("chinese_wellknown.csv", ("id",)),
        ("chinese_projects_sample.csv", ("project_id",)),
        ("ministry_annex_sample.csv", ("seq",)),
        ("adoptions.csv", ("adopter_uid", "adopted")),
        ("committees.csv", ("code",)),
        ("ics.csv", ("code",)),
        ("ccs.csv", ("code",)),
        ("industry_codes.csv", ("code",)),
        ("industries.csv", ("key",)),
        ("regions.csv", ("code",)),
        ("data_sources.csv", ("key",)),
        ("work_calendar.csv", ("date",)),
        ("area_rules.csv", ("area", "kind", "value", "exclude")),
        ("procedures.csv", ("procedure", "version", "parameter")),
    ),
)
def test_keys_are_unique(name, key):
    keys = [tuple(row[column] for column in key) for row in reference.rows(name)]
    assert len(keys) == len(set(keys))
    assert all(all(part for part in one) for one in keys)


def test_uids_are_unique_over_the_four_bodies():
    uids = [row["uid"] for body in ("iso", "iec", "itu", "3gpp") for row in reference.records(f"international_{body}.jsonl.xz")]
    assert len(uids) == len(set(uids)) == 107_613


@pytest.mark.parametrize("name", ("chinese_standards.csv", "chinese_wellknown.csv", "adoptions.csv", "committees.csv"))
def test_every_row_names_a_source_that_is_listed(name):
    listed = {text for row in reference.rows("data_sources.csv") for text in row["printed_as"].split("|")}
    assert {row["source"] for row in reference.rows(name)} - listed == set()


@pytest.mark.parametrize("name", ("ics.csv", "ccs.csv"))
def test_parents_stand_before_their_children(name):
    seen = {""}
    for row in reference.rows(name):
        assert row["parent"] in seen, row["code"]
        seen.add(row["code"])


def test_nineteen_industries_share_eighteen_codes():
    ours = [row for row in reference.rows("industries.csv") if row["miit"] == "1"]
    codes = {row["codes"] for row in ours}
    assert (len(ours), len(codes)) == (19, 18)
    assert codes == {row["code"] for row in reference.rows("industry_codes.csv") if row["miit"] == "1"}


def test_calendar_days_make_sense():
    days = [(date.fromisoformat(row["date"]), row) for row in reference.rows("work_calendar.csv")]
    assert [day for day, _ in days] == sorted(day for day, _ in days)
    assert [str(day) for day, row in days if row["kind"] == "workday" and day.weekday() < 5] == []
    assert {row["kind"] for _, row in days} == {"holiday", "workday"}
    assert [row["date"] for _, row in days if not re.fullmatch(r"国办发明电〔\d{4}〕\d+号", row["source"])] == []
    assert sorted(day.year for day, _ in days if (day.month, day.day) == (1, 1)) == list(range(2017, 2027))


@pytest.mark.parametrize(
    ("year", "holidays", "workdays"),
    (
        (2017, 24, 5), (2018, 25, 7), (2019, 22, 6), (2020, 30, 6), (2021, 31, 7),
        (2022, 32, 7), (2023, 26, 7), (2024, 28, 8), (2025, 28, 5), (2026, 33, 6),
    ),
)  # fmt: skip
def test_days_of_a_calendar_year(year, holidays, workdays):
    kinds = [row["kind"] for row in reference.rows("work_calendar.csv") if row["date"].startswith(str(year))]
    assert (kinds.count("holiday"), kinds.count("workday")) == (holidays, workdays)


def plans():
    return {plan["year"]: plan for plan in reference.document("plans.json")["plans"]}


def test_key_points_of_2020_are_whole():
    plan = plans()[2020]
    assert [item["number"] for item in plan["items"]] == list(range(1, 17))
    assert len([area for area in plan["areas"] if not area["supplement"]]) == 24
    goals = [
        (g["slug"], g["operator"], g["threshold"], g["second_operator"], g["second_threshold"], g["metric"])
        for g in plan["goals"]
    ]
    assert goals == [
        ("formulated", "or_more", 800, None, None, "formulated"),
        ("demonstrated", "reach", 100, "or_more", 10, "demonstrated"),
        ("conversion-rate", "exceed", 90, None, None, "conversion_rate"),
        ("led", "or_more", 100, None, None, "led"),
    ]
    assert {slug for item in plan["items"] for slug in item["goals"]} == {goal[0] for goal in goals}


def test_what_is_unknown_of_other_years_stays_unknown():
    assert {year: (len(plan["items"]), plan["areas_complete"]) for year, plan in plans().items()} == {
        2018: (0, False),
        2020: (16, True),
        2021: (0, False),
        2025: (0, False),
    }
    owners = [d["owner_zh"] for plan in plans().values() for item in plan["items"] for d in item["deliverables"]]
    assert set(owners) == {None}


def test_mappings_and_rules_speak_of_existing_areas():
    areas = {(year, area["slug"]) for year, plan in plans().items() for area in plan["areas"]}
    mappings = reference.document("plans.json")["area_mappings"]
    assert {(m["from_year"], m["from_area"]) for m in mappings} | {(m["to_year"], m["to_area"]) for m in mappings} <= areas
    named = {row["area"] for row in reference.rows("area_rules.csv")}
    assert named == {a["slug"] for a in plans()[2020]["areas"] if not a["supplement"]}


def test_every_area_rule_can_be_used():
    for row in reference.rows("area_rules.csv"):
        check(Rule(row["area"], row["kind"], row["value"], int(row["weight"]), row["exclude"] == "1"))


def test_open_lines_reads_plain_and_packed_text():
    assert next(reference.open_lines("regions.csv")) == "code,name_zh,name_en\n"
    assert json.loads(next(reference.open_lines("international_3gpp.jsonl.xz")))["body"] == "3GPP"
    assert next(csv.reader(reference.open_lines("designation_samples.csv.xz")))[0] == "raw"
