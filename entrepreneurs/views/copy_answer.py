"""A person's copy as a file to save; the admin gives the same."""

import tempfile
from typing import IO, Final, cast

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from center.base.personal_data.copying import PersonalCopy
from center.base.typesetting import TooLongForPaperError
from entrepreneurs.services import own_data
from entrepreneurs.views.copy_pdf import copy_pdf

_IN_MEMORY: Final = 5 * 1024**2


def copy_answer(made: PersonalCopy, *, form: str, number: int) -> HttpResponseBase:
    """Return a copy as a file to save, which no cache keeps; `form` is "json", "pdf" or "zip"."""
    pdf = b""
    if form in {"pdf", "zip"}:
        try:
            pdf = copy_pdf(made)
        except TooLongForPaperError:
            # Hundreds of pages are nothing to read: the rest comes without them.
            form = "zip"
    if form == "zip":
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
        own_data.write_zip(made, cast("IO[bytes]", file), pdf=pdf)
        file.seek(0)
        answer: HttpResponseBase = FileResponse(file, content_type="application/zip")
    elif form == "pdf":
        answer = HttpResponse(pdf, content_type="application/pdf")
    else:
        answer = HttpResponse(own_data.as_json(made), content_type="application/json; charset=utf-8")
    # The number, not the name: names of files stay in lists of downloads.
    ending = form if form in {"zip", "pdf"} else "json"
    answer["Content-Disposition"] = f'attachment; filename="my-data-{number}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
