"""Work pages of catalogue, imports, key areas and committees."""

from tests.access_row import STAFF, Row, officer_and_own_secretary, only, signed_in

MINISTRY = ("officer", "leader")


def standard(world):
    return {"pk": world.standard.pk}


def international(world):
    return {"pk": world.international.pk}


def adoption(world):
    return {"pk": world.adoption.pk}


def batch(world):
    return {"pk": world.batch.pk}


def area(world):
    return {"year": world.area.year, "slug": world.area.slug}


def committee(world):
    return {"pk": world.committee.pk}


STANDARDS_DESK: dict[str, Row] = {
    "standards-desk:standards": signed_in(),
    "standards-desk:new-standard": only("officer"),
    "standards-desk:standard-by-number": signed_in(fill=lambda world: {"slug": world.standard.slug}),
    "standards-desk:standard": only(*STAFF, "secretary", fill=standard),
    "standards-desk:edit-standard": officer_and_own_secretary(fill=standard),
    "standards-desk:correct-number": officer_and_own_secretary(fill=standard),
    "standards-desk:standard-event": officer_and_own_secretary(fill=lambda world: standard(world) | {"step": "withdraw"}),
    "standards-desk:relate-standard": officer_and_own_secretary(fill=standard),
    "standards-desk:adopt": officer_and_own_secretary(fill=standard),
    "standards-desk:international-standards": signed_in(),
    "standards-desk:new-international": only("officer"),
    "standards-desk:international-standard": only(*STAFF, "secretary", fill=international),
    "standards-desk:edit-international": only("officer", fill=international),
    "standards-desk:international-event": only("officer", fill=international),
    "standards-desk:relate-international": only("officer", fill=international),
    "standards-desk:end-relation": officer_and_own_secretary(fill=lambda world: {"pk": world.relation.pk}),
    "standards-desk:adoptions-to-check": only(*MINISTRY, "secretary"),
    "standards-desk:correct-adoption": officer_and_own_secretary(fill=adoption),
    "standards-desk:end-adoption": officer_and_own_secretary(fill=adoption),
    "standards-desk:correct-date": officer_and_own_secretary(
        fill=lambda world: {"kind": "standardstatus", "pk": world.status.pk}
    ),
    "standards-desk:undo": officer_and_own_secretary(fill=lambda world: {"kind": "adoption", "pk": world.adoption.pk}),
    "standards-desk:restore": officer_and_own_secretary(fill=lambda world: {"entry": world.change.pk, "column": "title_zh"}),
}
IMPORTS: dict[str, Row] = {
    "standards-desk:imports": only(*MINISTRY),
    "standards-desk:new-import": only("officer"),
    "standards-desk:import": only(*MINISTRY, fill=batch),
    "standards-desk:import-progress": only(*MINISTRY, fill=batch),
    "standards-desk:import-rejects": only(*MINISTRY, fill=batch),
    "standards-desk:accept-import": only("officer", method="post", fill=batch),
    "standards-desk:discard-import": only("officer", method="post", fill=batch),
    "standards-desk:take-back-import": only("officer", method="post", fill=batch),
}
AREAS_DESK: dict[str, Row] = {
    "areas-desk:areas": only(*MINISTRY, fill=lambda world: {"year": world.area.year}),
    "areas-desk:suggest": only("officer", method="post", fill=lambda world: {"year": world.area.year}),
    "areas-desk:suggesting-job": only(*MINISTRY, fill=lambda world: {"pk": world.suggesting_job.pk}),
    "areas-desk:area": only(*MINISTRY, fill=area),
    "areas-desk:decide": only("officer", method="post", fill=area),
    "areas-desk:add": officer_and_own_secretary(
        method="post", fill=area, sent=lambda world: {"number": world.standard.designation, "reason": "示例"}
    ),
    "areas-desk:remove-tag": officer_and_own_secretary(fill=lambda world: {"pk": world.tag.pk}),
    "areas-desk:rules": only(*MINISTRY, fill=area),
    "areas-desk:rule": only("officer", fill=lambda world: area(world) | {"pk": world.rule.pk}),
    "areas-desk:new-rule": only("officer", fill=area),
}


def person(world):
    return {"pk": world.person.pk}


EXPERTS_DESK: dict[str, Row] = {
    "experts-desk:experts": only(*STAFF),
    "experts-desk:new-expert": only("officer"),
    "experts-desk:expert": only(*STAFF, fill=person),
    "experts-desk:edit-expert": only("officer", fill=person),
    "experts-desk:set-affiliation": only("officer", fill=person),
}
COMMITTEES_DESK: dict[str, Row] = {
    "committees-desk:committees": signed_in(),
    "committees-desk:new-committee": only("officer"),
    "committees-desk:committee": signed_in(fill=committee),
    "committees-desk:edit-committee": only("officer", fill=committee),
    "committees-desk:grant-secretary": only("officer", "administrator", fill=committee),
    "committees-desk:end-secretary": only(
        "officer", "administrator", fill=lambda world: committee(world) | {"grant": world.grant.pk}
    ),
}
