"""Files of document templates: a new version replaces the one before, which stays for the history.

The file is written before its row and never erased, so a row never names a file that is not there. Whatever a killed
process leaves without a row is found by `tidy_files` within a day.
"""

import secrets
from datetime import datetime, timedelta
from typing import IO, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.file_kinds import FileKind, kind_of, safe_name
from center.base.private_storage import private_storage
from center.choices import Language
from center.choices.resources import ResourceKind
from center.models import Resource, ResourceFile, User
from center.models.resource import TEMPLATE_KINDS
from center.services import sourced

FOLDER: Final = "resource-files"
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)


def template_kind(file: IO[bytes]) -> FileKind:
    """Return what the file is by its content. Raises ValidationError for what is no document to fill in."""
    try:
        kind = kind_of(file, most_bytes=int(settings.DOCUMENT_MEGABYTES) * 1024**2)
    except ValidationError as error:
        if error.code in {"size", "macros", "old"}:
            raise
        kind = None
    if kind not in TEMPLATE_KINDS:
        raise ValidationError(
            _("Please upload a document (.docx, .odt), a workbook (.xlsx) or a PDF."), code="kind"
        )
    return kind


def add_file(*, resource: Resource, file: IO[bytes], name: str, language: str, by: User) -> ResourceFile:
    """Keep a version of a template in one language; it takes the place of the one before.

    Raises ValidationError for a file that is no document, and NotNow where the record is no template.
    """
    kind = template_kind(file)
    if language not in Language.values:
        raise ValidationError({"language": _("Choose a language from the list.")})
    content = File(file)
    added = ResourceFile(
        resource=resource,
        language=language,
        kind=kind,
        size=content.size,
        file_name=safe_name(name, kind),
        stored_as=f"{FOLDER}/{secrets.token_hex(20)}",
        added_by=by,
    )
    content.seek(0)
    private_storage().save(added.stored_as, content)
    try:
        _replace(added, by)
    except BaseException:
        private_storage().delete(added.stored_as)
        raise
    return added


@transaction.atomic
def _replace(added: ResourceFile, by: User) -> None:
    resource = sourced.locked(added.resource)
    if resource.kind != ResourceKind.TEMPLATE:
        raise sourced.NotNow(_("Only a document template has files."))
    others = resource.files.filter(language=added.language)
    added.version = (others.aggregate(last=Max("version"))["last"] or 0) + 1
    now = timezone.now()
    others.filter(replaced_at=None).update(replaced_at=now, replaced_by=by)
    added.added_at = now
    added.full_clean(exclude=["resource"])
    added.save()
    Resource.objects.filter(pk=resource.pk).update(changed_at=now)


@transaction.atomic
def take_back_file(*, file: ResourceFile, by: User) -> ResourceFile:
    """Give a file to nobody any more, without another in its place. Twice changes nothing.

    Raises NotNow for the last file of a published template.
    """
    resource = sourced.locked(file.resource)
    current = ResourceFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if current.replaced_at is not None:
        return current
    if resource.is_published and not resource.files.filter(replaced_at=None).exclude(pk=current.pk).exists():
        raise sourced.NotNow(
            _("This is the only file of a published template. Archive the template instead.")
        )
    current.replaced_at, current.replaced_by = timezone.now(), by
    current.save(update_fields=["replaced_at", "replaced_by"])
    return current


def tidy_files(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; return how many."""
    before, storage = (now or timezone.now()) - _LEFT_FOR, private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    named = set(ResourceFile.objects.values_list("stored_as", flat=True))
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)
