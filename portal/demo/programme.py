"""The demonstration programme from beginning to end: the cast, then scene by scene, in one transaction."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from portal.base import audit, clock, jobs
from portal.base.models import User
from programmes.actions_plans import mark_plan_as_demo
from programmes.models import Plan
from standards import area_suggesting  # noqa: F401  declares the work that is asked for
from standards.actions_turning import standard_differences
from standards.models import KeyArea, Project, Standard
from standards.projections import project_standard

from . import bulk, closing, conversion, corrections, demonstrations, industry, leadership
from .cast import assemble
from .durations import Durations
from .ledger import Ledger
from .lives import draw_lives
from .words import Titles, topics

SEED = 2020
YEAR = 2020
Say = Callable[[str], None]


class NothingToPlayOn(RuntimeError):
    """The Key Points and areas of 2020 are not loaded."""


def is_loaded() -> bool:
    return Project.objects.filter(is_demo=True).exists()


@transaction.atomic
def load(*, by: User, say: Say) -> None:
    """Everything or nothing. Dice of their own for every scene, so that a change in one leaves the others alone."""
    plan = Plan.objects.filter(year=YEAR).first()
    areas = {area.slug: area for area in KeyArea.objects.filter(year=YEAR)}
    subjects = topics()
    if plan is None or any(topic.slug not in areas for topic in subjects if topic.slug):
        raise NothingToPlayOn("Load the reference data first: manage.py load_reference --without-catalogues")
    timed = _Timed(say)
    with timed("cast"):
        cast = assemble(subjects, _dice("cast"))
        mark_plan_as_demo(plan, by=by)
    with timed("lives of projects"):
        titles = Titles(_dice("titles"))
        lives = draw_lives(subjects, Durations.shipped(), titles, _dice("lives"))
    ledger = Ledger(_dice("ledger"))
    with timed("standards, key areas, conversion lists"):
        keyed = [topic for topic in subjects if topic.slug]
        older = industry.stock(ledger, keyed, titles, cast, _dice("stock"))
        scene = industry.play(ledger, lives, cast, areas, _dice("industry"))
        scene.stock = older
        groups = demonstrations.group_standards(ledger, subjects, titles, cast, _dice("groups"))
        lists = conversion.play(ledger, scene, subjects, cast, areas, _dice("conversion"))
        bulk.turn_standards(ledger, clock.today())
    with timed("writing them"):
        say("  " + ", ".join(f"{number} {what}" for what, number in ledger.write().items()))
    with timed("demonstrations and claims"):
        demonstrations.play(groups, cast, areas, _dice("demonstrations"))
        leadership.play(cast, areas, _dice("leadership"))
    with timed("corrections, deliverables, targets"):
        corrections.play(scene, lists, cast, areas, _dice("corrections"))
        corrections.deliverables(plan, cast)
        corrections.targets(plan, subjects, cast, areas)
        _turn(by)
    with timed("a signed half-year"):
        closing.play(plan, cast)
        jobs.ask("suggest_areas", by=by, key=f"{YEAR}", year=YEAR)


def _turn(by: User) -> None:
    """The scenes end in 2020; the status columns say what holds today."""
    among = Standard.objects.filter(is_demo=True)
    pks = {difference.pk for difference in standard_differences(clock.today(), among)}
    with audit.act("status.turn", by=by):
        for standard in among.filter(pk__in=pks).order_by("pk"):
            project_standard(standard)


def _dice(scene: str) -> random.Random:
    return random.Random(f"{SEED} {scene}")


class _Timed:
    """Says how long each scene took."""

    def __init__(self, say: Say) -> None:
        self.say = say

    @contextmanager
    def __call__(self, scene: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.say(f"{scene}: {time.monotonic() - begun:.1f} s")
