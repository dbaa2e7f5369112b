"""Verbs of the consultations: of visits, their calls and what joins them, and of cases."""

from consultations.services.booking import book
from consultations.services.calls import ask_for_call, give_up, record_attempt, record_attempts
from consultations.services.case_advisors import add_colleague, end_colleague, hand_over
from consultations.services.cases import (
    attach_visit,
    change_stage,
    close_case,
    open_case,
    record_jobs,
    reopen_case,
)
from consultations.services.changes import cancel, confirm, mark_done, mark_missed, restore
from consultations.services.companions import add_companion, remove_companion
from consultations.services.moving import move
from consultations.services.series import SeriesRefused, book_series
from consultations.services.walk_ins import receive_walk_in

__all__ = [
    "SeriesRefused",
    "add_colleague",
    "add_companion",
    "ask_for_call",
    "attach_visit",
    "book",
    "book_series",
    "cancel",
    "change_stage",
    "close_case",
    "confirm",
    "end_colleague",
    "give_up",
    "hand_over",
    "mark_done",
    "mark_missed",
    "move",
    "open_case",
    "receive_walk_in",
    "record_attempt",
    "record_attempts",
    "record_jobs",
    "remove_companion",
    "reopen_case",
    "restore",
]
