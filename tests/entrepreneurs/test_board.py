"""The members' board: who sees what, who joins, and what staff decide."""

import re
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from center.base.guarded_form import new_token
from center.models import StoredMail, User
from entrepreneurs.choices import ActionKind, MemberRole
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, Joining, JointAction
from entrepreneurs.services import add_member, board, connect_login, end_membership
from tests.entrepreneurs.factories import make_enterprise, make_person, today
from tests.marks import seldom

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


class Member:
    """A person with a login who belongs to an enterprise of their own."""

    def __init__(self, name: str, coordinator: User, **person: Any) -> None:
        self.enterprise: Enterprise = make_enterprise(f"Предузеће {name}")
        self.person: Entrepreneur = make_person(name, **person)
        number = User.objects.count()
        self.user = User.objects.create_user(f"member{number}@example.org", "x" * 12, name=name)
        self.membership = add_member(
            person=self.person, enterprise=self.enterprise, role=MemberRole.FOUNDER, may_edit=True
        )
        connect_login(user=self.user, person=self.person, by=coordinator)

    def writes(self, title: str = "Тегле за ајвар", **fields: Any) -> JointAction:
        return board.put_on_board(
            **{
                "kind": ActionKind.ORDER,
                "enterprise": self.enterprise,
                "author": self.person,
                "title": title,
                "text": "Ко наручује с нама, плаћа мање.",
                "last_day": today() + timedelta(days=30),
                "submission": uuid.uuid4(),
                **fields,
            }
        )


@pytest.fixture
def rada(coordinator: User) -> Member:
    return Member("Рада", coordinator, email="rada@example.org", phone="037 111 111")


@pytest.fixture
def ilija(coordinator: User) -> Member:
    return Member("Илија", coordinator, phone="037 222 222")


def _form(**fields: str) -> dict[str, str]:
    """Return a filled form that was open for a minute."""
    past = time.time() - 60
    real = time.time
    time.time = lambda: past
    try:
        token = new_token()
    finally:
        time.time = real
    return {
        "kind": "order",
        "title": "Tegle za ajvar",
        "text": "Ko naručuje s nama, plaća manje.",
        "last_day": (today() + timedelta(days=20)).isoformat(),
        "token": token,
        "website": "",
        **fields,
    }


