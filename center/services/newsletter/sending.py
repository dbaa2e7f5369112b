"""The worker's part: begin what is due, and queue the mails of an issue in batches, each reader exactly once.

A batch is one transaction: rows that say who was sent what, and the mails with their jobs. A worker that is killed in
the middle leaves nothing of it behind; a second one finds the issue locked and passes it over.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from center.choices import MailState
from center.choices.newsletter import IssueState
from center.emails import newsletter as letters
from center.links import newsletter as links
from center.models import NewsletterDelivery, NewsletterIssue, Subscriber
from center.querysets.newsletter import SubscriberQuerySet
from center.services.mail import queue_letter
from center.services.newsletter.issues import begin_locked

KIND: Final = "center/newsletter_issue"


@dataclass(frozen=True)
class Progress:
    """How far the sending of an issue is; no names.

    `waiting` mails are with the worker, `to_come` readers have none yet, and `withdrawn` left before theirs went out.
    """

    sent: int
    waiting: int
    failed: int
    withdrawn: int
    to_come: int

    @property
    def all(self) -> int:
        return self.sent + self.waiting + self.failed + self.withdrawn + self.to_come


def send_due() -> int:
    """Begin issues whose moment has come; queue a batch of the oldest that is being sent, and return its size."""
    for pk in NewsletterIssue.objects.due(timezone.now()).values_list("pk", flat=True):
        _begin_scheduled(pk)
    for pk in NewsletterIssue.objects.sending().order_by("began_at", "pk").values_list("pk", flat=True):
        if size := send_batch(issue_id=pk):
            return size
    return 0


@transaction.atomic
def _begin_scheduled(issue_id: int) -> None:
    rows = NewsletterIssue.objects.select_for_update(skip_locked=True).due(timezone.now())
    issue = rows.filter(pk=issue_id).first()
    if issue is not None:
        begin_locked(issue)


@transaction.atomic
def send_batch(*, issue_id: int) -> int:
    """Queue the issue for the next readers, at most NEWSLETTER_PER_MINUTE, and return for how many.

    With none left the issue is sent. A reader who leaves at this moment is waited for, and gets nothing.
    """
    rows = NewsletterIssue.objects.select_for_update(skip_locked=True).sending()
    issue = rows.filter(pk=issue_id).first()
    if issue is None:
        return 0
    # Whoever leaves while we wait for their row is not confirmed any more and drops out.
    readers = (
        issue_readers(issue).select_for_update(of=("self",)).order_by("pk")[: settings.NEWSLETTER_PER_MINUTE]
    )
    contents: dict[str, letters.IssueContent] = {}
    size = 0
    for reader in readers:
        content = contents.get(reader.language)
        if content is None:
            content = contents[reader.language] = letters.content_of(issue, reader.language)
        mail = queue_letter(
            letters.issue_letter(content=content, manage_link=links.manage_url(reader)),
            kind=KIND,
            to=reader.email,
            # It holds the link by which its reader leaves.
            secret=True,
            unsubscribe_url=links.one_click_url(reader),
        )
        NewsletterDelivery.objects.create(issue=issue, subscriber=reader, mail=mail)
        size += 1
    if not size and not issue_readers(issue).exists():
        issue.state, issue.finished_at = IssueState.SENT, timezone.now()
        issue.save(update_fields=["state", "finished_at"])
    return size


def issue_readers(issue: NewsletterIssue) -> SubscriberQuerySet:
    """Return who is still to get an issue that is being sent."""
    return Subscriber.objects.still_to_get(issue)


def progress(issue: NewsletterIssue) -> Progress:
    """Return how far the sending is, in two queries."""
    counts = issue.deliveries.aggregate(
        sent=Count("pk", filter=Q(mail__state=MailState.SENT)),
        waiting=Count("pk", filter=Q(mail__state=MailState.QUEUED)),
        failed=Count("pk", filter=Q(mail__state=MailState.FAILED)),
        withdrawn=Count("pk", filter=Q(mail__isnull=True)),
    )
    is_on = issue.state in {IssueState.SENDING, IssueState.STOPPED}
    return Progress(**counts, to_come=issue_readers(issue).count() if is_on else 0)
