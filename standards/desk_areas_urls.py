from django.urls import URLPattern, URLResolver, path

from standards import views_areas

app_name = "areas-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:year>/", views_areas.areas, name="areas"),
    path("<int:year>/suggest/", views_areas.suggest, name="suggest"),
    path("jobs/<int:pk>/", views_areas.suggesting_job, name="suggesting-job"),
    path("<int:year>/<slug:slug>/", views_areas.area, name="area"),
    path("<int:year>/<slug:slug>/decide/", views_areas.decide, name="decide"),
    path("<int:year>/<slug:slug>/add/", views_areas.add, name="add"),
    path("tags/<int:pk>/remove/", views_areas.remove, name="remove-tag"),
    path("<int:year>/<slug:slug>/rules/", views_areas.rules, name="rules"),
    path("<int:year>/<slug:slug>/rules/<int:pk>/", views_areas.rule, name="rule"),
    path("<int:year>/<slug:slug>/rules/new/", views_areas.rule, name="new-rule"),
]