def test_others_see_an_entry_only_after_staff_have_looked_at_it(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    theirs, own = as_user(ilija.user), as_user(rada.user)
    assert theirs.get(f"/sr/account/board/{action.pk}/").status_code == 404
    assert "Тегле за ајвар" not in theirs.get("/sr/account/board/").content.decode()
    assert "Тегле за ајвар" in own.get("/sr/account/board/").content.decode()
    board.approve_action(action=action, by=coordinator)
    board.approve_action(action=action, by=coordinator)
    assert "Тегле за ајвар" in theirs.get("/sr/account/board/").content.decode()
    assert "Tegle za ajvar" in theirs.get("/sr-latn/account/board/").content.decode()
    assert [mail.kind for mail in StoredMail.objects.all()] == ["entrepreneurs/action_on_board"]


def test_a_form_filled_in_by_a_member_waits_for_staff_and_is_kept_once(rada: Member, as_user: SignIn) -> None:
    client = as_user(rada.user)
    data = _form(enterprise=str(rada.enterprise.pk))
    first = client.post("/sr-latn/account/board/new/", data)
    second = client.post("/sr-latn/account/board/new/", data)
    action = JointAction.objects.get()
    assert (first.status_code, second.status_code) == (302, 302)
    assert (action.title, action.state, action.author) == ("Тегле за ајвар", "waiting", rada.person)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "Напишите то у неколико речи."),
        ("kind", "party", "party"),
        ("last_day", "1. 1. 2020.", "Изаберите дан између данас и за пола године."),
        ("last_day", "сутра", "Упишите исправан датум, на пример 7. 7. 2027."),
    ],
)
def test_a_wrong_answer_is_named_at_its_field_and_nothing_is_lost(
    rada: Member, as_user: SignIn, field: str, value: str, words: str
) -> None:
    data = {**_form(enterprise=str(rada.enterprise.pk)), field: value}
    response = as_user(rada.user).post("/sr/account/board/new/", data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Ko naručuje s nama" in response.content.decode()
    assert JointAction.objects.count() == 0


def test_a_member_cannot_write_in_the_name_of_another_enterprise(
    rada: Member, ilija: Member, as_user: SignIn
) -> None:
    response = as_user(rada.user).post("/sr/account/board/new/", _form(enterprise=str(ilija.enterprise.pk)))
    assert (response.status_code, JointAction.objects.count()) == (422, 0)
    with pytest.raises(ChangeRefused):
        rada.writes(enterprise=ilija.enterprise)


def test_phones_are_seen_by_those_who_take_part_and_by_nobody_else(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    third = Member("Мила", coordinator, phone="037 333 333")
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    page = f"/sr/account/board/{action.pk}/"
    before = as_user(ilija.user).get(page).content.decode()
    assert ("+38137111111" in before, "+38137222222" in before) == (False, False)
    joined = as_user(ilija.user).post(
        f"{page}join/", {"enterprise": str(ilija.enterprise.pk), "words": "200 tegli"}, follow=True
    )
    assert "+38137111111" in joined.content.decode()
    assert "+38137222222" in as_user(rada.user).get(page).content.decode()
    outside = as_user(third.user).get(page).content.decode()
    assert ("200 тегли" in outside, "+38137222222" in outside, "+38137111111" in outside) == (
        True,
        False,
        False,
    )
    mail = StoredMail.objects.get(kind="entrepreneurs/somebody_joined")
    assert (mail.recipient, "+381" in mail.body_text, "222" in mail.body_text) == (
        "rada@example.org",
        False,
        False,
    )
    as_user(ilija.user).post(f"{page}leave/")
    assert "+38137111111" not in as_user(ilija.user).get(page).content.decode()


def test_a_returned_entry_says_why_and_may_be_sent_again(
    rada: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    with pytest.raises(ValidationError):
        board.return_action(action=action, by=coordinator, message=" ")
    board.return_action(action=action, by=coordinator, message="Dodajte cenu.")
    client = as_user(rada.user)
    assert "Додајте цену." in client.get(f"/sr/account/board/{action.pk}/").content.decode()
    client.post(f"/sr/account/board/{action.pk}/change/", _form(text="Цена је 20 динара."))
    action.refresh_from_db()
    assert (action.state, action.text) == ("waiting", "Цена је 20 динара.")


def test_what_is_over_can_neither_be_joined_nor_seen(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    JointAction.objects.update(last_day=today() - timedelta(days=1))
    with pytest.raises(ChangeRefused):
        board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)
    assert as_user(ilija.user).get(f"/sr/account/board/{action.pk}/").status_code == 404


def test_nobody_joins_their_own_entry_or_after_leaving_the_enterprise(
    rada: Member, ilija: Member, coordinator: User
) -> None:
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    with pytest.raises(ChangeRefused):
        board.join(action=action, enterprise=rada.enterprise, person=rada.person)
    end_membership(membership=ilija.membership)
    with pytest.raises(ChangeRefused):
        board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)


def test_words_that_staff_have_not_seen_reach_nobody_who_joined(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)
    board.rewrite(
        action=action, author=rada.person, title="Нов наслов", text="Нове речи", last_day=action.last_day
    )
    page = as_user(ilija.user).get(f"/sr/account/board/{action.pk}/").content.decode()
    assert ("Нов наслов" in page, "Нове речи" in page, "+38137111111" in page) == (False, False, True)
    own = as_user(rada.user).get(f"/sr/account/board/{action.pk}/").content.decode()
    assert ("Нов наслов" in own, "Нове речи" in own) == (True, True)


def test_a_colleague_approves_only_the_words_that_they_read(
    rada: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    client, page = as_user(coordinator), f"/admin/entrepreneurs/jointaction/{action.pk}/"
    shown = client.get(f"{page}change/").content.decode()
    found = re.search(r'name="seen" value="(\w+)"', shown)
    assert found
    board.rewrite(action=action, author=rada.person, title="Ново", text="Ново", last_day=action.last_day)
    client.post(f"{page}do/approve/", {"seen": found[1]})
    with pytest.raises(ChangeRefused):
        board.approve_action(action=action, by=coordinator)
    action.refresh_from_db()
    assert action.state == "waiting"


def test_who_left_the_enterprise_gets_no_letter_and_shows_no_phone(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    heir = make_person("Мила", email="mila@example.org")
    add_member(person=heir, enterprise=rada.enterprise, role=MemberRole.FOUNDER, may_edit=True)
    end_membership(membership=rada.membership)
    board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)
    assert [mail.recipient for mail in StoredMail.objects.filter(kind="entrepreneurs/somebody_joined")] == [
        "mila@example.org"
    ]
    page = as_user(ilija.user).get(f"/en/account/board/{action.pk}/").content.decode()
    assert ("+38137111111" in page, "no longer in the enterprise" in page) == (False, True)


def test_somebody_without_an_enterprise_learns_what_the_board_is(
    rada: Member, stranger: User, as_user: SignIn, client: Client
) -> None:
    assert client.get("/sr/account/board/").status_code == 302
    response = as_user(stranger).get("/sr/account/board/")
    assert response.status_code == 403
    assert "Ваша пријава још није повезана ни с једним предузећем." in response.content.decode()


def test_only_its_own_members_change_an_entry_or_take_it_off(
    rada: Member, ilija: Member, coordinator: User, as_user: SignIn
) -> None:
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    page = f"/sr/account/board/{action.pk}/"
    assert as_user(ilija.user).get(f"{page}change/").status_code == 403
    assert as_user(ilija.user).post(f"{page}close/").status_code == 403
    assert as_user(rada.user).post(f"{page}close/").status_code == 302
    action.refresh_from_db()
    assert action.state == "closed"


def test_the_database_refuses_a_state_that_does_not_follow(rada: Member, coordinator: User) -> None:
    action = rada.writes()
    board.take_off(action=action, by=coordinator)
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        JointAction.objects.update(state="open")


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_board_reads_any_number_of_entries_with_the_same_queries(
    rada: Member,
    coordinator: User,
    as_user: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for each in range(number):
        board.approve_action(action=rada.writes(f"Тегле {each}"), by=coordinator)
    client = as_user(rada.user)
    client.get("/sr/account/board/")
    with django_assert_num_queries(11):
        client.get("/sr/account/board/")


@pytest.mark.django_db(transaction=True)
def test_an_enterprise_that_joins_twice_at_once_takes_part_once(coordinator: User) -> None:
    rada, ilija = Member("Рада", coordinator), Member("Илија", coordinator)
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    start, joined = threading.Barrier(2), []

    def join() -> None:
        try:
            start.wait()
            row = board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)
            joined.append(row.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=join) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(set(joined)), Joining.objects.count()) == (1, 1)
    # The lock makes it smooth; without it the constraint would still hold.
    with pytest.raises(IntegrityError), transaction.atomic():
        Joining.objects.create(action=action, enterprise=ilija.enterprise, person=ilija.person)


@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_a_colleague_changes_the_words_has_left(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rada, ilija = Member("Рада", coordinator), Member("Илија", coordinator)
    action = rada.writes()
    board.approve_action(action=action, by=coordinator)
    joining = board.join(action=action, enterprise=ilija.enterprise, person=ilija.person)
    read, left = threading.Event(), threading.Event()

    def leave() -> None:
        try:
            read.wait(timeout=20)
            board.leave(joining=joining, person=ilija.person)
            left.set()
        finally:
            connection.close()

    def slowly(row: Joining) -> None:
        """Give the colleague a second between the look at the row and its save."""
        read.set()
        left.wait(timeout=1)

    monkeypatch.setattr(Joining, "full_clean", slowly)
    thread = threading.Thread(target=leave)
    thread.start()
    board.join(action=action, enterprise=ilija.enterprise, person=ilija.person, words="200 тегли")
    thread.join()
    joining.refresh_from_db()
    assert (joining.words, joining.left_at is not None) == ("200 тегли", True)


def test_staff_look_at_entries_in_the_admin(
    rada: Member, coordinator: User, editor: User, advisor_user: User, as_user: SignIn
) -> None:
    action = rada.writes()
    page = f"/admin/entrepreneurs/jointaction/{action.pk}/"
    assert as_user(advisor_user).get(f"{page}change/").status_code == 403
    assert "Тегле за ајвар" in as_user(editor).get(f"{page}change/").content.decode()
    as_user(editor).post(f"{page}do/return/", {"reason": "Додајте цену."})
    action.refresh_from_db()
    assert (action.state, action.message) == ("returned", "Додајте цену.")
    with translation.override("sr"):
        assert action.get_state_display() == "Враћено с поруком"
