"""Walks the pages and mails of signing in, with right and wrong answers: not a word of another language."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, TestCase

from center.models import Office, StoredMail, User
from tests.center.second_factors import give_totp, totp_code
from tests.crawl.html_text import Piece, read
from tests.crawl.staff_pages import serbian_sentences
from tests.crawl.test_languages import CYRILLIC, LATIN_WORD, NOT_WORDS

pytestmark = pytest.mark.django_db
PASSWORD = "a long password for tests"
# What is no word of any language: names of systems and browsers, keys, addresses.
_TECHNICAL = re.compile(
    r"otpauth\S+|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[A-Z2-7]{16,}\b|\b(?:PIN|IP|QR|Firefox|Linux)\b|\b[0-9a-f-]{8,}\b"
)
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Walk:
    """A browser in one language that keeps everything it was told."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.begin_anew()
        self.told: dict[str, list[Piece]] = {}

    def begin_anew(self) -> None:
        """Go on without what the browser remembers."""
        self.client = Client(headers={"user-agent": _BROWSER})

    def __call__(self, path: str, **typed: str) -> Any:
        """Open a page, or send a form to it; the limits on trying again are not what is looked at here."""
        cache.clear()
        address = path if path.startswith("/") else f"/{self.language}/account/{path}"
        # Some mails are written only after the commit.
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = (
                self.client.post(address, typed, follow=True)
                if typed
                else self.client.get(address, follow=True)
            )
        assert answer.status_code in {200, 400, 404, 409}, f"{answer.status_code} {address}"
        if answer["Content-Type"].startswith("text/html"):
            self.told.setdefault(f"{path} {sorted(typed)}", []).extend(read(answer.content.decode()).pieces)
        return answer

    def foreign(self) -> list[str]:
        """List what a reader of the language would stumble over."""
        serbian = serbian_sentences() if self.language == "en" else set()
        return sorted(
            {
                f"{page}: {piece.text[:100]}"
                for page, pieces in self.told.items()
                for piece in pieces
                if self._is_foreign(piece, serbian)
            }
        )

    def _is_foreign(self, piece: Piece, serbian: set[str]) -> bool:
        if piece.lang.lower() != self.language:
            return False
        text = _TECHNICAL.sub("", NOT_WORDS.sub("", piece.text))
        if self.language == "sr":
            return bool(LATIN_WORD.search(text))
        return (
            bool(CYRILLIC.search(text))
            or piece.text in serbian
            or (self.language == "sr-latn" and bool(_ENGLISH.search(text)))
        )


# Words that English texts of the account system can hardly do without, and Serbian has not.
_ENGLISH = re.compile(
    r"\b(?:the|your|you|please|password|code|key|this|not|name|used|of|is)\b", re.IGNORECASE
)


def strangers_pages(walk: Walk, user: User) -> None:
    """Open what stands before signing in."""
    for page in ("login/", "signup/", "login/code/", "password/reset/", "password/reset/done/", "inactive/"):
        walk(page)
    walk("password/reset/key/1-wrong-key/")
    walk("password/reset/key/done/")
    walk("confirm-email/")
    walk("login/", login="nobody", password="")
    walk("login/", login=user.email, password="wrong")
    walk("login/code/", email="")
    walk("password/reset/", email="no address")
    walk("password/reset/", email=user.email)
    link = re.search(r"/account/password/reset/key/\S+", StoredMail.objects.latest("pk").body_text)
    assert link
    walk(f"/{walk.language}{link[0]}")
    walk(
        f"/{walk.language}{re.sub(r'-[^-/]+/$', '-set-password/', link[0])}",
        password1="short",
        password2="other",
    )
    walk("login/code/", email=user.email)
    walk("login/code/confirm/", code="wrong")


