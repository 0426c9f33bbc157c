"""Ground: people with accounts, organisations, classifications, the calendar, the audit trail, documents, jobs and the outbox."""

from .audit import AuditEntry
from .batches import Batch, BatchRow, DataSource
from .calendar import CalendarDay
from .classification import Classification, Region
from .deadlines import Deadline, DeadlineEvent, Party
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
    "Deadline",
    "DeadlineEvent",
    "Document",
    "DocumentText",
    "DocumentVersion",
    "Grant",
    "Job",
    "Organisation",
    "OrganisationName",
    "OutboxEntry",
    "OutboxFollower",
    "Party",
    "Region",
    "Role",
    "RoleGrant",
    "User",
]
