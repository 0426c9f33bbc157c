"""Work pages of committees."""

from django.urls import URLPattern, URLResolver, path

from committees import views_desk as views

app_name = "committees-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("committees/", views.committees, name="committees"),
    path("committees/new/", views.new_committee, name="new-committee"),
    path("committees/<int:pk>/", views.committee, name="committee"),
    path("committees/<int:pk>/edit/", views.edit_committee, name="edit-committee"),
    path("committees/<int:pk>/secretaries/new/", views.grant_secretary, name="grant-secretary"),
    path("committees/<int:pk>/secretaries/<int:grant>/end/", views.end_secretary, name="end-secretary"),
]
