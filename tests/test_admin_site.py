"""The tables of the admin: administrators look, nobody writes."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from portal.admin_site import OURS
from portal.base.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db
MODELS = [model for label in OURS for model in apps.get_app_config(label).get_models()]


@pytest.mark.parametrize(("role", "status"), (("administrator", 200), ("officer", 302), ("leader", 302)))
def test_only_administrators_enter(client, role, status):
    client.force_login(factories.user(role))
    assert client.get("/admin/").status_code == status


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/admin/")["Location"] == f"{reverse('login')}?next=/admin/"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_table_can_be_looked_at_and_not_written(client, model):
    client.force_login(factories.administrator())
    factories.standard()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert client.get(address).status_code == 200
    assert client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")).status_code == 403


def test_a_row_is_shown_without_the_password(client):
    account = factories.administrator()
    client.force_login(account)
    page = client.get(reverse("admin:base_user_change", args=(account.pk,))).content.decode()
    assert (account.username in page, account.password in page) == (True, False)
    before = AuditEntry.objects.count()
    assert client.post(reverse("admin:base_user_change", args=(account.pk,)), {"name": "changed"}).status_code == 403
    assert AuditEntry.objects.count() == before


def test_every_model_of_ours_is_there():
    assert {model for model in MODELS if not admin.site.is_registered(model)} == set()
