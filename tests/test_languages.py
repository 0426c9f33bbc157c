"""Which language an answer is in, and how the switch keeps the page."""

import pytest
from django.test import Client

TERMS = "/terms/"


def heading(response):
    return response.content.decode().split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "language"),
    (
        ("", None, None, "zh-Hans"),
        ("", None, "en-GB,en;q=0.8", "en"),
        ("", None, "fr", "zh-Hans"),
        ("", None, "zh-TW", "zh-Hans"),
        ("", None, "fr,en;q=0.5", "en"),
        ("", "zh-hans", "en", "zh-Hans"),
        ("", "en", "zh-CN", "en"),
        ("", "nonsense", "en", "en"),
        ("?lang=en", None, None, "en"),
        ("?lang=en", "zh-hans", "zh-CN", "en"),
        ("?lang=zh", "en", "en", "zh-Hans"),
        ("?lang=zh-CN", None, "en", "zh-Hans"),
        ("?lang=xx", None, "en", "en"),
        ("?lang=", "en", None, "en"),
    ),
)
def test_address_then_choice_then_browser_then_chinese(query, cookie, accept, language):
    client = Client(headers={"accept-language": accept} if accept else {})
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get(TERMS + query)
    html = response.content.decode()
    assert response.headers["Content-Language"] == language
    assert html.split("<html ")[1].split(">")[0] == f'lang="{language}"'
    assert heading(response) == {"en": "Words and statuses", "zh-Hans": "术语与状态说明"}[language]
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("query", "cookie", "kept"),
    (("", None, None), ("?lang=en", None, "en"), ("?lang=en", "zh-hans", None), ("?lang=xx", None, None)),
)
def test_a_link_in_a_language_decides_only_for_the_undecided(query, cookie, kept):
    client = Client()
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get(TERMS + query)
    assert getattr(response.cookies.get("django_language"), "value", None) == kept


def test_the_switch_comes_back_to_the_page_and_stays():
    client = Client()
    response = client.get(TERMS + "?q=车联网&lang=zh&page=2")
    link = response.content.decode().split('href="/language/en/')[1].split('"')[0]
    assert link == "?next=%2Fterms%2F%3Fq%3D%25E8%25BD%25A6%25E8%2581%2594%25E7%25BD%2591%26page%3D2"
    answer = client.get("/language/en/" + link)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/terms/?q=%E8%BD%A6%E8%81%94%E7%BD%91&page=2")
    assert heading(client.get(answer.headers["Location"])) == "Words and statuses"


@pytest.mark.parametrize(
    ("address", "status", "after"),
    (
        ("/language/en/", 302, "/"),
        ("/language/en/?next=https://example.org/", 302, "/"),
        ("/language/en/?next=//example.org/", 302, "/"),
        ("/language/zh/?next=/terms/", 302, "/terms/"),
        ("/language/xx/", 404, None),
    ),
)
def test_the_switch_leads_nowhere_else(address, status, after):
    response = Client().get(address)
    assert (response.status_code, response.headers.get("Location")) == (status, after)


def test_the_page_names_its_own_address_and_its_twins():
    html = Client().get(TERMS + "?lang=en").content.decode()
    links = [line.strip() for line in html.splitlines() if line.startswith(('<link rel="canonical"', '<link rel="alternate"'))]
    site = "http://localhost:8000/terms/"
    assert links == [
        f'<link rel="canonical" href="{site}?lang=en">',
        f'<link rel="alternate" hreflang="zh-Hans" href="{site}?lang=zh">',
        f'<link rel="alternate" hreflang="en" href="{site}?lang=en">',
    ]
