"""Forms of documents. The file is opened while the form is checked, so that what cannot be kept is refused at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from .documents import recognising
from .documents.refusals import DocumentRefused
from .forms import Form
from .models import Document
from .together import VersionedForm


class FileForm(Form):
    """The file alone; `examined` is what was found in it."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = format_lazy(
            _("PDF, DOCX, XLSX or OFD without macros and passwords; at most {limit} MB."), limit=settings.DOCUMENT_LIMIT_MB
        )
        self.fields["file"].widget.attrs["accept"] = ".pdf,.docx,.xlsx,.ofd"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None:
            cleaned["name"] = recognising.plain_name(file.name or "")
            try:
                cleaned["examined"] = recognising.examine(file, file.size or 0, settings.DOCUMENT_LIMIT_MB * recognising.PIECE)
            except DocumentRefused as refusal:
                self.add_error("file", _refused(cleaned["name"], refusal))
        return cleaned


def _refused(name: str, refusal: DocumentRefused) -> str:
    """The sentence with the file's name before it, since several may have been tried."""
    return _now("“%(name)s” was not taken: %(why)s") % {"name": name, "why": refusal}


class DocumentFields(Form):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=[("", "—"), *Document.Kind.choices])
    title = forms.CharField(label=_("Title"), max_length=300)
    language = forms.ChoiceField(label=_("Language"), choices=Document.Language.choices, initial=Document.Language.CHINESE)
    is_public = forms.BooleanField(
        label=_("For the public"),
        required=False,
        help_text=_("The public sees a version only after it has been published."),
    )

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"]).strip()
        if not title:
            raise ValidationError(_now("Give the title."))
        return title


class NewDocumentForm(DocumentFields, FileForm):
    """A new paper with its first version."""

    field_order = ("kind", "title", "language", "is_public", "file")


class NewVersionForm(VersionedForm, FileForm):
    note = forms.CharField(label=_("What has changed"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class EditDocumentForm(VersionedForm, DocumentFields):
    """What is said of a paper."""


class PublishForm(VersionedForm):
    """Nothing to fill in: only which state of the document was looked at."""


class WithdrawForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Readers of the history will ask for it.")
    )
