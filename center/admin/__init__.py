"""The admin of the Center's own records, one file per aggregate."""

from center.admin import (
    access,
    inbox,
    mails,
    news,
    newsletter,
    office,
    pictures,
    redactions,
    retention,
    standing_pages,
    subscribers,
    texts,
    users,
)

__all__ = [
    "access",
    "inbox",
    "mails",
    "news",
    "newsletter",
    "office",
    "pictures",
    "redactions",
    "retention",
    "standing_pages",
    "subscribers",
    "texts",
    "users",
]
