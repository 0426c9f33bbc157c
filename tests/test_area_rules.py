"""Rules that suggest key areas: what matches, what does not, and how fast."""

import csv

import pytest

from portal.base.reference import open_lines, records
from standards.area_rules import AreaRules, Reason, Rule, RuleError, Subject, check, committee_key, words_of


def areas(rules, **subject):
    return [found.area for found in AreaRules(tuple(rules)).suggest(Subject(**subject))]


@pytest.mark.parametrize(
    ("kind", "value", "subject", "matches"),
    (
        ("word_zh", "车联网", {"title_zh": "基于LTE的车联网无线通信技术"}, True),
        ("word_zh", "车联网", {"title_en": "车联网"}, False),
        ("word_zh", "3D打印", {"title_zh": "3d打印设备"}, True),
        ("word_zh", "物联网 + 安全", {"title_zh": "物联网感知终端安全技术要求"}, True),
        ("word_zh", "物联网 + 安全", {"title_zh": "物联网总体技术"}, False),
        ("word_en", "drone", {"title_en": "Drones in agriculture"}, True),
        ("word_en", "drone", {"title_en": "Hydrones"}, False),
        ("word_en", "drones", {"title_en": "A drone"}, True),
        ("word_en", "data centre", {"title_en": "Data-centres: vocabulary"}, True),
        ("word_en", "data centre", {"title_en": "Centre for data"}, False),
        ("word_en", "mass", {"title_en": "Mas and mass"}, True),
        ("word_en", "5g", {"title_zh": "基于 5G 的远程遥控驾驶"}, True),
        ("word_en", "5g", {"title_zh": "使用5GHz频段的设备"}, False),
        ("word_en", "iot + security", {"title_en": "Security of the IoT"}, True),
        ("word_en", "iot + security", {"title_en": "IoT reference architecture"}, False),
        ("ics", "33", {"ics": ("33.070.40",)}, True),
        ("ics", "33.070", {"ics": ("33.070.40",)}, True),
        ("ics", "33.070", {"ics": ("33.070",)}, True),
        ("ics", "33.070.40", {"ics": ("33.070.99",)}, False),
        ("ics", "33.070.40", {"ics": ("01.040.33", "33.070.40")}, True),
        ("ccs", "L", {"ccs": ("L72",)}, True),
        ("ccs", "L7", {"ccs": ("L72",)}, True),
        ("ccs", "L72", {"ccs": ("L7",)}, False),
        ("committee", "ISO/IEC JTC 1/SC 42", {"committee": "ISO/IEC JTC 1/SC 42"}, True),
        ("committee", "ISO/IEC JTC 1/SC 42", {"committee": "ISO/IEC JTC 1/SC 42/WG 1"}, True),
        ("committee", "ISO/IEC JTC 1/SC 4", {"committee": "ISO/IEC JTC 1/SC 42"}, False),
        ("committee", "SAC/TC 28/SC 42", {"committee": "SAC/TC28/SC42"}, True),
        ("number", "3GPP TS 38.", {"number": "3GPP TS 38.331"}, True),
        ("number", "3GPP TS 38.", {"number": "3GPP TS 23.038"}, False),
    ),
)
def test_one_rule(kind, value, subject, matches):
    assert areas([Rule("a", kind, value)], **subject) == (["a"] if matches else [])


HINTS = (
    Rule("security", "word_en", "security", 1),
    Rule("security", "word_zh", "安全", 1),
    Rule("security", "committee", "ITU-T Study Group 17", 1),
)


@pytest.mark.parametrize(
    ("subject", "expected"),
    (
        ({"title_en": "Food security"}, []),
        ({"title_en": "Security", "title_zh": "安全"}, []),
        ({"committee": "ITU-T Study Group 17"}, []),
        ({"title_en": "Security", "committee": "ITU-T Study Group 17"}, ["security"]),
    ),
)
def test_hint_needs_a_hint_of_another_kind(subject, expected):
    assert areas(HINTS, **subject) == expected


