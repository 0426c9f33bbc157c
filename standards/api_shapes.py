"""The shapes of the API: what each field is called and means, and how a record becomes a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F
from django.urls import reverse
from rest_framework import serializers

from portal.base import clock

from .models import InternationalStandard, Standard
from .record_questions import CONFIRMED


class AreaNameShape(serializers.Serializer):
    """A key area of a year."""

    year = serializers.IntegerField()
    slug = serializers.CharField()


class RecordShape(serializers.Serializer):
    """What standards and international standards have in common."""

    id = serializers.IntegerField()
    designation = serializers.CharField(help_text="Normal form of the number.")
    url = serializers.CharField(help_text="The one permanent address of the record.")
    title_zh = serializers.CharField(help_text="Empty when no Chinese title is known; never machine-made.")
    title_en = serializers.CharField()
    status = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    published_precision = serializers.ChoiceField(choices=("day", "month", "year"))
    ended_on = serializers.DateField(allow_null=True, help_text="First day on which it was replaced or withdrawn.")
    year = serializers.IntegerField(allow_null=True)
    ics = serializers.ListField(child=serializers.CharField())
    committee = serializers.CharField(help_text="Number of the committee, else its name as printed.")
    key_areas = AreaNameShape(many=True, help_text="Confirmed key areas as of today.")
    demonstration = serializers.BooleanField(help_text="True: made up for demonstration, not an official record.")
    source = serializers.CharField(allow_null=True, help_text="Key of the source; licences under /data/.")
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class StandardShape(RecordShape):
    """A Chinese standard."""

    level = serializers.ChoiceField(choices=Standard.Level.values)
    code = serializers.CharField()
    number = serializers.CharField()
    part = serializers.CharField()
    nature = serializers.CharField(allow_blank=True)
    ccs = serializers.ListField(child=serializers.CharField())
    industry = serializers.CharField()
    in_force_on = serializers.DateField(allow_null=True)
    notice_number = serializers.CharField()


class InternationalShape(RecordShape):
    """An international standard: one edition."""

    body = serializers.CharField()
    doc_type = serializers.CharField()
    edition = serializers.CharField()
    stage = serializers.CharField(help_text="As in the source.")


class EventShape(serializers.Serializer):
    """Something that happened on a day, and since when the portal knows it."""

    event = serializers.CharField()
    on = serializers.DateField()
    precision = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    imported = serializers.BooleanField()


class RelationShape(serializers.Serializer):
    """A relation, read from the record's side."""

    kind = serializers.CharField()
    direction = serializers.ChoiceField(choices=("to", "from"))
    designation = serializers.CharField()
    url = serializers.CharField(allow_null=True)


class AdoptionShape(serializers.Serializer):
    """An adoption with degree and exact edition."""

    standard = serializers.CharField()
    standard_url = serializers.CharField()
    international = serializers.CharField()
    international_url = serializers.CharField(allow_null=True)
    degree = serializers.CharField()
    undated = serializers.BooleanField()


class StandardDetailShape(StandardShape):
    """A Chinese standard with everything that hangs on it."""

    content = serializers.CharField()
    events = EventShape(many=True)
    relations = RelationShape(many=True)
    adoptions = AdoptionShape(many=True)

    @staticmethod
    def of(standard: Standard) -> dict[str, Any]:
        values = standard_row(_values(standard))
        return values | {
            "key_areas": confirmed_areas("standard", [standard.pk]).get(standard.pk, []),
            "content": standard.content,
            "events": events(standard),
            "relations": relations(standard),
            "adoptions": adoptions(standard.adoptions),
        }


class InternationalDetailShape(InternationalShape):
    """An international standard with everything that hangs on it."""

    events = EventShape(many=True)
    relations = RelationShape(many=True)
    adoptions = AdoptionShape(many=True)

    @staticmethod
    def of(record: InternationalStandard) -> dict[str, Any]:
        values = international_row(_values(record))
        return values | {
            "key_areas": confirmed_areas("international", [record.pk]).get(record.pk, []),
            "events": events(record),
            "relations": relations(record),
            "adoptions": adoptions(record.adoptions),
        }


