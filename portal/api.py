"""The addresses of the API, version 1, and its schema."""

from typing import Any

from django.urls import path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny

from portal.base.access import public
from programmes import api as programmes
from standards import api as standards

app_name = "api"


def door(view: Any) -> Any:
    """An API view that strangers may use, without sessions or cookies."""
    return public(view.as_view())


schema = public(SpectacularAPIView.as_view(permission_classes=[AllowAny], throttle_classes=[]))

urlpatterns = [
    path("standards/", door(standards.StandardList), name="standards"),
    path("standards/<str:slug>/", door(standards.StandardDetail), name="standard"),
    path("international-standards/", door(standards.InternationalList), name="international-standards"),
    path("international-standards/<str:slug>/", door(standards.InternationalDetail), name="international-standard"),
    path("areas/", door(standards.AreaList), name="areas"),
    path("goals/", door(programmes.GoalList), name="goals"),
    path("readings/", door(programmes.ReadingList), name="readings"),
    path("readings/<int:pk>/", door(programmes.ReadingDetail), name="reading"),
    path("schema/", schema, name="schema"),
]
