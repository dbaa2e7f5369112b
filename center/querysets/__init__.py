"""Questions that pages, the admin and the services ask, a file per domain."""

from center.querysets.portal import (
    OfficeQuerySet,
    QuestionQuerySet,
    StoredMailQuerySet,
    StoredTextQuerySet,
)

__all__ = [
    "OfficeQuerySet",
    "QuestionQuerySet",
    "StoredMailQuerySet",
    "StoredTextQuerySet",
]