class AreaShape(serializers.Serializer):
    """A key area of one year's Key Points."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    slug = serializers.CharField()
    position = serializers.IntegerField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    is_supplement = serializers.BooleanField()
    certainty = serializers.CharField(help_text="V seen in the source, P in a paraphrase, U to be confirmed.")
    url = serializers.CharField()


SAME = ("designation title_zh title_en status published_on published_precision ended_on year ics version updated_at").split()


def _record_row(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in SAME} | {
        "id": values["pk"],
        "committee": values["committee__code"] or values["committee_text"],
        "demonstration": values["is_demo"],
        "source": values["source__key"],
    }


@cache
def _address(name: str) -> str:
    return reverse(name, args=("slug",))


def standard_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """A standard as the list gives it, from its columns."""
    own = {
        name: values[name]
        for name in ("level", "code", "number", "part", "nature", "ccs", "industry", "in_force_on", "notice_number")
    }
    return _record_row(values) | own | {"url": _address("standards:standard").replace("slug", values["slug"])}


def international_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """An international standard as the list gives it, from its columns."""
    own = {name: values[name] for name in ("body", "doc_type", "edition", "stage")}
    return _record_row(values) | own | {"url": _address("standards:international-standard").replace("slug", values["slug"])}


RETRACTED = {
    "type": "array",
    "description": "Only with `changed_since`: records of this page that were taken back. A mirror removes them.",
    "items": {
        "type": "object",
        "required": ["id", "designation", "url", "retracted_at", "version", "updated_at"],
        "properties": {
            "id": {"type": "integer"},
            "designation": {"type": "string", "description": "Its last number."},
            "url": {
                "type": "string",
                "description": "The address it had, which leads nowhere now and is never given to another.",
            },
            "retracted_at": {"type": "string", "format": "date-time", "description": "When it was taken back."},
            "version": {"type": "integer"},
            "updated_at": {"type": "string", "format": "date-time"},
        },
    },
}


def retracted_row(row: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What is still told of a row that was taken back."""
    return {name: row[name] for name in ("id", "designation", "url")} | {
        "retracted_at": at,
        "version": row["version"],
        "updated_at": row["updated_at"],
    }


def area_row(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "pk"} | {"id": values["pk"]}


def _values(record: Any) -> dict[str, Any]:
    """The columns of a loaded record under the names that `values()` gives them."""
    columns = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return columns | {
        "pk": record.pk,
        "committee__code": record.committee.code if record.committee else "",
        "source__key": record.source.key if record.source else None,
    }


def confirmed_areas(subject: str, pks: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Confirmed key areas of many records in one query: {pk: [{year, slug}]}."""
    found: dict[int, list[dict[str, Any]]] = {}
    keys = list(pks)
    for pk, year, slug in CONFIRMED[subject].rows(keys, clock.today()) if keys else ():
        found.setdefault(pk, []).append({"year": year, "slug": slug})
    return found


def events(record: Any) -> list[dict[str, Any]]:
    facts = record.status_facts.open().order_by("valid_from", "pk")
    return list(facts.values("event", "precision", "recorded_at", "imported", on=F("valid_from")))


def relations(record: Any) -> list[dict[str, Any]]:
    out = [
        _relation(fact, "to", fact.target, fact.to_text)
        for fact in record.relations.open().select_related("to_standard", "to_international")
    ]
    into = record.relations_to.open().select_related("from_standard", "from_international")
    return out + [_relation(fact, "from", fact.from_standard or fact.from_international, "") for fact in into]


def _relation(fact: Any, direction: str, other: Any, text: str) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "direction": direction,
        "designation": str(other) if other else text,
        "url": other.get_absolute_url() if other else None,
    }


def adoptions(facts: Any) -> list[dict[str, Any]]:
    return [
        {
            "standard": fact.standard.designation,
            "standard_url": fact.standard.get_absolute_url(),
            "international": str(fact.international or fact.cited),
            "international_url": fact.international.get_absolute_url() if fact.international else None,
            "degree": fact.degree,
            "undated": fact.undated,
        }
        for fact in facts.open().held_on(clock.today()).select_related("standard", "international")
    ]
