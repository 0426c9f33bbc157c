"""What a page weighs on the wire, everything it fetches with it, as a browser asks for it. Limits: issue 2, section 9."""

import re

import pytest
import requests

KB = 1000
LIMITS = {
    "/standards/": 60,
    "/standards/?q=信息安全": 60,
    "/international-standards/?q=security": 60,
    "/standard/GB-T-19001-2016/": 60,
    "/international-standard/ISO-9001-2015/": 60,
    "/progress/2020/": 120,
    "/": 120,
}
FETCHED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "zh-CN,zh;q=0.9"}


def sent(url):
    """Bytes of the body as they travel, and the body."""
    answer = requests.get(url, headers=BROWSER, stream=True, timeout=30)
    assert answer.status_code == 200, url
    return int(answer.headers.get("Content-Length") or len(answer.raw.read(decode_content=False))), answer


@pytest.mark.parametrize(("path", "limit"), LIMITS.items())
def test_page_with_all_it_fetches_is_light(site, path, limit):
    page = requests.get(site + path, headers=BROWSER, timeout=30)
    weights = {path: sent(site + path)[0]} | {url: sent(site + url)[0] for url in set(FETCHED.findall(page.text))}
    assert (sum(weights.values()) < limit * KB, len(weights) > 3) == (True, True), weights


@pytest.mark.parametrize("path", ("/standards/", "/progress/2020/"))
def test_what_it_fetches_is_kept_for_good(site, path):
    """Hashed names, so that the next page fetches nothing but itself."""
    page = requests.get(site + path, headers=BROWSER, timeout=30)
    urls = [url for url in set(FETCHED.findall(page.text)) if not url.endswith(".svg")]
    kept = {url: requests.get(site + url, headers=BROWSER, timeout=30).headers["Cache-Control"] for url in urls}
    assert {url: "immutable" in said for url, said in kept.items()} == dict.fromkeys(urls, True)
    assert len(urls) > 2
