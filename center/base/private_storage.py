"""Files without an address: documents that only a permission opens, and uploads until pictures are made of them."""

from typing import Any, Final

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.utils.functional import cached_property

from center.base.whole_files import WholeFiles

# The folder of what waits here for moments; a backup leaves it out.
PASSING: Final = "pictures"


class PrivateStorage(WholeFiles):
    """A folder of the portal's account only (PRIVATE_MEDIA_ROOT), beside the media and never below them."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @cached_property
    def base_location(self) -> Any:
        return settings.PRIVATE_MEDIA_ROOT

    def url(self, name: str | None) -> str:
        """Refuse: there is no address for such a file."""
        raise ValueError("A private file has no address.")


def private_storage() -> Storage:
    """Return the storage of private files, for `FileField(storage=private_storage)`."""
    return storages["private"]
