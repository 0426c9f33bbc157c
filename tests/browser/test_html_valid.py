"""Every kind of page is valid HTML by the W3C's own checker, all of them in one call."""

import json
import os
import shutil
import subprocess

import pytest

from tests.browser.pages import PLACES
from tests.browser.test_pages import LANGUAGES, opened, readers  # noqa: F401 (a fixture)
from tests.house import ROOT

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
MISSING = "LEFT OUT: valid HTML is not checked, for there is no Java here (apt-get install default-jre-headless)"


@pytest.fixture(scope="module")
def java():
    found = shutil.which("java")
    if found is None:
        assert os.environ.get("CI") != "true", MISSING
        pytest.skip(MISSING)
    assert CHECKER.exists(), "npm ci fetches the checker"
    return found


def test_every_page_is_valid(java, readers, site, tmp_path):  # noqa: F811
    names = {}
    for number, place in enumerate(PLACES):
        reader = readers(place.who, list(LANGUAGES)[number % 2])
        address = opened(reader, place).page.url if place.link else site + place.path
        source = reader.page.request.get(address).text()
        file = tmp_path / f"{number:03}.html"
        file.write_text(source, "utf-8")
        names[file.name] = place.name
    command = [java, "-Xss1m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [
        (names[message["url"].rpartition("/")[2]], message["message"], message.get("extract", "")[:160])
        for message in json.loads(run.stderr)["messages"]
        if message["type"] == "error"
    ]
    assert (found, len(names) > 60) == ([], True)
