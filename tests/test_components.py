"""The pieces pages are built from: exact markup, numbers and days in words, chart geometry, forms."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django import forms as django_forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.base import charts, forms, glossary, paging, wording
from portal.base.models import Job
from standards.models import InternationalStandard, Standard

THIN = "\u202f"
YEAR = (date(2020, 1, 1), date(2021, 1, 1))
TREND = [(date(2020, m, 28), v) for m, v in enumerate((8, 71, 122, 183, 251, 322, 410, 491, 580, 652), start=1)]


def rendered(name, address="/standards/?q=5G&page=3", language="en", **context):
    with translation.override(language):
        return render_to_string(f"components/{name}.html", context, request=RequestFactory().get(address)).strip()


def written(template, **context):
    return Template("{% load portal_tags %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    (
        (None, None, "—"),
        (0, None, "0"),
        (999, None, "999"),
        (1204, None, f"1{THIN}204"),
        (412331, None, f"412{THIN}331"),
        (-1204, None, f"−1{THIN}204"),
        (90.7, None, "90.7"),
        (84.25, 1, "84.3"),
        (Decimal("0.005"), 2, "0.01"),
        (12, 1, "12.0"),
    ),
)
def test_numbers(value, places, text):
    assert wording.number(value, places) == text


@pytest.mark.parametrize(("value", "text"), ((None, "—"), (0, "0.0%"), (0.9067, "90.7%"), (1, "100.0%"), (0.9995, "100.0%")))
def test_shares_as_per_cent(value, text):
    assert wording.percent(value) == text


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    (
        (None, "day", "—"),
        (date(2020, 10, 31), "day", "2020-10-31"),
        (date(2020, 10, 1), "month", "2020-10"),
        (date(2020, 1, 1), "year", "2020"),
        (datetime(2020, 10, 31, 18, 10, tzinfo=UTC), "day", "2020-11-01"),
    ),
)
def test_days(value, precision, text):
    assert wording.day(value, precision) == text


def test_moments_are_told_in_shanghai_time():
    assert written("{{ at|minute }}", at=datetime(2020, 10, 31, 18, 10, tzinfo=UTC)) == "2020-11-01 02:10"


@pytest.mark.parametrize(
    ("zh", "en", "language", "markup"),
    (
        ("汽车用摄像头", "Automotive camera", "zh-hans", "汽车用摄像头"),
        ("汽车用摄像头", "Automotive camera", "en", "Automotive camera"),
        ("", "Cameras <& lenses>", "zh-hans", '<span lang="en">Cameras &lt;&amp; lenses&gt;</span>'),
        ("汽车用摄像头", "", "en", '<span lang="zh-Hans">汽车用摄像头</span>'),
        ("", "", "en", ""),
    ),
)
def test_a_missing_title_is_shown_in_the_other_language(zh, en, language, markup):
    with translation.override(language):
        assert written("{% bilingual zh en %}", zh=zh, en=en) == markup


@pytest.mark.parametrize(
    ("text", "words", "markup"),
    (
        ("车载信息安全", ["信息", "信息安全"], "车载<mark>信息安全</mark>"),
        ("ISO 9001", ["iso"], "<mark>ISO</mark> 9001"),
        ("<b>5G</b> & 6G", ["5g", "<b>"], "<mark>&lt;b&gt;</mark><mark>5G</mark>&lt;/b&gt; &amp; 6G"),
        ("a.b", ["."], "a<mark>.</mark>b"),
        ("<script>", [], "&lt;script&gt;"),
        ("空白", [" "], "空白"),
    ),
)
def test_search_words_are_marked_and_the_rest_is_escaped(text, words, markup):
    assert written("{{ text|highlight:words }}", text=text, words=words) == markup


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    (
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 61, [1, 2, None, 61]),
        (4, 61, [1, 2, 3, 4, 5, None, 61]),
        (7, 61, [1, None, 6, 7, 8, None, 61]),
        (59, 61, [1, None, 58, 59, 60, 61]),
    ),
)
def test_page_numbers_have_gaps_of_two_at_least(current, last, numbers):
    assert paging.gaps(current, last) == numbers


@pytest.mark.parametrize(
    ("template", "address"),
    (
        ("{% query_without 'area' 'v2x' %}", "?q=5G&area=ai"),
        ("{% query_without 'area' %}", "?q=5G"),
        ("{% query_with 'area' 'iot' %}", "?q=5G&area=v2x&area=ai&area=iot"),
        ("{% query_with 'area' 'ai' %}", "?q=5G&area=v2x&area=ai"),
        ("{% page_query 4 %}", "?q=5G&area=v2x&area=ai&page=4"),
        ("{% page_query 1 %}", "?q=5G&area=v2x&area=ai"),
    ),
)
def test_addresses_keep_the_rest_of_the_query(template, address):
    request = RequestFactory().get("/standards/?q=5G&area=v2x&area=ai&page=3")
    context = Context({})
    context.request = request
    with translation.override("en"):
        assert (
            Template("{% load portal_tags %}{% autoescape off %}" + template + "{% endautoescape %}").render(context) == address
        )


@pytest.mark.parametrize(
    ("name", "context", "markup"),
    (
        ("tag", {"text": "<现行>", "tone": "ok"}, '<span class="tag ok">&lt;现行&gt;</span>'),
        ("tag", {"text": "未知"}, '<span class="tag">未知</span>'),
        ("status_tag", {"status": "in_force", "text": "现行"}, '<span class="tag ok">现行</span>'),
        ("status_tag", {"status": "never heard", "text": "？"}, '<span class="tag">？</span>'),
        ("time", {"on": date(2020, 10, 31)}, '<time datetime="2020-10-31">2020-10-31</time>'),
        ("time", {"on": date(2020, 10, 1), "precision": "month"}, '<time datetime="2020-10">2020-10</time>'),
        ("time", {"on": None}, "—"),
        ("strip", {"text": "旧版", "tone": "bad"}, '<div class="strip bad" role="note"><p>旧版</p></div>'),
        ("mini_bar", {"part": 64, "whole": 80},
         '<svg class="mini" aria-hidden="true"><rect width="80.0%" height="100%" rx="4"/></svg>'),
        ("chips", {"chips": []}, ""),
        ("pagination", {"number": 1, "last": 1}, ""),
        ("error_summary", {"errors": []}, ""),
        ("menu", {"entries": [], "label": "Main menu"}, ""),
    ),
)  # fmt: skip
def test_markup(name, context, markup):
    assert rendered(name, **context) == markup


def test_error_summary_lists_escaped_problems_with_their_places():
    html = rendered("error_summary", errors=[("id_on", "Date: <bad>"), ("", "Both")])
    assert html == (
        '<section class="errors" id="error-summary" tabindex="-1" role="alert" aria-labelledby="error-summary-title">'
        '<h2 id="error-summary-title">There is a problem</h2>'
        '<ul><li><a href="#id_on">Date: &lt;bad&gt;</a></li><li>Both</li></ul></section>'
    )


def test_pagination_offers_neighbours_and_names_each_page():
    html = rendered("pagination", number=3, last=61)
    links = [piece.split('"')[0] for piece in html.split('href="')[1:]]
    assert links == ["?q=5G&amp;page=2", "?q=5G", "?q=5G&amp;page=2", "?q=5G&amp;page=4", "?q=5G&amp;page=61", "?q=5G&amp;page=4"]
    assert html.count('<span class="visually-hidden">page 61</span>') == 1


@pytest.mark.parametrize(
    ("state", "polls"), ((Job.State.QUEUED, True), (Job.State.RUNNING, True), (Job.State.DONE, False), (Job.State.FAILED, False))
)
def test_only_unfinished_work_asks_again(state, polls):
    job = Job(pk=7, kind="import", state=state, done=3, total=8, created_at=datetime(2020, 6, 30, tzinfo=UTC))
    html = rendered("job_progress", job=job, url="/job/7/piece/", back="/job/7/", after="/imports/1/")
    marks = ('data-hx-get="/job/7/piece/"', '<progress max="8" value="3"', 'href="/job/7/"')
    assert [mark in html for mark in marks] == [polls] * 3
    assert ('href="/imports/1/"' in html) is not polls


@pytest.mark.parametrize(
    ("given", "track"),
    (
        ({"value": 652, "target": 800, "low": 812, "high": 871}, charts.Track(65.2, 16.0, 81.2, 5.9, 80.0)),
        ({"value": 90.7, "target": 90, "ceiling": 100}, charts.Track(90.7, 0.0, 90.7, 0.0, 90.0)),
        ({"value": 400, "target": 100}, charts.Track(98.0, 0.0, 98.0, 0.0, 24.5)),
        ({"value": None, "target": 100}, charts.Track(0.0, 0.0, 0.0, 0.0, 80.0)),
        ({"value": 5, "target": None}, charts.Track(98.0, 0.0, 98.0, 0.0, None)),
        ({"value": None, "target": None}, charts.Track(0.0, 0.0, 0.0, 0.0, None)),
    ),
)
def test_goal_track(given, track):
    assert charts.goal_track(**given) == track


@pytest.mark.parametrize(
    ("top", "steps"),
    (
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (9, (0, 3, 6, 9)),
        (100, (0, 25, 50, 75, 100)),
        (871, (0, 250, 500, 750, 1000)),
        (1204, (0, 500, 1000, 1500)),
    ),
)
def test_axis_ends_in_round_whole_steps(top, steps):
    assert charts.axis(top) == steps


def plot(width=1180, language="en", **more):
    series = charts.Series(readings=TREND, start=YEAR[0], end=YEAR[1], **{"target": 800, "target_words": "Target 800", **more})
    return charts.line_plot(series, width=width, height=260, language=language)


def test_line_plot_places_readings_between_its_edges():
    drawn = plot()
    assert (drawn.left, drawn.right, drawn.top, drawn.bottom) == (32, 1160, 16, 232)
    assert [t.at for t in drawn.y_ticks] == [232.0, 178.0, 124.0, 70.0, 16.0]
    assert drawn.target == 16.0
    assert drawn.line.split()[0] == "115.2,229.8"
    assert drawn.dot == (959.7, 56.0)
    assert (drawn.value_label.text, drawn.target_label.text) == ("10-28 652", "Target 800")


@pytest.mark.parametrize(
    ("language", "width", "labels"),
    (
        ("zh-hans", 1180, ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"]),
        ("zh-hans", 340, ["1月", "3月", "5月", "7月", "9月", "11月"]),
        ("en", 220, ["Jan", "Apr", "Jul", "Oct"]),
    ),
)
def test_month_names_thin_out_before_they_touch(language, width, labels):
    ticks = plot(width, language).x_ticks
    assert [t.label for t in ticks] == labels
    assert all(b.at - a.at > charts.text_width(a.label) for a, b in pairwise(ticks))


@pytest.mark.parametrize("width", (340, 1180))
@pytest.mark.parametrize("target", (50, 300, 640, 652, 700, 800, 2000))
def test_words_cover_neither_each_other_nor_the_line(width, target):
    drawn = plot(width, target=target, target_words=f"Target {target}")
    value, goal = charts.box_of(drawn.value_label, charts.STRONG), charts.box_of(drawn.target_label, charts.SMALL)
    line = [tuple(map(float, point.split(","))) for point in drawn.line.split()]
    rule = [(drawn.left, drawn.target), (drawn.right, drawn.target)]
    assert (charts.overlap(value, goal), charts.crosses(line, value), charts.crosses(rule, value)) == (False, 0, 0)
    assert value[0] >= drawn.left - 1
    assert value[2] <= drawn.width


def test_forecast_starts_at_the_last_reading():
    drawn = plot(forecast=(charts.Forecast(date(2020, 12, 31), 770, 840, 890),))
    assert drawn.ahead.split()[0] == drawn.band.split()[0] == "962.2,91.2"
    assert len(drawn.band.split()) == 3


def test_a_chart_without_readings_is_an_empty_frame():
    drawn = charts.line_plot(charts.Series((), *YEAR), width=340, height=200, language="en")
    assert (drawn.line, drawn.band, drawn.dot, drawn.value_label, drawn.target) == ("", "", None, None, None)


class Sample(forms.Form):
    number = django_forms.CharField(label="Number", help_text="Any spelling.")
    on = django_forms.DateField(label="Date", required=False)
    kinds = django_forms.MultipleChoiceField(label="Kinds", choices=(("1", "IDT"),), widget=django_forms.CheckboxSelectMultiple)
    sure = django_forms.BooleanField(label="Checked")


def test_field_joins_help_error_and_input():
    with translation.override("en"):
        html = " ".join(Sample({"number": ""})["number"].as_field_group().split())
    assert html == (
        '<div class="field wrong"> <label class="form-label" for="id_number">Number</label> '
        '<div class="form-text" id="id_number_helptext">Any spelling.</div> '
        '<div class="wrongly" id="id_number_error"><span class="d-block"><span class="visually-hidden">Error:</span> '
        "This field is required.</span></div> "
        '<input type="text" name="number" class="form-control" required aria-invalid="true" '
        'aria-describedby="id_number_helptext id_number_error" id="id_number"> </div>'
    )


def test_error_summary_leads_to_the_first_box_of_a_group():
    with translation.override("en"):
        summary = Sample({"number": "GB 1", "on": "2020-13-01"}).summary
    assert summary == [
        ("id_on", "Date: Enter a valid date."),
        ("id_kinds_0", "Kinds: This field is required."),
        ("id_sure", "Checked: This field is required."),
    ]


def test_typed_text_and_the_calendar_survive_a_refusal():
    form = Sample({"number": "GB/T <1>", "on": "2020-02-31"})
    html = str(form)
    assert form.is_valid() is False
    assert html.count('value="GB/T &lt;1&gt;"') == 1
    assert html.count('<input type="date" name="on" value="2020-02-31"') == 1


@pytest.mark.parametrize(("group", "statuses"), (("standard", Standard.Status), ("international", InternationalStandard.Status)))
def test_every_status_is_explained_in_both_languages(group, statuses):
    terms = [glossary.explain(group, status) for status in statuses.values]
    assert [term.slug for term in terms] == statuses.values
    assert all(term.meaning_zh.endswith("。") and term.meaning_en.endswith(".") for term in terms)


def test_structured_data_cannot_end_its_script():
    assert written("{{ d|json_ld }}", d={"name": "</script>&"}) == '{"name": "\\u003C/script\\u003E\\u0026"}'
