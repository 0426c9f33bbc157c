from django.urls import URLPattern, URLResolver, include, path, re_path

from standards import views_areas, views_classification, views_documents, views_finder, views_records

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
    re_path(
        r"^(?P<kind>standard|international-standard)/(?P<slug>[^/]+)/citation\.(?P<form>bib|ris)$",
        views_records.citation,
        name="citation",
    ),
    path("standard/<path:slug>/", views_records.standard, name="standard"),
    path("international-standard/<path:slug>/", views_records.international_standard, name="international-standard"),
    path("documents/<int:pk>/<int:number>/", views_documents.public_file, name="document-file"),
    path("area/<int:year>/<slug:slug>/", views_areas.area, name="area"),
    path("procedures/", include("standards.urls_procedures")),
    path("classifications/", views_classification.classifications, name="classifications"),
    path("classifications/<slug:scheme>/", views_classification.classification_scheme, name="classification-scheme"),
    path("classifications/<slug:scheme>/<path:code>/", views_classification.classification, name="classification"),
]
