"""A stored file as an answer: always a download under the name and type of its content, never shown or run by the browser."""

from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, Http404

from .documents.recognising import TYPES, offered_name
from .models import DocumentVersion

POLICY = "default-src 'none'; sandbox"
"""Should a browser show the file after all, nothing in it may run, load, send or be framed."""


def file_answer(version: DocumentVersion, *, public: bool) -> FileResponse:
    """The file of one version. Who may have it was asked before."""
    if version.content_type not in TYPES.values():
        raise SuspiciousOperation(version.content_type)
    try:
        file = version.file.open("rb")
    except FileNotFoundError as problem:
        raise Http404(version.file.name) from problem
    name = offered_name(version.original_name, version.content_type)
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=version.content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return answer
