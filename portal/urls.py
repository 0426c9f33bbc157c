"""Every address of the site; each room brings its own."""

from django.contrib import admin
from django.urls import include, path

from portal import desk, sitemaps, views, views_api

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("version", views.version, name="version"),
    path("api/v1/", views_api.api_docs, name="api-docs"),
    path("api/v1/", include("portal.api")),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemaps.section, name="sitemap-section"),
    path("admin/", admin.site.urls),
    path("", include("portal.base.sign_in_urls")),
    path("", include("portal.base.urls")),
    path("", include("standards.urls")),
    path("", include("programmes.urls")),
    path("desk/", desk.desk, name="desk"),
    path("desk/", include("programmes.desk_urls")),
    path("desk/", include("standards.urls_desk")),
    path("desk/", include("committees.urls_desk")),
    path("desk/", include("experts.urls_desk")),
    path("desk/areas/", include("standards.desk_areas_urls")),
    path("", include("committees.urls")),
    path("", include("experts.urls")),
]

handler404 = views_api.not_found
