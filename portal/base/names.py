"""Chinese names and titles as sort keys and search keys. A name is one field, never split (Y6)."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=200_000)
def pinyin(text: str) -> str:
    """Sort key: toneless syllables in a row, latin letters kept, lower case."""
    return " ".join(lazy_pinyin(text)).lower()


@lru_cache(maxsize=200_000)
def initials(text: str) -> str:
    """First letters of the syllables: 信息安全 gives xxaq."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
