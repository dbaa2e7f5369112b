"""Verbs of the consultations: of visits, their calls and what joins them, and of cases."""

from consultations.services.booking import book
from consultations.services.business_plans import save_block, save_budget
from consultations.services.calls import ask_for_call, give_up, record_attempt, record_attempts
from consultations.services.case_access import ask_access, grant_access, refuse_access, revoke_access
from consultations.services.case_advisors import add_colleague, end_colleague, hand_over
from consultations.services.case_documents import add_document, remove_document
from consultations.services.case_facts import describe_case, record_jobs
from consultations.services.case_notes import add_note, correct_note
from consultations.services.case_tasks import add_task, change_task, drop_task, mark_task_done, take_up_task
from consultations.services.cases import (
    attach_visit,
    change_stage,
    close_case,
    open_case,
    reopen_case,
)
from consultations.services.changes import cancel, confirm, mark_done, mark_missed, restore
from consultations.services.companions import add_companion, remove_companion
from consultations.services.moving import move
from consultations.services.plan_comments import comment_on_plan, reopen_comment, settle_comment
from consultations.services.series import continue_as_series
from consultations.services.walk_ins import receive_walk_in

__all__ = [
    "add_colleague",
    "add_companion",
    "add_document",
    "add_note",
    "add_task",
    "ask_access",
    "ask_for_call",
    "attach_visit",
    "book",
    "cancel",
    "change_stage",
    "change_task",
    "close_case",
    "comment_on_plan",
    "confirm",
    "continue_as_series",
    "correct_note",
    "describe_case",
    "drop_task",
    "end_colleague",
    "give_up",
    "grant_access",
    "hand_over",
    "mark_done",
    "mark_missed",
    "mark_task_done",
    "move",
    "open_case",
    "receive_walk_in",
    "record_attempt",
    "record_attempts",
    "record_jobs",
    "refuse_access",
    "remove_companion",
    "remove_document",
    "reopen_case",
    "reopen_comment",
    "restore",
    "revoke_access",
    "save_block",
    "save_budget",
    "settle_comment",
    "take_up_task",
]
