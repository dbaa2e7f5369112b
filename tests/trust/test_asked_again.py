"""What staff prove once more who they are for: files to take away, roles, switching off, erasing, second factors."""

import re
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import AccessRecord, StaffAction, User
from tests.center.second_factors import give_totp, totp_code
from tests.entrepreneurs.factories import make_person
from tests.meta.every_address import Records, routes
from tests.trust.sessions import PASSWORD, by_password, grow_older

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]

PEOPLE = "/admin/entrepreneurs/entrepreneur/"
AsUser = Callable[[User], Client]
QUARTER = 15 * 60

# Answers with a file that ask for nothing, and why.
HARMLESS = {
    "admin:jsi18n": "words of Django's scripts",
    "admin:consultations_casedocument_file": "one document of the case that an advisor works on; it is written down",
    "admin:consultations_case_plan_paper": "the plan that the page shows; it is written down",
    "admin:center_coverage_scan": "what a newspaper printed",
    "admin:center_measurement_evidence": "one document of the value that is to be approved",
    "admin:entrepreneurs_import_template": "an empty table",
    "admin:consultations_consultation_visit_import": "an empty table",
    "admin:events_event_signed_list": "an empty table",
    "admin:research_questionnaire_workbook": "questions, no answers",
    "admin:research_questionnaire_paper": "questions, no answers",
}

# Some of those that ask, beside the lists.
ASK = {"admin:center_grantreport_file", "admin:events_event_came"}


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    """The coordinator, who signed in a quarter of an hour ago."""
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    grow_older(client, signed_in=QUARTER)
    return client


def proves(desk: Client, asked: Any) -> Any:
    """Type the password where the answer leads, and go where that leads."""
    assert asked["Location"].startswith("/en/account/reauthenticate/?next=")
    page = desk.get(asked["Location"])
    wanted = page.context["redirect_field_value"]
    return desk.post("/en/account/reauthenticate/", {"password": PASSWORD, "next": wanted}, follow=True)


def test_a_list_is_taken_away_only_after_a_proof_and_then_offered(desk: Client) -> None:
    address = f"{PEOPLE}?_export=csv&language__exact=sr"
    asked = desk.get(address, headers={"referer": f"http://testserver{PEOPLE}?language__exact=sr"})
    offered = proves(desk, asked)
    assert (offered.context["kept"].path, offered.context["kept"].before) == (
        address,
        f"{PEOPLE}?language__exact=sr",
    )
    assert desk.get(address)["Content-Disposition"].startswith("attachment")


def test_nothing_is_written_down_about_a_file_that_was_not_given(desk: Client) -> None:
    person = make_person()
    asked = desk.post(f"{PEOPLE}{person.pk}/copy/", {"sure": "on", "form": "json"})
    assert asked.status_code == 302
    assert AccessRecord.objects.count() == 0


