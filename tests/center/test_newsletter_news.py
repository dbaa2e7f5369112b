from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from center.base.newsletter_material import Material, Piece
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


def _material(*pieces: Piece) -> Material:
    """Return a kind of things to tell whose names are Latin in Latin script, as those of records are."""

    def find(_now: datetime) -> list[Piece]:
        language = get_language()
        return [
            Piece(f"{piece.title} {language}", piece.facts, f"/{language}/{piece.path}/") for piece in pieces
        ]

    return Material("made-up", "Take", gettext_lazy("Coming events"), find)


def test_what_is_coming_is_written_as_markdown_in_both_languages_and_only_once() -> None:
    issue = make_issue(closing_sr="Хвала.", closing_en="Thanks.")
    first, second = Piece("[Сајам] *нови*", "субота", "events/fair"), Piece("Радионица", "", "events/sew")
    assert issues.take_material(issue=issue, material=_material(first)) == 1
    issue.refresh_from_db()
    assert issue.closing_sr == (
        "Хвала.\n\n## Предстојећи догађаји\n\n- [\\[Сајам\\] \\*нови\\* sr](/sr/events/fair/): субота"
    )
    assert issue.closing_en.startswith("Thanks.\n\n## Coming events\n\n- [\\[")
    with pytest.raises(ServiceRefused):
        issues.take_material(issue=issue, material=_material(first))
    assert issues.take_material(issue=issue, material=_material(first, second)) == 1
    issue.refresh_from_db()
    assert issue.closing_sr.count("/events/fair/") == 1
    # Each reader is led to their own language, with an address that works elsewhere.
    latin = content_of(issue, "sr-latn")
    assert 'href="http://testserver/sr-latn/events/sew/"' in latin.closing_html
    assert "[Sajam] *novi* sr" in latin.closing_text


def test_serbian_closing_words_without_english_ones_stay_so() -> None:
    issue = make_issue(closing_sr="Хвала.", closing_en="")
    issues.take_material(issue=issue, material=_material(Piece("Сајам", "", "events/fair")))
    issue.refresh_from_db()
    assert issue.closing_en == ""
    assert "Hvala." in content_of(issue, "en").closing_text


def test_an_issue_on_its_way_takes_nothing_in() -> None:
    issue = make_issue(state=IssueState.SENDING, began_at=timezone.now())
    with pytest.raises(ServiceRefused):
        issues.take_material(issue=issue, material=_material(Piece("Сајам", "", "events/fair")))


def test_an_issue_that_went_out_is_found_by_the_search_and_a_draft_is_not(client: Client) -> None:
    make_issue("draft", subject_sr="Нацрт о везу", subject_en="")
    make_issue(
        "sent",
        subject_sr="Писмо о везу",
        subject_en="",
        state=IssueState.SENT,
        began_at=timezone.now(),
        finished_at=timezone.now(),
    )
    page = client.get("/sr/search/", {"q": "vezu"}).content.decode()
    assert ("/sr/newsletter/issues/sent/" in page, "/sr/newsletter/issues/draft/" in page) == (True, False)
