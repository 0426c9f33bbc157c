"""Papers of a project: added, renewed, published, withdrawn, read, compared, handed out; who may, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.base import actions_documents, jobs
from portal.base.models import AuditEntry, Document, DocumentText, DocumentVersion, Job
from portal.demo import removal
from standards import actions_projects, document_page, needs
from tests import factories, factories_documents
from tests.desk import posted, shown
from tests.factories_documents import DRAFT, docx, pdf, sent

pytestmark = pytest.mark.django_db
PLACE = "standards-desk:"


@pytest.fixture(autouse=True)
def quiet(fixed_clock, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(jobs, "_send", lambda pk: None)


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


@pytest.fixture
def project(officer):
    return factories.project(committee=factories.committee(), by=officer)


def way(name, *args):
    return reverse(f"{PLACE}{name}", args=args)


def work():
    for pk in Job.objects.filter(state="queued").values_list("pk", flat=True):
        jobs.run(pk)


def send(client, project, content=None, name="稿.docx", **changes):
    fields = {"kind": "comment-draft", "title": "征求意见稿", "language": "zh", "is_public": "on"} | changes
    if content is not False:
        fields["file"] = sent(docx(*DRAFT) if content is None else content, name)
    return client.post(way("new-document", "standards.project", project.pk), fields)


def asked(client, address):
    """The status of an answer, which is read to its end as a browser does."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def entries(verb):
    return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def test_from_the_form_to_the_published_file(client, officer, project):
    answer = send(client, project)
    document = Document.objects.get()
    version = document.versions.get()
    assert (answer.status_code, answer.url) == (302, way("document", document.pk))
    assert (document.subject_type, document.subject_pk, document.kind) == ("standards.project", project.pk, "comment-draft")
    assert (version.number, version.original_name, version.reading, version.file.name) == (
        1,
        "稿.docx",
        "waiting",
        f"documents/{version.sha256[:2]}/{version.sha256}",
    )
    work()
    version.refresh_from_db()
    assert (version.reading, version.pages, version.clauses) == ("read", None, 3)
    assert [one["key"] for one in version.content.clauses] == ["foreword", "1", "2", "2.1"]
    assert "本文件规定了要求" in client.get(way("document-version", document.pk, 1)).content.decode()

    public = reverse("standards:document-file", args=(document.pk, 1))
    client.logout()
    assert asked(client, public) == 404
    client.force_login(officer)
    assert posted(client, way("publish-document", document.pk, 1)).url == way("document", document.pk)
    client.logout()
    answer = client.get(public)
    assert (b"".join(answer.streaming_content), answer.headers["Content-Type"]) == (docx(*DRAFT), version.content_type)


def test_each_act_leaves_its_entry(officer, project):
    document = factories_documents.document(project, by=officer)
    second = factories_documents.version(document, by=officer, content=docx("1 范围"), note=" 改了范围 ")
    actions_documents.publish_version(second, by=officer)
    actions_documents.edit_document(document, title="改名", by=officer)
    actions_documents.withdraw_document(document, reason=" 有误 ", by=officer)
    found = AuditEntry.objects.filter(subject_type="base.document", subject_pk=str(document.pk)).order_by("pk")
    assert [(one.verb, one.row_type, one.by) for one in found] == [
        ("document.add", "base.document", officer),
        ("document.add", "base.documentversion", officer),
        ("document.add-version", "base.documentversion", officer),
        ("document.publish", "base.documentversion", officer),
        ("document.edit", "base.document", officer),
        ("document.withdraw", "base.document", officer),
    ]
    assert found.last().changes["withdrawal_reason"] == ["", "有误"]
    assert (second.note, DocumentVersion.objects.count()) == ("改了范围", 2)


def test_reading_leaves_no_entry(officer, project):
    factories_documents.document(project, by=officer)
    work()
    assert (entries("document.read"), DocumentText.objects.count()) == ([], 1)


def test_the_same_content_is_kept_once(officer, project):
    for _each in range(2):
        factories_documents.document(project, by=officer)
    names = {one.file.name for one in DocumentVersion.objects.all()}
    folder = next(iter(names)).rpartition("/")[0]
    assert (len(names), len(default_storage.listdir(folder)[1])) == (1, 1)


