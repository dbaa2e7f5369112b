"""The secret address of an advisor's calendar: made, renewed, ended, and noted when somebody read it."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.errors import ChangeRefused
from consultations.models import Advisor, CalendarFeed
from consultations.models.calendar_feed import digest_of

_SECRET_BYTES = 32


@transaction.atomic
def make_feed(*, advisor: Advisor, by: User) -> CalendarFeed:
    """Give the advisor an address for a calendar program; an open one stays as it is.

    Only the advisor makes it, since who knows the address reads the calendar. Raises ChangeRefused.
    """
    _refuse_others(advisor, by)
    # Two windows of one person: the second waits, and finds the address that the first one made.
    Advisor.objects.select_for_update(no_key=True).get(pk=advisor.pk)
    feed = CalendarFeed.objects.filter(advisor=advisor).first()
    if feed is not None and feed.is_open:
        return feed
    return _draw(feed or CalendarFeed(advisor=advisor))


@transaction.atomic
def renew_feed(*, feed: CalendarFeed, by: User) -> CalendarFeed:
    """Put a new address in the place of the old one, which leads nowhere from now on. Raises ChangeRefused."""
    locked = _locked(feed)
    _refuse_others(locked.advisor, by)
    if not locked.is_open:
        raise ChangeRefused(_("This address has ended. Make a new one."))
    return _draw(locked)


@transaction.atomic
def end_feed(*, feed: CalendarFeed, by: User) -> CalendarFeed:
    """End the address, whoever knows it; the advisor or a coordinator does so. An ended one stays as it is."""
    locked = _locked(feed)
    if locked.is_open:
        locked.secret, locked.digest, locked.read_on = "", None, None
        locked.content_tag, locked.content_changed_at = "", None
        locked.ended_at, locked.ended_by = timezone.now(), by
        locked.save()
    return locked


def note_reading(*, feed: CalendarFeed, content_tag: str) -> datetime:
    """Remember the day of the reading, and return since when the feed has had this content.

    Writes once a day and when the content is another; the day alone tells nothing of a person's habits.
    """
    today, now = timezone.localdate(), timezone.now()
    changes: dict[str, object] = {}
    since = feed.content_changed_at
    if since is None or feed.content_tag != content_tag:
        since = now
        changes = {"content_tag": content_tag, "content_changed_at": now}
    if feed.read_on != today:
        changes["read_on"] = today
    if changes:
        # By its hash: an address that was renewed or ended meanwhile keeps what was written then.
        CalendarFeed.objects.filter(pk=feed.pk, digest=feed.digest).update(**changes)
    return since


def _draw(feed: CalendarFeed) -> CalendarFeed:
    feed.secret = secrets.token_urlsafe(_SECRET_BYTES)
    feed.digest = digest_of(feed.secret)
    feed.made_at, feed.read_on = timezone.now(), None
    feed.content_tag, feed.content_changed_at = "", None
    feed.ended_at = feed.ended_by = None
    feed.save()
    return feed


def _refuse_others(advisor: Advisor, by: User) -> None:
    if advisor.user_id != by.pk:
        raise ChangeRefused(_("Only the advisor may make an address that shows the advisor's calendar."))


def _locked(feed: CalendarFeed) -> CalendarFeed:
    return CalendarFeed.objects.select_related("advisor").select_for_update(of=("self",)).get(pk=feed.pk)
