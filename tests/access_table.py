"""Every address of the site and who gets what there: the one table, by room. A missing or surplus row fails the house."""

from tests.access_row import Row
from tests.access_rows_catalogue import API, COMMITTEES, STANDARDS
from tests.access_rows_desk import AREAS_DESK, COMMITTEES_DESK, EXPERTS_DESK, IMPORTS, STANDARDS_DESK
from tests.access_rows_documents import DOCUMENTS
from tests.access_rows_ground import BASE, ROOF
from tests.access_rows_procedures import PROCEDURES, PROJECTS_DESK
from tests.access_rows_programmes import PROGRAMMES, PROGRAMMES_DESK, RECORDS_DESK

ROOMS = (
    *(ROOF, BASE, STANDARDS, COMMITTEES, API, PROGRAMMES, DOCUMENTS),
    *(PROGRAMMES_DESK, RECORDS_DESK, STANDARDS_DESK, IMPORTS, AREAS_DESK, COMMITTEES_DESK, EXPERTS_DESK),
    *(PROCEDURES, PROJECTS_DESK),
)
TABLE: dict[str, Row] = {name: row for room in ROOMS for name, row in room.items()}
assert len(TABLE) == sum(len(room) for room in ROOMS), "an address stands twice"