@pytest.mark.parametrize(
    ("attempt", "field", "words"),
    (
        (lambda one, by: factories_documents.version(one, by=by, content=docx(*DRAFT)), "file", "与第1版是同一文件"),
        (lambda one, by: actions_documents.withdraw_document(one, reason=" ", by=by), "reason", "撤回的原因"),
        (lambda one, by: actions_documents.edit_document(one, kind="nonsense", by=by), "kind", "nonsense"),
        (lambda one, by: actions_documents.edit_document(one, subject_pk=1, by=by), "subject_pk", "不能在这里修改"),
    ),
)
def test_what_is_refused_says_why_and_changes_nothing(officer, project, attempt, field, words):
    document = factories_documents.document(project, by=officer)
    with pytest.raises(ValidationError) as refused:
        attempt(document, officer)
    assert words in " ".join(refused.value.message_dict[field])
    assert (DocumentVersion.objects.count(), Document.objects.get().version) == (1, 1)


def test_what_is_not_for_the_public_or_withdrawn_is_not_published(officer, project):
    inner = factories_documents.document(project, by=officer, is_public=False)
    gone = factories_documents.document(project, by=officer)
    actions_documents.withdraw_document(gone, reason="有误", by=officer)
    for document in (inner, gone):
        with pytest.raises(ValidationError):
            actions_documents.publish_version(document.versions.get(), by=officer)
    assert DocumentVersion.objects.filter(published_at__isnull=False).count() == 0


def test_what_is_published_cannot_be_hidden_without_a_reason(client, officer, project):
    document = factories_documents.document(project, by=officer)
    actions_documents.publish_version(document.versions.get(), by=officer)
    with pytest.raises(ValidationError) as refused:
        actions_documents.edit_document(document, is_public=False, by=officer)
    assert list(refused.value.message_dict) == ["is_public"]
    public = reverse("standards:document-file", args=(document.pk, 1))
    assert asked(client, public) == 200
    posted(client, way("withdraw-document", document.pk), reason="有误")
    assert (asked(client, public), Document.objects.get().withdrawal_reason) == (404, "有误")
    assert asked(client, way("document-file", document.pk, 1)) == 200
    assert "有误" in client.get(way("document", document.pk)).content.decode()


def test_a_new_version_of_a_published_paper_stays_hidden(client, officer, project):
    document = factories_documents.document(project, by=officer)
    actions_documents.publish_version(document.versions.get(), by=officer)
    factories_documents.version(document, by=officer, content=docx("1 范围"))
    found = {number: asked(client, reverse("standards:document-file", args=(document.pk, number))) for number in (1, 2, 3)}
    assert found == {1: 200, 2: 404, 3: 404}


@pytest.mark.parametrize("name", ("standards:document-file", "standards-desk:document-file"))
def test_a_file_is_handed_out_so_that_no_browser_runs_it(client, officer, project, name):
    document = factories_documents.document(project, by=officer, content=pdf(["1 范围"]), name="坏\r\n名.html")
    actions_documents.publish_version(document.versions.get(), by=officer)
    answer = client.get(reverse(name, args=(document.pk, 1)))
    headers, content = answer.headers, b"".join(answer.streaming_content)
    assert content == pdf(["1 范围"])
    wanted = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Content-Disposition")
    assert [headers[one] for one in wanted] == [
        "application/pdf",
        "nosniff",
        "default-src 'none'; sandbox",
        "attachment; filename*=utf-8''%E5%9D%8F%E5%90%8D.pdf",
    ]
    assert headers["Cache-Control"] == ("private, no-store" if "desk" in name else "public, max-age=300")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    (
        ({"content": b"MZ\x90\0" + bytes(99), "name": "稿.pdf"}, "file", "“稿.pdf”未被接收：这是程序文件"),
        ({"content": b""}, "file", "文件是空的"),
        ({"content": False}, "file", "必填项"),
        ({"title": "  "}, "title", "必填项"),
        ({"kind": ""}, "kind", "必填项"),
    ),
)
def test_a_refused_form_keeps_what_was_typed(client, officer, project, changes, field, words):
    answer = send(client, project, language="en", **{"title": "我的标题"} | changes)
    form = answer.context["form"]
    said = " ".join(form.errors[field])
    assert (answer.status_code, list(form.errors), Document.objects.count()) == (422, [field], 0)
    assert words in said or "必填" in said
    assert (form["language"].value(), form["is_public"].value()) == ("en", True)
    assert form["title"].value() == changes.get("title", "我的标题")


