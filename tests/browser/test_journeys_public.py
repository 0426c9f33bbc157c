"""What a visitor does without an account, clicks counted as screens.md counts them: typing is free, the last submit counts."""

import csv
import hashlib
import io
import json
import re

import pytest

from tests.browser.conftest import NARROWEST, WIDE

GROUND = {"javascript": (WIDE, True), "narrow and bare": (NARROWEST, False)}


@pytest.fixture(params=GROUND, ids=GROUND)
def visitor(request, visit):
    """The same journeys with JavaScript on a wide window, and without on the narrowest."""
    size, javascript = GROUND[request.param]
    with visit(size, javascript=javascript) as one:
        yield one


def search(visitor, text):
    """One step: type into the front page's box and send."""
    visitor.go("/")
    visitor.page.fill("#home-q", text)
    visitor.click("main form[role=search] button")


def first_hit(visitor):
    return visitor.page.locator("ul.hits > li a, aside.abroad li a").first.inner_text()


@pytest.mark.parametrize(
    ("text", "address", "words"),
    (
        ("ISO 9001", "/international-standard/ISO-9001-2015/", "质量管理体系"),
        ("iso9001-2015", "/international-standard/ISO-9001-2015/", "质量管理体系"),
        ("GB/T 19001", "/standard/GB-T-19001-2016/", "质量管理体系 要求"),
        ("信息安全", "/standard/", "信息安全"),
    ),
)
def test_a_standard_is_found_in_one_step(visitor, text, address, words):
    search(visitor, text)
    links = visitor.page.locator(f'main a[href^="{address}"]')
    assert (visitor.clicks, links.count() > 0, words in visitor.text() or text in visitor.text()) == (1, True, True)
    links.first.click()
    assert (visitor.page.locator("h1").count(), address in visitor.page.url) == (1, True)


def test_a_number_is_known_to_be_in_force_after_one_click(visitor):
    """PS2: the status stands in words beside the hit."""
    search(visitor, "GB/T 19001-2016")
    assert (visitor.clicks, visitor.page.locator("ul.hits > li .tag").first.inner_text()) == (1, "现行")
    search(visitor, "GB/T 19001-2008")
    assert visitor.page.locator("ul.hits > li .tag").first.inner_text() == "被代替"


def test_progress_as_of_30_june_with_its_records_in_a_file(visitor):
    """PS8: from the front page to the file of records behind the 800-goal; the file holds what the page counts."""
    visitor.go("/progress/2020/")
    visitor.page.fill("#id_on", "2020-06-30")
    visitor.click("form.row-form button")
    value = visitor.page.locator("section.goal .big a").first
    shown = number_in(value.inner_text())
    visitor.click(value)
    assert (visitor.page.input_value("input[name=on]"), "2020-06-30" in visitor.page.url) == ("2020-06-30", True)
    assert number_in(visitor.page.locator(".big").first.inner_text()) == shown
    rows = list(csv.reader(io.StringIO(visitor.download('main a[href*=".csv"]').decode("utf-8-sig"))))
    keys = sorted(row[2] for row in rows if row[0] == "counted")
    digest = hashlib.sha256("\n".join(keys).encode()).hexdigest()
    assert (visitor.clicks, len(keys), shown > 100) == (3, shown, True)
    assert digest in visitor.text()


def number_in(text):
    return int(re.sub(r"\D", "", text))


def test_the_json_file_says_what_the_page_says(visitor):
    visitor.go("/progress/2020/formulated/?on=2020-06-30")
    shown = number_in(visitor.page.locator(".big").first.inner_text())
    file = json.loads(visitor.download('main a[href*=".json"]'))
    counted = [row for row in file["rows"] if row["list"] == "counted"]
    assert (len(counted), file["meta"]["demonstration"]) == (shown, True)


def test_a_citation_is_two_steps_from_the_results(visitor):
    """PS3."""
    visitor.go("/standards/?q=GB/T 19001-2016")
    visitor.click("ul.hits a >> nth=0")
    assert "[S" in visitor.text()
    cited = visitor.download("main a[href$='citation.bib']").decode()
    assert (visitor.clicks, "number = {GB/T 19001-2016}" in cited) == (2, True)


def test_the_language_switch_stays_on_the_page(visitor):
    visitor.go("/standards/?q=信息安全&status=current")
    here = visitor.page.url
    visitor.click("header a[lang=en]")
    assert (visitor.page.url, visitor.page.get_attribute("html", "lang")) == (here, "en")
    visitor.click("header a[lang=zh-Hans]")
    assert (visitor.page.url, visitor.page.get_attribute("html", "lang")) == (here, "zh-Hans")


@pytest.mark.parametrize(
    ("spelt", "address"),
    (
        ("/standard/GBT19001-2016/", "/standard/GB-T-19001-2016/"),
        ("/standard/gb/t 19001—2016/", "/standard/GB-T-19001-2016/"),
        ("/standard/ＧＢ／Ｔ　１９００１－２０１６/", "/standard/GB-T-19001-2016/"),
        ("/international-standard/iso9001-2015/", "/international-standard/ISO-9001-2015/"),
        ("/international-standard/ISO 9001:2015/", "/international-standard/ISO-9001-2015/"),
    ),
)
def test_every_spelling_leads_to_the_one_address(visitor, spelt, address):
    visitor.go(spelt)
    assert visitor.page.url == visitor.site + address


def test_nothing_found_offers_the_nearest(visitor):
    search(visitor, "GB/T 19002")
    offered = visitor.page.locator(".empty a")
    assert ("GB/T 19002" in visitor.page.locator(".empty").inner_text(), offered.first.inner_text()[:10]) == (True, "GB/T 19001")


def test_an_unknown_number_is_told_so_and_leads_on(visitor):
    visitor.go("/standard/GB-T-19002-2016/", expect=404)
    assert visitor.page.locator("main a[href^='/standard/']").count() > 0


def test_filters_narrow_and_are_taken_back(visitor):
    visitor.go("/standards/?q=信息安全")
    before = number_in(visitor.page.locator(".said b").first.inner_text())
    visitor.page.locator("aside#filters input[name=status][value=current]").check()
    visitor.click("aside#filters form > button")
    after = number_in(visitor.page.locator(".said b").first.inner_text())
    visitor.click("main .chips a >> nth=0")
    assert (0 < after < before, number_in(visitor.page.locator(".said b").first.inner_text())) == (True, before)
