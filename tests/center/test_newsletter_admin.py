from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.choices.newsletter import IssueState
from center.models import AccessRecord, NewsletterIssue, StoredMail, Subscriber, User
from center.services.newsletter import forgetting
from tests.center.newsletters import make_issue, make_subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]
LIST, ISSUES = "/admin/center/subscriber/", "/admin/center/newsletterissue/"
WORDS = {"subject_sr": "Зимске вести", "subject_en": "Winter news", "slug": "winter", "intro_sr": "Здраво."}
EMPTY = {
    "intro_en": "",
    "closing_sr": "",
    "closing_en": "",
    "items-TOTAL_FORMS": "0",
    "items-INITIAL_FORMS": "0",
}


def found(client: Client, words: str) -> int:
    return int(client.get(LIST, {"q": words}).context["cl"].result_count)


def test_an_editor_writes_an_issue_looks_at_it_and_sends_it(editor: User, as_user: AsUser) -> None:
    make_subscriber()
    client = as_user(editor)
    answer = client.post(f"{ISSUES}add/", {**WORDS, **EMPTY})
    issue = NewsletterIssue.objects.get()
    assert answer["Location"] == f"{ISSUES}{issue.pk}/change/"
    preview = client.get(f"{ISSUES}{issue.pk}/preview/").content.decode()
    assert [words in preview for words in ("Зимске вести", "Zimske vesti", "Winter news", "Zdravo.")] == [
        True
    ] * 4
    client.post(f"{ISSUES}{issue.pk}/do/send/")
    issue.refresh_from_db()
    assert (issue.state, issue.began_by) == ("sending", editor)


def test_who_pressed_send_on_words_that_somebody_changed_meanwhile_reads_them_again(
    editor: User, as_user: AsUser
) -> None:
    make_subscriber()
    issue = make_issue()
    client = as_user(editor)
    seen = client.get(f"{ISSUES}{issue.pk}/change/").context["seen"]
    NewsletterIssue.objects.update(intro_sr="Друго")
    client.post(f"{ISSUES}{issue.pk}/do/send/", {"seen": seen})
    assert NewsletterIssue.objects.get().state == IssueState.DRAFT


def test_what_went_out_cannot_be_edited(editor: User, as_user: AsUser) -> None:
    issue = make_issue(state=IssueState.SENT)
    answer = as_user(editor).post(f"{ISSUES}{issue.pk}/change/", {**WORDS, **EMPTY})
    assert (answer.status_code, NewsletterIssue.objects.get().subject_sr) == (403, "Јесење вести")


def test_an_issue_is_sent_later_at_the_moment_that_was_typed(editor: User, as_user: AsUser) -> None:
    issue = make_issue()
    moment = (timezone.localtime() + timedelta(days=2)).replace(hour=9, minute=30, second=0, microsecond=0)
    typed = {"moment_0": f"{moment:%Y-%m-%d}", "moment_1": "9:30"}
    client = as_user(editor)
    client.post(f"{ISSUES}{issue.pk}/do/schedule/", typed)
    issue.refresh_from_db()
    assert (issue.state, issue.scheduled_for) == ("scheduled", moment)
    client.post(f"{ISSUES}{issue.pk}/do/back_to_draft/")
    assert NewsletterIssue.objects.get().state == IssueState.DRAFT


def test_an_editor_sees_how_far_the_sending_is_and_no_address(editor: User, as_user: AsUser) -> None:
    make_subscriber("hidden@example.org")
    issue = make_issue(state=IssueState.SENDING)
    client = as_user(editor)
    page = client.get(f"{ISSUES}{issue.pk}/change/")
    assert (page.context["progress"].to_come, "hidden@" in page.content.decode()) == (1, False)
    assert client.get(LIST).status_code == 403


def test_a_test_goes_to_the_own_address(editor: User, as_user: AsUser) -> None:
    make_subscriber()
    issue = make_issue()
    as_user(editor).post(f"{ISSUES}{issue.pk}/do/test/", {"language": "sr-latn"})
    assert StoredMail.objects.values_list("recipient", "language").get() == (editor.email, "sr-latn")


def test_a_coordinator_finds_a_whole_address_only_also_an_erased_one(
    coordinator: User, as_user: AsUser
) -> None:
    make_subscriber("mila@example.org")
    make_subscriber("gone@example.org", state="left", left_at=timezone.now() - timedelta(days=31))
    forgetting.empty_old_addresses()
    client = as_user(coordinator)
    assert [
        found(client, words) for words in ("MILA@example.org", "example.org", "mila", "gone@example.org")
    ] == [1, 0, 0, 1]


def test_taking_the_list_away_as_a_file_is_written_down(coordinator: User, as_user: AsUser) -> None:
    reader = make_subscriber()
    as_user(coordinator).get(LIST, {"_export": "csv"})
    assert AccessRecord.objects.values_list("user", "object_id").get() == (coordinator.pk, reader.pk)


def test_a_coordinator_takes_somebody_off_who_called(coordinator: User, as_user: AsUser) -> None:
    reader = make_subscriber()
    as_user(coordinator).post(f"{LIST}{reader.pk}/do/leave/")
    reader.refresh_from_db()
    assert (reader.state, reader.left_how, reader.left_by) == ("left", "staff", coordinator)


def test_a_signed_paper_is_typed_in_and_a_second_one_is_refused_at_its_field(
    coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    typed = {
        "email": "rada@example.org",
        "language": "sr",
        "signed_on": "1. 9. 2026.",
        "kept_where": "Фасцикла 3",
    }
    answer = client.post(f"{LIST}paper/", typed)
    reader = Subscriber.objects.get()
    assert answer["Location"] == f"{LIST}{reader.pk}/change/"
    assert (reader.way, str(reader.paper_day), reader.added_by) == ("paper", "2026-09-01", coordinator)
    again = client.post(f"{LIST}paper/", typed)
    assert list(again.context["form"].errors) == ["email"]


@pytest.mark.parametrize("path", [LIST, ISSUES])
def test_lists_take_as_many_queries_for_one_row_as_for_three(
    path: str, coordinator: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    counts = []
    for number in range(3):
        make_subscriber(f"reader{number}@example.org")
        make_issue(f"issue-{number}")
        if number in {0, 2}:
            counts.append(_queries(client, path))
    assert counts[0] == counts[1]


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
