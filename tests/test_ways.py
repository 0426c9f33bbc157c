"""Addresses by name are those of Django, whatever the words hold."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.base.ways import way


@pytest.mark.parametrize(
    ("name", "words"),
    (
        ("standards:standard", ("GB-T-1.1-2020",)),
        ("standards:area", ("2020", "5g-networks")),
        ("standards:classification", ("ccs", "L70 84")),
    ),
)
def test_as_django_gives_it(name, words):
    assert way(name, *words) == reverse(name, args=words)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\n"), min_size=1, max_size=20))
def test_any_word(word):
    assert way("standards:standard", word) == reverse("standards:standard", args=(word,))
