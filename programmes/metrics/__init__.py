"""What each figure counts: one pure function a metric.

Given facts, the switches of a definition, a period and two dates, a metric returns the figures of the whole and of every
area, with every record behind them. It never asks for now, and None means that there is nothing to measure.
"""

from collections.abc import Callable

from .conversion import conversion_rate
from .dating import Period
from .demonstrated import demonstrated
from .figure import COUNTED, NEAR, UNKNOWN, Entry, Figure, Figures, digest_of
from .formulated import formulated
from .led import led

Metric = Callable[..., Figures]
METRICS: dict[str, Metric] = {
    "formulated": formulated,
    "demonstrated": demonstrated,
    "conversion_rate": conversion_rate,
    "led": led,
}

__all__ = ["COUNTED", "METRICS", "NEAR", "UNKNOWN", "Entry", "Figure", "Figures", "Metric", "Period", "digest_of"]
