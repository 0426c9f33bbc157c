"""Drafts and papers with their versions. What a document is about is named by model and key, since it may live in any storey."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.said import sentence


class Document(RecordedModel):
    """One paper of a record. Its content is that of its versions, of which none is ever overwritten."""

    class Kind(models.TextChoices):
        """The papers of Orders 25, 55 and 59, of GB/T 16733 and of the ministry's own forms, in the order of the procedure."""

        PROPOSAL = "proposal", _("project proposal form")
        PROPOSAL_EXPLANATION = "proposal-explanation", _("explanation of the proposal")
        PLAN_APPLICATION = "plan-application", _("plan application table")
        COVERING_LETTER = "covering-letter", _("covering letter")
        PLAN_ADJUSTMENT = "plan-adjustment", _("plan-adjustment form")
        WORKING_DRAFT = "working-draft", _("working draft")
        COMMENT_DRAFT = "comment-draft", _("draft for comments")
        EXPLANATION = "explanation", _("drafting explanation")
        TEST_REPORT = "test-report", _("test report")
        DISPOSITION = "disposition", _("comment summary and disposition table")
        REVIEW_DRAFT = "review-draft", _("draft for review")
        MINUTES = "minutes", _("minutes of the review")
        BALLOT_SHEETS = "ballot-sheets", _("letter-ballot sheets")
        REVIEW_CONCLUSION = "review-conclusion", _("letter-review conclusion")
        APPROVAL_DRAFT = "approval-draft", _("draft for approval")
        SUBMISSION_SHEET = "submission-sheet", _("submission signature sheet")
        ADOPTED_ORIGINAL = "adopted-original", _("original of the adopted standard")
        ADOPTED_TRANSLATION = "adopted-translation", _("translation of the adopted standard")
        PATENTS = "patents", _("patent material")
        STANDARD_TEXT = "standard-text", _("text of the standard")
        AMENDMENT_SHEET = "amendment-sheet", _("amendment sheet")
        FOREIGN_TEXT = "foreign-text", _("foreign-language version")
        REVIEW_REPORT = "review-report", _("report of the periodic review")
        OTHER = "other", _("other paper")

    class Language(models.TextChoices):
        CHINESE = "zh", _("Chinese")
        ENGLISH = "en", _("English")
        BOTH = "zh-en", _("Chinese and English")
        OTHER = "other", _("another language")

    kind = models.TextField(_("kind of paper"), choices=Kind)
    subject_type = models.TextField(_("what it is about"), editable=False)
    subject_pk = models.BigIntegerField(editable=False)
    title = models.TextField(_("title"))
    language = models.TextField(_("language"), choices=Language, default=Language.CHINESE)
    is_public = models.BooleanField(
        _("for the public"), default=False, help_text=_("The public sees a version only after it has been published.")
    )
    added_at = models.DateTimeField(_("added"), editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawal_reason = models.TextField(_("reason"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version",)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("pk",)
        indexes = [models.Index(fields=("subject_type", "subject_pk", "kind"), name="document_subject")]
        constraints = [
            models.CheckConstraint(
                name="document_withdrawn_who_when_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class DocumentVersion(RecordedModel):
    """One file of a document, as it was sent. It is never changed; what reading it has found stands beside it."""

    class Reading(models.TextChoices):
        WAITING = "waiting", _("text is being read")
        READ = "read", _("text read")
        NO_TEXT = "no-text", _("without text")
        UNREADABLE = "unreadable", _("text cannot be read")

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions", verbose_name=_("document"))
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("stored file"), max_length=200, editable=False)
    original_name = models.TextField(_("name of the file"))
    size = models.BigIntegerField(_("size"))
    sha256 = models.TextField("SHA-256")
    content_type = models.TextField(_("type by content"))
    note = models.TextField(_("what has changed"), blank=True)
    added_at = models.DateTimeField(_("added"), editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    reading = models.TextField(_("text"), choices=Reading, default=Reading.WAITING, editable=False)
    reading_message = models.TextField(blank=True, editable=False)
    reading_values = models.JSONField(default=dict, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    clauses = models.PositiveIntegerField(_("clauses"), null=True, editable=False)

    unaudited = ("reading", "reading_message", "reading_values", "pages", "clauses")

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ("document", "number")
        constraints = [
            models.UniqueConstraint(fields=("document", "number"), name="documentversion_one_number"),
            models.CheckConstraint(
                name="documentversion_published_who_and_when",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=("sha256",), name="documentversion_sha256")]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"

    @property
    def said(self) -> str:
        """What reading the file has found, in the reader's language."""
        return sentence(self.reading_message, self.reading_values)


class DocumentText(models.Model):
    """What was read in a version: derived from the file, and read anew at any time. Kept apart, since lists never need it."""

    version = models.OneToOneField(DocumentVersion, models.PROTECT, related_name="content")
    text = models.TextField(_("text"))
    clauses = models.JSONField(_("clauses"), default=list, help_text=_("In order: number, heading, level, text."))
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return str(self.version)
