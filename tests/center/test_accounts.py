import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from center.choices import MailState, Role, StaffActionKind
from center.models import Office, StaffAction, StoredMail, User
from center.services import accounts
from tests.center.jobs import jobs_in_state
from tests.center.second_factors import give_totp

pytestmark = pytest.mark.django_db

PASSWORD = "a long password for tests"
NEW_PASSWORD = "sunce nad Lazaricom 1376"
AsUser = Callable[[User], Client]
MakeUser = Callable[..., User]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are read in English here."""
    with translation.override("en"):
        yield


def invite(by: User, **changes: object) -> User:
    values = {
        "email": "Novi.Kolega@Example.org",
        "name": "Нови Колега",
        "language": "en",
        "role": Role.ADVISOR,
    }
    return accounts.invite(**{**values, **changes}, by=by)  # type: ignore[arg-type]  # a table of values


def roles(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


def link_in(mail: StoredMail) -> str:
    found = re.search(r"http://testserver(/\S+)", mail.body_text)
    assert found
    return found.group(1)


def actions(user: User) -> list[tuple[str, str, str]]:
    rows = StaffAction.objects.filter(user=user).order_by("pk")
    return [(row.kind, row.by.email, row.reason) for row in rows]


def test_an_invited_colleague_sets_a_password_and_comes_in(office: Office, coordinator: User) -> None:
    user = invite(coordinator)
    assert (user.email, user.is_staff, user.has_usable_password(), roles(user)) == (
        "novi.kolega@example.org",
        True,
        False,
        ["advisor"],
    )
    mail = StoredMail.objects.get()
    assert (mail.recipient, mail.kind, mail.language, mail.is_secret) == (
        user.email,
        "center/invitation",
        "en",
        True,
    )
    client = Client()
    form = client.get(link_in(mail), follow=True)
    user.refresh_from_db()
    assert user.has_usable_password() is False
    done = client.post(
        form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True
    )
    assert done.status_code == 200
    assert client.login(email=user.email, password=NEW_PASSWORD) is True


def test_the_link_of_an_invitation_works_once_and_three_days(office: Office, coordinator: User) -> None:
    invite(coordinator)
    mail = StoredMail.objects.get()
    assert mail.expires_at is not None
    assert round((mail.expires_at - timezone.now()) / timedelta(days=1)) == 3
    client = Client()
    form = client.get(link_in(mail), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    again = Client().get(link_in(mail), follow=True)
    assert again.context["token_fail"] is True


def test_an_invitation_is_written_down(office: Office, coordinator: User) -> None:
    user = invite(coordinator)
    assert actions(user) == [(StaffActionKind.INVITED, coordinator.email, "")]


def test_an_invitation_can_be_sent_again_until_the_colleague_came(office: Office, coordinator: User) -> None:
    first = invite(coordinator)
    second = invite(coordinator, role=Role.EDITOR)
    assert (first.pk, roles(second), StoredMail.objects.count()) == (second.pk, ["editor"], 2)
    second.set_password(NEW_PASSWORD)
    second.save()
    with pytest.raises(ValidationError, match="works here already"):
        invite(coordinator)


@pytest.mark.parametrize("is_active", [True, False])
def test_no_invitation_takes_the_rights_of_a_superuser(
    is_active: bool, office: Office, coordinator: User, make_user: MakeUser
) -> None:
    root = make_user(Role.EDITOR, "root@example.org", is_superuser=True, is_active=is_active)
    root.set_unusable_password()
    root.save()
    with pytest.raises(ValidationError, match="Only an administrator"):
        invite(coordinator, email="Root@Example.org")
    root.refresh_from_db()
    assert (root.is_superuser, roles(root), StoredMail.objects.count()) == (True, ["editor"], 0)


def test_a_superuser_who_left_is_invited_again_by_another(office: Office, make_user: MakeUser) -> None:
    root = make_user(Role.EDITOR, is_superuser=True)
    gone = make_user(Role.EDITOR, is_superuser=True, is_active=False)
    assert roles(invite(root, email=gone.email)) == ["advisor"]


def test_a_colleague_who_signs_in_without_a_password_works_here_already(
    office: Office, coordinator: User
) -> None:
    user = invite(coordinator)
    user.last_login = timezone.now()
    user.save()
    with pytest.raises(ValidationError, match="works here already"):
        invite(coordinator, role=Role.EDITOR)
    assert roles(user) == ["advisor"]


def test_only_a_coordinator_invites(office: Office, advisor_user: User) -> None:
    with pytest.raises(PermissionDenied):
        invite(advisor_user)
    assert User.objects.filter(email="novi.kolega@example.org").exists() is False


def test_ending_access_signs_out_everywhere_and_tells_the_person(
    office: Office, coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    client, other = as_user(advisor_user), as_user(coordinator)
    give_totp(advisor_user)
    assert client.get("/sr/account/").status_code == 200
    accounts.end_access(user=advisor_user, by=coordinator, reason="Отишла је")
    advisor_user.refresh_from_db()
    assert (advisor_user.is_active, advisor_user.has_usable_password()) == (False, False)
    assert accounts.has_second_factor(advisor_user) is False
    assert [each.get("/sr/account/").status_code for each in (client, other)] == [302, 200]
    assert Session.objects.count() == 1
    assert actions(advisor_user) == [(StaffActionKind.ACCESS_ENDED, coordinator.email, "Отишла је")]
    assert list(StoredMail.objects.values_list("recipient", "kind")) == [
        (advisor_user.email, "center/access_ended")
    ]


def test_ending_access_voids_links_that_are_under_way(office: Office, coordinator: User) -> None:
    user = invite(coordinator)
    link = link_in(StoredMail.objects.get())
    accounts.end_access(user=user, by=coordinator, reason="")
    assert Client().get(link, follow=True).context["token_fail"] is True


def test_somebody_whose_access_ended_cannot_ask_for_a_code(
    office: Office, coordinator: User, advisor_user: User
) -> None:
    accounts.end_access(user=advisor_user, by=coordinator, reason="")
    StoredMail.objects.all().delete()
    Client().post("/en/account/login/code/", {"email": advisor_user.email})
    Client().post("/en/account/password/reset/", {"email": advisor_user.email})
    assert StoredMail.objects.count() == 0


def test_a_colleague_who_comes_back_is_invited_again(
    office: Office, coordinator: User, advisor_user: User
) -> None:
    accounts.end_access(user=advisor_user, by=coordinator, reason="")
    user = invite(coordinator, email=advisor_user.email)
    assert (user.pk, user.is_active, user.has_usable_password()) == (advisor_user.pk, True, False)


def test_resetting_the_second_factor_signs_out_and_tells_the_person(
    office: Office, coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    client = as_user(advisor_user)
    give_totp(advisor_user)
    accounts.reset_second_factor(user=advisor_user, by=coordinator, reason="Изгубљен телефон")
    advisor_user.refresh_from_db()
    assert (accounts.has_second_factor(advisor_user), advisor_user.is_active) == (False, True)
    assert client.get("/sr/account/").status_code == 302
    assert actions(advisor_user) == [
        (StaffActionKind.SECOND_FACTOR_RESET, coordinator.email, "Изгубљен телефон")
    ]
    assert StoredMail.objects.get().kind == "center/second_factor_reset"


def test_a_coordinator_signs_a_colleague_out_everywhere_and_the_account_stays_open(
    office: Office, coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    devices, own = [as_user(advisor_user), as_user(advisor_user)], as_user(coordinator)
    accounts.sign_out_colleague(user=advisor_user, by=coordinator, reason="Заборављен рачунар")
    assert [device.get("/sr/account/").status_code for device in devices] == [302, 302]
    assert own.get("/sr/account/").status_code == 200
    assert as_user(advisor_user).get("/sr/account/").status_code == 200
    assert actions(advisor_user) == [(StaffActionKind.SIGNED_OUT, coordinator.email, "Заборављен рачунар")]
    mail = StoredMail.objects.get()
    assert (mail.kind, mail.recipient) == ("center/signed_out", advisor_user.email)


def test_an_operator_signs_out_everybody_with_one_command(
    office: Office, coordinator: User, advisor_user: User, as_user: AsUser, capsys: pytest.CaptureFixture[str]
) -> None:
    devices = [as_user(coordinator), as_user(advisor_user), as_user(advisor_user)]
    assert [device.get("/sr/account/").status_code for device in devices] == [200, 200, 200]
    call_command("sign_out_everybody")
    assert [device.get("/sr/account/").status_code for device in devices] == [302, 302, 302]
    assert capsys.readouterr().out == "2 people were signed out.\n"
    assert as_user(coordinator).get("/sr/account/").status_code == 200


@pytest.mark.usefixtures("english")
def test_nobody_changes_their_own_access(office: Office, coordinator: User) -> None:
    for verb in (accounts.end_access, accounts.reset_second_factor, accounts.sign_out_colleague):
        with pytest.raises(ValidationError, match="Nobody changes their own access"):
            verb(user=coordinator, by=coordinator, reason="")
    with pytest.raises(ValidationError, match="Nobody changes their own access"):
        accounts.change_colleague(user=coordinator, name="", roles=[Role.COORDINATOR], by=coordinator)


@pytest.mark.usefixtures("english")
def test_the_last_coordinator_stays(coordinator: User, make_user: MakeUser) -> None:
    root = make_user(Role.EDITOR, is_superuser=True)
    with pytest.raises(ValidationError, match="last coordinator"):
        accounts.end_access(user=coordinator, by=root, reason="")
    with pytest.raises(ValidationError, match="last coordinator"):
        accounts.change_colleague(user=coordinator, name="Марија", roles=[Role.EDITOR], by=root)
    make_user(Role.COORDINATOR)
    accounts.end_access(user=coordinator, by=root, reason="")
    coordinator.refresh_from_db()
    assert coordinator.is_active is False


def test_a_coordinator_has_no_power_over_a_superuser(coordinator: User, make_user: MakeUser) -> None:
    root = make_user(Role.EDITOR, is_superuser=True)
    with pytest.raises(PermissionDenied):
        accounts.end_access(user=root, by=coordinator, reason="")


def test_roles_are_replaced_and_written_down(office: Office, coordinator: User, advisor_user: User) -> None:
    accounts.change_colleague(
        user=advisor_user, name="Јелена", roles=[Role.EDITOR, Role.RESEARCHER], by=coordinator
    )
    assert roles(advisor_user) == ["editor", "researcher"]
    assert StaffAction.objects.get().roles == "editor, researcher"


def test_the_record_of_changes_cannot_be_changed(
    office: Office, coordinator: User, advisor_user: User
) -> None:
    accounts.reset_second_factor(user=advisor_user, by=coordinator, reason="")
    for change in (
        lambda: StaffAction.objects.update(reason="ништа"),
        lambda: StaffAction.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_login_by_code_lets_a_person_in(office: Office, stranger: User) -> None:
    client = Client()
    client.post("/en/account/login/code/", {"email": stranger.email.upper()})
    mail = StoredMail.objects.get()
    assert (mail.kind, mail.is_secret, mail.language, mail.state) == (
        "account/email/login_code",
        True,
        stranger.language,
        MailState.QUEUED,
    )
    assert mail.expires_at is not None
    assert timedelta(minutes=14) < mail.expires_at - timezone.now() <= timedelta(minutes=15)
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.body_text, re.MULTILINE)
    assert code
    answer = client.post("/en/account/login/code/confirm/", {"code": code.group()})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/")
    assert client.get("/en/account/").context["user"] == stranger


def test_an_unknown_address_gets_no_mail_and_learns_nothing(office: Office) -> None:
    answer = Client().post("/en/account/login/code/", {"email": "nobody@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/login/code/confirm/")
    assert StoredMail.objects.count() == 0


@pytest.mark.parametrize("page", ["login/code/", "password/reset/"])
def test_an_unknown_address_costs_the_same_work_and_leaves_nothing(
    page: str, office: Office, stranger: User
) -> None:
    def work(email: str) -> set[str]:
        with CaptureQueriesContext(connection) as queries:
            answer = Client().post(f"/en/account/{page}", {"email": email})
        assert answer.status_code == 302
        told = "\n".join(each["sql"] for each in queries.captured_queries)
        return set(re.findall(r'INSERT INTO "\w+"|FROM "center_office\w*"|procrastinate_defer\w+', told))

    # As it is with each account that was invited.
    EmailAddress.objects.create(user=stranger, email=stranger.email, primary=True, verified=True)
    nobody = work("nobody@example.org")
    assert (StoredMail.objects.count(), jobs_in_state()) == (0, [])
    assert nobody == work(stranger.email)
    assert (StoredMail.objects.count(), jobs_in_state()) == (1, ["todo"])


def test_links_in_mails_lead_to_our_address_whatever_host_was_claimed(
    office: Office, stranger: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = "https://portal.example.rs"
    Client().post("/en/account/password/reset/", {"email": stranger.email}, headers={"host": "evil.example"})
    body = StoredMail.objects.get().body_text
    assert ("https://portal.example.rs/en/account/password/reset/key/" in body, "evil" in body) == (
        True,
        False,
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(office: Office, method: str) -> None:
    data = {"email": "new@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    before = User.objects.count()
    answer = getattr(Client(), method)("/en/account/signup/", data)
    assert (b"Accounts are opened by the office" in answer.content, User.objects.count()) == (
        True,
        before,
    )


def test_the_page_of_addresses_is_closed(office: Office, stranger: User, as_user: AsUser) -> None:
    answer = as_user(stranger).post("/en/account/email/", {"email": "other@example.org", "action_add": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/")


def test_a_person_chooses_the_language_of_the_mails(office: Office, stranger: User, as_user: AsUser) -> None:
    as_user(stranger).post("/en/account/", {"language": "sr-latn"})
    stranger.refresh_from_db()
    assert stranger.language == "sr-latn"


@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "login/code/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "inactive/",
        "password/reset/key/done/",
    ],
)
def test_pages_before_signing_in_have_one_heading_and_nothing_inline(office: Office, address: str) -> None:
    answer = Client().get(f"/sr/account/{address}")
    page = answer.content.decode()
    assert (answer.status_code, page.count("<h1"), inline(page)) == (200, 1, [])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "logout/",
        "password/change/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/add/",
        "2fa/webauthn/",
        "sessions/",
        "reauthenticate/",
    ],
)
def test_pages_of_an_account_have_one_heading_and_nothing_inline(
    office: Office, stranger: User, address: str
) -> None:
    client = Client()
    client.post("/sr/account/login/", {"login": stranger.email, "password": PASSWORD})
    answer = client.get(f"/sr/account/{address}")
    if answer.status_code == 302 and "reauthenticate" in answer["Location"]:
        client.post(answer["Location"], {"password": PASSWORD})
        answer = client.get(f"/sr/account/{address}")
    page = answer.content.decode()
    assert (answer.status_code, page.count("<h1"), inline(page)) == (200, 1, [])


def test_a_person_sees_the_own_devices_by_name_and_signs_out_the_others(
    office: Office, stranger: User
) -> None:
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Android 13; Mobile; rv:140.0) Firefox/140.0"})
    desk = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"})
    for client in (phone, desk):
        client.post("/en/account/login/", {"login": stranger.email, "password": PASSWORD})
    page = desk.get("/en/account/sessions/").content.decode()
    assert [name in page for name in ("Firefox, Android", "Chrome, Windows", "Mozilla")] == [
        True,
        True,
        False,
    ]
    assert page.count("This device") == 1
    assert desk.post("/en/account/sessions/").status_code == 302
    after = desk.get("/en/account/sessions/").content.decode()
    assert [text in after for text in ("Firefox, Android", "You are not signed in anywhere else.")] == [
        False,
        True,
    ]
    assert phone.get("/en/account/").status_code == 302


def inline(page: str) -> list[str]:
    """Return what the content policy would block: styles, handlers, and scripts that are not data."""
    scripts = re.findall(r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>", page)
    return scripts + re.findall(r"<style|\sstyle=|\son[a-z]+=", page)
