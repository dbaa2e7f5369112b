from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.choices.newsletter import IssueState
from center.emails.newsletter import IssueItem, content_of
from center.models import NewsItem, NewsletterIssue, NewsletterItem, User
from center.refusals import ServiceRefused
from center.services.newsletter import issues
from tests.center.newsletters import make_issue, make_subscriber
from tests.center.publications import make_news, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]


def public(title: str, *, days: int = 1) -> NewsItem:
    """Return news that is public since so many days."""
    item = published(make_news(title))
    NewsItem.objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(days=days))
    return item


def titles(issue: NewsletterIssue) -> list[str]:
    return [item.news.title_sr for item in issue.items.public()]


def test_the_news_since_the_last_issue_are_added_the_newest_first_and_once() -> None:
    make_issue("old", state=IssueState.SENT, began_at=timezone.now() - timedelta(days=10))
    for title, days in (("Прва", 9), ("Друга", 2), ("Стара", 11), ("Сутрашња", -1)):
        public(title, days=days)
    issue = make_issue()
    assert (issues.add_latest_news(issue=issue), titles(issue)) == (2, ["Друга", "Прва"])
    with pytest.raises(ServiceRefused):
        issues.add_latest_news(issue=issue)
    public("Најновија", days=0)
    issues.add_latest_news(issue=issue)
    assert titles(issue) == ["Друга", "Прва", "Најновија"]


def test_a_letter_names_its_news_in_the_reader_s_script_with_an_address_that_works_elsewhere() -> None:
    item = public("Отворен сајам")
    issue = make_issue()
    NewsletterItem.objects.create(issue=issue, news=item)
    told = content_of(issue, "sr-latn").items
    assert told == (
        IssueItem("Otvoren sajam", told[0].summary, f"http://testserver/sr-latn/news/{item.slug}/"),
    )


def test_news_that_was_taken_back_is_in_no_letter() -> None:
    item = public("Повучена")
    issue = make_issue()
    NewsletterItem.objects.create(issue=issue, news=item)
    NewsItem.objects.filter(pk=item.pk).update(published_at=timezone.now() + timedelta(days=1))
    assert (titles(issue), content_of(issue, "sr").items) == ([], ())


def test_an_issue_of_news_alone_is_not_empty(editor: User) -> None:
    make_subscriber()
    issue = make_issue(intro_sr="", intro_en="")
    NewsletterItem.objects.create(issue=issue, news=public("Сама"))
    assert issues.begin(issue=issue, by=editor).state == IssueState.SENDING


def test_the_database_keeps_the_news_of_an_issue_that_goes_out() -> None:
    issue = make_issue()
    item = NewsletterItem.objects.create(issue=issue, news=public("Једна"))
    other = public("Друга")
    NewsletterIssue.objects.update(state=IssueState.SENDING, began_at=timezone.now())
    for change in (
        lambda: NewsletterItem.objects.create(issue=issue, news=other),
        lambda: NewsletterItem.objects.filter(pk=item.pk).update(position=5),
        lambda: NewsletterItem.objects.filter(pk=item.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_page_of_an_issue_takes_as_many_queries_for_one_piece_of_news_as_for_three() -> None:
    counts = []
    client = Client()
    for number in (1, 3):
        issue = make_issue(f"issue-{number}")
        for each in range(number):
            NewsletterItem.objects.create(issue=issue, news=public(f"Вест {number} {each}"))
        NewsletterIssue.objects.filter(pk=issue.pk).update(state="sending", began_at=timezone.now())
        client.get(f"/sr/newsletter/issues/issue-{number}/")
        with CaptureQueriesContext(connection) as queries:
            html = client.get(f"/sr/newsletter/issues/issue-{number}/").content.decode()
        counts.append((len(queries), html.count('<h2><a href="/sr/news/')))
    assert counts == [(counts[0][0], 1), (counts[0][0], 3)]


def test_the_button_adds_the_latest_news_and_the_form_of_a_sent_issue_shows_them_only(
    editor: User, as_user: AsUser
) -> None:
    public("Отворен сајам")
    issue = make_issue()
    client = as_user(editor)
    client.post(f"/admin/center/newsletterissue/{issue.pk}/do/news/")
    assert titles(issue) == ["Отворен сајам"]
    assert (
        'name="items-0-position"'
        in client.get(f"/admin/center/newsletterissue/{issue.pk}/change/").content.decode()
    )
    NewsletterIssue.objects.update(state=IssueState.SENDING, began_at=timezone.now())
    html = client.get(f"/admin/center/newsletterissue/{issue.pk}/change/").content.decode()
    assert ('name="items-0-position"' in html, "Отворен сајам" in html) == (False, True)