def test_right_after_signing_in_nobody_is_asked(coordinator: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    grow_older(client, signed_in=9 * 60)
    assert client.get(f"{PEOPLE}?_export=csv").status_code == 200


def test_a_proof_holds_for_ten_minutes(desk: Client) -> None:
    proves(desk, desk.get(f"{PEOPLE}?_export=csv"))
    grow_older(desk, signed_in=9 * 60)
    assert desk.get(f"{PEOPLE}?_export=csv").status_code == 200
    grow_older(desk, signed_in=2 * 60)
    assert desk.get(f"{PEOPLE}?_export=csv").status_code == 302


def test_a_code_of_the_app_is_a_proof(desk: Client, coordinator: User) -> None:
    secret = give_totp(coordinator)
    asked = desk.get(f"{PEOPLE}?_export=csv")
    other = desk.get(asked["Location"]).context["reauthentication_alternatives"][0]["url"]
    page = desk.post(other, {"code": totp_code(secret)}, follow=True)
    assert page.context["kept"].path == f"{PEOPLE}?_export=csv"


def test_a_wrong_password_is_no_proof(desk: Client) -> None:
    asked = desk.get(f"{PEOPLE}?_export=csv")
    page = desk.post(asked["Location"], {"password": "wrong"})
    assert page.context["form"].errors["password"] == ["Incorrect password."]
    assert desk.get(f"{PEOPLE}?_export=csv").status_code == 302


def test_roles_are_changed_after_a_proof_and_nothing_typed_is_lost(desk: Client, advisor_user: User) -> None:
    address = reverse("admin:center_user_roles", args=[advisor_user.pk])
    asked = desk.post(address, {"name": "Јелена", "roles": ["editor", "researcher"]})
    assert StaffAction.objects.count() == 0
    page = proves(desk, asked)
    kept = page.context["kept"]
    assert (kept.path, kept.fields) == (
        address,
        (("name", "Јелена"), ("roles", "editor"), ("roles", "researcher")),
    )
    # What the page's form sends.
    fields = re.findall(r'<input type="hidden" name="(name|roles)" value="([^"]*)">', page.content.decode())
    desk.post(address, {"name": fields[0][1], "roles": [value for name, value in fields if name == "roles"]})
    advisor_user.refresh_from_db()
    assert (advisor_user.name, sorted(advisor_user.groups.values_list("name", flat=True))) == (
        "Јелена",
        ["editor", "researcher"],
    )


@pytest.mark.parametrize(
    "verb", [pytest.param(each, marks=pytest.mark.each) for each in ("end-access", "reset-second-factor")]
)
def test_switching_an_account_off_and_resetting_a_factor_ask(
    verb: str, desk: Client, advisor_user: User
) -> None:
    give_totp(advisor_user)
    address = reverse("admin:center_user_do", args=[advisor_user.pk, verb])
    answers = [desk.get(address), desk.post(address, {"reason": "Отишла је"})]
    assert [answer["Location"].split("?")[0] for answer in answers] == ["/en/account/reauthenticate/"] * 2
    assert StaffAction.objects.count() == 0


def test_the_same_from_the_list_asks_too(desk: Client, advisor_user: User) -> None:
    typed = {
        "action": "end-access",
        "_selected_action": [str(advisor_user.pk)],
        "_really": "1",
        "reason": "x",
    }
    asked = desk.post(reverse("admin:center_user_changelist"), typed)
    assert (asked["Location"].split("?")[0], StaffAction.objects.count()) == (
        "/en/account/reauthenticate/",
        0,
    )


def test_inviting_a_colleague_asks(desk: Client) -> None:
    answer = desk.get(reverse("admin:center_user_invite"))
    assert answer["Location"].split("?")[0] == "/en/account/reauthenticate/"


def test_erasing_a_person_asks(desk: Client) -> None:
    person = make_person()
    address = reverse("admin:entrepreneurs_entrepreneur_erase", args=[person.pk])
    answers = [desk.get(address), desk.post(address, {"sure": "on", "seen": "x"})]
    assert [answer["Location"].split("?")[0] for answer in answers] == ["/en/account/reauthenticate/"] * 2
    person.refresh_from_db()
    assert person.erased_at is None


@pytest.mark.parametrize(
    "page", ["totp/activate/", "recovery-codes/generate/", "webauthn/add/", "recovery-codes/"]
)
def test_second_factors_are_changed_after_a_proof(page: str, desk: Client, coordinator: User) -> None:
    if page.startswith("recovery"):
        desk.get("/en/account/")
        give_totp(coordinator)
    answer = desk.get(f"/en/account/2fa/{page}")
    assert (answer.status_code, answer.get("Location", "").split("?")[0]) in {
        (302, "/en/account/reauthenticate/"),
        # No recovery codes are there yet.
        (404, ""),
    }


def test_what_is_kept_lies_encrypted_and_is_given_to_nobody_else(
    desk: Client, advisor_user: User, coordinator: User
) -> None:
    address = reverse("admin:center_user_roles", args=[advisor_user.pk])
    asked = desk.post(address, {"name": "Јелена Тајна", "roles": ["editor"]})
    kept = desk.get(asked["Location"]).context["redirect_field_value"]
    stored = [session.get_decoded() for session in Session.objects.all()]
    assert "Тајна" not in repr(stored)
    other = Client()
    other.force_login(advisor_user, backend="django.contrib.auth.backends.ModelBackend")
    session = other.session
    session["kept_requests"] = desk.session["kept_requests"]
    session.save()
    assert other.get(kept).status_code == 404


def test_whoever_comes_back_after_the_session_ended_finds_what_was_typed(
    advisor_user: User, coordinator: User
) -> None:
    coordinator.language = "en"
    coordinator.save()
    client = by_password(coordinator)
    grow_older(client, signed_in=2 * 3600, seen=2 * 3600)
    address = reverse("admin:center_user_roles", args=[advisor_user.pk])
    out = client.post(address, {"name": "Јелена", "roles": ["editor"]})
    assert out["Location"].split("?")[0].endswith("/account/login/")
    page = client.get(out["Location"])
    wanted = page.context["redirect_field_value"]
    back = client.post(
        "/en/account/login/",
        {"login": coordinator.email, "password": PASSWORD, "next": wanted},
        follow=True,
    )
    assert (back.context["kept"].path, dict(back.context["kept"].fields)) == (
        address,
        {"name": "Јелена", "roles": "editor"},
    )


def test_whoever_else_signs_in_there_does_not_see_it(advisor_user: User, coordinator: User) -> None:
    client = by_password(coordinator)
    grow_older(client, seen=2 * 3600)
    out = client.post(
        reverse("admin:center_user_roles", args=[advisor_user.pk]), {"name": "Јелена", "roles": ["editor"]}
    )
    wanted = client.get(out["Location"]).context["redirect_field_value"]
    by_password(advisor_user, client)
    assert client.get(wanted).status_code == 404


def test_a_password_that_was_typed_is_never_kept(coordinator: User) -> None:
    client = by_password(coordinator)
    grow_older(client, seen=2 * 3600)
    out = client.post(reverse("admin:center_user_invite"), {"name": "x", "new_password1": "secret"})
    wanted = client.get(out["Location"]).context["redirect_field_value"]
    by_password(coordinator, client)
    assert client.get(wanted).context["kept"].fields == (("name", "x"),)


def signed_in_some_time_ago(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    grow_older(client, signed_in=QUARTER)
    return client


def test_no_list_of_the_admin_is_taken_away_without_a_proof(make_user: Callable[..., User]) -> None:
    client = signed_in_some_time_ago(make_user(Role.COORDINATOR, is_superuser=True))
    lists = [name for name, _route in routes() if name.startswith("admin:") and name.endswith("_changelist")]
    told = {name: client.get(f"{reverse(name)}?_export=csv") for name in lists}
    asked = {
        name for name, answer in told.items() if "/account/reauthenticate/" in answer.get("Location", "")
    }
    assert {name for name, answer in told.items() if "Content-Disposition" in answer} == set()
    # The rest are lists that nobody takes away.
    assert len(asked) > 60


def kind_of(client: Client, address: str) -> str:
    """Return what an address answers with: a file, a way to the page that asks, or anything else."""
    answer = client.get(address)
    if answer.streaming:
        # Read to the end, or the file stays open.
        deque(answer, maxlen=0)
    if "/account/reauthenticate/" in answer.get("Location", ""):
        return "asked"
    return "file" if answer.status_code == 200 and not answer["Content-Type"].startswith("text/html") else ""


@pytest.mark.long
def test_every_file_that_the_admin_gives_asks_or_says_why_not(make_user: Callable[..., User]) -> None:
    records = Records()
    root = make_user(Role.COORDINATOR, is_superuser=True)
    fresh, stale = Client(raise_request_exception=False), signed_in_some_time_ago(root)
    fresh.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    given: set[str] = set()
    asked: set[str] = set()
    for name, route in routes():
        # The lists have a test of their own; the pages of Django's forms give no files.
        if not name.startswith("admin:") or re.search(r"_(changelist|add|change|delete|history)$", name):
            continue
        address = records.address(name, route)
        for question in ("", "?template=1", "?as=xlsx"):
            if kind_of(fresh, address + question) == "file":
                (asked if kind_of(stale, address + question) == "asked" else given).add(name)
    assert (sorted(given - set(HARMLESS)), sorted(ASK - asked)) == ([], [])
