import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center.choices.newsletter import IssueState
from tests.center.newsletters import make_issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.mark.parametrize(
    ("state", "status", "robots"),
    [
        (IssueState.DRAFT, 404, False),
        (IssueState.SENDING, 200, True),
        (IssueState.STOPPED, 200, True),
        (IssueState.SENT, 200, False),
    ],
)
@pytest.mark.each
def test_an_issue_is_on_the_website_once_it_goes_out_and_search_engines_wait_until_it_is_sent(
    state: IssueState, status: int, robots: bool
) -> None:
    make_issue(state=state)
    client = Client()
    page = client.get("/sr/newsletter/issues/jesen/")
    assert (page.status_code, 'content="noindex"' in page.content.decode()) == (
        status,
        robots or status == 404,
    )
    in_sitemap = b"/newsletter/issues/jesen/" in client.get("/sitemap.xml").content
    assert in_sitemap == (state == IssueState.SENT)


def test_a_page_without_english_words_shows_serbian_in_latin_and_says_so() -> None:
    make_issue(state=IssueState.SENT, intro_en="", subject_en="")
    html = Client().get("/en/newsletter/issues/jesen/").content.decode()
    assert '<h1><span lang="sr-Latn">Jesenje vesti</span></h1>' in html
    assert '<div lang="sr-Latn">' in html
    assert 'href="/en/events/"' in html


@pytest.mark.parametrize("path", ["/sr/newsletter/", "/sr/newsletter/issues/"])
@pytest.mark.each
def test_lists_of_issues_take_as_many_queries_for_one_as_for_three(path: str) -> None:
    client = Client()
    counts = []
    for number in range(3):
        make_issue(f"issue-{number}", state=IssueState.SENT)
        if number in {0, 2}:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                html = client.get(path).content.decode()
            counts.append((len(queries), html.count("/newsletter/issues/issue-")))
    assert counts == [(counts[0][0], 1), (counts[0][0], 3)]


@pytest.mark.parametrize("path", ["", "issues/"])
def test_before_the_first_issue_the_pages_say_so(path: str) -> None:
    html = Client().get(f"/en/newsletter/{path}").content.decode()
    assert "The first issue has not come out yet" in html
