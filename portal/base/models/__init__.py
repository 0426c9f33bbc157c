"""Ground: people with accounts, organisations, classifications, the calendar, the audit trail, documents, jobs and the outbox."""

from .audit import AuditEntry
from .batches import Batch, BatchRow, DataSource
from .calendar import CalendarDay
from .classification import Classification, Region
from .documents import Document, DocumentText, DocumentVersion
from .jobs import Job, OutboxEntry, OutboxFollower
from .organisations import Organisation, OrganisationName
from .users import Grant, Role, RoleGrant, User

__all__ = [
    "AuditEntry",
    "Batch",
    "BatchRow",
    "CalendarDay",
    "Classification",
    "DataSource",
    "Document",
    "DocumentText",
    "DocumentVersion",
    "Grant",
    "Job",
    "Organisation",
    "OrganisationName",
    "OutboxEntry",
    "OutboxFollower",
    "Region",
    "Role",
    "RoleGrant",
    "User",
]
