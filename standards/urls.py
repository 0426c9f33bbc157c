from django.urls import URLPattern, URLResolver, path

from standards import views_classification

app_name = "standards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("classifications/", views_classification.classifications, name="classifications"),
    path("classifications/<slug:scheme>/", views_classification.classification_scheme, name="classification-scheme"),
    path("classifications/<slug:scheme>/<path:code>/", views_classification.classification, name="classification"),
]
