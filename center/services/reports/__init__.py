"""Reports to donors: written, issued and frozen, replaced by a new version, withdrawn; and their files."""

from center.services.reports.files import CONTENT_TYPES, KINDS, LANGUAGES, file_name, file_of, preview
from center.services.reports.verbs import begin, issue, make_files, new_version, withdraw

__all__ = [
    "CONTENT_TYPES",
    "KINDS",
    "LANGUAGES",
    "begin",
    "file_name",
    "file_of",
    "issue",
    "make_files",
    "new_version",
    "preview",
    "withdraw",
]