def test_exclusion_is_a_veto_for_its_area_only():
    rules = [Rule("a", "word_en", "robot"), Rule("a", "word_en", "surgical", exclude=True), Rule("b", "word_en", "robot")]
    assert areas(rules, title_en="Surgical robots") == ["b"]


def test_exclusion_alone_suggests_nothing():
    assert areas([Rule("a", "word_en", "surgical", exclude=True)], title_en="Surgical robots") == []


def test_suggestion_names_the_strongest_rule_and_every_reason():
    hint = Rule("a", "committee", "IEC TC 65", 1)
    strong = Rule("a", "word_en", "fieldbus")
    (found,) = AreaRules((hint, strong)).suggest(Subject(title_en="Fieldbus", committee="IEC TC 65/SC 65C"))
    assert found.rule == strong
    assert found.reason == Reason("word_en", "fieldbus")
    assert found.reasons == (Reason("committee", "IEC TC 65"), Reason("word_en", "fieldbus"))


@pytest.mark.parametrize(
    ("rule", "said"),
    (
        (Rule("a", "colour", "red"), "kind must be one of"),
        (Rule("a", "word_en", " "), "value is empty"),
        (Rule("a", "word_en", "安全"), "no English word"),
        (Rule("a", "word_en", "iot + 安全"), "no English word"),
        (Rule("a", "word_zh", "网"), "two characters"),
        (Rule("a", "ics", "33.7"), "expected 33, 33.070 or 33.070.10"),
        (Rule("a", "ccs", "L720"), "expected L, L7 or L72"),
        (Rule("a", "word_en", "iot", 3), "weight must be 1"),
    ),
)
def test_senseless_rule_says_what_was_expected(rule, said):
    with pytest.raises(RuleError, match=said):
        check(rule)


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("Ultra-high-definition displays", ["ultra", "high", "definition", "display"]),
        ("Bias of mass", ["bia", "of", "mass"]),
        ("IoT", ["iot"]),
        ("车联网", []),
    ),
)
def test_words_of(text, words):
    assert words_of(text) == words


def test_committee_spelling_apart():
    assert committee_key("sac/tc 28/SC 42") == committee_key("SAC/TC28/SC42") == "SAC/TC28/SC42"


def shipped():
    rows = csv.DictReader(open_lines("area_rules.csv"))
    return [Rule(r["area"], r["kind"], r["value"], int(r["weight"]), r["exclude"] == "1") for r in rows]


def catalogue_subjects():
    for name in ("iso", "iec", "itu", "3gpp"):
        for row in records(f"international_{name}.jsonl.xz"):
            yield Subject(
                title_en=row.get("title_en", ""),
                ics=tuple(row.get("ics", ())),
                committee=row.get("committee", ""),
                number=row["designation"],
            )


KNOWN = (
    ("ISO/IEC 42001:2023", ["artificial-intelligence"]),
    ("ISO/IEC 27001:2022", ["network-data-security"]),
    ("ISO/IEC 27400:2022", ["internet-of-things", "iot-security", "network-data-security"]),
    ("ISO/ASTM 52900:2021", ["additive-manufacturing"]),
    ("IEC 61215-1:2021", ["smart-photovoltaics"]),
    ("ISO 9001:2015", ["quality-improvement"]),
    ("3GPP TS 38.331", ["5g"]),
    ("ITU-T G.984.3 (01/2014)", ["high-speed-broadband"]),
    ("ISO 21384-3:2019", ["drones"]),
    ("ISO 22737:2021", ["internet-of-vehicles"]),
    ("IEC 60236:1967", []),
    ("ISO 216:2007", []),
)


def test_shipped_rules_on_the_shipped_catalogue():
    rules = AreaRules(tuple(shipped()))
    subjects = list(catalogue_subjects())
    found = {subject.number: sorted(s.area for s in rules.suggest(subject)) for subject in subjects}
    assert [(number, found[number]) for number, _ in KNOWN] == [(number, sorted(expected)) for number, expected in KNOWN]
