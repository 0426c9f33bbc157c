"""Every kind of page, in both languages, on three widths: no violation axe can find, nothing sideways, one h1, the right
language, a title, no word of English left over in Chinese.
"""

import pytest

from tests.browser.conftest import NARROW, NARROWEST, PASSWORDS, WIDE
from tests.browser.pages import PLACES

LANGUAGES = {"zh-Hans": "zh", "en": "en"}
WIDTHS = (WIDE, NARROW, NARROWEST)
#: Rules look the same at English pages, which are wider: axe takes half a second a page.
AXED = {"zh-Hans": (WIDE[0], NARROW[0]), "en": (WIDE[0],)}
#: Text that a reader of Chinese sees and that no element declares to be of another language: three English words in a row,
#: unless a Chinese sentence quotes them.
LEFT_OVER = """() => {
    const found = [], seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const phrase = /[A-Za-z][a-z']+(?: [A-Za-z][a-z']+){2,}/;
    while (seen.nextNode()) {
        const words = seen.currentNode.data, place = seen.currentNode.parentElement;
        if (!phrase.test(words) || place.closest('script, style, pre, code, kbd, textarea, .cite, [translate=no]')) continue;
        if (!place.closest('[lang]').lang.startsWith('zh') || /\\p{Script=Han}{8,}/u.test(words)) continue;
        if (place.checkVisibility()) found.push(words.trim().slice(0, 80));
    }
    for (const name of ['aria-label', 'placeholder', 'title'])
        for (const one of document.querySelectorAll(`[${name}]`))
            if (phrase.test(one.getAttribute(name)) && !one.closest('[lang=en]')) found.push(one.getAttribute(name));
    return [...new Set(found)];
}"""
#: An English page holds no Chinese sentence that is not declared as Chinese; names of people and bodies are names.
LEFT_IN_CHINESE = """() => {
    const found = [], seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (seen.nextNode()) {
        const words = seen.currentNode.data, place = seen.currentNode.parentElement;
        if (!/\\p{Script=Han}[，。；、]/u.test(words) || place.closest('[lang^=zh], script, pre, code, textarea')) continue;
        if (place.checkVisibility()) found.push(words.trim().slice(0, 80));
    }
    return [...new Set(found)];
}"""
MENU = "header nav, header form.seek, aside#filters"


@pytest.fixture(scope="module")
def readers(chromium, site):
    """One signed-in browser a person and language, kept for the module: signing in anew for each page would take minutes."""
    from tests.browser.conftest import Visit

    kept = {}

    def reader(who, lang):
        if (who, lang) not in kept:
            context = chromium.new_context(locale=lang, viewport={"width": WIDE[0], "height": WIDE[1]})
            context.set_default_timeout(20_000)
            kept[who, lang] = visit = Visit(context, site)
            visit.go(f"/language/{LANGUAGES[lang]}/")
            if who:
                assert who in PASSWORDS
                visit.sign_in(who)
        kept[who, lang].wrong.clear()
        return kept[who, lang]

    yield reader
    for visit in kept.values():
        visit.context.close()


def opened(reader, place):
    """The page itself; of a list's first record where only the list knows the address."""
    reader.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    reader.go(place.path)
    if place.link:
        reader.click(place.link)
        assert place.path != reader.page.url.removeprefix(reader.site)
    return reader


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_page(readers, place, lang):
    reader = opened(readers(place.who, lang), place)
    page, found, axed = reader.page, {}, AXED[lang]
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        found[f"{width} wide"] = reader.overflow()
        if width in axed:
            found[f"axe at {width}"] = reader.axe()
    found |= {
        "h1": page.locator("h1").count(),
        "lang": page.get_attribute("html", "lang"),
        "title": bool(page.title().strip(" –")),
    }
    samples = lang == "en" and place.path == "/desk/components/"  # Chinese by nature
    found["left over"] = [] if samples else page.evaluate(LEFT_OVER if lang != "en" else LEFT_IN_CHINESE)
    found["wrong"] = list(reader.wrong)
    expected = {f"{width} wide": 0 for width, _ in WIDTHS} | {f"axe at {width}": [] for width in axed}
    assert found == expected | {"h1": 1, "lang": lang, "title": True, "left over": [], "wrong": []}


@pytest.mark.parametrize("path", ("/standard/GB-T-19001-2016/", "/standards/?q=信息安全", "/progress/2020/"))
def test_print_shows_the_page_without_its_menus(readers, path):
    reader = readers("", "zh-Hans")
    reader.go(path)
    shown = reader.page.locator(f"{MENU} >> visible=true").count()
    reader.page.emulate_media(media="print")
    printed = reader.page.locator(f"{MENU} >> visible=true").count()
    reader.page.emulate_media(media="screen")
    assert (shown > 1, printed) == (True, 0)
