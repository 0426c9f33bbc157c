"""Compiles the translations without gettext: django.po and the files of its parts become one django.mo a language."""

import os
from pathlib import Path

import polib

# Chinese has one plural form, English two (Unicode CLDR).
PLURALS = {"zh_Hans": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


class Contradiction(Exception):
    """Two files translate one text differently."""


def sources(folder: Path) -> list[Path]:
    """The main file first, then the parts by name."""
    main = folder / "LC_MESSAGES" / "django.po"
    return [path for path in (main, *sorted((folder / "parts").glob("*.po"))) if path.exists()]


def merge(paths: list[Path]) -> polib.POFile:
    """All translated entries once. Raises `Contradiction`, naming both files, when two say different things."""
    merged = polib.POFile()
    seen: dict[tuple[str, str], tuple[polib.POEntry, Path]] = {}
    for path in paths:
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.obsolete or not entry.translated():
                continue
            key = (entry.msgctxt or "", entry.msgid)
            if key not in seen:
                seen[key] = (entry, path)
                merged.append(entry)
            elif _words(seen[key][0]) != _words(entry):
                raise Contradiction(
                    f"{entry.msgid!r} is translated as {_words(seen[key][0])} in {seen[key][1].name} "
                    f"and as {_words(entry)} in {path.name}."
                )
    return merged


def _words(entry: polib.POEntry) -> str:
    return " / ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr


def compile_language(folder: Path) -> int:
    """Write django.mo at once, so that nobody reads half of it. Returns the number of texts."""
    merged = merge(sources(folder))
    merged.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": folder.name,
        "Plural-Forms": PLURALS[folder.name],
    }
    target = folder / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    merged.save_as_mofile(str(fresh))
    fresh.replace(target)
    return len(merged)


def is_stale(folder: Path) -> bool:
    target = folder / "LC_MESSAGES" / "django.mo"
    made_at = target.stat().st_mtime_ns if target.exists() else -1
    # The folder's own time tells of a part that was taken away.
    watched = [*sources(folder), folder / "parts"]
    return any(path.stat().st_mtime_ns >= made_at for path in watched if path.exists())


def languages(locale: Path) -> list[Path]:
    return [locale / name for name in PLURALS if (locale / name).is_dir()]


def compile_all(locale: Path) -> dict[str, int]:
    return {folder.name: compile_language(folder) for folder in languages(locale)}


def compile_if_stale(locale: Path) -> bool:
    """Compile the languages whose sources are newer than the compiled file. Returns whether there were any."""
    stale = [folder for folder in languages(locale) if is_stale(folder)]
    for folder in stale:
        compile_language(folder)
    return bool(stale)
