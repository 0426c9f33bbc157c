"""The scene of the signed half-year: closed, signed, and later corrected beside what was signed."""

from datetime import date

from django.core.exceptions import ValidationError

from portal.base import clock
from programmes import actions_closings
from programmes.models import ClosedFigure, Closing, Plan

from .cast import Cast

HALF_YEAR = date(2020, 6, 30)


def play(plan: Plan, cast: Cast) -> Closing:
    """Closed on 3 July, signed on 7 July; in August the standards that had been reported late are added with a reason.

    International standards came with the loading of the catalogue, so what was signed in July could not know them:
    that figure is corrected at the moment of loading.
    """
    with clock.at(clock.morning_of(date(2020, 7, 3), 16)):
        closing = actions_closings.prepare_closing(plan, on=HALF_YEAR, by=cast.officer, note="示例：上半年")
    with clock.at(clock.morning_of(date(2020, 7, 7), 10)):
        closing = actions_closings.sign_closing(closing, by=cast.accounts["leader"])
    with clock.at(clock.morning_of(date(2020, 8, 10), 14)):
        _correct(closing, "formulated", "示例：部分标准的发布信息迟报，按补报情况更正。", cast)
    _correct(closing, "led", "示例：国际标准目录接入后，按其发布日期更正。", cast)
    return closing


def _correct(closing: Closing, metric: str, reason: str, cast: Cast) -> None:
    for figure in ClosedFigure.objects.filter(closing=closing, goal__metric=metric).order_by("pk"):
        try:
            actions_closings.correct_figure(figure, by=cast.officer, reason=reason)
        except ValidationError:
            continue
