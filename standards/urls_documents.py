"""Work pages of documents."""

from django.urls import path

from . import views_documents as views

urlpatterns = [
    path("of/<str:subject_type>/<int:subject>/", views.documents, name="documents"),
    path("of/<str:subject_type>/<int:subject>/new/", views.new_document, name="new-document"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/edit/", views.edit_document, name="edit-document"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw-document"),
    path("<int:pk>/comparison/", views.comparison, name="document-comparison"),
    path("<int:pk>/versions/new/", views.new_version, name="new-document-version"),
    path("<int:pk>/versions/<int:number>/", views.version, name="document-version"),
    path("<int:pk>/versions/<int:number>/file/", views.file, name="document-file"),
    path("<int:pk>/versions/<int:number>/progress/", views.progress, name="document-progress"),
    path("<int:pk>/versions/<int:number>/publish/", views.publish, name="publish-document"),
]
