"""Files that are given to be saved, never shown: nothing inside them can run on our pages."""

from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header


def to_save(content: bytes | IO[bytes], *, name: str, content_type: str) -> HttpResponseBase:
    """Return the answer that gives a private file under a name, kept by no cache.

    A browser must not guess its kind (nosniff), nor run what is in it (sandbox).
    """
    answer: HttpResponseBase
    if isinstance(content, bytes):
        answer = HttpResponse(content, content_type=content_type)
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    else:
        answer = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
