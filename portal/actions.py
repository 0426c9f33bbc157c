"""Writes of the running site about itself."""

from portal.base import clock
from portal.models import Heartbeat


def note_heartbeat(part: str) -> None:
    """A sign of life is no business of the audit: it changes nothing that anybody is shown."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": clock.now()})
