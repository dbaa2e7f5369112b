"""The way of an issue: draft, scheduled, being sent (stopped and going on), sent. Each verb locks the issue first."""

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from center.base.newsletter_material import Material, as_markdown
from center.choices import Language
from center.choices.newsletter import IssueState
from center.emails import newsletter as letters
from center.models import NewsItem, NewsletterIssue, NewsletterItem, StoredMail, Subscriber, User
from center.refusals import ServiceRefused
from center.services.mail import queue_letter

_MOST_NEWS: Final = 6
_BEFORE_THE_FIRST: Final = timedelta(days=31)


@transaction.atomic
def schedule(*, issue: NewsletterIssue, moment: datetime, by: User) -> NewsletterIssue:
    """Let the worker begin at a moment (aware, yet to come); the words cannot be changed until it is taken back."""
    locked = _locked(issue, IssueState.DRAFT)
    if moment <= timezone.now():
        raise ValidationError({"moment": _("This moment is over.")})
    _refuse_empty(locked)
    locked.state, locked.scheduled_for, locked.began_by = IssueState.SCHEDULED, moment, by
    locked.save(update_fields=["state", "scheduled_for", "began_by"])
    return locked


@transaction.atomic
def back_to_draft(*, issue: NewsletterIssue) -> NewsletterIssue:
    """Take back what was scheduled, so that it can be changed."""
    locked = _locked(issue, IssueState.SCHEDULED)
    locked.state, locked.scheduled_for, locked.began_by = IssueState.DRAFT, None, None
    locked.save(update_fields=["state", "scheduled_for", "began_by"])
    return locked


@transaction.atomic
def begin(*, issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """Begin to send to everybody who receives the newsletter now; refused when it has begun already or is empty."""
    locked = _locked(issue, IssueState.DRAFT, IssueState.SCHEDULED)
    _refuse_empty(locked)
    if not Subscriber.objects.confirmed().exists():
        raise ServiceRefused(_("Nobody receives the newsletter yet."))
    locked.began_by = by
    return begin_locked(locked)


def begin_locked(issue: NewsletterIssue) -> NewsletterIssue:
    """Begin to send an issue whose row is locked."""
    issue.state, issue.scheduled_for, issue.began_at = IssueState.SENDING, None, timezone.now()
    issue.save(update_fields=["state", "scheduled_for", "began_at", "began_by"])
    return issue


@transaction.atomic
def stop(*, issue: NewsletterIssue) -> NewsletterIssue:
    """Queue no further mails of an issue, and take back those that wait; whoever had none gets it when it goes on."""
    locked = _locked(issue, IssueState.SENDING)
    waiting = StoredMail.objects.select_for_update(skip_locked=True, of=("self",)).queued()
    pks = [mail.pk for mail in waiting.filter(newsletter_delivery__issue=locked).only("pk")]
    locked.deliveries.filter(mail__in=pks).delete()
    StoredMail.objects.filter(pk__in=pks).delete()
    locked.state = IssueState.STOPPED
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def go_on(*, issue: NewsletterIssue) -> NewsletterIssue:
    """Send to the others too."""
    locked = _locked(issue, IssueState.STOPPED)
    locked.state = IssueState.SENDING
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def add_latest_news(*, issue: NewsletterIssue) -> int:
    """Add the news since the last issue, at most six, the newest first; return how many. Refused if there are none."""
    locked = _locked(issue, IssueState.DRAFT)
    last = NewsletterIssue.objects.public().first()
    since = last.began_at if last and last.began_at else timezone.now() - _BEFORE_THE_FIRST
    news = (
        NewsItem.objects.public().filter(published_at__gt=since).exclude(pk__in=locked.items.values("news"))
    )
    found = list(news.newest_first()[:_MOST_NEWS])
    if not found:
        raise ServiceRefused(_("There is no news since the last issue that is not in this one."))
    end = locked.items.aggregate(end=Max("position"))["end"] or 0
    for number, item in enumerate(found, start=1):
        NewsletterItem.objects.create(issue=locked, news=item, position=end + number)
    return len(found)


@transaction.atomic
def take_material(*, issue: NewsletterIssue, material: Material) -> int:
    """Write what is coming below the closing words, as Markdown that can be changed; return how many things.

    What the words lead to already is passed over, so a second press adds nothing. English words are written beside,
    but where the issue's own closing words are in Serbian alone: English readers then get all of them in Serbian.
    Raises ServiceRefused where there is nothing new, and ValidationError where the words would be too long.
    """
    locked, now = _locked(issue, IssueState.DRAFT), timezone.now()
    has_english = bool(locked.closing_en) or not locked.closing_sr
    there = f"{locked.intro_sr} {locked.closing_sr}"
    added = 0
    for language, column in ((Language.SERBIAN_CYRILLIC, "closing_sr"), (Language.ENGLISH, "closing_en")):
        if language == Language.ENGLISH and not has_english:
            continue
        with translation.override(language):
            pieces = [piece for piece in material.find(now) if not _leads_to(there, piece.path)]
            if pieces:
                words = as_markdown(str(material.heading), pieces)
                before = getattr(locked, column)
                setattr(locked, column, f"{before}\n\n{words}" if before else words)
        added = max(added, len(pieces))
    if not added:
        raise ServiceRefused(_("There is nothing coming that is not in the issue."))
    locked.full_clean()
    locked.save(update_fields=["closing_sr", "closing_en"])
    return added


def _leads_to(words: str, path: str) -> bool:
    """Tell whether words lead to a page, in whichever language."""
    _empty, _language, rest = path.split("/", 2)
    return f"/{rest})" in words


@transaction.atomic
def send_test(*, issue: NewsletterIssue, language: str, by: User) -> StoredMail:
    """Send the issue as it is to the colleague alone; its links to leave lead to the front page of the newsletter."""
    letter = letters.issue_letter(
        content=letters.content_of(issue, language), manage_link="", reads_as_test=True
    )
    return queue_letter(letter, kind="center/newsletter_issue", to=by.email)


def _locked(issue: NewsletterIssue, *states: IssueState) -> NewsletterIssue:
    locked = NewsletterIssue.objects.select_for_update().get(pk=issue.pk)
    if locked.state not in states:
        raise ServiceRefused(
            _("Somebody was quicker: the issue is in another state by now. Please look at it again.")
        )
    return locked


def _refuse_empty(issue: NewsletterIssue) -> None:
    if not issue.intro_sr and not issue.closing_sr and not issue.items.public().exists():
        raise ServiceRefused(_("The issue is empty: write some words, in Serbian at least, or choose news."))
