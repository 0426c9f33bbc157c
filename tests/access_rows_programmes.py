"""Progress in public; board, closings, definitions, demonstrations, claims, conversion lists at the desk."""

from tests.access_row import STAFF, Row, everybody, only

DAY = "2020-05-31"


def year(world):
    return {"year": 2020}


def goal(world):
    return {"year": 2020, "slug": world.goal.slug}


def goal_file(world):
    return goal(world) | {"form": "csv"}


def closing(world):
    return {"year": 2020, "on": DAY}


def draft(world):
    return {"metric": "formulated", "number": world.draft.number}


PROGRAMMES: dict[str, Row] = {
    "programmes:progress": everybody(fill=year),
    "programmes:progress-file": everybody(fill=lambda world: {"year": "2020", "form": "xlsx"}),
    "programmes:signed": everybody(fill=lambda world: {"year": 2020, "on": world.signed.on.isoformat()}),
    "programmes:signed-file": everybody(fill=lambda world: goal_file(world) | {"on": world.signed.on.isoformat()}),
    "programmes:goal": everybody(fill=goal),
    "programmes:goal-file": everybody(fill=goal_file),
    "programmes:cite": everybody(method="post", fill=goal),
    "programmes:check-figure": everybody(),
    "programmes:figure": everybody(fill=lambda world: {"key": world.citation.key}),
    "programmes:figure-file": everybody(fill=lambda world: {"key": world.citation.key, "form": "json"}),
}
PROGRAMMES_DESK: dict[str, Row] = {
    "programmes-desk:board": only(*STAFF),
    "programmes-desk:year-board": only(*STAFF, fill=year),
    "programmes-desk:recompute": only("officer", "administrator", method="post", fill=year),
    "programmes-desk:targets": only("officer", fill=lambda world: {"year": 2020, "slug": world.area.slug}),
    "programmes-desk:prepare": only("officer", fill=year),
    "programmes-desk:closing": only(*STAFF, fill=closing),
    "programmes-desk:sign": only("leader", method="post", fill=closing),
    "programmes-desk:correct": only("officer", "leader", fill=lambda world: {"pk": world.signed.figures.first().pk}),
    "programmes-desk:deliverable": only("officer", fill=lambda world: {"pk": world.deliverable.pk}),
    "programmes-desk:reading-job": only(*STAFF, fill=lambda world: {"pk": world.reading_job.pk}),
    "programmes-desk:definitions": only(*STAFF),
    "programmes-desk:draft-definition": only("officer", fill=lambda world: {"metric": "formulated"}),
    "programmes-desk:definition": only(*STAFF, fill=draft),
    "programmes-desk:definition-examples": only("officer", method="post", fill=draft),
    "programmes-desk:approve-definition": only("leader", method="post", fill=draft),
}


def demonstration(world):
    return {"pk": world.demonstration.pk}


def claim(world):
    return {"pk": world.claim.pk}


def area(world):
    return {"area": world.area.pk}


RECORDS_DESK: dict[str, Row] = {
    "programmes-desk:demonstrations": only(*STAFF),
    "programmes-desk:new-demonstration": only("officer"),
    "programmes-desk:demonstration": only(*STAFF, fill=demonstration),
    "programmes-desk:edit-demonstration": only("officer", fill=demonstration),
    "programmes-desk:decide-demonstration": only("officer", fill=demonstration),
    "programmes-desk:claims": only(*STAFF, "contact"),
    "programmes-desk:new-claim": only("officer", "contact"),
    "programmes-desk:claim": only(*STAFF, "contact", fill=claim),
    "programmes-desk:edit-claim": only("officer", "contact", fill=claim),
    "programmes-desk:decide-claim": only("officer", "contact", fill=claim),
    "programmes-desk:conversion-lists": only(*STAFF),
    "programmes-desk:conversion-list": only(*STAFF, fill=area),
    "programmes-desk:list-for-conversion": only("officer", fill=area),
    "programmes-desk:decide-suitability": only("officer", fill=lambda world: area(world) | {"pk": world.international.pk}),
    "programmes-desk:unlist": only("officer", fill=lambda world: {"pk": world.entry.pk}),
    "programmes-desk:undo": only("officer", fill=lambda world: {"kind": world.entry._meta.model_name, "pk": world.entry.pk}),
}
