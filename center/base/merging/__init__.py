"""Merging two records of one model: whatever hangs on the one follows to the other, and all of it can be undone.

`references` finds what hangs on a record; apps say in their own `merging.py` what to do where a rule of the database
would break (`rules`); `engine` merges and counts; `journal` keeps every change as JSON and undoes it.
"""

from center.base.merging.engine import Follower, Outcome, empty, followers, merge, undo
from center.base.merging.errors import MergeRefused
from center.base.merging.journal import Entry, Journal
from center.base.merging.rules import (
    Choice,
    Mergeable,
    Move,
    concerned,
    forgotten,
    keep_once,
    mergeable,
    register,
    repoint,
    resolve,
    stay,
    undecided,
    without_overlap,
)

__all__ = [
    "Choice",
    "Entry",
    "Follower",
    "Journal",
    "MergeRefused",
    "Mergeable",
    "Move",
    "Outcome",
    "concerned",
    "empty",
    "followers",
    "forgotten",
    "keep_once",
    "merge",
    "mergeable",
    "register",
    "repoint",
    "resolve",
    "stay",
    "undecided",
    "undo",
    "without_overlap",
]
