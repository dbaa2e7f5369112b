"""Two workers, two colleagues, a reader who leaves at this moment; these tests commit."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from center.choices.newsletter import IssueState, LeavingWay
from center.models import NewsletterIssue, StoredMail, Subscriber, User
from center.refusals import ServiceRefused
from center.services import queue_letter
from center.services.newsletter import issues, leaving, sending, subscribing
from tests.center.newsletters import addressed, make_issue, make_subscriber
from tests.threads import at_the_same_time, make_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


def test_whoever_leaves_while_their_batch_is_made_gets_nothing_and_all_others_get_one(
    settings: Any,
) -> None:
    settings.NEWSLETTER_PER_MINUTE = 50
    leaver = make_subscriber("leaver@example.org")
    others = [make_subscriber(f"reader{number}@example.org").email for number in range(4)]
    issue = make_issue(state=IssueState.SENDING)
    make_room(3)
    sizes: list[int] = []

    def send() -> None:
        try:
            sizes.append(sending.send_batch(issue_id=issue.pk))
        finally:
            connections.close_all()

    with transaction.atomic():
        leaving.leave(subscriber=leaver, how=LeavingWay.PAGE)
        # Two workers begin before the leaver has committed: one waits for the row, one finds the issue taken.
        workers = [threading.Thread(target=send) for _ in range(2)]
        for worker in workers:
            worker.start()
        workers[0].join(timeout=0.7)
    for worker in workers:
        worker.join()
    assert (sorted(sizes), addressed()) == ([0, 4], sorted(others))


def test_two_workers_send_each_reader_one_letter(settings: Any) -> None:
    settings.NEWSLETTER_PER_MINUTE = 2
    everybody = sorted(make_subscriber(f"reader{number}@example.org").email for number in range(9))
    make_issue(state=IssueState.SENDING)
    for _minute in range(8):
        at_the_same_time([sending.send_due] * 3)
    assert (addressed(), NewsletterIssue.objects.get().state) == (everybody, "sent")


def test_two_colleagues_press_send_and_one_is_told_that_the_other_was_quicker(coordinator: User) -> None:
    make_subscriber()
    issue = make_issue()
    outcomes = at_the_same_time([lambda: issues.begin(issue=issue, by=coordinator)] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["NewsletterIssue", "ServiceRefused"]
    assert any(isinstance(each, ServiceRefused) for each in outcomes)


def test_a_worker_that_is_killed_in_a_batch_leaves_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make_subscriber(f"reader{number}@example.org")
    issue = make_issue(state=IssueState.SENDING)

    def die(*args: Any, **kwargs: Any) -> StoredMail:
        if StoredMail.objects.count() == 2:
            raise KeyboardInterrupt
        return queue_letter(*args, **kwargs)

    monkeypatch.setattr(sending, "queue_letter", die)
    with pytest.raises(KeyboardInterrupt):
        sending.send_batch(issue_id=issue.pk)
    assert (StoredMail.objects.count(), issue.deliveries.count()) == (0, 0)
    monkeypatch.undo()
    assert (sending.send_batch(issue_id=issue.pk), len(addressed())) == (3, 3)


def test_the_same_address_typed_twice_at_once_gets_one_row_and_one_letter() -> None:
    emails = ["mila@example.org", "Mila@example.org", "MILA@example.org"]
    ask = subscribing.ask_for_newsletter
    outcomes = at_the_same_time([partial(ask, email=email, language="sr") for email in emails])
    assert outcomes == [None, None, None]
    assert (Subscriber.objects.count(), StoredMail.objects.count()) == (1, 1)
