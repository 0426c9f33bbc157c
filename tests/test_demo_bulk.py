"""The set-based twins write what the single actions write: every row, every audit entry, every outbox note."""

import random
import re
from datetime import date, timedelta

import pytest
from django.db import transaction

from portal.base import clock
from portal.base.models import AuditEntry, OutboxEntry
from portal.demo import bulk
from portal.demo.ledger import Ledger
from programmes import actions_records
from programmes.models import ConversionEntry, SuitabilityDecision
from standards import actions_areas, actions_projects, actions_relations, actions_standards
from standards.models import Adoption, AreaTag, Project, StageEvent, Standard, StandardStatus
from tests import factories

pytestmark = pytest.mark.django_db
TABLES = (Project, StageEvent, Standard, StandardStatus, Adoption, AreaTag, ConversionEntry, SuitabilityDecision)
RANDOM = re.compile(r"(proposal-|~)[0-9a-f]{12}")
PROPOSED, PLANNED, PUBLISHED, IN_FORCE = date(2019, 11, 4), date(2020, 1, 17), date(2020, 6, 10), date(2020, 10, 1)
STEPS = (
    ("start_drafting", date(2020, 2, 3), ""),
    ("open_consultation", date(2020, 3, 2), ""),
    ("start_review", date(2020, 4, 1), ""),
    ("submit", date(2020, 4, 20), ""),
    ("return", date(2020, 5, 6), "示例：退回"),
    ("submit", date(2020, 5, 20), ""),
)


@pytest.fixture
def stage():
    """What both performances find there."""
    with clock.at(date(2018, 1, 2)):
        return {
            "by": factories.officer(username="officer"),
            "proposer": factories.officer(username="proposer"),
            "committee": factories.committee(),
            "organisation": factories.organisation(),
            "edition": factories.international("ISO 9001:2015"),
            "area": factories.area("drones"),
        }


def project_columns(stage):
    return {
        "title_zh": "示例项目",
        "title_en": "Example project",
        "kind": "new",
        "level": "industry",
        "code": "ZZ",
        "nature": "T",
        "months": 24,
        "special_project": "示例专项",
        "committee": stage["committee"],
        "lead_organisation": stage["organisation"],
        "is_demo": True,
    }


def morning(day, hour=9):
    return clock.morning_of(day, hour)


def singly(stage):
    by, edition, area = stage["by"], stage["edition"], stage["area"]
    with clock.at(date(2018, 1, 3)):
        actions_standards.enter_standard(
            "ZZ/T 1001-2011", by=by, published_on=date(2011, 5, 6), in_force_on=date(2011, 8, 5), title_zh="示例旧标准",
            ics=["35.030"], ccs=["L80"], committee=stage["committee"], is_demo=True,
        )  # fmt: skip
    with clock.at(PROPOSED):
        project = actions_projects.propose_project(on=PROPOSED, by=stage["proposer"], **project_columns(stage))
    with clock.at(PLANNED):
        due = PLANNED + timedelta(days=720)
        project = actions_projects.issue_plan(project, plan_number="2020-0001T-ZZ", on=PLANNED, due_on=due, by=by)
        actions_areas.confirm_area(project, area, by=by)
    for move, on, note in STEPS:
        with clock.at(on):
            project = actions_projects.advance(project, move=move, on=on, by=by, note=note)
    with clock.at(PUBLISHED):
        first, second = actions_projects.publish_project(
            project, designations=["ZZ/T 3001.1-2020", "ZZ/T 3001.2-2020"], on=PUBLISHED, in_force_on=IN_FORCE, by=by,
            notice_number="示例公告1", ics=["35.030"], ccs=["L80"], publisher="示例部门",
        )  # fmt: skip
    with clock.at(morning(PUBLISHED, 10)):
        actions_areas.confirm_area(first, area, by=by)
        actions_areas.reject_area(second, area, by=by, reason="示例：无关")
        actions_relations.adopt(first, international=edition, degree="IDT", valid_from=PUBLISHED, evidence="前言", by=by)
        actions_records.list_for_conversion(
            area, international=edition, valid_from=PUBLISHED, planned_on=IN_FORCE, owner="示例", is_demo=True, by=by
        )
        actions_records.decide_suitability(area, international=edition, reason="suitable", on=PUBLISHED, is_demo=True, by=by)


