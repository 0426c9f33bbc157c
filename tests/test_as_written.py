"""Texts kept in one language only are marked on a page of the other."""

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from portal.base.templatetags.portal_tags import as_written

ENGLISH = "03.120.10 Quality management and quality assurance"
CHINESE = "示例：上半年"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    (
        (ENGLISH, "zh-hans", f'<span lang="en">{ENGLISH}</span>'),
        (ENGLISH, "en", ENGLISH),
        (CHINESE, "en", f'<span lang="zh-Hans">{CHINESE}</span>'),
        (CHINESE, "zh-hans", CHINESE),
        ("GB/T 19001-2016", "zh-hans", "GB/T 19001-2016"),
        ("ISO/IEC JTC 1", "zh-hans", "ISO/IEC JTC 1"),
        ("2020-06-30", "en", "2020-06-30"),
        (394, "en", 394),
        ("about <b>this</b>", "zh-hans", '<span lang="en">about &lt;b&gt;this&lt;/b&gt;</span>'),
        (mark_safe("about <b>this</b>"), "zh-hans", '<span lang="en">about <b>this</b></span>'),
    ),
)
def test_a_text_of_the_other_language_says_so(text, language, shown):
    with override(language):
        assert as_written(text) == shown
