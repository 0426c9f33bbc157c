from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The roof: its label lets commands, templates and static files of the whole site live in `portal/`."""

    name = "portal"
    label = "portal"
