"""Work pages of people."""

from django.urls import URLPattern, URLResolver, path

from experts import views_desk as views

app_name = "experts-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("experts/", views.experts, name="experts"),
    path("experts/new/", views.new_expert, name="new-expert"),
    path("experts/<int:pk>/", views.expert, name="expert"),
    path("experts/<int:pk>/edit/", views.edit_expert, name="edit-expert"),
    path("experts/<int:pk>/affiliation/", views.set_affiliation, name="set-affiliation"),
]