def test_a_file_over_the_setting_is_refused(client, officer, project, settings):
    settings.DOCUMENT_LIMIT_MB = 1
    answer = send(client, project, content=b"%PDF-" + bytes(1024 * 1024))
    assert ("2 MB" in str(answer.context["form"].errors), Document.objects.count()) == (True, 0)


def test_the_second_of_two_people_sees_what_the_first_did(client, officer, project):
    document = factories_documents.document(project, by=officer)
    opened = shown(client, way("edit-document", document.pk))
    actions_documents.edit_document(document, title="他人的标题", by=factories.officer())
    answer = client.post(way("edit-document", document.pk), opened | {"title": "我的标题"})
    assert (answer.status_code, [one.now for one in answer.context["form"].clashes]) == (422, ["他人的标题"])
    assert client.post(way("edit-document", document.pk), shown_again(answer)).status_code == 302
    assert Document.objects.get().title == "我的标题"


def shown_again(answer):
    return {field.name: field.value() for field in answer.context["form"] if field.value() not in (None, False)}


@pytest.mark.parametrize(
    ("content", "reading"),
    ((pdf([]), "no-text"), (docx(""), "no-text"), (docx("1 范围"), "read")),
)
def test_what_reading_finds_stands_on_the_page(client, officer, project, content, reading):
    document = factories_documents.document(project, by=officer, content=content)
    work()
    version = document.versions.get()
    page = client.get(way("document-version", document.pk, 1))
    assert (version.reading, page.status_code, version.said in page.content.decode()) == (reading, 200, True)
    assert Job.objects.get().state == "done"


def test_a_file_that_makes_its_reader_fall_over_breaks_no_page(client, officer, project, monkeypatch, caplog):
    from portal.base.documents import reading

    def fall(*given):
        raise ZeroDivisionError

    document = factories_documents.document(project, by=officer)
    monkeypatch.setattr(reading, "read", fall)
    work()
    assert (document.versions.get().reading, Job.objects.get().state, len(caplog.records)) == ("unreadable", "done", 1)
    pages = [way("document-version", document.pk, 1), way("document", document.pk), way("document-comparison", document.pk)]
    assert [asked(client, page) for page in pages] == [200, 200, 200]


def test_a_lost_file_is_a_missing_page(client, officer, project):
    document = factories_documents.document(project, by=officer)
    default_storage.delete(document.versions.get().file.name)
    work()
    assert document.versions.get().reading == "unreadable"
    assert asked(client, way("document-file", document.pk, 1)) == 404


def test_progress_is_shown_while_the_text_is_read(client, officer, project):
    document = factories_documents.document(project, by=officer)
    place = way("document-progress", document.pk, 1)
    waiting = client.get(place)
    assert (waiting.context["job"].state, waiting.has_header("HX-Refresh")) == ("queued", False)
    work()
    assert client.get(place).headers["HX-Refresh"] == "true"


def two_versions(officer, project):
    document = factories_documents.document(project, by=officer)
    content = docx(*(line.replace("规定了要求", "确立了要求") for line in DRAFT), "2.2 系统", "整体。")
    factories_documents.version(document, by=officer, content=content)
    work()
    return document


def test_two_versions_are_compared_with_marks_that_are_read_aloud(client, officer, project):
    document = two_versions(officer, project)
    page = client.get(way("document-comparison", document.pk), {"lang": "en"})
    assert [(one["state"], one["name"]) for one in page.context["rows"]] == [("changed", "1"), ("added", "2.2")]
    text = page.content.decode()
    assert '<del><span class="visually-hidden">[removed: </span>规定<span class="visually-hidden">]</span></del>' in text
    assert '<ins><span class="visually-hidden">[added: </span>确立<span class="visually-hidden">]</span></ins>' in text
    assert len(client.get(way("document-comparison", document.pk), {"show": "all"}).context["rows"]) == 5
    back = client.get(way("document-comparison", document.pk), {"old": "2", "new": "1"}).context
    assert (back["old"].number, back["new"].number) == (2, 1)


