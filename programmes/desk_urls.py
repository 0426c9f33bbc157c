from django.urls import URLPattern, URLResolver, include, path

from programmes import views_board, views_closings, views_definitions, views_reading_jobs

app_name = "programmes-desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("programmes.urls_records")),
    path("programmes/", views_board.latest_board, name="board"),
    path("programmes/<int:year>/", views_board.year_board, name="year-board"),
    path("programmes/<int:year>/recompute/", views_board.recompute, name="recompute"),
    path("programmes/<int:year>/targets/<slug:slug>/", views_board.targets, name="targets"),
    path("programmes/<int:year>/closings/", views_closings.prepare, name="prepare"),
    path("programmes/<int:year>/closings/<str:on>/", views_closings.closing, name="closing"),
    path("programmes/<int:year>/closings/<str:on>/sign/", views_closings.sign, name="sign"),
    path("closed-figures/<int:pk>/correct/", views_closings.correct, name="correct"),
    path("deliverables/<int:pk>/", views_board.deliverable, name="deliverable"),
    path("readings/jobs/<int:pk>/", views_reading_jobs.reading_job, name="reading-job"),
    path("definitions/", views_definitions.definitions, name="definitions"),
    path("definitions/<slug:metric>/new/", views_definitions.draft, name="draft-definition"),
    path("definitions/<slug:metric>/<int:number>/", views_definitions.definition, name="definition"),
    path("definitions/<slug:metric>/<int:number>/examples/", views_definitions.expectations, name="definition-examples"),
    path("definitions/<slug:metric>/<int:number>/approve/", views_definitions.approve, name="approve-definition"),
]
