"""How a standard is cited: GB/T 7714-2015, ISO 690:2021, BibTeX, RIS. Pure; what is not known is left out, never made up."""

import re
from dataclasses import dataclass

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"}
_KEY = re.compile(r"[^0-9A-Za-z.]+")


@dataclass(frozen=True)
class Cited:
    """What a citation needs. `number` as on the cover, `publisher` only if known."""

    number: str
    title: str
    publisher: str = ""
    year: int | None = None
    url: str = ""
    language: str = ""


def gb7714(cited: Cited) -> str:
    """责任者. 题名: 标准号[S]. 出版年. The electronic mark [S/OL] only with an address, after clause 8.1 of GB/T 7714-2015."""
    first = f"{cited.publisher}. " if cited.publisher else ""
    kind = "[S/OL]" if cited.url else "[S]"
    number = re.sub(r"-(?=\d{4}$)", "—", cited.number) if "/" in cited.number or cited.number[:2].isalpha() else cited.number
    named = f"{cited.title}: {number}" if cited.title else number
    year = f" {cited.year}." if cited.year else ""
    return f"{first}{named}{kind}.{year}{f' {cited.url}.' if cited.url else ''}"


def iso690(cited: Cited) -> str:
    """Number, title. Publisher, year. Available from: address."""
    named = f"{cited.number}, {cited.title}" if cited.title else cited.number
    published = ", ".join([*([cited.publisher] if cited.publisher else []), *([str(cited.year)] if cited.year else [])])
    return ". ".join([named, *([published] if published else []), *([f"Available from: {cited.url}"] if cited.url else [])])


def bibtex(cited: Cited) -> str:
    """A `@techreport` of the type Standard: every BibTeX style knows it."""
    fields = {
        "title": cited.title or cited.number,
        "number": cited.number,
        "type": "Standard",
        "institution": cited.publisher,
        "year": str(cited.year or ""),
        "url": cited.url,
    }
    lines = [f"  {name} = {{{_escaped(value) if name != 'url' else value}}}" for name, value in fields.items() if value]
    key = _KEY.sub("-", cited.number).strip("-")
    return "@techreport{{{},\n{}\n}}".format(key, ",\n".join(lines))


def ris(cited: Cited) -> str:
    """Type STAND; lines end with CRLF in files, here with a newline."""
    pairs = [
        ("TY", "STAND"),
        ("TI", cited.title or cited.number),
        ("M1", cited.number),
        ("PB", cited.publisher),
        ("PY", str(cited.year or "")),
        ("LA", cited.language),
        ("UR", cited.url),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\n".join([*lines, "ER  - "])


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)
