"""Files that nobody is ever served: uploads as they came, until pictures of ours have been made of them."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property


class PrivateStorage(FileSystemStorage):
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
