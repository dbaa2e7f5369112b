"""The access log: looks at protected records, beside the history of changes."""

from collections.abc import Iterable

from django.db import models

from center.base import logs
from center.models import AccessRecord, User


def record_access(*, user: User, obj: models.Model, purpose: str) -> AccessRecord:
    """Add one line: this user looked at this record for this purpose, by the request at hand."""
    (entry,) = record_accesses(user=user, objects=[obj], purpose=purpose)
    return entry


def record_accesses(*, user: User, objects: Iterable[models.Model], purpose: str) -> list[AccessRecord]:
    """Add a line for each record that one page shows, in one query."""
    return AccessRecord.objects.bulk_create(
        AccessRecord(
            user=user,
            model=each._meta.label_lower,
            object_id=each.pk,
            purpose=purpose,
            request_id=logs.request_id.get(),
        )
        for each in objects
    )
