"""The address of a committee, from its number."""

import re

from portal.base.names import initials

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_GAP = re.compile(r"[^0-9A-Za-z.]+")


def slug_of(code: str) -> str:
    """`ISO/IEC JTC 1/SC 42` gives ISO-IEC-JTC-1-SC-42; Chinese characters give their initials."""
    latin = _CHINESE.sub(lambda found: f" {initials(found[0]).upper()} ", code)
    return _GAP.sub("-", latin).strip("-")
