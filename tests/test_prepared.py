"""Prepared questions: the same rows as the queryset, any number of keys, every conversion, one query each."""

from datetime import date

import pytest
from django.db.models import Q

from portal.base.prepared import Many, Prepared, every_column, instance
from standards.models import Standard
from tests import factories

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "designation", "published_on", "is_demo", "ics", "committee__code", "updated_at")
BY_SLUG = Prepared(lambda slug: Standard.objects.public().filter(slug=slug).values_list(*COLUMNS), str)
BY_KEYS = Prepared(lambda pks: Standard.objects.filter(pk__in=pks).order_by("pk").values_list(*COLUMNS), Many(int, 4))
EITHER = Prepared(
    lambda pk, slug: Standard.objects.filter(Q(slug=slug) | Q(pk=pk)).order_by("pk").values_list("pk", "designation"), int, str
)
SINCE = Prepared(
    lambda day: Standard.objects.filter(published_on__gte=day).exclude(published_on=day).order_by("pk").values_list("pk"), date
)
NUMBERS = Prepared(lambda texts: Standard.objects.filter(designation__in=texts).order_by("pk").values_list("pk"), Many(str, 3))
WHOLE = Prepared(lambda pk: Standard.objects.filter(pk=pk).values_list(*every_column(Standard)), int)


@pytest.fixture
def four():
    return [factories.standard(f"GB/T {at}-2020", published_on=date(2020, 3, at), ics=["35.030", f"{at}"]) for at in range(1, 5)]


def test_same_rows_and_types_as_the_queryset(four):
    for one in four:
        plain = list(Standard.objects.filter(pk=one.pk).values_list(*COLUMNS))
        assert BY_SLUG.rows(one.slug) == plain
        assert BY_SLUG.dicts(one.slug) == [dict(zip(COLUMNS, plain[0], strict=True))]
        assert BY_SLUG.named(one.slug)[0].published_on == date(2020, 3, four.index(one) + 1)
    assert BY_SLUG.rows("GB-T-9-2020") == []


@pytest.mark.parametrize("number", (1, 3, 4))
def test_a_list_of_any_length_up_to_the_most(four, number):
    pks = [one.pk for one in four[:number]]
    assert [row[0] for row in BY_KEYS.rows(pks)] == pks


@pytest.mark.parametrize("number", (0, 5))
def test_an_empty_or_too_long_list_is_refused(number):
    with pytest.raises(ValueError, match=f"{number} values where 1 to 4"):
        BY_KEYS.rows(list(range(number)))


def test_each_value_goes_to_its_place(four):
    wanted = [(one.pk, one.designation) for one in (four[0], four[3])]
    assert EITHER.rows(four[3].pk, four[0].slug) == wanted


def test_a_whole_record(four):
    found = instance(Standard, WHOLE.rows(four[2].pk)[0])
    assert found == four[2]
    assert (found.ics, found.published_on, found._state.adding) == (["35.030", "3"], date(2020, 3, 3), False)


def test_one_query_each(four, django_assert_num_queries):
    BY_SLUG.rows(four[0].slug)
    with django_assert_num_queries(1):
        BY_SLUG.rows(four[0].slug)


def test_a_question_that_changes_its_value_cannot_be_prepared():
    changing = Prepared(lambda text: Standard.objects.filter(slug=text.upper()).values_list("pk"), str)
    with pytest.raises(ValueError, match="cannot be prepared"):
        changing.rows("gb")


def test_a_list_of_texts(four):
    assert NUMBERS.rows(["GB/T 2-2020", "GB/T 4-2020"]) == [(four[1].pk,), (four[3].pk,)]


def test_a_day_may_be_used_twice(four):
    assert SINCE.rows(date(2020, 3, 2)) == [(four[2].pk,), (four[3].pk,)]
