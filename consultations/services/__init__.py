"""Verbs of the consultations: book, confirm, call, cancel, enter the outcome; and those of cases."""

from consultations.services.booking import book
from consultations.services.case_advisors import add_colleague, end_colleague, hand_over
from consultations.services.cases import (
    attach_visit,
    change_stage,
    close_case,
    open_case,
    record_jobs,
    reopen_case,
)
from consultations.services.changes import cancel, confirm, mark_called, mark_done, mark_missed

__all__ = [
    "add_colleague",
    "attach_visit",
    "book",
    "cancel",
    "change_stage",
    "close_case",
    "confirm",
    "end_colleague",
    "hand_over",
    "mark_called",
    "mark_done",
    "mark_missed",
    "open_case",
    "record_jobs",
    "reopen_case",
]
