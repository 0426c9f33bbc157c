from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "portal.base"
    label = "base"

    def ready(self) -> None:
        """Declare the kinds of work, for the web that asks and the worker that does."""
        from portal.base import document_reading, outbox_pruning  # noqa: F401
