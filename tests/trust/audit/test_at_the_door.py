"""What happens at the door is written down: whose account, what and when, and nothing that somebody typed."""

import pytest
from django.test import Client

from center.models import AccountEvent, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
PASSWORD = "a-long-password-of-mine"


@pytest.fixture
def member() -> User:
    return User.objects.create_user("mira@example.org", PASSWORD, name="Мира")


def kinds() -> list[str]:
    return list(AccountEvent.objects.order_by("pk").values_list("kind", flat=True))


def sign_in(client: Client, email: str, password: str) -> None:
    client.post("/en/account/login/", {"login": email, "password": password})


def test_coming_in_and_going_out_are_written_down(member: User) -> None:
    client = Client()
    sign_in(client, member.email, PASSWORD)
    client.post("/en/account/logout/")
    assert kinds() == ["signed_in", "signed_out"]
    assert set(AccountEvent.objects.values_list("user", flat=True)) == {member.pk}
    assert "" not in AccountEvent.objects.values_list("request_id", flat=True)


def test_a_wrong_password_is_written_down_for_the_account_that_was_tried(member: User) -> None:
    sign_in(Client(), "MIRA@example.org", "wrong")
    assert kinds() == ["sign_in_failed"]


def test_a_name_that_no_account_has_leaves_no_row(member: User) -> None:
    sign_in(Client(), "nobody@example.org", "wrong")
    assert kinds() == []


def test_a_new_password_is_written_down(member: User) -> None:
    client = Client()
    sign_in(client, member.email, PASSWORD)
    fresh = "another-long-password-of-mine"
    client.post(
        "/en/account/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    )
    assert "password_changed" in kinds()
