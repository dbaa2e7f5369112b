"""Fixed lists of the Center's own records, a file per domain."""

from center.choices.portal import (
    TAKEN_BACK,
    AccountEventKind,
    AmendmentKind,
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
    "TAKEN_BACK",
    "AccountEventKind",
    "AmendmentKind",
    "Language",
    "LinkKind",
    "MailState",
    "QuestionState",
    "Role",
    "StaffActionKind",
    "TextState",
    "Weekday",
]
