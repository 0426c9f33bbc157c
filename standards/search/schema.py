"""The fields of the index and how each is cut. A change here changes the stamp, and every host makes its index anew."""

import hashlib

import tantivy

from . import text
from .catalogue import Kind

VERSION = 1
"""Raise it when documents are written differently under the same fields."""
GRAMS = (1, 3)
ORDERS = ("o_relevance", "o_number", "o_newest", "o_title")
"""Sort keys as text: compared bytewise, ascending."""


def facet_fields(kind: Kind) -> list[str]:
    """Fields whose values are counted; a record with several values holds them as one text with blanks between."""
    return [name for facet in kind.facets for name in (facet.name, facet.finer) if name]


def build(kind: Kind) -> tantivy.Schema:
    """Integer keys, since unsigned fields refuse Python's integers; the key is indexed, which makes updates 80 times faster."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", indexed=True, fast=True)
    builder.add_text_field("grams", tokenizer_name="portal_grams", index_option="basic")
    builder.add_text_field("initials", tokenizer_name="portal_three", index_option="basic")
    builder.add_text_field("tail", tokenizer_name="portal_beginnings", index_option="basic")
    for name in ("words", "pairs", "pinyin", "heads", "whole", "cited"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in kind.filters:
        builder.add_text_field(f"f_{name}", tokenizer_name="whitespace", index_option="basic")
    for name in (*(f"g_{name}" for name in facet_fields(kind)), *ORDERS):
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
    said = f"{VERSION} {tantivy.__version__} {GRAMS} {text.TAIL} {facet_fields(kind)} {ORDERS}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
