from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        """Declare the kinds of work, for the web that asks and the worker that does."""
        from programmes import reading_jobs  # noqa: F401
