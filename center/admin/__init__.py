"""The admin of the Center's own records, one file per aggregate."""

from center.admin import (
    access,
    funding_calls,
    inbox,
    mails,
    news,
    newsletter,
    office,
    pictures,
    redactions,
    resources,
    retention,
    standing_pages,
    subscribers,
    texts,
    users,
)

__all__ = [
    "access",
    "funding_calls",
    "inbox",
    "mails",
    "news",
    "newsletter",
    "office",
    "pictures",
    "redactions",
    "resources",
    "retention",
    "standing_pages",
    "subscribers",
    "texts",
    "users",
]
