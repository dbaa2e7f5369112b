"""Fixed lists of the Center's own records, a file per domain."""

from center.choices.portal import (
    Language,
    LinkKind,
    MailState,
    QuestionState,
    Role,
    StaffActionKind,
    TextState,
    Weekday,
)

__all__ = [
    "Language",
    "LinkKind",
    "MailState",
    "QuestionState",
    "Role",
    "StaffActionKind",
    "TextState",
    "Weekday",
]
