"""Django's admin for administrators: every table to look at, none to write. Changes are made by actions, on the desk."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

OURS = ("base", "experts", "committees", "standards", "programmes", "portal")


class PortalAdminSite(admin.AdminSite):
    """Opens to the administrator's role, not to Django's `is_staff`."""

    site_header = site_title = _("Standards Programme Portal: tables")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        from portal.base.permissions import is_administrator

        return is_administrator(request.user)


class TablesConfig(AdminConfig):
    """Named in INSTALLED_APPS in the place of django.contrib.admin."""

    default_site = "portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
            admin.site.register(model, ReadOnly)


class ReadOnly(admin.ModelAdmin):
    """Rows to look at, newest first; no counting of a million rows for a page number."""

    show_full_result_count = False
    list_per_page = 50

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-pk",)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        shown = [
            column.name for column in self.opts.concrete_fields if not isinstance(column, (models.JSONField, models.ForeignKey))
        ]
        return ["pk", *(name for name in shown if name not in ("id", "password"))][:9]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [column.name for column in self.opts.concrete_fields if column.name != "password"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)
