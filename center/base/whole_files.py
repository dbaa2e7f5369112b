"""Files on a disk that may be full: a file is there as a whole, or not at all."""

from contextlib import suppress
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's storage in a folder, which leaves no half of a file behind for which there was no room."""

    def _save(self, name: str, content: "IO[Any]") -> str:
        # A file of somebody else by that name stays: Django then looks for another name.
        is_ours = not self.exists(name)
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # of the storage that it is mixed into
        except OSError:
            if is_ours:
                with suppress(OSError):
                    self.delete(name)
            raise
        return saved
