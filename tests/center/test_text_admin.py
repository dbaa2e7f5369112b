from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from center.choices import TextState
from center.models import Office, StoredText, User
from tests.center.factories import make_text
from tests.center.jobs import jobs_in_state
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
LIST = "/admin/center/storedtext/"


def page(client: Client, text: StoredText) -> str:
    return client.get(f"{LIST}{text.pk}/change/").content.decode()


def test_a_coordinator_reads_what_was_sent_to_whom(coordinator: User, as_user: AsUser) -> None:
    shown = page(as_user(coordinator), make_text(body="Podsetnik: <b>sutra</b>"))
    assert ("064 1234567" in shown, "Podsetnik: &lt;b&gt;sutra" in shown) == (True, True)


def test_a_failed_text_is_sent_again_by_a_button(coordinator: User, as_user: AsUser) -> None:
    text = make_text(state=TextState.FAILED, last_error="HTTP 422")
    as_user(coordinator).post(f"{LIST}{text.pk}/do/retry/", {"next": ""})
    text.refresh_from_db()
    assert (text.state, text.last_error, jobs_in_state("center.send_text")) == (
        TextState.QUEUED,
        "",
        ["todo"],
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"state": TextState.DROPPED, "erased_at": timezone.now()},
        {"state": TextState.FAILED, "expires_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_what_is_useless_is_not_sent_again(
    changes: dict[str, Any], coordinator: User, as_user: AsUser
) -> None:
    text = make_text(**changes)
    as_user(coordinator).post(f"{LIST}{text.pk}/do/retry/", {"next": ""})
    assert (StoredText.objects.get().state, jobs_in_state("center.send_text")) == (changes["state"], [])


def test_trouble_is_told_in_words(coordinator: User, as_user: AsUser) -> None:
    coordinator.language = "en"
    coordinator.save()
    text = make_text(last_error="too_slow")
    assert "The gateway did not answer in time." in page(as_user(coordinator), text)


def test_texts_are_neither_written_nor_changed_nor_deleted_by_hand(
    coordinator: User, as_user: AsUser
) -> None:
    text, client = make_text(), as_user(coordinator)
    posts = [
        client.post(f"{LIST}{text.pk}/change/", {"recipient": "+381600000000"}),
        client.post(f"{LIST}{text.pk}/delete/", {"post": "yes"}),
        client.post(f"{LIST}add/", {}),
    ]
    assert ([answer.status_code for answer in posts], StoredText.objects.get().recipient) == (
        [403, 403, 403],
        "+381641234567",
    )


def test_advisors_see_no_texts(advisor_user: User, as_user: AsUser) -> None:
    assert as_user(advisor_user).get(LIST).status_code == 403


@pytest.mark.parametrize("texts", [*seldom([1]), 3])
def test_the_list_of_texts_takes_the_same_queries_for_any_number(
    office: Office,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: Callable[..., object],
    texts: int,
) -> None:
    for _ in range(texts):
        make_text()
    client = as_user(coordinator)
    client.get(LIST)
    with django_assert_num_queries(12):  # type: ignore[attr-defined]  # a context manager
        client.get(LIST)
