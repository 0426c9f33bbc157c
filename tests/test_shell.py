"""What surrounds every page: menus, signing in and out, passwords, and the pages that say no."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views import defaults
from django.views.csrf import csrf_failure

from portal.base import actions_passwords
from portal.base.models import AuditEntry
from portal.base.shell import Entry, current_word, links
from tests import factories

PASSWORD = "a-long-enough-word"
ENGLISH = {"accept-language": "en"}


def labels(html, kind="menu"):
    block = html.split(f'<ul class="{kind}">')[1].split("</ul>")[0] if f'<ul class="{kind}">' in html else ""
    return re.findall(r">([^<>]+)</a>", block)


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode()).group(1)


def test_an_entry_appears_only_when_its_page_exists_and_is_open():
    entries = (
        Entry("Words", "base:terms"),
        Entry("Nowhere", "base:no-such-page"),
        Entry("Closed", "base:components", lambda user: False),
    )
    assert [(link.label, link.url, link.current) for link in links(entries, None, "/terms/")] == [("Words", "/terms/", "page")]


@pytest.mark.parametrize(
    ("url", "path", "word"),
    (
        ("/standards/", "/standards/", "page"),
        ("/standards/", "/standards/5g/", "true"),
        ("/standards/", "/standard/GB-1/", ""),
        ("/desk/", "/desk/imports/", ""),
        ("/", "/terms/", ""),
    ),
)
def test_the_menu_marks_the_page_or_its_section(url, path, word):
    assert current_word(url, path) == word


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_and_led_back():
    factories.administrator(username="keeper", password=PASSWORD)
    client = Client(headers=ENGLISH)
    asked = client.get("/desk/components/")
    assert asked.headers["Location"] == "/sign-in/?next=/desk/components/"
    form = client.get(asked.headers["Location"]).content.decode()
    assert form.count("signed out 8 hours after they were last used") == 1
    answer = client.post(asked.headers["Location"], {"username": "keeper", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/components/")
    page = client.get("/desk/components/")
    assert (page.status_code, title(page)) == (200, "Components – Standards Programme Portal")


@pytest.mark.django_db
def test_a_wrong_password_is_told_at_the_top_and_the_name_survives():
    factories.user(username="keeper", password=PASSWORD)
    response = Client(headers=ENGLISH).post("/sign-in/", {"username": "keeper", "password": "wrong"})
    html = response.content.decode()
    assert title(response) == "Error: Sign in – Standards Programme Portal"
    assert html.count("Please enter a correct username and password") == 1
    assert html.count('value="keeper"') == 1


@pytest.mark.django_db
def test_too_many_wrong_passwords_pause_signing_in(settings):
    settings.AXES_FAILURE_LIMIT = 2
    factories.user(username="keeper", password=PASSWORD)
    client = Client(headers=ENGLISH)
    answers = [client.post("/sign-in/", {"username": "keeper", "password": "wrong"}) for _ in range(3)]
    assert (answers[-1].status_code, title(answers[-1])) == (429, "Signing in is paused – Standards Programme Portal")


@pytest.mark.django_db
def test_signing_in_leads_neither_back_to_itself_nor_away():
    factories.user(username="keeper", password=PASSWORD)
    for after in ("/sign-in/", "https://example.org/"):
        client = Client()
        answer = client.post(f"/sign-in/?next={after}", {"username": "keeper", "password": PASSWORD})
        assert answer.headers["Location"] == "/desk/"
        assert client.get(f"/sign-in/?next={after}").headers["Location"] == "/desk/"


@pytest.mark.django_db
def test_signing_out_is_a_deed_and_is_said():
    client = Client(headers=ENGLISH)
    client.force_login(factories.user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/"
    html = client.get("/terms/").content.decode()
    assert (html.count("You are signed out."), html.count('href="/sign-in/?next=%2Fterms%2F"')) == (1, 1)


@pytest.mark.django_db
def test_a_given_password_is_changed_first():
    user = factories.user(username="keeper", password=PASSWORD, must_change_password=True)
    client = Client(headers=ENGLISH)
    answer = client.post("/sign-in/", {"username": "keeper", "password": PASSWORD})
    assert answer.headers["Location"] == "/password/"
    new = {"old_password": PASSWORD, "new_password1": "another-long-word", "new_password2": "another-long-word"}
    assert client.post("/password/", new).headers["Location"] == "/desk/"
    user.refresh_from_db()
    assert (user.must_change_password, user.check_password("another-long-word")) == (False, True)
    assert client.get("/desk/components/").status_code == 403
    entry = AuditEntry.objects.get(verb="account.set-password")
    assert (entry.by, entry.changes) == (user, {"must_change_password": [True, False]})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ("/desk/", "/desk/accounts/", "/admin/"))
def test_a_given_password_opens_nothing_but_its_change(address):
    client = Client(headers=ENGLISH)
    client.force_login(
        factories.administrator(password=PASSWORD, must_change_password=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get(address).headers["Location"] == "/password/"
    assert [client.get(page).status_code for page in ("/password/", "/terms/")] == [200, 200]
    assert client.post("/sign-out/").headers["Location"] == "/"


@pytest.mark.django_db
def test_an_account_opened_without_a_password_begins_by_the_link():
    user = factories.user(email="Li@example.org")
    factories.user(email="other@example.org")
    Client().post("/password/reset/", {"email": "li@example.org"})
    assert [letter.to for letter in mail.outbox] == [[user.email]]


@pytest.mark.django_db
def test_setting_a_password_leaves_an_entry_without_the_words():
    user, by = factories.user(password=PASSWORD), factories.administrator()
    actions_passwords.set_password(user, password="another-long-word", by=by)
    entry = AuditEntry.objects.get(verb="account.set-password")
    assert (entry.by, entry.subject_pk, entry.changes) == (by, str(user.pk), {})


@pytest.mark.django_db
def test_a_forgotten_password_is_reset_by_a_link_that_works_once():
    factories.user(username="keeper", password=PASSWORD, email="keeper@example.org")
    client = Client(headers=ENGLISH)
    assert client.post("/password/reset/", {"email": "keeper@example.org"}).headers["Location"] == "/password/reset/sent/"
    assert client.get("/password/reset/sent/").status_code == 200
    assert mail.outbox[0].subject == "Choose a new password for the Standards Programme Portal"
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    assert title(form) == "Choose a new password – Standards Programme Portal"
    new = {"new_password1": "another-long-word", "new_password2": "another-long-word"}
    assert client.post(form.redirect_chain[0][0], new).headers["Location"] == "/password/reset/done/"
    assert client.get("/password/reset/done/").status_code == 200
    again = Client(headers=ENGLISH).get(link)
    assert title(again) == "This link no longer works – Standards Programme Portal"


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), (("administrator", 200), ("officer", 403), ("user", 403)))
def test_components_are_for_administrators(kind, status):
    client = Client()
    client.force_login(getattr(factories, kind)(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("base:components")).status_code == status


@pytest.mark.parametrize("address", ("/terms/", "/accessibility/"))
@pytest.mark.parametrize("language", ("zh", "en"))
def test_pages_about_the_portal_have_one_heading_and_a_full_head(address, language):
    html = Client().get(f"{address}?lang={language}").content.decode()
    marks = ("<h1>", "<main ", '<meta name="description"', '<link rel="canonical"', 'class="skip" href="#main"')
    assert [html.count(mark) for mark in marks] == [1, 1, 1, 1, 1]


def test_a_missing_page_says_so_in_the_look():
    response = Client(headers=ENGLISH).get("/no-such-page/")
    assert (response.status_code, title(response)) == (404, "Page not found – Standards Programme Portal")


@pytest.mark.parametrize(
    ("view", "error", "status", "words"),
    (
        (defaults.bad_request, BadRequest("x"), 400, "The request cannot be read"),
        (defaults.permission_denied, PermissionDenied("Only the chair signs."), 403, "Only the chair signs."),
        (defaults.server_error, None, 500, "Something went wrong"),
        (csrf_failure, None, 403, "The form was open too long"),
    ),
)
def test_refusals_and_failures_wear_the_look(view, error, status, words, english):
    request = RequestFactory().get("/terms/")
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = "en"
    response = view(request, error) if error else view(request)
    html = response.content.decode()
    assert (response.status_code, html.count(words) > 0, html.count("portal.css"), html.count("<h1>")) == (status, True, 1, 1)


@pytest.fixture
def english():
    with translation.override("en"):
        yield