@pytest.mark.parametrize("asked", ({}, {"old": "9", "new": "x"}, {"old": "1", "new": "1"}))
def test_strange_questions_to_the_comparison_have_an_answer(client, officer, project, asked):
    document = two_versions(officer, project)
    context = client.get(way("document-comparison", document.pk), asked).context
    assert (context["old"].number, context["new"].number in (1, 2)) == (1, True)


def test_one_version_alone_compares_with_nothing(client, officer, project):
    document = factories_documents.document(project, by=officer)
    work()
    assert client.get(way("document-comparison", document.pk)).context["rows"] == []


READ = ("document", "document-comparison")
READ_VERSION = ("document-version", "document-file", "document-progress")


def test_a_secretary_reads_the_papers_of_the_own_committee_only(client, officer, project):
    document = factories_documents.document(project, by=officer)
    addresses = [way("documents", "standards.project", project.pk), *(way(name, document.pk) for name in READ)]
    addresses += [way(name, document.pk, 1) for name in READ_VERSION]
    found = {}
    for whose, committee in (("own", project.committee), ("other", factories.committee())):
        client.force_login(factories.secretary(committee))
        found[whose] = {asked(client, address) for address in addresses}
    assert found == {"own": {200}, "other": {403}}


@pytest.mark.parametrize(("kind", "status"), (("comment-draft", 200), ("explanation", 200), ("approval-draft", 403)))
def test_a_secretary_publishes_what_the_committee_itself_shows(client, officer, project, kind, status):
    document = factories_documents.document(project, by=officer, kind=kind)
    client.force_login(factories.secretary(project.committee))
    assert asked(client, way("publish-document", document.pk, 1)) == status


@pytest.mark.parametrize("subject_type", ("base.user", "standards.nothing", "x"))
def test_papers_of_what_carries_none_are_not_found(client, officer, project, subject_type):
    assert asked(client, way("documents", subject_type, officer.pk)) == 404


def test_the_list_asks_as_often_for_one_paper_as_for_three(client, officer, project):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert asked(client, way("documents", "standards.project", project.pk)) == 200
        return len(queries)

    factories_documents.document(project, by=officer)
    counted()
    one = counted()
    for _each in range(2):
        factories_documents.document(project, by=officer)
    assert counted() == one


def test_moving_the_project_to_another_committee_moves_the_right(client, officer, project):
    document = factories_documents.document(project, by=officer)
    secretary = factories.secretary(project.committee)
    actions_projects.edit_project(project, committee=factories.committee(), by=officer)
    client.force_login(secretary)
    assert asked(client, way("document", document.pk)) == 403


def test_a_project_shows_its_papers_and_counts_them_as_on_file(client, officer, project):
    document = factories_documents.document(project, by=officer, kind="minutes")
    page = client.get(project_way(project))
    assert [one.document for one in page.context["documents"]["papers"]] == [document]
    assert way("new-document", "standards.project", project.pk) in page.content.decode()
    assert needs.papers_on_file(project) == {"review-conclusion"}
    actions_documents.withdraw_document(document, reason="有误", by=officer)
    assert needs.papers_on_file(project) == set()


def test_the_papers_are_not_handed_to_a_page_of_who_may_not_read_them(officer, project):
    factories_documents.document(project, by=officer)
    secretary = factories.secretary(factories.committee())
    assert document_page.shown(secretary, project) == {"may_read": False, "papers": [], "add_url": ""}


def project_way(project):
    return reverse("standards-desk:project", args=(project.pk,))


def test_the_demonstration_takes_its_papers_along(officer):
    gone, stays = factories.project(is_demo=True, by=officer), factories.project(by=officer)
    papers = [factories_documents.document(one, by=officer) for one in (gone, stays)]
    work()
    removal.remove(by=officer)
    assert list(Document.objects.all()) == papers[1:]
    assert [(one.document, one.content.version) for one in DocumentVersion.objects.all()] == [
        (papers[1], papers[1].versions.get())
    ]
    assert AuditEntry.objects.filter(subject_type="base.document", subject_pk=str(papers[0].pk)).count() == 0
