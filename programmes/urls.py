from django.urls import URLPattern, URLResolver, path, re_path

from programmes import views_closings, views_figures, views_ledger, views_progress

FORM = r"(?P<form>csv|xlsx|json)"

app_name = "programmes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("progress/", views_progress.latest_progress, name="progress"),
    path("progress/<int:year>/", views_progress.year_progress, name="progress"),
    re_path(rf"^progress/(?P<year>\d{{4}})\.{FORM}$", views_progress.year_file, name="progress-file"),
    path("progress/<int:year>/signed/<str:on>/", views_closings.signed_figures, name="signed"),
    re_path(
        rf"^progress/(?P<year>\d{{4}})/signed/(?P<on>[\d-]{{10}})/(?P<slug>[\w-]+)\.{FORM}$",
        views_closings.signed_file,
        name="signed-file",
    ),
    re_path(rf"^progress/(?P<year>\d{{4}})/(?P<slug>[\w-]+)\.{FORM}$", views_ledger.goal_file, name="goal-file"),
    path("progress/<int:year>/<slug:slug>/", views_ledger.goal_ledger, name="goal"),
    path("progress/<int:year>/<slug:slug>/cite/", views_ledger.cite, name="cite"),
    path("figure/", views_figures.check_figure, name="check-figure"),
    re_path(rf"^figure/(?P<key>[\w-]+)\.{FORM}$", views_figures.figure_file, name="figure-file"),
    path("figure/<slug:key>/", views_figures.cited_figure, name="figure"),
]
