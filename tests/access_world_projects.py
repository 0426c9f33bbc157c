"""For the access table: a running project of a committee with a paper on file; rules of a procedure, shipped and drafted."""

from datetime import date

from portal.base.people import system_user
from standards import actions_procedures, actions_projects, actions_terms
from standards.lifecycle import Procedure
from standards.models import ProcedureVersion
from tests import factories


def of_projects(committee):
    project = factories.project(committee=committee, procedure="amendment")
    project = actions_projects.advance(project, move="start_drafting", on=date(2020, 2, 1), by=system_user())
    given = {"place": "示例档案", "on": date(2020, 2, 1), "by": system_user()}
    return {"running": project, "paper": actions_terms.file_paper(project, paper="explanation", **given)}


def of_procedures(leader):
    actions_procedures.load_procedures(by=system_user())
    shipped = ProcedureVersion.objects.get(procedure="amendment", number=1)
    said = {"comment_days": actions_procedures.Said(20)}
    drafted = actions_procedures.draft_version(Procedure.AMENDMENT, effective_from=date(2020, 9, 1), said=said, by=leader)
    parameter = shipped.parameters.get(name="comment_days")
    return {"procedure_version": shipped, "procedure_draft": drafted, "parameter": parameter}
