"""One record of each kind, made through actions, and one person of each kind. Records that belong to a committee exist twice:
those of the secretary's own committee, and beside them, under `world.elsewhere`, those of another.
"""

from datetime import date
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from committees.models import SecretaryGrant
from portal.base import actions_calendar, actions_deadlines, actions_documents, clock, jobs
from portal.base.models import AuditEntry, CalendarDay, Classification, Role, RoleGrant
from programmes import actions_citing, actions_closings, actions_definitions, actions_readings, actions_records, reading_jobs
from programmes.models import Deliverable, PlanItem, Reading
from standards import actions_areas, actions_imports, actions_relations, actions_standards
from standards.models import AreaTag, StandardStatus
from tests import factories, factories_documents
from tests.access_world_projects import of_procedures, of_projects
from tests.factories_goals import Programme

DAY = date(2020, 6, 30)
CSV = "designation,title_zh\nYD/T 8801-2020,示例导入标准\n,无编号\n"


def people(own):
    """One account of each kind; a stranger has none."""
    organisation = factories.organisation("示例联系单位")
    return {
        "stranger": None,
        "account": factories.user(),
        "expert": factories.user(Role.EXPERT),
        "contact": factories.user(Role.CONTACT, organisation=organisation),
        "secretary": factories.secretary(own),
        "officer": factories.officer(),
        "leader": factories.leader(),
        "administrator": factories.administrator(),
    }


def of_committee(committee, international, area, officer):
    """What belongs to one committee: a standard with its facts, the secretary's grant."""
    standard = factories.standard(committee=committee, published_on=date(2020, 3, 2), by=officer)
    standard = actions_standards.edit_standard(standard, title_zh="示例标准，改名", by=officer)
    other = factories.standard(by=officer)
    if not SecretaryGrant.objects.filter(committee=committee).exists():
        factories.secretary(committee)
    return {
        "committee": committee,
        "standard": standard,
        "status": StandardStatus.objects.get(standard=standard, event="published"),
        "relation": actions_relations.relate(standard, kind="cites", valid_from=date(2020, 3, 2), target=other, by=officer),
        "adoption": actions_relations.adopt(
            standard, international=international, degree="MOD", valid_from=date(2020, 3, 2), by=officer
        )[0],
        "tag": actions_areas.confirm_area(standard, area, by=officer),
        "change": AuditEntry.objects.get(row_type="standards.standard", row_pk=str(standard.pk), verb="standard.edit"),
        "grant": SecretaryGrant.objects.get(committee=committee),
    }


def of_papers(committee, officer):
    """A project of the committee with a draft of two versions, the first published."""
    project = factories.project(committee=committee, by=officer)
    draft = factories_documents.document(project, by=officer)
    actions_documents.publish_version(draft.versions.get(), by=officer)
    factories_documents.version(draft, by=officer, content=factories_documents.docx("1 范围"))
    return {"drafted": project, "document": draft}


def of_programme(programme, officer):
    """Closings, one signed and one not, a citation, a draft, a deliverable, readings, jobs."""
    plan, goal = programme.plan, programme.goals["formulated"]
    item = factories.saved(PlanItem(plan=plan, number=1, title_en="Example item", kind="milestone"))
    signed = actions_closings.prepare_closing(plan, on=date(2020, 3, 31), by=officer)
    actions_readings.read_goal(goal, days=[date(2020, 3, 31)])
    return {
        "plan": plan,
        "goal": goal,
        "area": programme.areas[0],
        "deliverable": factories.saved(Deliverable(item=item, title_zh="示例成果")),
        "signed": actions_closings.sign_closing(signed, by=programme.leader),
        "closing": actions_closings.prepare_closing(plan, on=date(2020, 5, 31), by=officer),
        "citation": actions_citing.cite_figure(goal, on=date(2020, 4, 30), by=officer),
        "draft": actions_definitions.draft_definition(
            "formulated", text_zh="示例", text_en="Example", parameters={}, effective_from=2020, by=officer
        ),
        "reading": Reading.objects.first(),
        "reading_job": reading_jobs.ask_for_year(2020, by=officer),
        "suggesting_job": jobs.ask("suggest_areas", by=officer, key="2020", year=2020),
        "demonstration": programme.demonstrate(date(2020, 4, 1), "新材料"),
        "rule": actions_areas.save_rule(programme.areas[0], kind="ics", value="33.060", by=officer),
    }


def of_deadline(organisation, officer):
    """An extended deadline of a record that belongs to nobody's committee."""
    given = {"kind": "example", "title_zh": "示例期限", "start": date(2020, 6, 1), "unit": "days", "number": 30}
    deadline = actions_deadlines.set_deadline(organisation, **given, by=officer)
    return actions_deadlines.extend(deadline, on=date(2020, 6, 20), unit="days", number=10, note="示例理由", by=officer)


def of_ground(officer):
    account = factories.user(Role.EXPERT)
    actions_calendar.set_day(date(2020, 5, 1), kind=CalendarDay.Kind.HOLIDAY, name_zh="劳动节", notice="示例通知", by=officer)
    factories.saved(Classification(scheme="ics", code="33", title_zh="电信", title_en="Telecommunications"))
    return {
        "account": account,
        "role": RoleGrant.objects.get(user=account),
        "organisation": factories.organisation(),
        "deadline": of_deadline(factories.organisation(), officer),
        "person": factories.person(),
        "international": factories.international(by=officer),
        "batch": actions_imports.upload(
            SimpleUploadedFile("示例.csv", CSV.encode()), kind="standards", digest="0" * 64, by=officer
        ),
    }


def of_claimer(claimer, international, by):
    """A leadership claim of the claimer's organisation, brought forward by the one who speaks for it."""
    given = {"role": "editor", "on": date(2020, 4, 1), "organisation": claimer, "evidence": "示例决议", "by": by}
    return {"claim": actions_records.claim_leadership(international, **given)}


def build():
    """The world on 30 June 2020, nine in the morning."""
    with clock.at(DAY):
        programme = Programme()
        own, other = factories.committee(), factories.committee()
        cast = people(own)
        officer = cast["officer"]
        shared = of_ground(officer) | of_programme(programme, officer)
        listed = {"international": shared["international"], "valid_from": date(2020, 2, 1), "by": officer}
        shared["entry"] = actions_records.list_for_conversion(shared["area"], **listed)
        shared |= of_procedures(cast["leader"])
        mine = of_committee(own, shared["international"], shared["area"], officer)
        mine |= of_projects(own)
        mine |= of_papers(own, officer)
        mine |= of_claimer(RoleGrant.objects.get(user=cast["contact"]).organisation, shared["international"], cast["contact"])
        theirs = of_committee(other, shared["international"], shared["area"], officer)
        theirs |= of_projects(other)
        theirs |= of_papers(other, officer)
        theirs |= of_claimer(factories.organisation(), shared["international"], officer)
    world = SimpleNamespace(people=cast, **shared, **mine)
    world.elsewhere = SimpleNamespace(people=cast, **shared, **theirs)
    assert AreaTag.objects.count() == 2
    return world
