"""What anybody may read: finders, records, areas, classifications, committees, the API."""

from tests.access_row import Row, everybody


def standard(world):
    return {"slug": world.standard.slug}


def international(world):
    return {"slug": world.international.slug}


STANDARDS: dict[str, Row] = {
    "standards:standards": everybody(),
    "standards:standards-file": everybody(fill=lambda world: {"form": "csv"}),
    "standards:international-standards": everybody(),
    "standards:international-standards-file": everybody(fill=lambda world: {"form": "json"}),
    "standards:standard": everybody(fill=standard),
    "standards:international-standard": everybody(fill=international),
    "standards:citation": everybody(fill=lambda world: standard(world) | {"kind": "standard", "form": "bib"}),
    "standards:area": everybody(fill=lambda world: {"year": world.area.year, "slug": world.area.slug}),
    "standards:classifications": everybody(),
    "standards:classification-scheme": everybody(fill=lambda world: {"scheme": "ics"}),
    "standards:classification": everybody(fill=lambda world: {"scheme": "ics", "code": "33"}),
}
COMMITTEES: dict[str, Row] = {
    "committees:committees": everybody(),
    "committees:committee": everybody(fill=lambda world: {"slug": world.committee.slug}),
}
API: dict[str, Row] = {
    "api:standards": everybody(),
    "api:standard": everybody(fill=standard),
    "api:international-standards": everybody(),
    "api:international-standard": everybody(fill=international),
    "api:areas": everybody(),
    "api:goals": everybody(),
    "api:readings": everybody(),
    "api:reading": everybody(fill=lambda world: {"pk": world.reading.pk}),
    "api:schema": everybody(),
}
