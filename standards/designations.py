"""The one door to standard numbers: `parse(text) -> Designation`, whose `str()` is the normal form.

Pure (no Django, no models). Each family has a module in `designation_families`. Nothing is guessed: what cannot be read
raises `DesignationError`, which says what was expected where. `parse` reads exactly one designation, `parse_many` lists,
ranges and `A代替B`; `lookup_keys` and `prefix_key` serve finding by a number typed any way.
"""

from standards.designation_families.lists import MAX_LIST_LENGTH, Replacement, parse_many, parse_replacement
from standards.designation_families.lookup import lookup_keys, prefix_key, search_key
from standards.designation_families.reading import parse
from standards.designation_families.record import Designation, DesignationError, Supplement
from standards.designation_families.text import MAX_LENGTH

__all__ = [
    "MAX_LENGTH",
    "MAX_LIST_LENGTH",
    "Designation",
    "DesignationError",
    "Replacement",
    "Supplement",
    "lookup_keys",
    "parse",
    "parse_many",
    "parse_replacement",
    "prefix_key",
    "search_key",
]