def in_sets(stage):
    by, edition, area = stage["by"], stage["edition"], stage["area"]
    ledger = Ledger(random.Random(1))
    bulk.enter_standard(
        ledger, "ZZ/T 1001-2011", by=by, at=morning(date(2018, 1, 3)), published_on=date(2011, 5, 6),
        in_force_on=date(2011, 8, 5), title_zh="示例旧标准", ics=["35.030"], ccs=["L80"], committee=stage["committee"],
        is_demo=True,
    )  # fmt: skip
    project = bulk.propose_project(ledger, on=PROPOSED, by=stage["proposer"], at=morning(PROPOSED), **project_columns(stage))
    due, at = PLANNED + timedelta(days=720), morning(PLANNED)
    bulk.issue_plan(ledger, project, plan_number="2020-0001T-ZZ", on=PLANNED, due_on=due, by=by, at=at)
    bulk.decide_area(ledger, project, area=area, decision="confirmed", valid_from=date(2020, 1, 1), by=by, at=at)
    for move, on, note in STEPS:
        bulk.advance(ledger, project, move=move, on=on, by=by, at=morning(on), note=note)
    first, second = bulk.publish_project(
        ledger, project, designations=["ZZ/T 3001.1-2020", "ZZ/T 3001.2-2020"], on=PUBLISHED, in_force_on=IN_FORCE, by=by,
        at=morning(PUBLISHED), notice_number="示例公告1", ics=["35.030"], ccs=["L80"], publisher="示例部门",
    )  # fmt: skip
    at = morning(PUBLISHED, 10)
    for record, decision, reason in ((first, "confirmed", ""), (second, "rejected", "示例：无关")):
        bulk.decide_area(ledger, record, area=area, decision=decision, valid_from=date(2020, 1, 1), by=by, at=at, reason=reason)
    words = {"by": by, "at": at, "international": edition}
    bulk.adopt(ledger, first, degree="IDT", valid_from=PUBLISHED, evidence="前言", **words)
    bulk.list_for_conversion(ledger, area, valid_from=PUBLISHED, planned_on=IN_FORCE, owner="示例", **words)
    bulk.decide_suitability(ledger, area, reason="suitable", on=PUBLISHED, **words)
    ledger.write()


class Places:
    """Keys differ between two performances; the place of a row in its table does not."""

    def __init__(self):
        self.of = {}
        for model in TABLES:
            for place, pk in enumerate(model._base_manager.order_by("pk").values_list("pk", flat=True)):
                self.of[model._meta.label_lower, str(pk)] = f"row {place}"

    def key(self, label, pk):
        return self.of.get((label, str(pk)), pk)

    def value(self, column, value):
        if column.is_relation and value is not None:
            return self.key(column.related_model._meta.label_lower, value)
        return RANDOM.sub("random", value) if isinstance(value, str) else value


def rows_of(model, places):
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    rows = model._base_manager.order_by("pk")
    return [{column.name: places.value(column, getattr(row, column.attname)) for column in columns} for row in rows]


def entries(places, since):
    found = []
    for entry in AuditEntry.objects.filter(pk__gt=since).order_by("at", "pk"):
        model = next((one for one in TABLES if one._meta.label_lower == entry.row_type), None)
        columns = {column.attname: column for column in model._meta.concrete_fields}
        changes = {
            name: [places.value(columns[name], value) for value in pair] if not columns[name].primary_key else None
            for name, pair in entry.changes.items()
        }
        about = (entry.subject_type, places.key(entry.subject_type, entry.subject_pk), entry.subject_text)
        row = (entry.row_type, places.key(entry.row_type, entry.row_pk))
        found.append((entry.at, entry.by_id, entry.verb, about, row, entry.note, str(sorted(changes.items(), key=str))))
    return sorted(found, key=str)


def acts(since):
    """Verbs that share an act."""
    together = {}
    for act, verb in AuditEntry.objects.filter(pk__gt=since).values_list("act", "verb"):
        together.setdefault(act, []).append(verb)
    return sorted(sorted(verbs) for verbs in together.values())


def told(places):
    topics = {"project": Project, "standard": Standard}
    return {
        (topic, places.key(topics[topic]._meta.label_lower, pk) if topic in topics else pk)
        for topic, pk in OutboxEntry.objects.values_list("topic", "subject_pk")
    }


def performed(play, stage):
    """Everything a performance wrote; then the stage is as before."""
    since = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        play(stage)
        places = Places()
        seen = {model._meta.label: rows_of(model, places) for model in TABLES}
        seen |= {"entries": entries(places, since), "acts": acts(since), "told": told(places)}
        transaction.set_rollback(True)
    return seen


@pytest.fixture
def performances(stage):
    return performed(singly, stage), performed(in_sets, stage)


def test_in_sets_every_row_is_the_same(performances):
    single, sets = performances
    for model in TABLES:
        assert sets[model._meta.label] == single[model._meta.label]
    assert [len(single[model._meta.label]) for model in TABLES] == [1, 9, 3, 6, 1, 3, 1, 1]


def test_in_sets_every_audit_entry_is_the_same(performances):
    single, sets = performances
    assert sets["entries"] == single["entries"]
    assert sets["acts"] == single["acts"]


def test_in_sets_the_same_records_are_told(performances):
    single, sets = performances
    assert sets["told"] == single["told"]
