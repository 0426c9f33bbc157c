"""The progress page, the ledger, cited and signed figures, as readers see them."""

import csv
import hashlib
import io
import json
from datetime import date

import pytest
from django.urls import reverse

from portal.base import clock, outbox
from programmes import actions_closings, actions_plans, actions_readings
from programmes.models import Citation
from tests import factories
from tests.factories_goals import Programme

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2021, 1, 15)


@pytest.fixture
def programme(clock_at):
    made = Programme()
    area = made.areas[0]
    made.publish(date(2020, 3, 10), area)
    made.publish(date(2020, 9, 1), area)
    made.publish(date(2021, 1, 3), area)
    made.demonstrate(date(2020, 11, 24), "新材料", area)
    made.list_and_adopt(area, date(2020, 1, 5), adopted=date(2018, 2, 1))
    made.list_and_adopt(area, date(2020, 1, 5))
    made.lead(date(2020, 4, 1), date(2020, 5, 1), area)
    made.lead(date(2020, 4, 1), None, area, evidence="")
    clock_at(NEW_YEAR)
    return made


def text(client, url, status=200):
    response = client.get(url, headers={"accept-language": "en"})
    assert response.status_code == status, url
    return response.content.decode()


def rows_of(client, url):
    content = b"".join(client.get(url, headers={"accept-language": "en"}).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_without_a_year_the_newest_programme_is_shown(client, programme):
    assert client.get("/progress/").headers["Location"] == "/progress/2020/"


def test_cards_show_value_target_and_judgement(client, programme):
    context = client.get("/progress/2020/", headers={"accept-language": "en"}).context
    cards = {slug: (card.value, card.of, card.tag) for slug, card in context["cards"]}
    assert cards == {
        "formulated": ("2", "Target: reach 10 standards", "not reached"),
        "demonstrated": ("1", "Target: reach 10 standards and 3 fields or more", "not reached"),
        "conversion-rate": ("50.0%", "Target: more than 90%", "not reached"),
        "led": ("1", "Target: reach 10 standards", "not reached"),
    }
    assert context["on"] == date(2020, 12, 31)


def test_a_past_day_recomputes_from_facts(client, programme):
    context = client.get("/progress/2020/?on=2020-06-30").context
    assert {slug: card.value for slug, card in context["cards"]} == {
        "formulated": "1", "demonstrated": "0", "conversion-rate": "50.0%", "led": "1",
    }  # fmt: skip


def test_stored_and_computed_pages_are_the_same(client, programme):
    computed = client.get("/progress/2020/?on=2020-06-30").context
    outbox.sequence()
    for goal in programme.goals.values():
        actions_readings.read_year(goal)
    stored = client.get("/progress/2020/?on=2020-06-30").context
    assert (computed["fresh"].stored, stored["fresh"].stored) == (False, True)
    assert stored["cards"] == computed["cards"]
    assert [row.cells for row in stored["rows"]] == [row.cells for row in computed["rows"]]
    assert stored["chart"]["rows"] == computed["chart"]["rows"]


def test_a_page_says_when_its_figures_lag_behind(client, programme):
    outbox.sequence()
    for goal in programme.goals.values():
        actions_readings.read_year(goal)
    assert client.get("/progress/2020/?on=2020-06-30").context["stale"] is None
    with clock.at(date(2021, 1, 14)):
        factories.standard(published_on=date(2020, 6, 1))
    outbox.sequence()
    assert client.get("/progress/2020/?on=2020-06-30").context["stale"].reason != ""


def test_a_year_without_content_shows_unknown(client, programme):
    factories.plan(2018)
    page = text(client, "/progress/2018/")
    assert page.count("Unknown") == 3


@pytest.mark.parametrize("sort", ("", "area", "-area", "formulated", "-formulated", "risk", "-risk", "nonsense"))
def test_the_area_table_sorts(client, programme, sort):
    rows = client.get(f"/progress/2020/?sort={sort}").context["rows"]
    values = [row.cells[0].text for row in rows]
    expected = {"formulated": ["0", "0", "2"], "-formulated": ["2", "0", "0"], "-area": ["0", "0", "2"], "-risk": ["0", "0", "2"]}
    assert values == expected.get(sort, ["2", "0", "0"])


@pytest.mark.parametrize("count", (1, 3))
def test_queries_do_not_grow_with_records(client, programme, count, django_assert_max_num_queries):
    for _ in range(count):
        programme.publish(date(2020, 3, 10), programme.areas[0])
    outbox.sequence()
    for goal in programme.goals.values():
        actions_readings.read_year(goal)
    client.get("/progress/2020/")
    with django_assert_max_num_queries(20):
        client.get("/progress/2020/?on=2020-06-30")
    with django_assert_max_num_queries(20):
        client.get("/progress/2020/formulated/?on=2020-06-30")


def test_the_ledger_lists_every_record_with_its_reason(client, programme):
    url = "/progress/2020/formulated/"
    context = client.get(url).context
    assert (context["value"], [tab["count"] for tab in context["tabs"]]) == ("2", [2, 1, 0])
    near = client.get(f"{url}?list=near", headers={"accept-language": "en"}).context["lines"]
    assert [(str(line.entry.day), line.why) for line in near] == [("2021-01-03", "published after the period")]


def test_the_ledger_of_an_area_and_a_state_of_knowledge(client, programme):
    standard = programme.publish(date(2020, 5, 4), programme.areas[1], tagged=date(2021, 1, 10))
    url = f"/progress/2020/formulated/?area={programme.areas[1].slug}&on=2020-06-30"
    assert client.get(url).context["value"] == "1"
    known = client.get(f"{url}&known=2020-06-30&list=near").context
    assert (known["value"], [(line.entry.pk, line.entry.reason) for line in known["lines"]]) == (
        "0",
        [(standard.pk, "area_not_known_yet")],
    )


def test_two_dates_show_what_entered(client, programme):
    context = client.get("/progress/2020/formulated/?on=2020-06-30&with_on=2020-12-31").context["difference"]
    assert (context["value"], [str(c.entry.day) for c in context["difference"].entered]) == ("2", ["2020-09-01"])
    assert context["difference"].left == ()


@pytest.mark.parametrize(
    ("query", "field"), (("on=2020-13-01", "on"), ("on=2031-01-01", "on"), ("on=1990-01-01", "on"), ("known=2031-01-01", "known"))
)
def test_a_senseless_day_is_said_at_its_field(client, programme, query, field):
    context = client.get(f"/progress/2020/formulated/?{query}").context
    assert list(context["form"].errors) == [field]


@pytest.mark.parametrize(
    "url", ("/progress/1999/", "/progress/2020/nothing/", "/progress/2020/formulated/?area=mars", "/figure/x/")
)
def test_what_is_not_there_is_not_found(client, programme, url):
    assert client.get(url).status_code == 404


def test_the_file_is_enough_to_count_again(client, programme):
    heads, *rows = rows_of(client, "/progress/2020/conversion-rate.csv")
    counted = [row for row in rows if row[0] == "counted"]
    listed = [row for row in rows if row[10] == "yes"]
    figure = client.get("/progress/2020/conversion-rate/").context["figure"]
    digest = hashlib.sha256("\n".join(sorted(row[2] for row in counted)).encode()).hexdigest()
    assert (heads[2], 100 * len(counted) / len(listed), digest) == ("Key", float(figure.value), figure.digest)


def test_json_says_what_it_is(client, programme):
    response = client.get("/progress/2020/formulated.json?on=2020-12-31", headers={"accept-language": "en"})
    document = json.loads(b"".join(response.streaming_content))
    about = next(value for value in document.values() if isinstance(value, dict))
    assert (about["Value"], about["As of"], about["Digest of the counted records"]) == (
        "2",
        "2020-12-31",
        client.get("/progress/2020/formulated/").context["figure"].digest,
    )


def test_a_demonstration_says_so_on_page_and_file(client, programme):
    actions_plans.mark_plan_as_demo(programme.plan, by=programme.by)
    assert 'class="strip demo"' in text(client, "/progress/2020/")
    assert 'class="strip demo"' in text(client, "/progress/2020/formulated/")
    assert "demonstration" in client.get("/progress/2020/formulated.csv").headers["Content-Disposition"]
    assert client.get("/progress/2020/").context["cards"][0][1].value == "0"


def test_a_cited_figure_keeps_its_address_and_records(client, programme):
    url = reverse("programmes:cite", args=(2020, "formulated"))
    first, again = (client.post(url, {"on": "2020-06-30"}).headers["Location"] for _ in range(2))
    assert (first, Citation.objects.count()) == (again, 1)
    programme.publish(date(2020, 5, 4), programme.areas[0])
    context = client.get(first).context
    assert (context["value"], context["today"]["value"], context["today"]["entered"]) == ("1", "2", 1)
    rows = rows_of(client, first.rstrip("/") + ".csv")
    assert [row[0] for row in rows[1:]] == ["counted"]
    assert client.get(f"/figure/?q={context['citation'].digest}").context["found"][0]["url"] == first


def test_signed_figures_are_public_with_their_corrections(client, programme):
    closing = actions_closings.prepare_closing(programme.plan, on=date(2020, 12, 31), by=programme.officer)
    assert client.get("/progress/2020/signed/2020-12-31/").status_code == 404
    actions_closings.sign_closing(closing, by=programme.leader)
    programme.publish(date(2020, 5, 4), programme.areas[0])
    figure = closing.figures.get(goal=programme.goals["formulated"], area=None)
    actions_closings.correct_figure(figure, by=factories.officer(name="王小明"), reason="补报一项标准")
    page = text(client, "/progress/2020/signed/2020-12-31/")
    assert ("示例司长" in page, "补报一项标准" in page, '<del class="was">2</del> → <b>3</b>' in page) == (True, True, True)
    names = [name for name in ("示例处长", "王小明") if name in page]
    assert names == [], "who prepared and who corrected is told at the desk only"
    assert len(rows_of(client, "/progress/2020/signed/2020-12-31/formulated.csv")) == 1 + 2 + 1
