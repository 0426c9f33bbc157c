"""Staff pages of the ground."""

from django.urls import path

from . import views_accounts as accounts
from . import views_deadlines as deadlines
from . import views_jobs as jobs
from . import views_organisations as organisations

urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new-account"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/edit/", accounts.edit_account, name="edit-account"),
    path("accounts/<int:pk>/close/", accounts.close_account, name="close-account"),
    path("accounts/<int:pk>/roles/new/", accounts.grant_role, name="grant-role"),
    path("accounts/<int:pk>/roles/<int:grant>/end/", accounts.end_role, name="end-role"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines.<str:form>", deadlines.deadlines, name="deadlines-file"),
    path("deadlines/reckon-again/", deadlines.reckon_again, name="reckon-again"),
    path("deadlines/<int:pk>/", deadlines.deadline, name="deadline"),
    path("deadlines/<int:pk>/deadline.ics", deadlines.deadline, {"form": "ics"}, name="deadline-file"),
    path("deadlines/<int:pk>/<slug:act>/", deadlines.deadline_act, name="deadline-act"),
    path("deadlines/<int:pk>/entries/<int:event>/take-back/", deadlines.undo_deadline_entry, name="undo-deadline-entry"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/again/", jobs.run_job_again, name="run-job-again"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.<str:form>", organisations.organisations, name="organisations-file"),
    path("organisations/new/", organisations.new_organisation, name="new-organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit_organisation, name="edit-organisation"),
    path("organisations/<int:pk>/rename/", organisations.rename, name="rename-organisation"),
    path("organisations/<int:pk>/parent/", organisations.set_parent, name="organisation-parent"),
    path("organisations/<int:pk>/merge/", organisations.merge, name="merge-organisation"),
]
