"""Every address of the site; each room brings its own."""

from django.contrib import admin
from django.urls import include, path

from portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("version", views.version, name="version"),
    path("api/v1/", include("portal.api")),
    path("admin/", admin.site.urls),
    path("", include("portal.base.sign_in_urls")),
    path("", include("portal.base.urls")),
    path("", include("standards.urls")),
    path("", include("programmes.urls")),
    path("", include("committees.urls")),
    path("", include("experts.urls")),
]
