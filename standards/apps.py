from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        """Declare the kinds of work, for the web that asks and the worker that does."""
        from standards import area_suggesting, turning_jobs  # noqa: F401
        from standards.imports import work  # noqa: F401
