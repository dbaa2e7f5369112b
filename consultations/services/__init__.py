"""Verbs of the consultations: book, confirm, call, cancel, enter the outcome."""

from consultations.services.booking import book
from consultations.services.changes import cancel, confirm, mark_called, mark_done, mark_missed

__all__ = ["book", "cancel", "confirm", "mark_called", "mark_done", "mark_missed"]
