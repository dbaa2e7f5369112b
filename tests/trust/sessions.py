"""Sessions that have grown old, and the ways in which somebody signs in."""

import re
from collections.abc import Callable

from django.test import Client

from center.models import StoredMail, User
from tests.center.second_factors import totp_code

PASSWORD = "a long password for tests"
LOGIN = "/en/account/login/"


def grow_older(client: Client, *, signed_in: int = 0, seen: int = 0) -> None:
    """Let so many seconds pass since the person signed in, and since the last page."""
    session = client.session
    session["signed_in_at"] -= signed_in
    session["seen_at"] -= seen
    for record in session.get("account_authentication_methods", []):
        record["at"] -= signed_in
    session.save()


def by_password(user: User, client: Client | None = None, password: str = PASSWORD) -> Client:
    """Type the password; a second factor is not asked for yet."""
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": password})
    return client


def by_code(user: User) -> Client:
    """Have a code mailed and type it."""
    client = Client()
    StoredMail.objects.filter(kind="account/email/login_code").delete()
    client.post("/en/account/login/code/", {"email": user.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", StoredMail.objects.latest("pk").body_text, re.MULTILINE)
    assert code
    client.post("/en/account/login/code/confirm/", {"code": code.group()})
    return client


def by_new_password(user: User) -> Client:
    """Have a link mailed, choose another password, and sign in with it."""
    client = Client()
    client.post("/en/account/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", StoredMail.objects.latest("pk").body_text)
    assert link
    form = client.get(link.group(1), follow=True)
    new = "sunce nad Lazaricom 1376"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    return by_password(user, client, new)


def with_second_factor(sign_in: Callable[[User], Client], user: User, secret: str) -> Client:
    """Sign in and type what the app shows."""
    client = sign_in(user)
    client.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    return client
