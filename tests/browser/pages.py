"""Every kind of page with an address of the shipped records or the demonstration: what the page tests walk through."""

from dataclasses import dataclass

PUBLIC = {
    "home": "/",
    "standards": "/standards/",
    "standards found": "/standards/?q=信息安全&status=current",
    "standards by number": "/standards/?q=ISO 9001",
    "standards not found": "/standards/?q=GB/T 19002",
    "international standards": "/international-standards/?q=security",
    "standard": "/standard/GB-T-19001-2016/",
    "standard replaced": "/standard/GB-T-19001-2008/",
    "international standard": "/international-standard/ISO-9001-2015/",
    "area": "/area/2020/5g/",
    "classifications": "/classifications/",
    "classification scheme": "/classifications/ics/",
    "classification": "/classifications/ics/35/",
    "committees": "/committees/",
    "committee": "/committee/CCSA-TC1/",
    "progress": "/progress/2020/",
    "progress then": "/progress/2020/?on=2020-06-30",
    "progress little known": "/progress/2018/",
    "ledger": "/progress/2020/formulated/?on=2020-06-30",
    "ledger of an area": "/progress/2020/conversion-rate/?on=2020-12-31&area=5g",
    "signed": "/progress/2020/signed/2020-06-30/",
    "check a figure": "/figure/",
    "data": "/data/",
    "terms": "/terms/",
    "accessibility": "/accessibility/",
    "api": "/api/v1/",
    "sign in": "/sign-in/",
    "password reset": "/password/reset/",
}
DESK = {
    "desk": "/desk/",
    "board": "/desk/programmes/2020/",
    "targets": "/desk/programmes/2020/targets/5g/",
    "closing": "/desk/programmes/2020/closings/2020-06-30/",
    "prepare": "/desk/programmes/2020/closings/",
    "definitions": "/desk/definitions/",
    "definition": "/desk/definitions/formulated/1/",
    "draft definition": "/desk/definitions/formulated/new/",
    "areas": "/desk/areas/2020/",
    "area": "/desk/areas/2020/5g/",
    "area confirmed": "/desk/areas/2020/5g/?state=confirmed",
    "area rules": "/desk/areas/2020/5g/rules/",
    "area rule": "/desk/areas/2020/5g/rules/new/",
    "standards": "/desk/standards/",
    "standard": "/desk/standards/number/GB-T-19001-2016/",
    "new standard": "/desk/standards/new/",
    "international standards": "/desk/international-standards/",
    "new international standard": "/desk/international-standards/new/",
    "adoptions to check": "/desk/adoptions/to-check/",
    "imports": "/desk/imports/",
    "new import": "/desk/imports/new/",
    "demonstrations": "/desk/demonstrations/",
    "new demonstration": "/desk/demonstrations/new/",
    "claims": "/desk/claims/",
    "new claim": "/desk/claims/new/",
    "conversion lists": "/desk/conversion/",
    "committees": "/desk/committees/",
    "new committee": "/desk/committees/new/",
    "organisations": "/desk/organisations/",
    "new organisation": "/desk/organisations/new/",
    "accounts": "/desk/accounts/",
    "new account": "/desk/accounts/new/",
    "jobs": "/desk/jobs/",
    "work calendar": "/desk/work-calendar/2020/",
    "calendar day": "/desk/work-calendar/day/",
    "calendar notice": "/desk/work-calendar/notice/",
    "password": "/password/",
}
FIRST = {
    "a job": ("/desk/jobs/", "main table a[href^='/desk/jobs/']"),
    "an import": ("/desk/imports/", "main table a[href^='/desk/imports/']"),
    "an account": ("/desk/accounts/", "main table a[href^='/desk/accounts/']"),
    "an organisation": ("/desk/organisations/", "main table a[href^='/desk/organisations/']"),
    "a committee": ("/desk/committees/", "main table a[href^='/desk/committees/']"),
    "a demonstration": ("/desk/demonstrations/", "main table a[href^='/desk/demonstrations/']"),
    "a claim": ("/desk/claims/", "main table a[href^='/desk/claims/']"),
    "a conversion list": ("/desk/conversion/", "main table a[href^='/desk/conversion/']"),
}
"""Pages whose address only the list before them knows."""
ADMINISTRATORS = {"components": "/desk/components/"}


@dataclass(frozen=True)
class Place:
    """A page, by whom it is read and where it lies."""

    name: str
    path: str
    who: str = ""
    link: str = ""


PLACES = (
    *(Place(name, path) for name, path in PUBLIC.items()),
    *(Place(f"desk: {name}", path, "officer") for name, path in DESK.items()),
    *(Place(f"desk: {name}", path, "officer", link) for name, (path, link) in FIRST.items()),
    *(Place(f"desk: {name}", path, "administrator") for name, path in ADMINISTRATORS.items()),
)
