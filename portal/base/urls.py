from django.urls import URLPattern, URLResolver, path

from portal.base import pages

app_name = "base"
urlpatterns: list[URLPattern | URLResolver] = [
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("terms/", pages.terms, name="terms"),
    path("desk/components/", pages.components, name="components"),
]
