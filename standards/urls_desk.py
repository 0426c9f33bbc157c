"""Work pages of the catalogue."""

from django.urls import URLPattern, URLResolver, include, path

from standards import views_desk_events as events
from standards import views_desk_international as international
from standards import views_desk_relations as relations
from standards import views_desk_standards as standards
from standards import views_desk_undo as undo
from standards import views_imports as imports

app_name = "standards-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("standards/", standards.standards, name="standards"),
    path("standards/new/", standards.new_standard, name="new-standard"),
    path("standards/number/<str:slug>/", standards.by_number, name="standard-by-number"),
    path("standards/<int:pk>/", standards.standard, name="standard"),
    path("standards/<int:pk>/edit/", standards.edit_standard, name="edit-standard"),
    path("standards/<int:pk>/number/", standards.correct_number, name="correct-number"),
    path("standards/<int:pk>/step/<slug:step>/", events.standard_event, name="standard-event"),
    path("standards/<int:pk>/relations/new/", relations.relate_standard, name="relate-standard"),
    path("standards/<int:pk>/adoptions/new/", relations.adopt, name="adopt"),
    path("international-standards/", international.international_standards, name="international-standards"),
    path("international-standards/new/", international.new_international, name="new-international"),
    path("international-standards/<int:pk>/", international.international_standard, name="international-standard"),
    path("international-standards/<int:pk>/edit/", international.edit_international, name="edit-international"),
    path("international-standards/<int:pk>/event/", events.international_event, name="international-event"),
    path("international-standards/<int:pk>/relations/new/", relations.relate_international, name="relate-international"),
    path("relations/<int:pk>/end/", relations.end_relation, name="end-relation"),
    path("adoptions/to-check/", relations.adoptions_to_check, name="adoptions-to-check"),
    path("adoptions/<int:pk>/correct/", relations.correct_adoption, name="correct-adoption"),
    path("adoptions/<int:pk>/end/", relations.end_adoption, name="end-adoption"),
    path("facts/<slug:kind>/<int:pk>/date/", events.correct_date, name="correct-date"),
    path("facts/<slug:kind>/<int:pk>/undo/", undo.undo, name="undo"),
    path("history/<int:entry>/<slug:column>/restore/", undo.restore, name="restore"),
    path("", include("standards.urls_desk_projects")),
    path("documents/", include("standards.urls_documents")),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new_import, name="new-import"),
    path("imports/<int:pk>/", imports.import_batch, name="import"),
    path("imports/<int:pk>/progress/", imports.import_progress, name="import-progress"),
    path("imports/<int:pk>/rejects/", imports.import_rejects, name="import-rejects"),
    path("imports/<int:pk>/accept/", imports.accept_import, name="accept-import"),
    path("imports/<int:pk>/discard/", imports.discard_import, name="discard-import"),
    path("imports/<int:pk>/take-back/", imports.take_back_import, name="take-back-import"),
]
