"""Several designations in one text: lists, ranges (`GB 50254~50259-96`) and replacements (`A代替B`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from standards.designation_families.reading import parse
from standards.designation_families.record import Designation, DesignationError
from standards.designation_families.text import tidy_long

MAX_RANGE = 200
"""A longer range is taken for a misprint."""
MAX_LIST_LENGTH = 4000

_REPLACES = re.compile(r"(?:全部|部分)?(?:代替|替代|取代)|\b(?:replaces|supersedes|superseding)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;、,，；\n|]|\band\b|以?及|和|与|或)\s*")
_RANGE = re.compile(r"\s*(?:~|～|至|\.\.\.?|…)\s*")
_CODE_OF = re.compile(r"[^0-9]*")
_TITLE = re.compile(r"《[^《》]*》")
_WORDS = re.compile(r"\A[\u4e00-\u9fff:“”\"' ]+|[\u4e00-\u9fff。.:“”\"'\\ ]+\Z")


@dataclass(frozen=True)
class Replacement:
    """What a text says is new and what it takes the place of; `partly` for 部分代替."""

    new: tuple[Designation, ...]
    replaced: tuple[Designation, ...]
    partly: bool = False


def parse_many(text: str) -> list[Designation]:
    """All designations of a list, in order. `A代替B` gives A, then B. One unreadable piece fails the whole."""
    plain = tidy_long(text, MAX_LIST_LENGTH)
    return [one for side in _REPLACES.split(plain) for one in _listed(side)]


def parse_replacement(text: str) -> Replacement:
    """Both sides of 代替; without the word everything is new."""
    plain = tidy_long(text, MAX_LIST_LENGTH)
    word = _REPLACES.search(plain)
    if word is None:
        return Replacement(tuple(_listed(plain)), ())
    new, replaced = plain[: word.start()], plain[word.end() :]
    return Replacement(tuple(_listed(new)), tuple(_listed(replaced)), partly=word[0].startswith("部分"))


def _listed(text: str) -> Iterator[Designation]:
    """The pieces of one side. A piece that begins with a figure takes the code of the one before it."""
    text = text.strip(" :\"'“”")
    if not text:
        return
    try:
        whole = parse(text)
    except DesignationError as error:
        pieces = [piece for piece in _BETWEEN.split(_TITLE.sub("", text)) if piece]
        if not pieces or (len(pieces) == 1 and not _RANGE.search(text) and _WORDS.sub("", pieces[0]) == text):
            raise error from None
    else:
        yield whole
        return
    code = ""
    for piece in pieces:
        bare = _WORDS.sub("", piece)
        if not bare:
            raise DesignationError(text, "a standard number", text.find(piece))
        code = _CODE_OF.match(bare)[0] or code  # type: ignore[index]
        yield from _ranged(bare if not bare[0].isdigit() else code + bare, code)


def _ranged(text: str, code: str) -> Iterator[Designation]:
    ends = [end.strip(" \\") for end in _RANGE.split(text)]
    if len(ends) == 1:
        yield parse(text)
        return
    if len(ends) != 2 or not all(ends):
        raise DesignationError(text, "one range with two ends", 0)
    first = parse(ends[0])
    last = parse(ends[1] if not ends[1][0].isdigit() else code + ends[1])
    if first.part and last.part and first.number == last.number:
        low, high = _whole(first.part, text), _whole(last.part, text)
        yield from (replace(last, part=str(n)) for n in _steps(low, high, text))
        return
    low, high = _whole(first.number, text), _whole(last.number, text)
    yield from (replace(last, number=str(n).zfill(len(first.number))) for n in _steps(low, high, text))


def _whole(digits: str, text: str) -> int:
    if not digits.isdecimal():
        raise DesignationError(text, "whole numbers at both ends of the range", 0)
    return int(digits)


def _steps(low: int, high: int, text: str) -> range:
    if not low < high <= low + MAX_RANGE:
        raise DesignationError(text, f"a rising range of at most {MAX_RANGE} numbers", 0)
    return range(low, high + 1)
