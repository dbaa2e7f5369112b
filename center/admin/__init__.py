"""The admin of the Center's own records, one file per aggregate."""

from center.admin import access, inbox, mails, office, pictures, redactions, retention, texts, users

__all__ = ["access", "inbox", "mails", "office", "pictures", "redactions", "retention", "texts", "users"]
