"""Compiling the translations of many files into one, without gettext."""

import gettext
import os

import pytest
from django.conf import settings
from django.core.management import call_command

from portal import translations

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def chinese(tmp_path):
    folder = tmp_path / "zh_Hans"
    (folder / "LC_MESSAGES").mkdir(parents=True)
    (folder / "parts").mkdir()
    return folder


def write(path, *pairs):
    path.write_text(HEADER + "\n\n".join(f'msgid "{said}"\nmsgstr "{meant}"' for said, meant in pairs))
    return path


def compiled(folder):
    with (folder / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_main_file_and_parts_become_one(chinese):
    write(chinese / "LC_MESSAGES" / "django.po", ("Standard", "标准"))
    write(chinese / "parts" / "search.po", ("Search", "检索"), ("Standard", "标准"))
    assert translations.compile_all(chinese.parent) == {"zh_Hans": 2}
    assert [compiled(chinese).gettext(text) for text in ("Standard", "Search", "Unknown")] == ["标准", "检索", "Unknown"]


def test_two_translations_of_one_text_name_both_files(chinese):
    write(chinese / "parts" / "a.po", ("Committee", "委员会"))
    write(chinese / "parts" / "b.po", ("Committee", "标委会"))
    with pytest.raises(translations.Contradiction) as error:
        translations.compile_all(chinese.parent)
    assert str(error.value) == "'Committee' is translated as 委员会 in a.po and as 标委会 in b.po."


def test_same_text_in_another_context_is_no_contradiction(chinese):
    write(chinese / "parts" / "a.po", ("May", "可以"))
    (chinese / "parts" / "b.po").write_text(HEADER + 'msgctxt "month"\nmsgid "May"\nmsgstr "五月"\n')
    translations.compile_all(chinese.parent)
    assert (compiled(chinese).gettext("May"), compiled(chinese).pgettext("month", "May")) == ("可以", "五月")


def test_fuzzy_empty_and_obsolete_entries_are_left_out(chinese):
    entries = '#, fuzzy\nmsgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr ""\n\n#~ msgid "C"\n#~ msgstr "丙"\n'
    (chinese / "parts" / "a.po").write_text(HEADER + entries)
    assert translations.compile_all(chinese.parent) == {"zh_Hans": 0}


def test_chinese_has_one_plural_form(chinese):
    plural = 'msgid "%(n)s record"\nmsgid_plural "%(n)s records"\nmsgstr[0] "%(n)s 条记录"\n'
    (chinese / "parts" / "a.po").write_text(HEADER + plural)
    translations.compile_all(chinese.parent)
    texts = [compiled(chinese).ngettext("%(n)s record", "%(n)s records", n) for n in (1, 2)]
    assert texts == ["%(n)s 条记录", "%(n)s 条记录"]


def test_compiles_only_what_changed(chinese):
    part = write(chinese / "parts" / "a.po", ("A", "甲"))
    assert translations.compile_if_stale(chinese.parent) is True
    old = (part.stat().st_mtime_ns - 10**9,) * 2
    os.utime(part, ns=old)
    os.utime(chinese / "parts", ns=old)
    assert translations.compile_if_stale(chinese.parent) is False
    part.unlink()
    assert translations.compile_if_stale(chinese.parent) is True
    assert compiled(chinese).gettext("A") == "A"


def test_files_of_the_repository_agree(capsys):
    call_command("compile_translations")
    folders = translations.languages(settings.ROOT / "locale")
    expected = [f"{folder.name}: {len(translations.merge(translations.sources(folder)))} texts" for folder in folders]
    assert capsys.readouterr().out.splitlines() == expected
