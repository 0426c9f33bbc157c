"""Records chosen by typed names and numbers: exact ones are taken, near ones offered, nothing is guessed."""

import pytest
from django.http import QueryDict

from committees.choosing import COMMITTEE
from experts.choosing import PERSON
from portal.base.choosing import ORGANISATION, RecordField
from portal.base.forms import Form
from standards.choosing import GROUP_STANDARD, INTERNATIONAL, STANDARD
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def form_of(resolver, post=None, initial=None):
    class Choice(Form):
        one = RecordField(resolver, label="one", required=False)

    return Choice(QueryDict(post) if post is not None else None, initial={"one": initial})


def offered(form):
    return [candidate.text for candidate in form.fields["one"].widget.candidates]


@pytest.mark.parametrize("typed", ("YD/T 3956-2020", "ydt3956-2020", "YD／T 3956—2020", "YD 3956-2020"))
def test_a_standard_is_found_in_any_spelling(typed):
    made = factories.standard("YD/T 3956-2020")
    form = form_of(STANDARD, f"one={typed}")
    assert (form.is_valid(), form.cleaned_data.get("one")) == (True, made)


def test_several_editions_are_offered_and_one_is_chosen():
    old, new = factories.international("ISO 9001:2008"), factories.international("ISO 9001:2015")
    form = form_of(INTERNATIONAL, "one=ISO 9001")
    assert (form.is_valid(), sorted(offered(form))) == (False, ["ISO 9001:2008", "ISO 9001:2015"])
    page = form.as_p()
    assert (page.count('type="radio"'), 'value="ISO 9001"' in page) == (2, True)
    again = form_of(INTERNATIONAL, f"one=ISO 9001&one_for=ISO 9001&one_chosen={old.pk}")
    assert (again.is_valid(), again.cleaned_data["one"]) == (True, old)
    other_text = form_of(INTERNATIONAL, f"one=ISO 9001:2015&one_for=ISO 9001&one_chosen={old.pk}")
    assert (other_text.is_valid(), other_text.cleaned_data["one"]) == (True, new)


def test_a_single_near_hit_is_offered_not_taken():
    factories.organisation("示例电子研究院")
    form = form_of(ORGANISATION, "one=示例电子")
    assert (form.is_valid(), offered(form)) == (False, ["示例电子研究院"])


def test_nothing_near_says_so_and_keeps_the_text():
    form = form_of(ORGANISATION, "one=无此单位")
    assert (form.is_valid(), offered(form), 'value="无此单位"' in form.as_p()) == (False, [], True)


def test_what_is_empty_is_nobody():
    form = form_of(ORGANISATION, "one=+")
    assert (form.is_valid(), form.cleaned_data["one"]) == (True, None)


def test_two_people_of_one_name_stay_two():
    first, second = factories.person("王伟"), factories.person("王伟")
    asked = form_of(PERSON, "one=王伟")
    assert (asked.is_valid(), offered(asked)) == (False, ["王伟", "王伟"])
    shown = form_of(PERSON, initial=second)
    assert f'name="one_chosen" value="{second.pk}"' in shown.as_p()
    kept = form_of(PERSON, f"one=王伟&one_for=王伟&one_chosen={second.pk}")
    assert (kept.is_valid(), kept.cleaned_data["one"] == second, first == second) == (True, True, False)


def test_only_the_kind_that_is_wanted_is_found():
    factories.standard("YD/T 3956-2020")
    group = factories.group_standard("T/SLSL 77-2020")
    assert form_of(GROUP_STANDARD, "one=YD/T 3956-2020").is_valid() is False
    form = form_of(GROUP_STANDARD, "one=t/slsl77-2020")
    assert (form.is_valid(), form.cleaned_data["one"]) == (True, group)


@pytest.mark.parametrize("typed", ("示例/TC 4711", "示例/tc4711", "示例标委会"))
def test_committees_by_number_or_name(typed):
    made = factories.committee("示例/TC 4711", name_zh="示例标委会")
    form = form_of(COMMITTEE, f"one={typed}")
    assert (form.is_valid(), form.cleaned_data["one"]) == (True, made)


def test_a_key_that_is_not_of_this_kind_is_no_choice():
    form = form_of(ORGANISATION, "one=甲&one_for=甲&one_chosen=999999")
    assert (form.is_valid(), list(form.errors)) == (False, ["one"])
