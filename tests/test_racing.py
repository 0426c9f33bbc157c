"""Two people enter the same unique thing at the same moment: the slower one gets the form back and reads why."""

import threading
import time
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from committees import actions as actions_committees
from portal.base import actions_accounts, actions_calendar, actions_organisations, audit, clock
from portal.base.acting import act_on
from portal.base.models import CalendarDay, Organisation, Region
from portal.base.people import system_user
from programmes import actions_closings
from programmes.models import Closing, Plan
from standards import actions_areas, actions_international, actions_standards
from standards.models import KeyArea
from tests import factories

JUNE = date(2020, 6, 1)


class CodeForm(forms.Form):
    code = forms.CharField()


class OtherForm(forms.Form):
    text = forms.CharField()


def save_region(code):
    with audit.act("test.region", by=system_user()), transaction.atomic():
        Region(code=code, name_zh="示例").save()


def overtaken(*, looks):
    """An action during which, the first time, somebody else enters the same; it may look before it writes, as ours do."""
    times = []

    def action(code="110000", text="", fails=False):
        times.append(code)
        if looks and Region.objects.filter(code=code).exists():
            raise ValidationError({"code": "there already"})
        if len(times) == 1:
            save_region(code)
        save_region(code)

    return action, times


TAKEN = "刚刚已有他人录入相同的内容：{}。请先查看该条记录。"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "looks", "errors"),
    (
        (CodeForm({"code": "110000"}), True, {"code": ["there already"]}),
        (CodeForm({"code": "110000"}), False, {"code": [TAKEN.format("代号")]}),
        (OtherForm({"text": "typed"}), False, {"__all__": [TAKEN.format("代号")]}),
    ),
)
def test_the_slower_one_reads_which_field_is_taken(form, looks, errors):
    action, times = overtaken(looks=looks)
    assert act_on(form, action) is None
    assert ({name: list(said) for name, said in form.errors.items()}, len(times)) == (errors, 2)


@pytest.mark.django_db
def test_a_race_for_a_free_number_is_simply_run_again():
    """Whoever takes the next free address gets the one after."""
    taken = []

    def action(code):
        number = Region.objects.count()
        if not taken:
            taken.append(save_region(str(number)))
        save_region(str(number))
        return number

    assert act_on(CodeForm({"code": "any"}), action) == 1


@pytest.mark.django_db
def test_a_rule_over_two_columns_and_a_rule_for_some_rows_name_their_fields():
    plan = factories.plan(2020)

    def close():
        with audit.act("test.close", by=system_user()), transaction.atomic():
            now = clock.now()
            Closing(plan=plan, on=JUNE, known=now, prepared_at=now, prepared_by=system_user()).save()

    def organise():
        with audit.act("test.organise", by=system_user()), transaction.atomic():
            Organisation(name_zh="示例公司", kind=Organisation.Kind.choices[0][0]).save()

    said = {}
    for name, action in (("closing", close), ("organisation", organise)):
        action()
        form = OtherForm({"text": "typed"})
        act_on(form, lambda text, action=action: action())
        said[name] = len(form.non_field_errors())
    assert said == {"closing": 2, "organisation": 1}


@pytest.mark.django_db
def test_a_rule_that_is_there_already_is_refused_by_the_names_of_its_fields(client):
    area = factories.area()
    client.force_login(factories.officer())
    url, typed = f"/desk/areas/2020/{area.slug}/rules/new/", {"kind": "ics", "value": "33", "weight": "1", "note": "甲"}
    answers = [client.post(url, typed) for _ in range(2)]
    (said,) = answers[1].context["form"].non_field_errors()
    assert (answers[0].status_code, [word for word in ("重点领域", "值") if word not in said]) == (302, [])


@pytest.mark.django_db
def test_another_broken_rule_is_no_race():
    def action(text):
        with audit.act("test.plan", by=system_user()), transaction.atomic():
            plan = factories.plan(2021)
            type(plan).objects.filter(pk=plan.pk).update(period_until=plan.period_from)

    with pytest.raises(IntegrityError):
        act_on(OtherForm({"text": "typed"}), action)


def committee(by):
    actions_committees.found_committee(code="SAC/TC 999", body="SAC", name_zh="甲", by=by)


def organisation(by):
    actions_organisations.create_organisation(name_zh="示例公司", kind=Organisation.Kind.choices[0][0], by=by)


def account(by):
    actions_accounts.create_account(username="keeper", name="甲", by=by)


def standard(by):
    actions_standards.enter_standard("YD/T 1-2020", title_zh="甲", by=by)


def international(by):
    actions_international.enter_international("ISO 1:2020", title_en="One", by=by)


def rule(by):
    actions_areas.save_rule(KeyArea.objects.get(), kind="ics", value="33", note="甲", by=by)


def close(by):
    actions_closings.prepare_closing(Plan.objects.get(), on=JUNE, by=by)


def day(by):
    actions_calendar.set_day(JUNE, kind="holiday", name_zh="甲", notice="国办发明电〔2020〕1号", by=by)


REFUSED = (
    (committee, "/desk/committees/new/", {"code": "SAC/TC 999", "body": "SAC", "name_zh": "乙", "status": "active"}, "code"),
    (
        organisation,
        "/desk/organisations/new/",
        {"name_zh": "示例公司", "name_en": "Typed", "kind": Organisation.Kind.values[0]},
        "name_zh",
    ),
    (account, "/desk/accounts/new/", {"username": "keeper", "name": "乙"}, "username"),
    (standard, "/desk/standards/new/", {"designation": "YD/T 1-2020", "title_zh": "乙"}, "designation"),
    (international, "/desk/international-standards/new/", {"designation": "ISO 1:2020", "title_en": "Two"}, "designation"),
    (rule, "/desk/areas/2020/{slug}/rules/new/", {"kind": "ics", "value": "33", "weight": "1", "note": "乙"}, "__all__"),
)
TAKEN_OVER = (
    (close, "/desk/programmes/2020/closings/", {"on": "2020-06-01"}, Closing),
    (day, "/desk/work-calendar/day/", {"day": "2020-06-01", "kind": "holiday", "name_zh": "乙", "notice": "乙"}, CalendarDay),
)


def second(act, url, typed):
    """The answer to somebody who sends the form while the same is being entered and not yet committed."""
    first, other = factories.administrator(), factories.officer()
    client, entered = Client(), threading.Event()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")

    def early():
        with transaction.atomic():
            act(first)
            entered.set()
            time.sleep(0.5)
        connection.close()

    person = threading.Thread(target=early)
    person.start()
    entered.wait(10)
    answer = client.post(url, typed)
    person.join()
    return answer


@pytest.fixture
def at_once(fixed_clock):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "url", "typed", "field"), REFUSED)
def test_the_slower_one_gets_the_form_back_with_what_was_typed(at_once, act, url, typed, field):
    if act is rule:
        url = url.format(slug=factories.area().slug)
    answer = second(act, url, typed)
    form = answer.context["form"]
    assert (list(form.errors), {name: form[name].value() for name in typed}) == ([field], typed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "url", "typed", "model"), TAKEN_OVER)
def test_what_may_be_entered_again_is_entered_again(at_once, act, url, typed, model):
    factories.goal(factories.plan(2020), "formulated")
    answer = second(act, url, typed)
    assert (answer.status_code, model.objects.count()) == (302, 1)
