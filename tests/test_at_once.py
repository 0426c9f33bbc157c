"""Two people do the same at the same moment: the second waits, then finds what the first has done."""

import threading
import time
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from programmes import actions_records
from programmes.models import ConversionEntry, SuitabilityDecision
from standards import actions_areas, actions_relations
from standards.models import AreaTag, Relation
from tests import factories

JUNE = date(2020, 6, 1)


def confirm(record, area, by):
    actions_areas.confirm_area(record, area, by=by)


def relate(record, area, by):
    actions_relations.relate(record, kind="cites", to_text="ISO 1:2000", valid_from=JUNE, by=by)


def list_it(record, area, by):
    actions_records.list_for_conversion(area, international=record, valid_from=JUNE, by=by)


def decide(record, area, by):
    actions_records.decide_suitability(area, international=record, reason="suitable", on=JUNE, by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("act", "model"), ((confirm, AreaTag), (relate, Relation), (list_it, ConversionEntry), (decide, SuitabilityDecision))
)
def test_two_at_once_leave_one_open_fact(fixed_clock, act, model):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    record, area, first, second = factories.international(), factories.area(), factories.officer(), factories.officer()
    acted = threading.Event()

    def early():
        with transaction.atomic():
            act(record, area, first)
            acted.set()
            time.sleep(0.5)
        connection.close()

    person = threading.Thread(target=early)
    person.start()
    acted.wait(10)
    with suppress(ValidationError):
        act(type(record).objects.get(pk=record.pk), area, second)
    person.join()
    assert model.objects.open().filter(until=None).count() == 1
