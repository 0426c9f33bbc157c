"""Procedures for everybody and at the desk; projects at the desk."""

from tests.access_row import STAFF, Row, everybody, officer_and_own_secretary, only, signed_in

SLUG = {"slug": "amendment"}


def project(world):
    return {"pk": world.running.pk}


def version(world):
    return SLUG | {"number": world.procedure_version.number}


def drafted(world):
    return SLUG | {"number": world.procedure_draft.number}


PROCEDURES: dict[str, Row] = {
    "standards:procedures": everybody(),
    "standards:procedure": everybody(fill=lambda world: SLUG),
    "standards-desk:procedures": only(*STAFF),
    "standards-desk:procedure-version": only(*STAFF, fill=version),
    "standards-desk:draft-procedure": only("officer", fill=lambda world: SLUG),
    "standards-desk:approve-procedure": only("officer", fill=drafted, method="post"),
    "standards-desk:move-projects": only("officer", fill=version, method="post"),
    "standards-desk:confirm-parameter": only("officer", fill=lambda world: {"pk": world.parameter.pk}),
}
PROJECTS_DESK: dict[str, Row] = {
    "standards-desk:projects": signed_in(),
    "standards-desk:project": only(*STAFF, "secretary", fill=project),
    "standards-desk:edit-project": officer_and_own_secretary(fill=project),
    "standards-desk:project-step": officer_and_own_secretary(fill=lambda world: project(world) | {"move": "suspend"}),
    "standards-desk:extend-project": officer_and_own_secretary(fill=project),
    "standards-desk:file-paper": officer_and_own_secretary(fill=project),
    "standards-desk:undo-step": officer_and_own_secretary(fill=lambda world: {"kind": "projectpaper", "pk": world.paper.pk}),
}
