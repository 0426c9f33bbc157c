"""Procedures for everybody."""

from django.urls import URLPattern, URLResolver, path

from standards import views_procedures

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_procedures.procedures, name="procedures"),
    path("<slug:slug>/", views_procedures.procedure, name="procedure"),
]
