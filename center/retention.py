"""What of the Center goes by itself, and when; how long stands in `personal_data` and `services.housekeeping`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.retention import Rule, Sweep, register
from center.models import AccessRecord, AccountEvent, StaffAction
from center.personal_data import LOGS_KEPT
from center.services import call_reminders, council, evidence, housekeeping
from center.services.newsletter import forgetting
from center.services.press import contacts as press_contacts
from center.services.press import requests as media_requests

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _looks(now: datetime) -> "QuerySet[AccessRecord]":
    return AccessRecord.objects.filter(seen_at__lt=LOGS_KEPT.before(now))


def _changes(now: datetime) -> "QuerySet[StaffAction]":
    return StaffAction.objects.filter(done_at__lt=LOGS_KEPT.before(now))


def _at_the_door(now: datetime) -> "QuerySet[AccountEvent]":
    return AccountEvent.objects.filter(happened_at__lt=LOGS_KEPT.before(now))


register(Sweep("letters", _("Words of old letters and text messages"), housekeeping.erase_old_bodies))
register(
    Sweep(
        "newsletter_unconfirmed",
        _("Newsletter addresses that nobody confirmed"),
        forgetting.forget_unconfirmed,
    )
)
register(
    Sweep(
        "newsletter_left", _("Addresses of readers who left the newsletter"), forgetting.empty_old_addresses
    )
)
register(
    Rule("newsletter_proof", _("Proofs that former readers had agreed, long ago"), forgetting.proofs_due)
)
register(Sweep("questions", _("Questions answered long ago"), housekeeping.forget_old_questions))
register(Sweep("evidence", _("Evidence of grants that no longer ask for it"), evidence.erase_old_evidence))
register(
    Sweep(
        "council",
        _("Sentences about former members of the council"),
        council.forget_old_introductions,
    )
)
register(
    Sweep("media_requests", _("Requests of media answered long ago, or never"), media_requests.forget_old)
)
register(
    Rule(
        "journalists",
        _("Journalists with whom the office had nothing to do for years"),
        press_contacts.untouched,
        one_by_one=press_contacts.forget,
    )
)
register(
    Rule(
        "access_log",
        _("Who looked at records long ago"),
        _looks,
        all_at_once=lambda: housekeeping.forget_old_log(AccessRecord),
    )
)
register(
    Rule(
        "staff_log",
        _("Changes to accounts of staff long ago"),
        _changes,
        all_at_once=lambda: housekeeping.forget_old_log(StaffAction),
    )
)
register(
    Rule(
        "account_log",
        _("Who signed in long ago"),
        _at_the_door,
        all_at_once=lambda: housekeeping.forget_old_log(AccountEvent),
    )
)
register(
    Sweep(
        "call_sign_ups",
        _("Addresses for reminders of deadlines that have passed"),
        call_reminders.forget_old_sign_ups,
    )
)
