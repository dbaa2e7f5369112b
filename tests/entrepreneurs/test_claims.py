"""Requests from the public pages: the code, what staff decide, two at once, and what is forgotten."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connections, transaction
from django.test import Client

from center.base.guarded_form import new_token
from center.models import StoredMail, User
from entrepreneurs.choices import ClaimState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import ClaimRequest, Enterprise, Entrepreneur, Membership, PersonLogin
from entrepreneurs.services import claim_decisions, claims, merge_entrepreneurs
from entrepreneurs.services.claims import Applicant, CodeOutcome
from tests.entrepreneurs.claims import WHO, ask, mailed_code, make_claim
from tests.entrepreneurs.factories import make_person, published

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
WRONG = "0000 0000"


def answers(**changes: str) -> dict[str, str]:
    """Give what a person sends who took a minute to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        token = new_token()
    return {
        "enterprise": "Zlatna dunja",
        "summary": "Pravimo slatko od dunja.",
        "name": "Ружа Ристић",
        "email": "Ruza@example.org",
        "phone": "037 123 456",
        "role": "founder",
        "language": "sr-latn",
        "publication": "on",
        "token": token,
        **changes,
    }


def token_of(html: str) -> str:
    return html.split('name="token" value="')[1].split('"', maxsplit=1)[0]


