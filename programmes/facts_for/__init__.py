"""Where the facts of each metric come from: a fixed number of queries, whatever the number of records.

A loader fetches what can matter to figures of any day up to `upto`, in every state of knowledge, for the whole and all areas.
What counts is decided by the metric alone. A demonstration plan sees demonstration records only, a real plan only real ones.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from programmes.models import Plan

from .conversion import conversion_facts
from .demonstrated import demonstrated_facts
from .formulated import formulated_facts
from .led import led_facts

Loader = Callable[[Plan, Mapping[str, Any], date], Any]
LOADERS: dict[str, Loader] = {
    "formulated": formulated_facts,
    "demonstrated": demonstrated_facts,
    "conversion_rate": conversion_facts,
    "led": led_facts,
}
