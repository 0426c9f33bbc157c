"""How titles, numbers and questions are cut into the pieces that the index compares. Pure: no models, no index.

Chinese is compared by characters, without a word list: any two characters in a row find what holds them. Blanks and
punctuation do not count, since titles are cited with and without them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from standards.designations import lookup_keys

MAX_LENGTH = 200
"""Longer questions are cut: no title is longer."""
TAIL = 16
"""Characters of a number that are compared while it is typed."""

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")
_NOT_CJK = re.compile("[\u00c0-\u024f]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\u3040-\u30ff]")
_FIRST_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[a-z]+")
_FROM_YEAR = re.compile(r"-(?:(?:19|20)[0-9]{2}.*)?$")
_WHOLE = re.compile(r"([0-9][0-9a-z.]*)-(?:[0-9]*-)?")
_NOT_TAIL = re.compile(r"[^a-z0-9.-]+")
_BODY_WITH_DIGIT = (("3gpp", "tgpp"), ("w3c", "wtc"))
_NUMBER = re.compile(r"[a-z][a-z/ .|_-]*[0-9][a-z0-9 .:/+()_-]*|[0-9][a-z0-9.:/_-]*", re.IGNORECASE)
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
_QUOTED = re.compile(r"[\"“”„「『]([^\"“”„」』]+)[\"“”」』]")


def plain(text: str) -> str:
    """Widths and case do not count; accents on Latin letters neither."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).lower()


def stream(text: str) -> str:
    """The letters, digits and characters of a text in a row."""
    return "".join(_WORD.findall(plain(text)))


def has_cjk(text: str) -> bool:
    return _CJK.search(text) is not None


def words(text: str) -> list[str]:
    """Latin words and numbers in lower case."""
    low = text.lower() if text.isascii() else plain(text)
    if not low.isascii() and _NOT_CJK.search(low):
        low = _ACCENTS.sub("", unicodedata.normalize("NFD", low))
    return _LATIN.findall(low)


def neighbours(pieces: list[str]) -> list[str]:
    """Every two pieces in a row as one: what a phrase is compared by."""
    return [f"{a}_{b}" for a, b in pairwise(pieces)]


def grams(run: str) -> list[str]:
    """What finds a run of characters: itself up to three, else every three in a row."""
    return [run] if len(run) <= 3 else sorted({run[i : i + 3] for i in range(len(run) - 2)})


@dataclass(frozen=True)
class Number:
    """A number in two parts: the letters before the first digit, and the rest without blanks (`gbt`, `19001-2016`)."""

    head: str
    tail: str

    @property
    def closed(self) -> str:
        """The number to its end: 19001-2016 itself and not its amendment."""
        return self.tail.rstrip("-.") + "-"

    @property
    def whole(self) -> str:
        """What the document is called without a year; empty when a year or more was typed."""
        return whole(self.closed)


def _bodies(low: str) -> str:
    """The names of bodies that hold a digit, spelled out: the number begins at the first digit."""
    for body, said in _BODY_WITH_DIGIT:
        low = low.replace(body, said)
    return low


def split_number(text: str) -> tuple[list[str], str]:
    """(words of letters before the first digit, rest). `ISO/IEC 27001:2022` gives (iso, iec), 27001-2022."""
    low = _bodies(plain(text))
    first = _FIRST_DIGIT.search(low)
    at = first.start() if first else len(low)
    tail = _NOT_TAIL.sub("", low[at:].replace(":", "-").replace("_", "-").replace("—", "-").replace("(", "-"))
    return _LETTERS.findall(low[:at]), tail


def read_number(text: str) -> Number | None:
    """A text as a number typed any way, whole or in part; None when it is words."""
    low = _bodies(plain(text).strip().replace("—", "-").replace("–", "-").replace("−", "-"))
    if len(low) > 60 or not _NUMBER.fullmatch(low):
        return None
    head, tail = split_number(low)
    return Number("".join(head), tail) if tail else None


def number_keys(designation: str) -> tuple[str, str]:
    """(every way to name the code, the rest closed by a dash): GB/T 1-2020 gives `gb gbt t` and `1-2020-`.

    The dash at the end tells a whole number from the beginning of a longer one.
    """
    letters, rest = split_number(designation)
    return _heads(tuple(letters[:5])), rest + "-" if rest else ""


@lru_cache(maxsize=5000)
def _heads(letters: tuple[str, ...]) -> str:
    count = len(letters)
    return " ".join(sorted({"".join(letters[i:j]) for i in range(count) for j in range(i + 1, count + 1)}))


def whole(closed: str) -> str:
    """The document without its year: `19001-2016-` gives 19001; empty for amendments and whatever else says more."""
    found = _WHOLE.fullmatch(closed)
    return found[1] if found else ""


def cited(designation: str) -> list[str]:
    """Under which keys a record is found by the number it adopts: with and without the year, by every body."""
    heads, closed = number_keys(designation)
    undated = _FROM_YEAR.sub("", closed) + "-"
    return [f"{head}|{number}" for head in heads.split() for number in dict.fromkeys((closed, undated)) if len(number) > 1]


@lru_cache(maxsize=2000)
def syllables(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read letters as pinyin syllables, at most eight; none when they are not pinyin."""
    found: list[tuple[str, ...]] = []

    def go(at: int, so_far: tuple[str, ...]) -> None:
        if len(found) >= 8 or len(so_far) > 24:
            return
        if at == len(text):
            found.append(so_far)
            return
        longest = _SYLLABLE.match(text, at)
        for end in range(longest.end() if longest else at, at, -1):
            if _SYLLABLE.fullmatch(text, at, end):
                go(end, (*so_far, text[at:end]))

    go(0, ())
    return tuple(found)


@dataclass(frozen=True)
class Question:
    """What a visitor typed: words that must all occur, phrases, words that must not, and the number it may be."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    number: Number | None = None
    designated: bool = False
    """The whole text is a designation that some family knows: `ISO 9001`, but not `IPv6`."""

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.excluded)

    @property
    def marked(self) -> list[str]:
        """What is marked in the titles that were found."""
        return [piece for piece in (*self.words, *self.phrases) if len(piece) > 1 or has_cjk(piece)]


@lru_cache(maxsize=2000)
def read_question(text: str) -> Question:
    """`数据 "信息 安全" -汽车`: words, a phrase in quotes, a word to leave out after a minus that follows a blank."""
    text = " ".join(text.replace("\u3000", " ").replace("\x00", "").split())[:MAX_LENGTH]
    phrases = tuple(phrase for found in _QUOTED.finditer(text) if (phrase := found[1].strip()) and stream(phrase))
    rest = _QUOTED.sub(" ", text)
    wanted, excluded = [], []
    for token in rest.split():
        if token[0] in "-－−" and len(token) > 1 and not token[1].isdigit():
            if stream(token):
                excluded.append(token[1:])
        elif stream(token):
            wanted.append(token)
    number = read_number(" ".join(wanted)) if wanted and not phrases else None
    designated = number is not None and bool(number.head) and bool(lookup_keys(" ".join(wanted)))
    return Question(text, tuple(wanted), phrases, tuple(excluded), number, designated)
