"""Work pages of projects and of the rules of their procedures."""

from django.urls import URLPattern, URLResolver, path

from standards import views_desk_procedures as procedures
from standards import views_desk_projects as projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", projects.projects, name="projects"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("projects/<int:pk>/edit/", projects.edit_project, name="edit-project"),
    path("projects/<int:pk>/step/<slug:move>/", projects.step, name="project-step"),
    path("projects/<int:pk>/extend/", projects.extend, name="extend-project"),
    path("projects/<int:pk>/papers/new/", projects.file_paper, name="file-paper"),
    path("steps/<slug:kind>/<int:pk>/undo/", projects.undo_step, name="undo-step"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/<slug:slug>/new/", procedures.draft, name="draft-procedure"),
    path("procedures/<slug:slug>/<int:number>/", procedures.version, name="procedure-version"),
    path("procedures/<slug:slug>/<int:number>/approve/", procedures.approve, name="approve-procedure"),
    path("procedures/<slug:slug>/<int:number>/projects/", procedures.move, name="move-projects"),
    path("procedures/values/<int:pk>/confirm/", procedures.confirm, name="confirm-parameter"),
]
