"""A real site (web, worker, timetable, search, demonstration) and a real Chromium before it; axe at hand.

The site is started once by the run command on a data folder of its own. A page's console errors, failed requests and requests to
elsewhere fail the test that caused them.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.house import ROOT

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
AXE = ROOT / "node_modules/axe-core/axe.min.js"
START_SECONDS = 600
WIDE, NARROW, NARROWEST = (1360, 900), (360, 780), (320, 640)
PASSWORDS = {
    "officer": "demo-officer",
    "leader": "demo-leader",
    "administrator": "demo-administrator",
    "secretary": "demo-secretary",
}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker("browser")
            item.add_marker("slow")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a site with the shipped catalogue and the demonstration. PORTAL_TEST_SITE names one that runs already."""
    if named := os.environ.get("PORTAL_TEST_SITE"):
        yield named.rstrip("/")
        return
    port, folder = free_port(), tmp_path_factory.mktemp("site")
    here = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL")}
    here |= {
        "PORTAL_DATA": str(folder),
        "PORT": str(port),
        "API_REQUESTS_A_MINUTE": "0",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    log = folder / "run.log"
    with log.open("w") as out:
        run = subprocess.Popen(
            [sys.executable, "-m", "portal.running"], cwd=ROOT, env=here, stdout=out, stderr=out, start_new_session=True
        )
        try:
            address, end = f"http://127.0.0.1:{port}", time.monotonic() + START_SECONDS
            while not answers(address):
                assert run.poll() is None, log.read_text()[-3000:]
                assert time.monotonic() < end, log.read_text()[-3000:]
                time.sleep(0.5)
            yield address
        finally:
            run.send_signal(signal.SIGTERM)
            run.wait(60)


@pytest.fixture(scope="session")
def chromium():
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    assert found, "No Chromium here. On Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """One visitor's browser with one page, and what went wrong on it."""

    def __init__(self, context, site):
        self.site, self.context, self.page = site, context, context.new_page()
        self.wrong, self.clicks = [], 0
        self.page.on("console", lambda line: self.wrong.append(line.text) if line.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", lambda asked: self._failed(asked))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _failed(self, asked):
        if "ERR_ABORTED" not in (asked.failure or ""):
            self.wrong.append(f"failed: {asked.url} {asked.failure}")

    def _asked(self, url):
        if not url.startswith((self.site, "data:", "blob:", "about:")):
            self.wrong.append(f"asked elsewhere: {url}")

    def go(self, path, expect=200):
        """Type an address. A page that is not there, or not for this visitor, is met only where the test expects it."""
        answer = self.page.goto(self.site + path)
        assert answer.status == expect, (path, answer.status)
        if expect >= 400:
            self.refused(expect)
        return answer.status

    def refused(self, status=422):
        """The answer was meant to be a refusal; the browser's word about it is no fault."""
        self.wrong = [line for line in self.wrong if f"status of {status}" not in line]

    def click(self, what):
        """One click that leads on: a selector or a locator; counted."""
        self.clicks += 1
        (self.page.locator(what) if isinstance(what, str) else what).first.click()
        self.page.wait_for_load_state()

    def download(self, what):
        """One click that gives a file; its content."""
        self.clicks += 1
        with self.page.expect_download() as begun:
            self.page.locator(what).first.click()
        return Path(begun.value.path()).read_bytes()

    def sign_in(self, name):
        self.go("/sign-in/")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORDS[name])
        self.page.click("main button:not([type=button])")
        assert "/sign-in/" not in self.page.url, self.page.inner_text("main")

    def text(self):
        return self.page.inner_text("main")

    def axe(self):
        """What axe finds on this page, WCAG 2.2 AA and best practices: rule and the elements."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found]

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium, site):
    """`with visit(size, language="zh-CN", javascript=True) as visitor:`"""

    @contextmanager
    def begin(size=WIDE, language="zh-CN", javascript=True):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        visitor = Visit(context, site)
        yield visitor
        context.close()
        assert visitor.wrong == []

    return begin