def test_a_new_enterprise_goes_from_the_form_over_the_code_to_the_desk_of_staff() -> None:
    client = Client()
    page = client.post("/sr-latn/enterprises/add/", answers())
    assert page.status_code == 200
    answer = client.post(
        "/sr-latn/enterprises/add/code/",
        {"token": token_of(page.content.decode()), "code": mailed_code("ruza@example.org")},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/sr-latn/enterprises/add/sent/")
    claim = ClaimRequest.objects.get()
    assert (claim.state, claim.email, claim.proposal["name_sr"], claim.code_hash) == (
        "waiting",
        "ruza@example.org",
        "Златна дуња",
        "",
    )
    assert claim.publication_text is not None
    assert claim.statistics_text is None
    assert [mail.kind for mail in StoredMail.objects.order_by("pk")] == [
        "entrepreneurs/claim_code",
        "entrepreneurs/claim_received",
    ]


def test_the_code_is_secret_expires_with_its_letter_and_is_never_stored() -> None:
    with time_machine.travel(NOW, tick=False):
        claim = ask()
        mail = StoredMail.objects.get()
    assert (mail.is_secret, mail.expires_at) == (True, NOW + timedelta(minutes=30))
    assert mailed_code() not in (claim.code_hash, str(vars(claim)))


def test_nothing_that_a_stranger_typed_about_an_enterprise_goes_to_an_address_that_nobody_confirmed() -> None:
    ask(proposal={"name_sr": "Честитамо! Отворите https://evil.example/"})
    mail = StoredMail.objects.get()
    assert ("evil" in mail.body_text, "evil" in mail.subject) == (False, False)


@pytest.mark.parametrize(
    ("later", "outcome"),
    [(timedelta(minutes=29), CodeOutcome.RIGHT), (timedelta(minutes=30), CodeOutcome.SPENT)],
)
def test_a_code_works_for_half_an_hour(later: timedelta, outcome: CodeOutcome) -> None:
    with time_machine.travel(NOW, tick=False):
        claim = ask()
    with time_machine.travel(NOW + later, tick=False):
        assert claims.confirm_code(claim=claim, code=mailed_code()) == outcome


def test_five_wrong_codes_void_the_right_one_until_a_new_one_is_asked_for() -> None:
    claim = ask()
    tries = [claims.confirm_code(claim=claim, code=WRONG) for _ in range(5)]
    assert tries == [*4 * [CodeOutcome.WRONG], CodeOutcome.SPENT]
    assert claims.confirm_code(claim=claim, code=mailed_code()) == CodeOutcome.SPENT
    assert [claims.send_code_again(claim=claim) for _ in range(3)] == [True, True, False]
    assert claims.confirm_code(claim=claim, code=mailed_code()) == CodeOutcome.RIGHT


def test_the_code_works_on_another_device_and_an_unknown_address_is_answered_like_a_wrong_code() -> None:
    ask()
    client = Client()
    path = "/en/enterprises/add/code/"
    known = client.post(path, {"email": WHO.email, "code": WRONG})
    unknown = client.post(path, {"email": "nobody@example.org", "code": WRONG})
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.context["form"].errors == unknown.context["form"].errors
    assert client.post(path, {"email": WHO.email.upper(), "code": mailed_code()}).status_code == 302
    assert ClaimRequest.objects.get().state == "waiting"


def test_an_address_with_an_account_is_answered_as_one_without(make_user: Callable[..., User]) -> None:
    make_user(None, "ruza@example.org")
    pages = [
        Client().post("/en/enterprises/add/", answers(email=email))
        for email in ("ruza@example.org", "nobody@example.org")
    ]
    texts = [page.content.decode().replace(token_of(page.content.decode()), "") for page in pages]
    assert [page.status_code for page in pages] == [200, 200]
    assert texts[0].count("<") == texts[1].count("<")


@pytest.mark.parametrize(
    ("web", "said"),
    [
        ("nema sajta", "Enter a valid URL."),
        ("https://bank.example@elsewhere.example", "The address must not have a name and @ before the site."),
    ],
)
def test_a_wrong_website_is_told_in_one_sentence(web: str, said: str) -> None:
    page = Client().post("/en/enterprises/add/", answers(web=web))
    assert page.context["form"].errors["web"] == [said]


def test_the_same_form_sent_twice_is_one_request_and_other_words_are_another() -> None:
    data = answers()
    for sent in (data, data, {**data, "enterprise": "Kruška"}):
        Client().post("/sr/enterprises/add/", sent)
    assert ClaimRequest.objects.count() == 2
    assert StoredMail.objects.count() == 2


@pytest.mark.long
def test_an_address_gets_five_codes_in_an_hour_and_then_a_page_that_says_when() -> None:
    statuses = [Client().post("/sr/enterprises/add/", answers()).status_code for _ in range(6)]
    assert statuses == [*5 * [200], 429]


def test_a_similar_enterprise_of_the_directory_is_shown_before_a_second_one_is_asked_for() -> None:
    there = published("Златна дуња")
    draft = Enterprise.objects.create(name_sr="Златна дуња 2", slug="draft")
    client, data = Client(), answers()
    page = client.post("/en/enterprises/add/", data)
    assert (page.context["alike"], ClaimRequest.objects.count()) == ([there], 0)
    assert draft.name.plain not in page.content.decode()
    client.post("/en/enterprises/add/", {**data, "not_these": "on"})
    assert ClaimRequest.objects.count() == 1


def test_only_what_the_directory_shows_can_be_claimed() -> None:
    shown = published("Пчела")
    assert Client().get(f"/sr/enterprises/{shown.slug}/claim/").status_code == 200
    # The yearly check hides what nobody confirmed for long.
    Enterprise.objects.update(confirmed_on=date(2020, 1, 1))
    assert Client().get(f"/sr/enterprises/{shown.slug}/claim/").status_code == 404
    assert Client().post("/en/enterprises/add/", answers(enterprise="Пчела")).context.get("alike") is None
    Enterprise.objects.update(state="draft")
    assert Client().get(f"/sr/enterprises/{shown.slug}/claim/").status_code == 404


def test_approving_a_new_enterprise_makes_every_record_that_the_person_needs(coordinator: User) -> None:
    claim = claim_decisions.approve_claim(
        claim=make_claim(agrees_to_publication=True), by=coordinator, person=None
    )
    enterprise, person = claim.enterprise, claim.person
    assert enterprise is not None
    assert person is not None
    person.refresh_from_db()
    assert (enterprise.state, enterprise.name_sr, person.stage) == ("draft", "Златна дуња", "existing")
    user = User.objects.get(email=WHO.email)
    assert (user.is_staff, user.has_usable_password()) == (False, False)
    assert list(Enterprise.objects.editable_by(user)) == [enterprise]
    assert [(each.purpose, each.given_how, each.enterprise) for each in person.consents.all()] == [
        ("publication", "web", enterprise)
    ]
    assert [each.url for each in enterprise.web_links.all()] == ["https://dunja.example.org/"]
    letter = StoredMail.objects.latest("pk")
    assert (letter.kind, letter.is_secret) == ("entrepreneurs/claim_approved", False)
    assert "/sr/account/login/code/" in letter.body_text


def test_an_equal_email_is_never_the_same_person_unless_staff_say_so(coordinator: User) -> None:
    enterprise = published("Пчела")
    husband = make_person("Раде Ристић", email=WHO.email)
    first = claim_decisions.approve_claim(claim=make_claim(enterprise=enterprise), by=coordinator)
    assert first.person != husband
    other = Applicant("Раде Ристић", "", WHO.email, "employee", "sr")
    second = claim_decisions.approve_claim(
        claim=make_claim(other, enterprise=enterprise), by=coordinator, person=husband
    )
    assert second.person == husband
    assert User.objects.filter(email=WHO.email).count() == 1
    # One login, two persons behind it.
    assert PersonLogin.objects.filter(user__email=WHO.email).count() == 2


def test_a_refusal_needs_a_reason_and_says_it_in_the_script_of_the_person(coordinator: User) -> None:
    claim = make_claim(Applicant("Ружа", "", "ruza@example.org", "other", "sr-latn"))
    with pytest.raises(ChangeRefused):
        claim_decisions.refuse_claim(claim=claim, by=coordinator, reason="  ")
    claim_decisions.refuse_claim(claim=claim, by=coordinator, reason="Preduzeće kaže da Vas ne poznaje.")
    claim_decisions.refuse_claim(claim=claim, by=coordinator, reason="Опет.")
    letters = StoredMail.objects.filter(kind="entrepreneurs/claim_refused")
    assert ["Preduzeće kaže da Vas ne poznaje." in letter.body_text for letter in letters] == [True]
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("refused", "Предузеће каже да Вас не познаје.")
    with pytest.raises(ChangeRefused):
        claim_decisions.approve_claim(claim=claim, by=coordinator)
    assert User.objects.filter(email="ruza@example.org").count() == 0


def test_the_database_refuses_a_change_of_state_outside_of_the_table() -> None:
    claim = make_claim()
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimRequest.objects.filter(pk=claim.pk).update(state=ClaimState.UNVERIFIED)


def test_what_nobody_confirmed_is_forgotten_after_a_day_and_a_refused_request_after_half_a_year(
    coordinator: User,
) -> None:
    with time_machine.travel(NOW, tick=False):
        ask(Applicant("Пера", "", "pera@example.org", "other", "sr"))
        claim_decisions.refuse_claim(claim=make_claim(), by=coordinator, reason="Није потврђено.")
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assert (claims.expire_unverified(), claims.erase_closed(), claims.expire_unverified()) == (1, 0, 0)
    with time_machine.travel(NOW + timedelta(days=183), tick=False):
        assert claims.erase_closed() == 1
    kept = ClaimRequest.objects.values_list("state", "name", "email", "proposal").order_by("pk")
    assert list(kept) == [("expired", "", "", {}), ("refused", "", "", {})]


def test_an_approval_that_breaks_in_the_middle_leaves_nothing(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make_claim()

    def killed(**_values: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(claim_decisions, "connect_login", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        claim_decisions.approve_claim(claim=claim, by=coordinator)
    assert (Enterprise.objects.count(), Entrepreneur.objects.count(), Membership.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    assert claim_decisions.approve_claim(claim=claim, by=coordinator).state == "approved"


def test_a_person_chosen_on_a_page_older_than_a_merge_is_the_one_that_was_kept(coordinator: User) -> None:
    kept, merged = make_person("Ружа Ристић"), make_person("Ruža Ristić")
    merge_entrepreneurs(survivor=kept, duplicate=merged, by=coordinator)
    approved = claim_decisions.approve_claim(claim=make_claim(), by=coordinator, person=merged)
    assert approved.person == kept
    assert list(Membership.objects.values_list("person", flat=True)) == [kept.pk]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make the calls in as many threads at the same instant and return what came of each."""
    barrier, outcomes = threading.Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(call())
        except Exception as error:  # noqa: BLE001 -- whatever a person would have seen
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_approve_at_once_make_one_of_everything(coordinator: User) -> None:
    claim = make_claim()
    outcomes = at_once(*3 * [lambda: claim_decisions.approve_claim(claim=claim, by=coordinator).state])
    assert outcomes == 3 * ["approved"]
    assert (Enterprise.objects.count(), Entrepreneur.objects.count()) == (1, 1)
    assert StoredMail.objects.filter(kind="entrepreneurs/claim_approved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_requests_of_one_address_approved_at_once_share_one_login(coordinator: User) -> None:
    one, two = make_claim(), make_claim(submission=uuid.uuid4())
    outcomes = at_once(
        lambda: claim_decisions.approve_claim(claim=one, by=coordinator).state,
        lambda: claim_decisions.approve_claim(claim=two, by=coordinator).state,
    )
    assert outcomes == ["approved", "approved"]
    assert User.objects.filter(email=WHO.email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_request_with_one_letter() -> None:
    submission = uuid.uuid4()
    outcomes = at_once(*2 * [lambda: ask(submission=submission).pk])
    assert outcomes[0] == outcomes[1]
    assert StoredMail.objects.count() == 1
