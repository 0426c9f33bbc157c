from django.urls import URLPattern, URLResolver, path

from committees import views

app_name = "committees"
urlpatterns: list[URLPattern | URLResolver] = [
    path("committees/", views.committees, name="committees"),
    path("committee/<str:slug>/", views.committee, name="committee"),
]
