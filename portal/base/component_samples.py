"""What the page of components shows: one made-up example of every state. Nothing here is read from the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Made
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext

from portal.base import charts, forms
from portal.base.models import Job

STARTED = datetime(2020, 11, 1, 2, 10, tzinfo=UTC)
ICONS = "search close check warning info download calendar edit undo history print link up down updown next previous lock"
TREND = (8, 71, 122, 183, 251, 322, 410, 491, 580, 652)


class SampleForm(forms.Form):
    number = django_forms.CharField(
        label=pgettext("sample", "Designation"), help_text=pgettext("sample", "Any spelling, for example GB/T 1.1-2020.")
    )
    on = django_forms.DateField(label=pgettext("sample", "Date"), required=False)
    level = django_forms.ChoiceField(label=pgettext("sample", "Level"), choices=(("national", "GB"), ("industry", "YD")))
    kinds = django_forms.MultipleChoiceField(
        label=pgettext("sample", "Kinds"),
        choices=(("1", "IDT"), ("2", "MOD")),
        widget=django_forms.CheckboxSelectMultiple,
        help_text=pgettext("sample", "Choose all that apply."),
    )
    reason = django_forms.CharField(
        label=pgettext("sample", "Reason"), required=False, widget=django_forms.Textarea(attrs={"rows": 3})
    )
    sure = django_forms.BooleanField(label=pgettext("sample", "I have checked the entries"))


def samples(request: HttpRequest) -> dict[str, Any]:
    return {
        "sample_form": SampleForm(prefix="fresh"),
        "wrong_form": SampleForm({"wrong-level": "local"}, prefix="wrong"),
        "tones": (("ok", "现行"), ("info", "即将实施"), ("plan", "修订中"), ("risk", "有风险"), ("bad", "被代替"), ("", "未知")),
        "rows": summary_rows(),
        "chips": (Made(name="status", value="current", label="现行"), Made(name="area", value="v2x", label="车联网")),
        "facet": facet(),
        "steps": steps(),
        "tabs": tabs(),
        "cards": cards(),
        "chart": chart(),
        "jobs": list(jobs()),
        "job_url": request.path,
        "import_rows": import_rows(),
        "tasks": tasks(),
        "exports": (("Excel", "#xlsx"), ("CSV", "#csv"), ("JSON", "#json")),
        "citations": (("GB/T 7714", "GB/T 40856-2021, 车载信息交互系统信息安全技术要求及试验方法[S]."),),
        "stale_since": STARTED,
        "on": date(2020, 10, 31),
        "words": ["信息安全", "车"],
        "crumb_list": ((pgettext("sample", "Standards"), "#standards"),),
        "icons": ICONS.split(),
        "empty_links": (("GB/T 40857-2021", "#a"), ("GB/T 40855-2021", "#b")),
    }


def summary_rows() -> list[dict[str, Any]]:
    return [
        {"label": pgettext("sample", "Plan number"), "text": "2020-0418T-YD", "change": "#change"},
        {"label": pgettext("sample", "Title"), "zh": "", "en": "Automotive camera"},
        {
            "label": pgettext("sample", "Adoption"),
            "text": "ISO/SAE 21434:2021",
            "url": "#iso",
            "tag": "对应版本已修订",
            "tone": "risk",
        },
        {
            "label": pgettext("sample", "Time limit"),
            "text": "",
            "change": "#add",
            "missing": pgettext("sample", "Add a time limit"),
        },
        {"label": "CCS", "text": ""},
    ]


def facet() -> list[Made]:
    counts = (("现行", 1204, True), ("即将实施", 88, False), ("被代替", 312, False), ("废止", 97, False))
    return [Made(value=str(n), label=label, count=count, chosen=on) for n, (label, count, on) in enumerate(counts)]


def steps() -> list[Made]:
    rows = (
        ("done", "立项", "2020-03-11"), ("done", "起草", "2020-03-12 · 158 天"), ("now", "征求意见", "08-17 起，截止 09-28"),
        ("todo", "技术审查", "计划 2020-11"), ("todo", "报批", "计划 2021-01"), ("todo", "批准发布", "预计 2021-04"),
    )  # fmt: skip
    return [Made(state=state, label=label, text=text) for state, label, text in rows]


def tabs() -> list[Made]:
    rows = (("文本与版本", None, False), ("征求意见", 47, True), ("关系", 3, False), ("历史", 1204, False))
    return [Made(label=label, count=count, current=on, url=f"#tab-{n}") for n, (label, count, on) in enumerate(rows)]


def cards() -> list[Made]:
    track = charts.goal_track
    rows = (
        ("重点专项标准制定", "652", "项", "目标 800 项以上", track(652, 800, low=812, high=871), "预计 812–871", "可达成", "ok"),
        ("团体标准应用示范", "88", "项", "目标 100 项", track(88, 100, low=94, high=103), "预计 94–103", "有风险", "risk"),
        ("重点领域国际标准转化率", "90.7%", "", "目标 90% 以上", track(90.7, 90, ceiling=100), "1 204 / 1 327", "已达成", "ok"),
        ("牵头国际标准", "—", "", "目标 100 项以上", track(None, 100), "没有可统计的记录", "无法判断", ""),
    )  # fmt: skip
    keys = ("title", "value", "unit", "of", "track", "foot", "tag", "tone")
    made = [dict(zip(keys, row, strict=True)) for row in rows]
    return [Made(**row, url="#records", words=f"{row['value']}{row['unit']}，{row['of']}") for row in made]


def chart() -> Made:
    ends = [date(2020, month + 1, 1) - timedelta(days=1) for month in range(1, 11)]
    series = charts.Series(
        readings=list(zip(ends, TREND, strict=True)),
        start=date(2020, 1, 1),
        end=date(2021, 1, 1),
        forecast=(
            charts.Forecast(date(2020, 11, 30), 700, 725, 760),
            charts.Forecast(date(2020, 12, 31), 770, 840, 890),
        ),
        target=800,
        target_words=pgettext("sample", "Target 800"),
    )
    language = get_language() or "zh-hans"
    return Made(
        title=pgettext("sample", "Formulated so far and expected by the end of the year"),
        description=pgettext("sample", "652 on 31 October; 770 to 890 expected by 31 December; the target is 800."),
        wide=charts.line_plot(series, width=1180, height=260, language=language),
        narrow=charts.line_plot(series, width=340, height=240, language=language),
        columns=(pgettext("sample", "Date"), pgettext("sample", "Standards")),
        rows=[(f"{on:%Y-%m-%d}", value) for on, value in series.readings],
        note=pgettext("sample", "The band holds four outcomes of five."),
    )


def jobs() -> Iterator[Job]:
    """Jobs that were never stored, one a state."""
    common: dict[str, Any] = {"kind": "import", "created_at": STARTED, "started_at": STARTED, "attempts": 1}
    state = Job.State
    yield Job(pk=1, state=state.QUEUED, kind="import", created_at=STARTED, attempts=0)
    yield Job(pk=2, state=state.DONE, done=178945, total=178945, finished_at=STARTED + timedelta(seconds=42), **common)
    failed = {**common, "attempts": 2}
    yield Job(pk=3, state=state.FAILED, done=1204, total=178945, error="行 1 205，列“发布日期”：2020-13-01", **failed)


def import_rows() -> list[Made]:
    change = Made(field="实施日期", was="2021-04-01", becomes="2021-07-01")
    add = Made(field="英文名称", was="", becomes="Automotive camera")
    problem = Made(column="发布日期", reason="“2020-13-01”不是日期，请写成 2020-12-31。")
    rows = (
        ("new", "新增", "YD/T 3956-2021", (), ()), ("same", "相同", "YD/T 3957-2021", (), ()),
        ("changed", "有变化", "QC/T 1128-2019", (change, add), ()), ("conflicting", "有冲突", "GB/T 20984-2007", (change,), ()),
        ("rejected", "未接受", "GB/T 4085X", (), (problem,)),
    )  # fmt: skip
    keys = ("state", "state_text", "name", "changes", "problems")
    return [Made(number=n, **dict(zip(keys, row, strict=True))) for n, row in enumerate(rows, start=2)]


def tasks() -> list[Made]:
    rows = (
        ("整理意见", "#a", "2020-10-12 前", "未完成", "info"), ("上传编制说明", "#b", "", "已逾期", "bad"),
        ("提交报批", "", "整理意见后才能开始", "尚不能开始", ""), ("确定起草组", "#c", "", "已完成", ""),
    )  # fmt: skip
    keys = ("label", "url", "hint", "state", "tone")
    return [Made(**dict(zip(keys, row, strict=True))) for row in rows]
