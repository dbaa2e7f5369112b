import hashlib
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone, translation
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from center.base.guarded_form import new_token
from center.choices.newsletter import CONSENT_TEXT, CONSENT_VERSION, SubscriberState
from center.links import newsletter as links
from center.models import RateWindow, StoredMail, Subscriber, User
from center.refusals import ServiceRefused
from center.services.newsletter import forgetting, subscribing
from tests.center.newsletters import addressed, make_subscriber

pytestmark = pytest.mark.django_db
ASKED = "/sr/newsletter/asked/"


def answers(**changes: str) -> dict[str, str]:
    """Give what a person sends who took a minute to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        token = new_token()
    return {"email": "mila@example.org", "language": "sr-latn", "token": token, **changes}


def path_in(mail: StoredMail) -> str:
    found = re.search(r"http://testserver(/\S*/newsletter/\S+)", mail.body_text)
    assert found is not None
    return found[1]


def ask(email: str = "mila@example.org", language: str = "sr") -> None:
    subscribing.ask_for_newsletter(email=email, language=language)


def test_only_the_button_behind_the_mailed_link_makes_somebody_a_reader() -> None:
    client = Client()
    response = client.post("/sr/newsletter/", answers())
    assert (response.status_code, response["Location"]) == (302, ASKED)
    mail = StoredMail.objects.get()
    assert (mail.kind, mail.recipient, mail.language, mail.is_secret) == (
        "center/newsletter_confirm",
        "mila@example.org",
        "sr-latn",
        True,
    )
    path = path_in(mail)
    assert path.startswith("/sr-latn/newsletter/confirm/?key=")
    client.get(path)
    client.head(path)
    assert Subscriber.objects.get().state == SubscriberState.WAITING
    assert client.post(path)["Location"] == path
    reader = Subscriber.objects.get()
    assert (reader.state, reader.consent_version, reader.language) == (
        "confirmed",
        CONSENT_VERSION,
        "sr-latn",
    )
    assert "Primate bilten" in client.get(path).content.decode()


@pytest.mark.parametrize("state", ["waiting", "confirmed", "left", "refused"])
def test_a_stranger_sees_the_same_whoever_s_address_it_is(state: str) -> None:
    make_subscriber("known@example.org", state=state)
    client = Client()
    told = []
    for email in ("known@example.org", "new@example.org"):
        response = client.post("/sr/newsletter/", answers(email=email))
        told.append((response.status_code, response["Location"], response.content))
    assert told == [(302, ASKED, b"")] * 2
    assert StoredMail.objects.count() == 2


def test_who_receives_it_already_is_told_so_and_nothing_changes() -> None:
    make_subscriber("Mila@Example.org", language="en")
    ask("mila@example.org", "sr")
    assert addressed("center/newsletter_already") == ["Mila@Example.org"]
    reader = Subscriber.objects.get()
    assert (reader.state, reader.language) == ("confirmed", "en")
    assert "/en/newsletter/mine/" in StoredMail.objects.get().body_text


def test_an_address_gets_one_letter_an_hour_and_three_a_day_however_often_it_is_typed() -> None:
    counts = []
    for _hour in range(5):
        for email in ("mila@example.org", "MILA@example.org"):
            ask(email)
        counts.append(StoredMail.objects.count())
        RateWindow.objects.update(started_at=F("started_at") - timedelta(minutes=61))
    assert (counts, Subscriber.objects.count()) == ([1, 2, 3, 3, 3], 1)


@pytest.mark.long
def test_one_connection_asks_thirty_times_an_hour() -> None:
    client = Client()
    statuses = [
        client.post("/sr/newsletter/", answers(email=f"a{number}@example.org")).status_code
        for number in range(31)
    ]
    assert (statuses.count(302), statuses[-1]) == (30, 429)


@pytest.mark.parametrize("email", ["", "mila", "mila@", "a@b.c\nBcc: d@e.f", "x@" + "y" * 250 + ".org"])
def test_what_is_no_address_is_named_and_nothing_is_stored(email: str) -> None:
    response = Client().post("/en/newsletter/", answers(email=email))
    assert (response.status_code, Subscriber.objects.count(), StoredMail.objects.count()) == (422, 0, 0)
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_program_that_fills_the_trap_subscribes_nobody() -> None:
    response = Client().post("/en/newsletter/", answers(website="https://spam.example"))
    assert (response.status_code, Subscriber.objects.count()) == (422, 0)


def test_a_link_older_than_a_week_confirms_nothing() -> None:
    ask()
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=7, minutes=1))
    with pytest.raises(ServiceRefused):
        subscribing.confirm(subscriber=Subscriber.objects.get())
    response = Client().post(path_in(StoredMail.objects.get()))
    assert (response.status_code, Subscriber.objects.get().state) == (404, "waiting")


def test_an_old_link_does_not_bring_back_who_has_left() -> None:
    reader = make_subscriber(state=SubscriberState.LEFT)
    response = Client().post(f"/sr/newsletter/confirm/?key={links.confirm_token(reader)}")
    assert (response.status_code, Subscriber.objects.get().state) == (404, "left")


def test_who_left_may_ask_again_and_gets_a_row_of_their_own() -> None:
    make_subscriber(state=SubscriberState.LEFT)
    ask()
    assert sorted(Subscriber.objects.values_list("state", flat=True)) == ["left", "waiting"]


def test_the_link_to_leave_cannot_confirm() -> None:
    reader = make_subscriber(state=SubscriberState.WAITING)
    response = Client().post(f"/sr/newsletter/confirm/?key={links.manage_token(reader)}")
    assert (response.status_code, Subscriber.objects.get().state) == (404, "waiting")


@given(position=st.integers(0, 70), sign=st.characters(codec="ascii", exclude_characters="/?#%"))
@example(position=0, sign="")
@example(position=32, sign="")
@example(position=70, sign="a")
def test_a_token_with_one_other_sign_opens_nothing(position: int, sign: str) -> None:
    token = links.manage_token(Subscriber())
    changed = token[:position] + sign + token[position + 1 :]
    key = links.key_to_manage(changed)
    assert key is None or changed == token


@given(st.text(max_size=400))
def test_no_text_is_a_token(text: str) -> None:
    assert (links.key_to_manage(text), links.key_to_confirm(text)) == (None, None)


def test_links_stay_good_while_an_old_key_of_the_portal_is_kept(settings: Settings) -> None:
    reader = Subscriber()
    token = links.manage_token(reader)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough"
    assert links.key_to_manage(token) == reader.key
    settings.SECRET_KEY_FALLBACKS = []
    assert links.key_to_manage(token) is None


def test_the_database_keeps_one_live_row_of_an_address() -> None:
    make_subscriber("mila@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_subscriber("MILA@EXAMPLE.ORG", state=SubscriberState.WAITING)


def test_nothing_in_the_database_opens_a_link() -> None:
    ask()
    reader = Subscriber.objects.get()
    signature = links.confirm_token(reader).partition("~")[2]
    stored = " ".join(str(value) for value in Subscriber.objects.values_list().get())
    assert signature not in stored


def test_who_signed_on_paper_is_added_once_and_told(coordinator: User) -> None:
    def add() -> Subscriber:
        return subscribing.add_from_paper(
            email="rada@example.org",
            language="sr",
            signed_on=date(2026, 9, 1),
            kept_where="Фасцикла 3",
            by=coordinator,
        )

    with time_machine.travel(datetime(2026, 9, 7, 8, tzinfo=UTC)):
        reader = add()
        with pytest.raises(ValidationError) as twice:
            add()
    assert (reader.state, reader.way, reader.added_by) == ("confirmed", "paper", coordinator)
    assert (list(twice.value.message_dict), addressed("center/newsletter_added")) == (
        ["email"],
        ["rada@example.org"],
    )


def test_a_paper_of_tomorrow_is_refused(coordinator: User) -> None:
    with pytest.raises(ValidationError) as refused:
        subscribing.add_from_paper(
            email="rada@example.org",
            language="sr",
            signed_on=timezone.localdate() + timedelta(days=1),
            kept_where="",
            by=coordinator,
        )
    assert list(refused.value.message_dict) == ["signed_on"]


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_week() -> None:
    make_subscriber(
        "old@example.org", state="waiting", asked_at=timezone.now() - timedelta(days=7, minutes=1)
    )
    make_subscriber("new@example.org", state="waiting", asked_at=timezone.now() - timedelta(days=6))
    make_subscriber("reader@example.org", asked_at=timezone.now() - timedelta(days=400))
    assert forgetting.forget_unconfirmed() == 1
    assert sorted(Subscriber.objects.values_list("email", flat=True)) == [
        "new@example.org",
        "reader@example.org",
    ]


def test_another_text_of_the_consent_has_another_version() -> None:
    with translation.override("en"):
        digest = hashlib.sha256(str(CONSENT_TEXT).encode()).hexdigest()[:8]
    assert (CONSENT_VERSION, digest) == ("2026-11", "c9b65f61")
