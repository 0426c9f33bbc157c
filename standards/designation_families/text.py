"""Cleaning before reading: widths, dashes, spaces, signs. Nothing here knows any family."""

import re
import unicodedata

from standards.designation_families.record import DesignationError

MAX_LENGTH = 200
"""Longer text is refused: no designation is longer than about 90 characters."""

_UNTIDY = re.compile(r"\A\s|\s\Z|\s\s|--|\s[:/,|)]|[:/(|]\s|\s-\s?|-\s|[,;、。]\Z|[\t\n\r\f\v]")
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−－﹣﹘⁃ー─━"), "-"),
    **dict.fromkeys(map(ord, "™®©\u200b\u200c\u200d\u2060\ufeff\u00ad"), None),
    **dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), None),
    **dict.fromkeys(map(ord, "～∼〜"), "~"),
    **dict.fromkeys(map(ord, "∕⁄"), "/"),
    **dict.fromkeys(map(ord, "∶︰"), ":"),
    ord("×"): "X",
}
_ONE_AS_DASH = re.compile(r"(?<=[0-9])一(?=[0-9]{4}(?![0-9]))")
_DASHES = re.compile(r"\s*-(?:[\s-]*-)?\s*")
_SPACES = re.compile(r"\s+")
_TIGHT_BEFORE = re.compile(r"\s+([:/,|)])")
_TIGHT_AFTER = re.compile(r"([:/(|])\s+")
_LANGUAGES = re.compile(r"\s*\(([A-Za-z]{1,5}(?:[,/] ?[A-Za-z]{1,5})*)\)\Z")
LANGUAGE_MARKS = {
    "e": "en", "f": "fr", "r": "ru", "s": "es", "d": "de", "a": "ar", "en": "en", "fr": "fr", "ru": "ru", "es": "es",
    "de": "de", "ar": "ar", "zh": "zh", "ja": "ja", "it": "it", "pt": "pt", "nl": "nl", "pl": "pl", "cs": "cs",
    "sv": "sv", "fi": "fi", "ko": "ko", "other": "other", "e/f": "en",
}  # fmt: skip


def tidy(received: str) -> str:
    """NFKC, plain dashes, single spaces, no space around separators. Footnote and trade mark signs go.

    A Chinese 一 between a number and a four-digit year is a misprinted dash (frequent in scanned lists).
    """
    if len(received) > MAX_LENGTH:
        raise DesignationError(received[:MAX_LENGTH], f"at most {MAX_LENGTH} characters", MAX_LENGTH, received)
    return _clean(received)


def _clean(received: str) -> str:
    if not received.isascii():
        received = unicodedata.normalize("NFKC", received.translate(_TABLE)).translate(_TABLE)
        received = _ONE_AS_DASH.sub("-", received)
    if not _UNTIDY.search(received):
        return received
    text = _SPACES.sub(" ", received).strip(" ,;、。")
    text = _DASHES.sub("-", text)
    return _TIGHT_AFTER.sub(r"\1", _TIGHT_BEFORE.sub(r"\1", text))


def split_languages(text: str) -> tuple[str, tuple[str, ...]]:
    """Cut `(E)`, `(en,fr)`, `(E/F/R)` from the end; unknown marks stay where they are."""
    if not text.endswith(")"):
        return text, ()
    found = _LANGUAGES.search(text)
    if found is None:
        return text, ()
    marks = [mark.strip().lower() for mark in re.split(r"[,/]", found[1])]
    if not all(mark in LANGUAGE_MARKS for mark in marks):
        return text, ()
    return text[: found.start()], tuple(LANGUAGE_MARKS[mark] for mark in marks)


def full_year(digits: str, text: str, position: int) -> int:
    """Four digits as they stand; two digits mean 19yy and only from 1947 on (before, there was no GB and no ISO)."""
    if len(digits) == 4:
        if not 1850 <= int(digits) <= 2099:
            raise DesignationError(text, "a year between 1850 and 2099", position)
        return int(digits)
    if int(digits) < 47:
        raise DesignationError(text, "a year of four digits", position)
    return 1900 + int(digits)


def tidy_long(received: str, limit: int) -> str:
    """The same cleaning for lists and statements, which may be longer."""
    if len(received) > limit:
        raise DesignationError(received[:MAX_LENGTH], f"at most {limit} characters", limit, received)
    return _clean(received)
