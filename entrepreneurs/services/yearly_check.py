"""The yearly "still right?": letters to the editors, each once in a period, and the confirmation by a signed link.

A profile is marked and hidden by the months in `DirectoryRules`; this module only tells people before that.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.core import signing
from django.db import models, transaction
from django.utils import timezone

from center.choices import Language
from center.services import queue_letter
from entrepreneurs.choices import CheckLetterKind, ConfirmedBy, EnterpriseState
from entrepreneurs.emails import yearly_check as letters
from entrepreneurs.models import CheckLetter, DirectoryRules, Enterprise
from entrepreneurs.services.changes import lock
from entrepreneurs.services.enterprises import confirm_profile
from entrepreneurs.services.proposals import editors

_SALT: Final = "entrepreneurs.still-right"
# The reminder and the warning come this long before what they tell of.
NOTICE: Final = timedelta(days=21)


@dataclass(frozen=True)
class Schedule:
    """The days of one profile's year."""

    period: date
    ask_on: date
    mark_on: date
    hide_on: date

    def due(self, today: date) -> CheckLetterKind | None:
        """Return the letter that belongs to the day; an earlier one that was missed is not sent late."""
        if today >= self.hide_on - NOTICE:
            return CheckLetterKind.WARN
        if today >= self.mark_on - NOTICE:
            return CheckLetterKind.REMIND
        return CheckLetterKind.ASK if today >= self.ask_on else None


def schedule(enterprise: Enterprise, rules: DirectoryRules) -> Schedule:
    """Return when a published profile is asked about, marked and hidden; days in Belgrade."""
    published = enterprise.published_at or enterprise.created_at
    period = enterprise.confirmed_on or timezone.localdate(published)
    return Schedule(
        period,
        months_later(period, rules.ask_after_months),
        months_later(period, rules.mark_after_months),
        months_later(period, rules.hide_after_months),
    )


def months_later(day: date, months: int) -> date:
    """Return the same day of another month (months may be negative), or its last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def unconfirmed(today: date | None = None) -> "models.QuerySet[Enterprise]":
    """Return published profiles that are marked as not confirmed, or hidden for it, the oldest first."""
    rules = DirectoryRules.objects.current()
    latest = months_later(today or timezone.localdate(), -rules.mark_after_months)
    return Enterprise.objects.published().filter(confirmed_on__lte=latest).order_by("confirmed_on", "pk")


def send_due_letters() -> int:
    """Send every letter of the check that is due today; return for how many enterprises one was.

    Each enterprise is a transaction of its own: a job that is killed or runs twice goes on where it stopped.
    """
    rules, today = DirectoryRules.objects.current(), timezone.localdate()
    latest = months_later(today, -rules.ask_after_months)
    # Rows that nobody confirmed count from their publication, which the schedule looks at.
    asked = Enterprise.objects.published().exclude(confirmed_on__gt=latest).order_by("pk")
    # A list, not an open cursor: one that an error leaves behind stops every later query of its connection.
    return sum(_send_due(pk, rules, today) for pk in list(asked.values_list("pk", flat=True)))


@transaction.atomic
def _send_due(enterprise_id: int, rules: DirectoryRules, today: date) -> bool:
    locked = lock(Enterprise(pk=enterprise_id))
    if locked.state != EnterpriseState.PUBLISHED:
        return False
    plan = schedule(locked, rules)
    kind = plan.due(today)
    if kind is None or locked.check_letters.filter(kind=kind, period=plan.period).exists():
        return False
    people = list(receivers(locked))
    CheckLetter.objects.create(enterprise=locked, kind=kind, period=plan.period, letters=len(people))
    if kind == CheckLetterKind.ASK:
        locked.confirmation_asked_at = timezone.now()
        locked.save(update_fields=["confirmation_asked_at"])
    key = make_key(locked)
    for name, email, language in people:
        queue_letter(
            letters.still_right(
                kind=kind, enterprise=locked, name=name, language=language, key=key, hide_on=plan.hide_on
            ),
            kind=f"entrepreneurs/check_{kind}",
            to=email,
            secret=True,
        )
    return True


def receivers(enterprise: Enterprise) -> Iterator[tuple[str, str, str]]:
    """Yield name, e-mail and language of each editor of today, or else the address that receives messages."""
    found: set[str] = set()
    for member in editors(enterprise):
        email = member.person.email.lower()
        if email and email not in found:
            found.add(email)
            yield member.person.name, email, member.person.language
    if not found:
        for channel in enterprise.channels.filter(receives_messages=True):
            yield "", channel.email, Language.SERBIAN_CYRILLIC.value


def make_key(enterprise: Enterprise) -> str:
    """Return the key of a mailed link: it fits this enterprise until somebody confirms it or its year is over."""
    return signing.dumps([enterprise.pk, str(enterprise.confirmed_on or "")], salt=_SALT)


def read_key(slug: str, key: str) -> Enterprise | None:
    """Return the published enterprise of a key that is still good, else None. Never raises."""
    rules = DirectoryRules.objects.current()
    # Long enough for whoever answers only after the profile was hidden.
    lives = timedelta(days=31 * (rules.hide_after_months - rules.ask_after_months + 1))
    try:
        number, period = signing.loads(key, salt=_SALT, max_age=lives)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    enterprise = Enterprise.objects.published().filter(pk=number, slug=slug).first()
    return enterprise if enterprise and str(enterprise.confirmed_on or "") == period else None


def confirm(*, enterprise: Enterprise) -> Enterprise:
    """Note that the enterprise itself says that its profile is still right. Twice on a day changes nothing."""
    return confirm_profile(enterprise=enterprise, confirmed_by=ConfirmedBy.ENTERPRISE)
