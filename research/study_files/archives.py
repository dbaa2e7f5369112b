"""Zip files whose bytes depend on their contents alone."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Final

_CHANGED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST_YEAR: Final = 1980  # of the time stamps in a zip file


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """Return a zip file of these files, all dated to the midnight of one day."""
    stamp = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = 0o644 << 16
            made.writestr(entry, content)
    return out.getvalue()


def dated(workbook: bytes, day: date) -> bytes:
    """Return a workbook that says it was made on a day, instead of the moment in which it was written."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as read:
        files = {name: read.read(name) for name in read.namelist()}
    name = "docProps/core.xml"
    files[name] = _CHANGED.sub(rb"\g<1>" + f"{day:%Y-%m-%d}T00:00:00Z".encode(), files[name])
    return archive(files, day)
