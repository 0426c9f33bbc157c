from django.urls import URLPattern, URLResolver, path

from standards import views_area_tags

app_name = "areas-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:year>/", views_area_tags.areas, name="areas"),
    path("<int:year>/suggest/", views_area_tags.suggest, name="suggest"),
    path("jobs/<int:pk>/", views_area_tags.suggesting_job, name="suggesting-job"),
    path("<int:year>/<slug:slug>/", views_area_tags.area, name="area"),
    path("<int:year>/<slug:slug>/decide/", views_area_tags.decide, name="decide"),
    path("<int:year>/<slug:slug>/add/", views_area_tags.add, name="add"),
    path("tags/<int:pk>/remove/", views_area_tags.remove, name="remove-tag"),
    path("<int:year>/<slug:slug>/rules/", views_area_tags.rules, name="rules"),
    path("<int:year>/<slug:slug>/rules/<int:pk>/", views_area_tags.rule, name="rule"),
    path("<int:year>/<slug:slug>/rules/new/", views_area_tags.rule, name="new-rule"),
]
