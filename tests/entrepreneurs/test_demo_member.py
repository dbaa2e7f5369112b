"""The demo has somebody who signs in as a member, and a board that is not empty."""

from collections.abc import Callable

import pytest
from django.test import Client

from center import demo_data
from center.choices import Role
from center.models import StoredMail, User
from entrepreneurs.demo_data import member
from entrepreneurs.models import JointAction
from tests.entrepreneurs.factories import published

pytestmark = pytest.mark.django_db


@pytest.mark.long
def test_the_member_edits_an_enterprise_and_reads_the_board(as_user: Callable[[User], Client]) -> None:
    demo_data.load()
    letters = StoredMail.objects.count()
    for name in ("Мед", "Зимница", "Корпе"):
        published(name, is_demo=True)
    for _start in (1, 2):
        member.load(demo_data.demo_user(Role.COORDINATOR))
    client = as_user(demo_data.demo_member())
    own = client.get("/en/account/").content.decode()
    assert 'href="/en/account/enterprises/med/"' in own
    board = client.get("/sr/account/board/").content.decode()
    assert [action.title in board for action in JointAction.objects.order_by("pk")] == [True, True, True]
    assert (JointAction.objects.waiting().count(), StoredMail.objects.count()) == (1, letters)


def test_the_login_of_the_member_is_printed() -> None:
    assert ("member", "member@demo.example", "demo-member-one") in demo_data.LOGINS
