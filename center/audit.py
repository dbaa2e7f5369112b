"""The access log: looks at protected records, beside the history of changes."""

from django.db import models

from center.base import logs
from center.models import AccessRecord, User


def record_access(*, user: User, obj: models.Model, purpose: str) -> AccessRecord:
    """Add one line: this user looked at this record for this purpose, by the request at hand."""
    return AccessRecord.objects.create(
        user=user,
        model=obj._meta.label_lower,
        object_id=obj.pk,
        purpose=purpose,
        request_id=logs.request_id.get(),
    )
