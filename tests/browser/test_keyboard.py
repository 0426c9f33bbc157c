"""Everything by keyboard: the skip link comes first, facets and forms answer to keys, and the eye can follow the focus."""

import pytest

from tests.browser.conftest import NARROW, WIDE

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
    const box = one.getBoundingClientRect();
    return {name: one.tagName, words: (one.innerText || one.getAttribute('aria-label') || one.name || '').slice(0, 30),
            seen: seen, shown: box.width > 0 && box.height > 0};
}"""
STEPS = 40


@pytest.mark.parametrize("path", ("/", "/standards/?q=信息安全", "/standard/GB-T-19001-2016/", "/progress/2020/", "/sign-in/"))
@pytest.mark.parametrize("size", (WIDE, NARROW), ids=("wide", "narrow"))
def test_focus_can_be_followed_and_begins_with_the_skip_link(visit, size, path):
    with visit(size) as visitor:
        visitor.go(path)
        met = []
        for _ in range(STEPS):
            visitor.page.keyboard.press("Tab")
            one = visitor.page.evaluate(FOCUSED)
            if one["name"] == "BODY":
                break
            met.append(one)
        assert (met[0]["words"], len(met) > 5) == ("跳到正文", True)
        assert [one for one in met if not (one["seen"] and one["shown"])] == []


def test_the_skip_link_leads_into_the_page(visit):
    with visit() as visitor:
        visitor.go("/standards/")
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_facet_is_opened_ticked_and_applied_by_keys(visit):
    with visit() as visitor:
        visitor.go("/standards/?q=信息安全")
        summary = visitor.page.locator("details.facet:not([open]) > summary").first
        summary.focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.keyboard.press("Tab")
        name = visitor.page.evaluate("document.activeElement.name")
        visitor.page.keyboard.press("Space")
        visitor.page.locator("aside#filters form > button").focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url(f"**{name}=**")
        assert visitor.page.locator("main .chips a").count() == 1


def test_signing_in_by_keys_alone_and_a_wrong_password_keeps_the_name(visit):
    with visit() as visitor:
        visitor.go("/sign-in/")
        visitor.page.locator("input[name=username]").focus()
        visitor.page.keyboard.type("officer")
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.type("not the password")
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_function("document.title.startsWith('错误')")
        assert visitor.page.locator("main [role=alert] li").count() > 0
        assert visitor.page.input_value("input[name=username]") == "officer"
