"""The forms of the import pages. A file is opened while it is checked, so that what is no table is refused at once."""

import hashlib
import tempfile
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.base.forms import Form
from portal.base.models import DataSource

from .imports import files, tables
from .imports.said import FileRefused

KINDS = (("standards", _("Chinese standards, or the annex of an announcement")), ("international", _("International standards")))


class UploadForm(Form):
    kind = forms.ChoiceField(label=_("What the rows are"), choices=KINDS, widget=forms.RadioSelect, initial="standards")
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, .xlsx or JSON Lines, also packed as .gz or .xz; at most 64 MB. Headings in Chinese or English, any order."
        ),
    )
    source = forms.ModelChoiceField(
        DataSource.objects.order_by("key"),
        label=_("Source"),
        required=False,
        help_text=_("Where the rows were taken from. Leave empty when each row names its source or its body."),
    )
    overwrite = forms.BooleanField(
        label=_("Take the file's word where another source or a person says otherwise"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The file is opened as what it is said to be; its digest goes with it."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and cleaned.get("kind"):
            try:
                cleaned["digest"] = examined(file, cleaned["kind"])
            except FileRefused as refusal:
                self.add_error("file", str(refusal))
        return cleaned


def examined(file: UploadedFile, kind: str) -> str:
    """Find headings and a first row; returns the SHA-256. Raises FileRefused."""
    if (file.size or 0) > files.UPLOAD_LIMIT:
        raise FileRefused(files.TOO_LARGE_TO_SEND, limit=files.UPLOAD_LIMIT // 1024 // 1024)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile() as copy:
        for piece in file.chunks():
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        with tables.open_table(copy.name, kind) as table:
            if next(table.rows, None) is None:
                raise FileRefused(tables.NO_ROWS)
    file.seek(0)
    return digest.hexdigest()


class AcceptForm(Form):
    overwrite = forms.BooleanField(label=_("Also take the rows listed as conflicting"), required=False)


class TakeBackForm(Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Readers of the history will ask for it.")
    )

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if not reason:
            raise ValidationError(_("Say why the import is taken back."))
        return reason
