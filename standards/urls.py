from django.urls import URLPattern, URLResolver, path, re_path

from standards import views_classification, views_finder

app_name = "standards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("standards/", views_finder.standards, name="standards"),
    re_path(r"^standards\.(?P<form>csv|xlsx|json)$", views_finder.standards_file, name="standards-file"),
    path("international-standards/", views_finder.international_standards, name="international-standards"),
    re_path(
        r"^international-standards\.(?P<form>csv|xlsx|json)$",
        views_finder.international_standards_file,
        name="international-standards-file",
    ),
    path("classifications/", views_classification.classifications, name="classifications"),
    path("classifications/<slug:scheme>/", views_classification.classification_scheme, name="classification-scheme"),
    path("classifications/<slug:scheme>/<path:code>/", views_classification.classification, name="classification"),
]
