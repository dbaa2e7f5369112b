"""A person's copy as a file to save; the admin gives the same."""

import tempfile
from typing import IO, Final, cast

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from center.base.personal_data.copying import PersonalCopy
from entrepreneurs.services import own_data

_IN_MEMORY: Final = 5 * 1024**2


def copy_answer(made: PersonalCopy, *, form: str, number: int) -> HttpResponseBase:
    """Return a copy as a file to save, which no cache keeps; `form` is "json" or "zip"."""
    if form == "zip":
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
        own_data.write_zip(made, cast("IO[bytes]", file))
        file.seek(0)
        answer: HttpResponseBase = FileResponse(file, content_type="application/zip")
    else:
        answer = HttpResponse(own_data.as_json(made), content_type="application/json; charset=utf-8")
    # The number, not the name: names of files stay in lists of downloads.
    ending = "zip" if form == "zip" else "json"
    answer["Content-Disposition"] = f'attachment; filename="my-data-{number}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
