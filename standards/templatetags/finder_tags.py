"""The finder's dense parts written in one go: a hundred counted choices cost a template ten times as much."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.base import wording
from standards.finder_page import RECORDS, Choice, FinderPage, about
from standards.search.text import read_question

register = template.Library()


@register.simple_tag
def facet_choices(name: str, choices: Sequence[Choice]) -> SafeString:
    """The same markup as `components/facet.html` gives each choice."""
    box = f'<li><label><input type="checkbox" name="{escape(name)}" value='
    return mark_safe(
        "".join(
            f'{box}"{escape(one.value)}"{" checked" if one.chosen else ""}> '
            f"{escape(one.label)}<span>{wording.number(one.count)}</span></label></li>"
            for one in choices
        )
    )


@register.simple_tag
def hits(page: FinderPage) -> SafeString:
    """One record of a list each: number, titles with the words that were looked for, status, small print."""
    words = read_question(page.text).marked
    address = reverse(RECORDS[page.kind], args=("slug",))
    demonstration = f'<span class="tag plan">{escape(_("Demonstration"))}</span>'
    return mark_safe("".join(_hit(row, address, words, demonstration if row["is_demo"] else "") for row in page.rows))


def _hit(row: dict[str, Any], address: str, words: list[str], demonstration: str) -> str:
    zh = f'<span class="zh" lang="zh-Hans">{_marked(row["title_zh"], words)}</span>' if row["title_zh"] else ""
    en = f'<div class="en" lang="en">{_marked(row["title_en"], words)}</div>' if row["title_en"] else ""
    meta = "".join(f"<span>{escape(said)}</span>" for said in about(row))
    number = f'<a class="no" href="{escape(address.replace("slug", row["slug"]))}">{escape(row["designation"])}</a>'
    return (
        f'<li><article class="hit"><div><h2>{number}</h2>{zh}{en}</div>'
        f'<span><span class="tag {row["tone"]}">{escape(row["status_label"])}</span></span>'
        f'<div class="meta">{demonstration}{meta}</div></article></li>'
    )


def _marked(text: str, words: list[str]) -> str:
    pieces = wording.marked(text, words)
    return "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in pieces)
