"""Codes that come by mail, the key of a session, and the way out of it."""

import re
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from center.models import Office, StoredMail, User

pytestmark = pytest.mark.django_db
BITS_OF_A_SIGN = 5  # letters and digits: log2 36, rounded down


def code_for(client: Client, email: str) -> str:
    client.post("/en/account/login/code/", {"email": email})
    code = re.search(r"^[A-Z0-9-]{6,}$", StoredMail.objects.order_by("-pk")[0].body_text, re.MULTILINE)
    assert code
    return code.group()


def test_a_mailed_code_opens_only_the_browser_that_asked_for_it(office: Office, stranger: User) -> None:
    del office
    mine, other = Client(), Client()
    code = code_for(mine, stranger.email)
    other.post("/en/account/login/code/", {"email": "nobody-here@example.org"})
    other.post("/en/account/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in other.session
    Client().post("/en/account/login/code/confirm/", {"code": code})
    mine.post("/en/account/login/code/confirm/", {"code": code})
    assert mine.session["_auth_user_id"] == str(stranger.pk)


def test_the_key_of_a_session_has_128_bits_and_is_made_anew() -> None:
    store: Any = SessionStore()
    keys = {store._get_new_session_key() for _each in range(50)}
    assert len(keys) == 50
    assert [
        key for key in keys if not re.fullmatch(r"[a-z0-9]+", key) or len(key) * BITS_OF_A_SIGN < 128
    ] == []
    # All signs of the alphabet come.
    assert len(set("".join(keys))) == 36


@pytest.mark.each
@pytest.mark.parametrize("address", ["/en/account/", "/admin/", "/admin/center/question/"])
def test_the_account_and_every_page_of_the_admin_have_the_way_out(
    address: str, office: Office, coordinator: User
) -> None:
    del office
    client = Client()
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(address).content.decode()
    assert re.search(r"/(account|admin)/logout/", page)
