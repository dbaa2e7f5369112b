"""Verbs of the registry, a module for each kind of record."""

from entrepreneurs.services.consents import (
    give_consent,
    keep_agreed,
    newest_text,
    newest_texts,
    withdraw_consent,
)
from entrepreneurs.services.contact_preferences import ContactWishes, keep_wishes
from entrepreneurs.services.data_requests import answer_request, ask_about_data
from entrepreneurs.services.demographics import record_demographics
from entrepreneurs.services.enterprises import (
    add_enterprise,
    archive,
    change_slug,
    confirm_profile,
    publish,
    reopen,
    take_back,
)
from entrepreneurs.services.erasure import Erased, erase_person, preview_erasure
from entrepreneurs.services.facts import correct_fact, end_fact, record_fact, remove_fact, serve_groups
from entrepreneurs.services.inbox import handle_report, pass_on, report_error, send_message
from entrepreneurs.services.merging import as_kept, merge_enterprises, merge_entrepreneurs, undo_merge
from entrepreneurs.services.people import (
    add_member,
    add_person,
    connect_login,
    end_membership,
    note_mail,
    record_vulnerability,
)
from entrepreneurs.services.pictures import add_picture, approve_picture, remove_picture, replace_focus
from entrepreneurs.services.texting import is_in_time_for_text, may_be_offered_texts, text_person

__all__ = [
    "ContactWishes",
    "Erased",
    "add_enterprise",
    "add_member",
    "add_person",
    "add_picture",
    "answer_request",
    "approve_picture",
    "archive",
    "as_kept",
    "ask_about_data",
    "change_slug",
    "confirm_profile",
    "connect_login",
    "correct_fact",
    "end_fact",
    "end_membership",
    "erase_person",
    "give_consent",
    "handle_report",
    "is_in_time_for_text",
    "keep_agreed",
    "keep_wishes",
    "may_be_offered_texts",
    "merge_enterprises",
    "merge_entrepreneurs",
    "newest_text",
    "newest_texts",
    "note_mail",
    "pass_on",
    "preview_erasure",
    "publish",
    "record_demographics",
    "record_fact",
    "record_vulnerability",
    "remove_fact",
    "remove_picture",
    "reopen",
    "replace_focus",
    "report_error",
    "send_message",
    "serve_groups",
    "take_back",
    "text_person",
    "undo_merge",
    "withdraw_consent",
]
