"""Every word of the interface is there in Chinese: what templates and code ask for, against what the translators wrote."""

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from portal import translations

CHINESE = settings.ROOT / "locale" / "zh_Hans"
ROOMS = ("portal", "standards", "programmes", "committees", "experts", "templates")
KEYWORDS = (
    "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3", "_", "_now",
)  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")


def sources():
    for room in ROOMS:
        for path in sorted((settings.ROOT / room).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and not {"migrations", "reference"} & set(path.parts):
                yield path


def as_python(path):
    """What xgettext can read: templates become calls, as Django's own extraction does it."""
    text = path.read_text()
    return text if path.suffix == ".py" else templatize(text, origin=str(path))


def extracted(texts, folder):
    """The msgids that these Python texts ask for, with their context and plural; `texts` maps names to text."""
    names = []
    for number, (name, text) in enumerate(texts.items()):
        names.append(folder / f"{number}-{Path(name).name}.py")
        names[-1].write_text(text)
    found = folder / "found.po"
    command = ["xgettext", "-L", "Python", "--from-code=UTF-8", "-o", found, *(f"--keyword={word}" for word in KEYWORDS)]
    subprocess.run([*command, *names], check=True, stderr=subprocess.DEVNULL)
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(found))} if found.exists() else {}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return extracted({str(path): as_python(path) for path in sources()}, tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def written():
    """All translations; the merge itself refuses two parts that contradict each other."""
    merged = translations.merge(translations.sources(CHINESE))
    return {(entry.msgctxt or "", entry.msgid): entry for entry in merged}


@needs_gettext
def test_extraction_finds_every_way_of_asking(tmp_path):
    counted = "{% blocktranslate trimmed with n=x count k=y %}{{ n }} b{% plural %}{{ n }} bs{% endblocktranslate %}"
    template = '{% load i18n %}{% translate "A" %}' + counted + '{% translate "C" context "menu" %}'
    code = '_("D")\ngettext_lazy("E")\nngettext("%(n)s f", "%(n)s fs", n)\npgettext("between", "G")\ngettext_noop("H")\n'
    found = extracted({"one.html": templatize(template), "two.py": code}, tmp_path)
    expected = {("", text) for text in ("A", "%(n)s b", "D", "E", "%(n)s f", "H")} | {("menu", "C"), ("between", "G")}
    assert set(found) == expected
    assert found["", "%(n)s b"].msgid_plural == "%(n)s bs"


@needs_gettext
def test_every_text_has_its_chinese(asked, written):
    assert len(asked) > 500, "the extraction has found next to nothing"
    assert sorted(set(asked) - set(written)) == []


@needs_gettext
def test_what_is_counted_is_translated_as_counted(asked, written):
    wrong = [
        key for key, entry in asked.items() if key in written and bool(entry.msgid_plural) != bool(written[key].msgid_plural)
    ]
    assert wrong == []


def test_no_translation_is_fuzzy():
    fuzzy = [(path.name, entry.msgid) for path in translations.sources(CHINESE) for entry in polib.pofile(path) if entry.fuzzy]
    assert fuzzy == []


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def astray(entry):
    """Whether a translation lacks a placeholder or has one of its own; a counted text is measured by its plural."""
    said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return any(placeholders(text) != placeholders(entry.msgid_plural or entry.msgid) for text in said)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (polib.POEntry(msgid="%(n)s of %(m)s", msgstr="%(m)s 中的 %(n)s"), False),
        (polib.POEntry(msgid="%(n)s records", msgstr="%(m)s 条"), True),
        (polib.POEntry(msgid="%(n)s records", msgstr="若干条"), True),
        (polib.POEntry(msgid="100%% of %(n)s", msgstr="%(n)s 的 100%"), True),
        (polib.POEntry(msgid="one", msgid_plural="%(n)s ones", msgstr_plural={0: "%(n)s 个"}), False),
    ],
)
def test_what_counts_as_astray(entry, expected):
    assert astray(entry) is expected


def test_placeholders_of_text_and_translation_agree(written):
    assert [entry.msgid for entry in written.values() if astray(entry)] == []


def test_no_english_sentence_stands_as_its_own_translation(written):
    """A translation without one Chinese character is a mark, a form or a name, never several words."""
    same = [
        e.msgid for e in written.values() if e.msgstr and not HAN.search(e.msgstr) and re.search(r"[a-z]{2,} [a-z]{2,}", e.msgstr)
    ]
    assert same == []
