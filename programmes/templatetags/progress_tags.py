"""The dense table of areas by goals, written in one go: a hundred cells cost a template ten times as much."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.base.charts import share
from programmes.progress import AreaRow, Cell

register = template.Library()


@register.simple_tag
def area_cells(row: AreaRow) -> SafeString:
    """The figures of one key area, each opening its records, with a bar where the area has a target of its own."""
    return mark_safe("".join(map(_cell, row.cells)))


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    shown = f'<a href="{escape(cell.url)}">{text}</a>' if cell.url else text
    bar = f" / {escape(cell.target)}{_bar(cell.part, cell.whole)}" if cell.target else ""
    return f'<td class="num">{shown}{bar}</td>'


def _bar(part: float, whole: float) -> str:
    """As `components/mini_bar.html` draws it."""
    return f'<svg class="mini" aria-hidden="true"><rect width="{share(part, whole)}%" height="100%" rx="4"/></svg>'
