"""The order of numbers is the same on both databases and in Python."""

import pytest

from standards.models import Standard
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_database_sorts_numbers_as_python_does():
    numbers = "GB/T 1.10-2020|GB/T 1.9-2020|YD/T 3956-2021|DB11/T 2-2019|T/CCSA 300-2021|GB 18030-2022|JB/T 12-2001"
    for text in numbers.split("|"):
        factories.standard(text)
    keys = list(Standard.objects.order_by("sort_key").values_list("sort_key", flat=True))
    assert keys == sorted(keys)
