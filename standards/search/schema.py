"""The fields of the index and how each is cut. A change here changes the stamp, and every host makes its index anew."""

import hashlib

import tantivy

from . import text
from .catalogue import Kind

VERSION = 3
"""Raise it when documents are written differently under the same fields."""
GRAMS = (1, 3)
ORDERS = {"relevance": "o_relevance", "number": "o_number", "newest": "o_newest", "title": "o_title"}
"""Sort keys, all ascending. Numbers and titles are text compared bytewise; the other two are packed integers, half as dear."""
TEXT_ORDERS = ("o_number", "o_title")
SEVERAL = ("area", "ics", "ccs", "committee", "adoption")
"""Filters of which a record may have several values, or values above its own: looked up word by word in `f_<name>`."""


def facet_fields(kind: Kind) -> list[str]:
    """Fields whose values are counted; a record with several values holds them as one text with blanks between."""
    return [name for facet in kind.facets for name in (facet.name, facet.finer) if name]


def filter_field(name: str) -> str:
    return f"f_{name}" if name in SEVERAL else f"g_{name}"


def build(kind: Kind) -> tantivy.Schema:
    """Integer keys, since unsigned fields refuse Python's integers; the key is indexed, which makes updates 80 times faster."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", indexed=True, fast=True)
    builder.add_text_field("grams", tokenizer_name="portal_grams", index_option="basic")
    builder.add_text_field("initials", tokenizer_name="portal_three", index_option="basic")
    builder.add_text_field("tail", tokenizer_name="portal_beginnings", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    for name in ("pinyin", "heads", "whole", "cited", *(f"f_{name}" for name in kind.filters if name in SEVERAL)):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("o_relevance", "o_newest"):
        builder.add_integer_field(name, fast=True)
    for name in (*(f"g_{name}" for name in facet_fields(kind)), *TEXT_ORDERS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Tokenizers are not kept in the file: every process names them again."""
    for name, low, high, beginnings in (
        ("portal_grams", *GRAMS, False),
        ("portal_three", 3, 3, False),
        ("portal_beginnings", 1, text.TAIL, True),
    ):
        cutter = tantivy.Tokenizer.ngram(low, high, prefix_only=beginnings)
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(cutter).build())
    return index


def stamp(kind: Kind) -> str:
    """What an index must have been made by to be used."""
    said = f"{VERSION} {tantivy.__version__} {GRAMS} {text.TAIL} {facet_fields(kind)} {sorted(ORDERS)}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
