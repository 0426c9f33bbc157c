"""Two people change one record at once: the second sees who changed what, and nothing is lost."""

import pytest
from django.urls import reverse

from programmes import actions_records
from standards import actions_standards
from standards.models import Standard
from tests import factories
from tests.desk import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def officer(client):
    account = factories.officer(name="陈晓")
    client.force_login(account)
    return account


def test_both_values_are_shown_and_saving_again_stands_on_the_newer_version(client, officer):
    other = factories.officer(name="李明")
    made = factories.standard(title_zh="旧名", title_en="Old", ics=["35.030"], content="旧内容")
    url = reverse("standards-desk:edit-standard", args=(made.pk,))
    mine = shown(client, url) | {"title_zh": "我的名称", "note": "我的备注"}
    committee = factories.committee("示例/TC 5")
    actions_standards.edit_standard(made, title_zh="他的名称", title_en="His", ics=["33.060"], committee=committee, by=other)
    answer = client.post(url, mine | {"lang": "en"})
    form = answer.context["form"]
    clashes = [(one.before, one.now, one.typed, one.taken, one.by) for one in form.clashes]
    assert (answer.status_code, Standard.objects.get(pk=made.pk).title_zh) == (422, "他的名称")
    assert clashes == [
        ("旧名", "他的名称", "我的名称", False, other),
        ("Old", "His", "Old", True, other),
        ("35.030", "33.060", "35.030", True, other),
        ("", "示例/TC 5", "", True, other),
    ]
    page = answer.content.decode()
    assert ("李明" in page, 'value="我的名称"' in page, 'value="His"' in page) == (True, True, True)
    again = shown_again(form)
    assert client.post(url, again)["Location"] == reverse("standards-desk:standard", args=(made.pk,))
    saved = Standard.objects.get(pk=made.pk)
    assert (saved.title_zh, saved.title_en, saved.ics, saved.committee, saved.note) == (
        "我的名称",
        "His",
        ["33.060"],
        committee,
        "我的备注",
    )


def shown_again(form):
    """What the browser sends from the page that was refused."""
    sent = {}
    for field in form:
        value = field.value()
        if hasattr(value, "chosen"):
            sent |= {field.name: value.text, f"{field.name}_chosen": value.chosen, f"{field.name}_for": value.offered_for}
        elif value not in (None, False):
            sent[field.name] = value
    return sent


def test_the_same_change_twice_is_no_clash(client, officer):
    made = factories.standard(title_zh="旧名")
    url = reverse("standards-desk:edit-standard", args=(made.pk,))
    mine = shown(client, url) | {"title_zh": "新名"}
    actions_standards.edit_standard(made, title_zh="新名", by=factories.officer())
    assert client.post(url, mine).context["form"].clashes == []


def test_a_number_corrected_meanwhile_is_seen(client, officer):
    made = factories.standard("YD/T 1-2020")
    url = reverse("standards-desk:correct-number", args=(made.pk,))
    mine = shown(client, url) | {"designation": "YD/T 3-2020", "reason": "抄错"}
    actions_standards.correct_designation(made, designation="YD/T 2-2020", reason="x", by=factories.officer())
    answer = client.post(url, mine)
    clash = answer.context["form"].clashes[0]
    assert (answer.status_code, clash.before, clash.now, clash.typed) == (422, "YD/T 1-2020", "YD/T 2-2020", "YD/T 3-2020")


def test_demonstrations_and_committees_meet_in_the_same_way(client, officer):
    first, second = factories.organisation("示例甲"), factories.organisation("示例乙")
    made = actions_records.enter_demonstration(title_zh="示范", organisation=first, by=officer)
    url = reverse("programmes-desk:edit-demonstration", args=(made.pk,))
    mine = shown(client, url) | {"field": "能源"}
    actions_records.edit_demonstration(made, organisation=second, by=factories.officer())
    form = client.post(url, mine).context["form"]
    assert [(one.before, one.now, one.taken) for one in form.clashes] == [("示例甲", "示例乙", True)]
    client.post(url, shown_again(form))
    made.refresh_from_db()
    assert (made.organisation, made.field) == (second, "能源")