def own_pages(walk: Walk, user: User) -> None:
    """Open what belongs to somebody who is signed in, without and with a second factor."""
    walk.begin_anew()
    walk("login/", login=user.email, password=PASSWORD)
    for page in (
        "",
        "email/",
        "logout/",
        "password/change/",
        "sessions/",
        "2fa/",
        "2fa/webauthn/",
        "reauthenticate/",
    ):
        walk(page)
    walk("password/change/", oldpassword="wrong", password1="short", password2="other")
    walk("password/change/", oldpassword=PASSWORD, password1="password1234", password2="password1234")
    walk("reauthenticate/", password="wrong")
    walk("reauthenticate/", password=PASSWORD)
    walk("2fa/webauthn/add/")
    walk("2fa/webauthn/add/", name="", credential="{}")
    walk("2fa/totp/activate/", code="000000")
    totp = walk("2fa/totp/activate/")
    walk("2fa/totp/activate/", code=totp_code(totp.context["form"].secret))
    walk("2fa/")
    walk("2fa/recovery-codes/")
    walk("2fa/recovery-codes/generate/")
    walk("2fa/recovery-codes/generate/", really="1")
    walk("2fa/totp/deactivate/")
    key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Плави кључ", "credential": {}}
    )
    walk("2fa/webauthn/")
    walk("2fa/")
    walk(f"2fa/webauthn/keys/{key.pk}/edit/")
    walk(f"2fa/webauthn/keys/{key.pk}/edit/", name="")
    walk(f"2fa/webauthn/keys/{key.pk}/edit/", name="Плави кључ")
    walk(f"2fa/webauthn/keys/{key.pk}/remove/")
    walk(f"2fa/webauthn/keys/{key.pk}/remove/", really="1")
    walk("2fa/totp/deactivate/", really="1")
    walk(
        "password/change/", oldpassword=PASSWORD, password1="seven quiet lakes", password2="seven quiet lakes"
    )
    walk("logout/", really="1")


def second_step(walk: Walk, user: User) -> None:
    """Sign in with a second factor, badly and well, and with a password that has to be set first."""
    walk.begin_anew()
    secret = give_totp(user)
    walk("login/", login=user.email, password="seven quiet lakes")
    walk("2fa/authenticate/", code="000000")
    walk("2fa/authenticate/", code=totp_code(secret))
    walk("2fa/reauthenticate/")
    walk("2fa/reauthenticate/", code="000000")
    walk.begin_anew()
    Authenticator.objects.all().delete()
    user.refresh_from_db()
    user.set_unusable_password()
    user.save()
    walk.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    walk("password/set/")
    walk("password/set/", password1="short", password2="other")
    walk("password/set/", password1="four small rivers", password2="four small rivers")
    walk("logout/", really="1")
    User.objects.filter(pk=user.pk).update(is_active=False)
    walk("login/", login=user.email, password="four small rivers")


@pytest.fixture(params=["sr-latn", "en", pytest.param("sr", marks=pytest.mark.long)])
def walked(request: pytest.FixtureRequest, office: Office, advisor_user: User) -> Walk:
    walk = Walk(request.param)
    User.objects.filter(pk=advisor_user.pk).update(language=request.param, name="Љубица Њежић")
    EmailAddress.objects.create(user=advisor_user, email=advisor_user.email, primary=True, verified=True)
    strangers_pages(walk, advisor_user)
    own_pages(walk, advisor_user)
    second_step(walk, advisor_user)
    return walk


@pytest.mark.long
def test_signing_in_speaks_one_language(walked: Walk) -> None:
    assert walked.foreign() == []
    mails = {
        mail.kind: [Piece(f"{mail.subject}\n{mail.body_text}", mail.language)]
        for mail in StoredMail.objects.all()
    }
    assert {piece.lang for pieces in mails.values() for piece in pieces} == {walked.language}
    walked.told = mails
    assert walked.foreign() == []
    assert set(mails) >= {
        "account/email/login_code",
        "account/email/password_changed",
        "account/email/password_reset_key",
        "account/email/password_set",
        "mfa/email/recovery_codes_generated",
        "mfa/email/totp_activated",
        "mfa/email/totp_deactivated",
        "mfa/email/webauthn_removed",
    }


@pytest.mark.parametrize(
    ("language", "label"), [("sr", "Назив кључа"), ("sr-latn", "Naziv ključa"), ("en", "Name of the key")]
)
def test_the_page_of_a_passkey_names_its_fields_in_the_language_of_the_page(
    office: Office, advisor_user: User, language: str, label: str
) -> None:
    walk = Walk(language)
    walk("login/", login=advisor_user.email, password=PASSWORD)
    walk("reauthenticate/", password=PASSWORD)
    form = walk("2fa/webauthn/add/").context["form"]
    assert str(form["name"].label) == label
    assert label in [piece.text for piece in walk.told["2fa/webauthn/add/ []"]]
