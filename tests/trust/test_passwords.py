"""What a password may be, how it is changed, and that no account is there by itself."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from center.models import Office, User
from center.password_words import EVERYBODYS
from tests.trust.sources import ROOT

pytestmark = pytest.mark.django_db
GOOD = "three herons over the ford"


def set_password(client: Client, new: str, *, old: str, again: str | None = None) -> int:
    """Change the password on its page; return the status: 302 when it was taken, 200 when something is wrong."""
    answer = client.post(
        "/en/account/password/change/",
        {"oldpassword": old, "password1": new, "password2": new if again is None else again},
    )
    return int(answer.status_code)


@pytest.fixture
def member(stranger: User) -> User:
    stranger.set_password(GOOD)
    stranger.save()
    return stranger


@pytest.fixture
def client(member: User) -> Client:
    browser = Client()
    browser.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.each
@pytest.mark.parametrize(
    "password",
    [
        "dvanaestslov",
        "шест речи без иједне бројке",
        "839201746583",
        "  a blank before and behind  ",
        "🦊🦊🦊 and a hedgehog",
        "x7" * 32,
        "a sentence so long that nobody types it twice, " * 2 + "but a program does",
    ],
)
def test_a_password_of_any_signs_is_taken_and_counts_to_its_last_sign(
    password: str, client: Client, member: User
) -> None:
    assert set_password(client, password, old=GOOD) == 302
    member.refresh_from_db()
    assert member.check_password(password)
    others = {password[:-1], password + " ", password.strip(), password.swapcase(), password[:64]} - {
        password
    }
    assert [other for other in others if member.check_password(other)] == []


@pytest.mark.each
@pytest.mark.parametrize(
    "password", ["elevensigns", "123456789012", "qwerty123456", "stranger@example.org", "Hermione Heron"]
)
def test_a_short_a_common_and_a_telling_password_are_refused(
    password: str, client: Client, member: User
) -> None:
    member.name = "Hermione Heron"
    member.save()
    assert set_password(client, password, old=GOOD) == 200
    member.refresh_from_db()
    assert member.check_password(GOOD)


@pytest.mark.each
@pytest.mark.parametrize(
    "password",
    [
        "Krusevac2026!",
        "крушевац12345",
        "KRUŠEVAC-krusevac",
        "Administrator1",
        "centarkrusevac",
        "lozinka za portal",
        "coordinator!!2026",
    ],
)
def test_words_of_the_house_alone_make_no_password(password: str, office: Office) -> None:
    office.town_sr = "Крушевац"
    office.save()
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_of_the_house" in [each.code for each in refused.value.error_list]


@pytest.mark.parametrize("password", ["three herons over krusevac", "the portal of a hundred doors"])
def test_a_sentence_may_name_them(password: str, office: Office) -> None:
    del office
    validate_password(password)


def test_the_words_are_those_that_are_written_down() -> None:
    page = (ROOT / "docs" / "security" / "limits.md").read_text()
    listed = (
        page.partition("**Words of the house**")[2]
        .partition("\n\n")[0]
        .partition("; and ")[2]
        .partition(".")[0]
    )
    assert tuple(word.strip() for word in listed.replace("\n", " ").split(",")) == EVERYBODYS


def test_the_present_password_is_asked_for_before_another_is_set(client: Client, member: User) -> None:
    assert set_password(client, "another sentence of mine", old="not the present one") == 200
    assert set_password(client, "another sentence of mine", old="") == 200
    assert set_password(client, "another sentence of mine", old=GOOD.upper()) == 200
    member.refresh_from_db()
    assert member.check_password(GOOD)
    assert set_password(client, "another sentence of mine", old=GOOD) == 302


def test_passwords_are_typed_unseen_and_programs_that_keep_them_are_told_which_is_which(
    client: Client, office: Office
) -> None:
    del office
    pages = {
        "/en/account/login/": [("password", "current-password")],
        "/en/account/password/change/": [
            ("oldpassword", "current-password"),
            ("password1", "new-password"),
            ("password2", "new-password"),
        ],
    }
    for address, wanted in pages.items():
        browser = Client() if "login" in address else client
        html = browser.get(address).content.decode()
        fields = [field for field in re.findall(r"<input[^>]*>", html) if 'type="password"' in field]
        assert [(_of(field, "name"), _of(field, "autocomplete")) for field in fields] == wanted
        assert "onpaste" not in html


def test_a_new_portal_has_no_account_and_a_first_one_has_no_password_of_ours() -> None:
    assert User.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("createsuperuser", interactive=False)
    assert User.objects.count() == 0


def _of(field: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', field)
    return found.group(1) if found else ""
