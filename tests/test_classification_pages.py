"""Classification pages: trees, counts that count a record once, links to the finders, both languages."""

import re

import pytest
from django.core.cache import cache

from portal.base import audit
from portal.base.actions_reference import load_classifications, load_sources
from portal.base.models import Classification
from portal.base.people import system_user
from standards.class_counts import Records, count_records
from standards.models import InternationalStandard, Standard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


TREES = {
    "ics": ("13", "13.220", "33", "33.070", "33.070.40", "33.070.99", "35", "35.020"),
    "ccs": ("L", "L70/84", "L72", "L73"),
    "industry": ("gold", "non-ferrous-metals", "telecommunications"),
    "code": ("GB", "GB/T", "GB/Z", "T/", "Q/", "DB", "DB11", "YS"),
}
PARENTS = {
    "13.220": "13", "33.070": "33", "33.070.40": "33.070", "33.070.99": "33.070", "35.020": "35",
    "L70/84": "L", "L72": "L70/84", "L73": "L70/84",
}  # fmt: skip
CODES = {"gold": ["YS"], "non-ferrous-metals": ["YS"], "telecommunications": ["YD"]}


@pytest.fixture
def system(fixed_clock):
    """A few classes of each scheme: loading all 3,430 for each case would take a minute."""
    system = system_user()
    with audit.act("test.classes", by=system):
        for scheme, codes in TREES.items():
            made = {}
            for code in codes:
                extra = {"codes": CODES[code]} if code in CODES else {}
                parent = made.get(PARENTS.get(code))
                made[code] = Classification(scheme=scheme, code=code, title_en=code, parent=parent, extra=extra)
                made[code].save()
    return system


@pytest.fixture
def whole(fixed_clock):
    system = system_user()
    load_sources(by=system)
    load_classifications(by=system)
    return system


def standard(system, number, **more):
    code = more.pop("code", "GB")
    row = Standard(
        identity=number,
        designation=number,
        slug=number,
        sort_key=number,
        level="national",
        code=code,
        updated_at="2020-06-30T00:00Z",
        **more,
    )
    with audit.act("test.enter", row, by=system):
        row.save()
    return row


def international(system, number, **more):
    row = InternationalStandard(
        uid=number, designation=number, slug=number, sort_key=number, body="ISO", updated_at="2020-06-30T00:00Z", **more
    )
    with audit.act("test.enter", row, by=system):
        row.save()
    return row


def test_record_counts_once_in_a_class_however_many_codes_lie_below(system):
    standard(system, "A", ics=["33.070.40", "33.070.99"])
    standard(system, "B", ics=["33.070", "35.020"])
    international(system, "C", ics=["33.070.40"])
    counts = count_records("ics")
    assert {code: counts[code] for code in ("33", "33.070", "33.070.40", "35")} == {
        "33": Records(2, 1),
        "33.070": Records(2, 1),
        "33.070.40": Records(1, 1),
        "35": Records(1, 0),
    }


def test_code_of_neither_edition_counts_where_it_would_lie(system):
    standard(system, "A", ics=["13.220.60"])
    assert count_records("ics") == {"13.220": Records(1, 0), "13": Records(1, 0)}


def test_taken_back_records_do_not_count(system):
    standard(system, "A", ics=["33.070"], retracted_at="2020-06-30T00:00Z")
    assert count_records("ics") == {}


def test_ccs_counts_up_to_the_letter(system):
    standard(system, "A", ccs=["L72", "L73"])
    assert count_records("ccs") == {
        "L": Records(1, 0),
        "L70/84": Records(1, 0),
        "L72": Records(1, 0),
        "L73": Records(1, 0),
    }


@pytest.mark.parametrize(
    ("code", "nature", "scheme", "classes"),
    (
        ("GB", "recommended", "code", {"GB", "GB/T"}),
        ("GB", "mandatory", "code", {"GB"}),
        ("GB", "guidance", "code", {"GB", "GB/Z"}),
        ("T/CSAE", "", "code", {"T/"}),
        ("Q/CSG", "", "code", {"Q/"}),
        ("DB1101", "recommended", "code", {"DB11"}),
        ("DB", "recommended", "code", {"DB"}),
        ("YS", "recommended", "code", {"YS"}),
        ("YS", "recommended", "industry", {"gold", "non-ferrous-metals"}),
        ("YD", "recommended", "industry", {"telecommunications"}),
        ("GB", "mandatory", "industry", set()),
    ),
)
def test_letters_before_the_number(system, code, nature, scheme, classes):
    standard(system, "A", code=code, nature=nature)
    assert set(count_records(scheme)) == classes


PAGES = (
    ("/classifications/", ["1\u202f383", "1\u202f857", "72", "118"]),
    ("/classifications/ics/", ["33", "综合、术语学、标准化、文献"]),
    ("/classifications/ics/33/", ["33.070", "/classifications/ics/33.070/"]),
    ("/classifications/ics/33.070.40/", ['<span lang="en">Satellite</span>']),
    ("/classifications/ccs/", ["医药、卫生、劳动保护"]),
    ("/classifications/ccs/L/", ["/classifications/ccs/L70/84/"]),
    ("/classifications/ccs/L70/84/", ["L72"]),
    ("/classifications/industry/gold/", ["黄金", "YS"]),
    ("/classifications/code/", ["/classifications/code/GB/T/", "/classifications/code/T/"]),
    ("/classifications/code/GB/T/", ["GB/T"]),
    ("/classifications/code/T/", ["团体标准"]),
)


def test_strangers_browse(client, whole):
    missing = {}
    for path, seen in PAGES:
        page = client.get(path, headers={"accept-language": "zh-CN"})
        assert page.status_code == 200, path
        missing[path] = [text for text in seen if text not in page.content.decode()]
    assert {path: texts for path, texts in missing.items() if texts} == {}


@pytest.mark.parametrize(
    ("path", "known"),
    (
        ("/classifications/colour/", "/classifications/ics/"),
        ("/classifications/ics/02/", "/classifications/ics/33/"),
        ("/classifications/colour/33/", "/classifications/ics/33/"),
    ),
)
def test_unknown_class_is_not_found(client, system, path, known):
    """The page of a missing address stands there, with the way back and without a class; its neighbour is found."""
    missing, found = client.get(path, {"lang": "en"}), client.get(known, {"lang": "en"})
    assert (missing.status_code, found.status_code) == (404, 200)
    headings = [re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)[1] for answer in (missing, found)]
    assert (headings[0], headings[1] != headings[0]) == ("Page not found", True)


def test_page_in_english_shows_the_english_title(client, whole):
    page = client.get("/classifications/ics/33/?lang=en").content.decode()
    assert "Telecommunications. Audio and video engineering" in page
    assert "Classes below" in page


@pytest.mark.parametrize("scheme", ("ics", "ccs", "industry", "code"))
def test_scheme_page_asks_a_constant_number_of_queries(client, system, django_assert_max_num_queries, scheme):
    standard(system, "A", ics=["33.070"], ccs=["L72"], nature="recommended")
    with django_assert_max_num_queries(5):
        client.get(f"/classifications/{scheme}/")
