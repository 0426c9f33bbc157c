"""The text of a DOCX, paragraph by paragraph, with the numbers that Word only shows: clauses are numbered automatically."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree as ET

from . import packages
from .packages import local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HIDDEN = frozenset({"Fallback", "del", "moveFrom", "pPrChange", "rPrChange", "instrText"})
"""What the finished paper does not show: the second form of a drawing, deletions, earlier formats, codes of fields."""
CHINESE = "零一二三四五六七八九"


@dataclass
class Level:
    """One level of a numbering: where it starts, how it counts, how it is shown (`%1.%2`)."""

    start: int = 1
    count: str = "decimal"
    shown: str = ""


@dataclass
class Paragraph:
    text: list[str] = field(default_factory=list)
    style: str = ""
    numbering: str = ""
    level: int | None = None


class Numbering:
    """Counts as the program does (ECMA-376, 17.9): a level begins anew whenever a higher one goes on."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, int | None]] = {}
        self.parents: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        for one in packages.named(numbering, "abstractNum") if numbering is not None else ():
            self._declare(one)
        for one in packages.named(numbering, "num") if numbering is not None else ():
            target = one.find(f"{W}abstractNumId")
            if target is not None:
                self.abstract[one.get(f"{W}numId", "")] = target.get(f"{W}val", "")
        for one in packages.named(styles, "style") if styles is not None else ():
            self._style(one)

    def _declare(self, one: ET.Element) -> None:
        levels = self.levels[one.get(f"{W}abstractNumId", "")] = {}
        for level in one.iterfind(f"{W}lvl"):
            said = {local(child.tag): child.get(f"{W}val", "") for child in level}
            start = said.get("start", "1")
            levels[_whole(level.get(f"{W}ilvl", "0"))] = Level(
                _whole(start), said.get("numFmt", "decimal"), said.get("lvlText", "")
            )

    def _style(self, one: ET.Element) -> None:
        name = one.get(f"{W}styleId", "")
        based = one.find(f"{W}basedOn")
        if based is not None:
            self.parents[name] = based.get(f"{W}val", "")
        numbering, level = one.find(f"{W}pPr/{W}numPr/{W}numId"), one.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if numbering is not None or level is not None:
            self.styles[name] = (
                numbering.get(f"{W}val", "") if numbering is not None else "",
                _whole(level.get(f"{W}val", "0")) if level is not None else None,
            )

    def _place(self, paragraph: Paragraph) -> tuple[str, int]:
        """Numbering and level of a paragraph: its own, else those of its style or of what the style is based on."""
        numbering, level, style = paragraph.numbering, paragraph.level, paragraph.style
        for _step in range(12):
            own, depth = self.styles.get(style, ("", None))
            numbering, level = numbering or own, depth if level is None else level
            style = self.parents.get(style, "")
            if not style:
                break
        return numbering, level or 0

    def number(self, paragraph: Paragraph) -> str:
        """The number that the program shows before the paragraph; empty for none and for bullets."""
        numbering, depth = self._place(paragraph)
        key = self.abstract.get(numbering, "")
        level = self.levels.get(key, {}).get(depth)
        if level is None or numbering == "0":
            return ""
        counts = self.counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.count in ("bullet", "none") or not level.shown:
            return ""
        shown = level.shown
        for each in range(depth + 1):
            other = self.levels[key].get(each, Level())
            shown = shown.replace(f"%{each + 1}", counted(counts.get(each, other.start), other.count))
        return shown


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def counted(number: int, how: str) -> str:
    """A number as Word counts: 3, C, c, III, iii, 三."""
    if how in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 260 else str(number)
        return letter if how == "upperLetter" else letter.lower()
    if how in ("upperRoman", "lowerRoman") and 0 < number < 40:
        found, left = "", number
        for value, sign in ROMAN:
            found += sign * (left // value)
            left %= value
        return found.upper() if how == "upperRoman" else found
    if "hinese" in how and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + (CHINESE[ones] if ones else "")
    return str(number)


class Body:
    """Gathers paragraphs while the part is read; the cells of a table's row stand in one line."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.lines: list[str] = []
        self.open: list[Paragraph] = []
        self.rows: list[list[list[str]]] = []
        self.hidden = 0
        self.in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, value = local(tag), attributes.get(f"{W}val", "")
        if name in HIDDEN:
            self.hidden += 1
        elif name == "p" and tag.startswith(W):
            self.open.append(Paragraph())
        elif name == "tr" and tag.startswith(W):
            self.rows.append([])
        elif name == "tc" and tag.startswith(W) and self.rows:
            self.rows[-1].append([])
        elif name == "t":
            self.in_text = True
        elif self.open and not self.hidden:
            self._detail(name, value)

    def _detail(self, name: str, value: str) -> None:
        paragraph = self.open[-1]
        match name:
            case "pStyle":
                paragraph.style = value
            case "numId":
                paragraph.numbering = value
            case "ilvl":
                paragraph.level = _whole(value)
            case "tab" if paragraph.text:
                paragraph.text.append("\t")
            case "br" | "cr":
                paragraph.text.append("\n")
            case "noBreakHyphen":
                paragraph.text.append("-")

    def data(self, text: str) -> None:
        if self.in_text and self.open and not self.hidden:
            self.open[-1].text.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in HIDDEN:
            self.hidden -= 1
        elif name == "t":
            self.in_text = False
        elif name == "p" and tag.startswith(W) and self.open:
            self._write(self.open.pop())
        elif name == "tr" and tag.startswith(W) and self.rows:
            self._line(" | ".join(" ".join(cell) for cell in self.rows.pop()))

    def _write(self, paragraph: Paragraph) -> None:
        text = "".join(paragraph.text).strip()
        number = self.numbering.number(paragraph) if text else ""
        self._line(f"{number}\t{text}" if number else text)

    def _line(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(" ".join(text.split()))
        elif text:
            self.lines.append(text)

    def close(self) -> list[str]:
        return self.lines


def text_of(file: BinaryIO) -> str:
    """The paper as it reads with all changes accepted; notes, heads and feet of pages left out."""
    with packages.opened(file) as packed:
        numbering = Numbering(packages.tree(packed, "word/numbering.xml"), packages.tree(packed, "word/styles.xml"))
        lines: list[str] = packages.feed(packages.part(packed, "word/document.xml"), Body(numbering))
    return "\n".join(lines)
