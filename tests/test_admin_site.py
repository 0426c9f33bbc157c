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


def test_administrators_see_the_tables_of_every_app(client):
    client.force_login(factories.administrator())
    shown = {table["model"] for app in client.get("/admin/").context["app_list"] for table in app["models"]}
    assert set(MODELS) - shown == set()


@pytest.mark.parametrize("role", ("officer", "leader"))
def test_others_see_no_table(client, role):
    client.force_login(factories.user(role))
    place = reverse("admin:base_user_changelist")
    sent_to = {url: client.get(url)["Location"].split("?") for url in ("/admin/", place)}
    assert {url: (to[0] != url, to[1]) for url, to in sent_to.items()} == {
        "/admin/": (True, "next=/admin/"),
        place: (True, f"next={place}"),
    }


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/admin/")["Location"] == f"{reverse('login')}?next=/admin/"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_table_can_be_looked_at_and_not_written(client, model):
    client.force_login(factories.administrator())
    factories.standard()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    shown = client.get(address).context["cl"]
    assert (shown.model, list(shown.result_list)) == (model, list(model._base_manager.order_by("-pk")[:50]))
    before = model._base_manager.count()
    assert client.post(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"), {}).status_code == 403
    assert model._base_manager.count() == before


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
