from collections.abc import Callable

import pytest
from django.test import Client

from center.choices import Role
from center.models import StaffAction, StoredMail, User
from tests.center.second_factors import give_totp
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]
INVITATION = {"email": "nova@example.org", "name": "Нова", "language": "sr", "role": "advisor"}


def test_a_coordinator_invites_on_one_page(coordinator: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    assert client.get("/admin/center/user/invite/").status_code == 200
    answer = client.post("/admin/center/user/invite/", INVITATION)
    user = User.objects.get(email="nova@example.org")
    assert answer["Location"] == f"/admin/center/user/{user.pk}/change/"
    assert (user.name, user.is_staff, user.is_superuser, StoredMail.objects.get().recipient) == (
        "Нова",
        True,
        False,
        user.email,
    )


def test_a_second_invitation_of_a_colleague_says_why_not(coordinator: User, as_user: AsUser) -> None:
    answer = as_user(coordinator).post(
        "/admin/center/user/invite/", {**INVITATION, "email": "editor@demo.example"}
    )
    assert list(answer.context["form"].errors) == ["email"]
    assert StoredMail.objects.count() == 0


def test_a_forged_superuser_field_is_ignored(coordinator: User, as_user: AsUser) -> None:
    as_user(coordinator).post(
        "/admin/center/user/invite/", {**INVITATION, "is_superuser": "on", "user_permissions": "1"}
    )
    user = User.objects.get(email="nova@example.org")
    assert (user.is_superuser, user.user_permissions.count()) == (False, 0)


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.EDITOR, Role.RESEARCHER])
def test_others_see_no_page_of_accounts(role: Role, make_user: Callable[..., User], as_user: AsUser) -> None:
    user = make_user(role)
    client = as_user(user)
    addresses = ["", "invite/", f"{user.pk}/change/", f"{user.pk}/roles/", f"{user.pk}/do/end-access/"]
    statuses = [client.get(f"/admin/center/user/{address}").status_code for address in addresses]
    posts = [client.post(f"/admin/center/user/{address}").status_code for address in addresses[1:]]
    assert (statuses, posts) == ([403] * 5, [403] * 4)


def test_nobody_deletes_or_edits_an_account_field_by_field(
    coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    stem = f"/admin/center/user/{advisor_user.pk}"
    answers = [
        client.post(f"{stem}/delete/", {"post": "yes"}).status_code,
        client.post(f"{stem}/change/", {"is_superuser": "on", "email": "x@example.org"}).status_code,
        client.get("/admin/center/user/add/").status_code,
        client.get(f"{stem}/password/").status_code,
    ]
    advisor_user.refresh_from_db()
    assert (answers[:3], advisor_user.is_superuser, advisor_user.email) == (
        [403, 403, 403],
        False,
        "advisor@example.org",
    )
    assert answers[3] in {302, 404}


def test_the_page_of_an_account_shows_no_hash_and_no_secret(
    coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    secret = give_totp(advisor_user)
    page = as_user(coordinator).get(f"/admin/center/user/{advisor_user.pk}/change/").content.decode()
    assert [word in page for word in ("pbkdf2", advisor_user.password, secret, advisor_user.email)] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("end-access", "access_ended"),
        pytest.param("sign-out", "signed_out", marks=pytest.mark.each),
        ("reset-second-factor", "second_factor_reset"),
    ],
)
def test_a_verb_asks_first_and_then_acts(
    coordinator: User, advisor_user: User, as_user: AsUser, verb: str, kind: str
) -> None:
    client = as_user(coordinator)
    address = f"/admin/center/user/{advisor_user.pk}/do/{verb}/"
    assert (client.get(address).status_code, StaffAction.objects.count()) == (200, 0)
    client.post(address, {"reason": "Јавила се телефоном"})
    action = StaffAction.objects.get()
    assert (action.kind, action.by, action.user, action.reason, bool(action.request_id)) == (
        kind,
        coordinator,
        advisor_user,
        "Јавила се телефоном",
        True,
    )


def test_ones_own_access_is_refused_with_a_sentence(coordinator: User, as_user: AsUser) -> None:
    answer = as_user(coordinator).post(
        f"/admin/center/user/{coordinator.pk}/do/end-access/", {"reason": "x"}, follow=True
    )
    coordinator.refresh_from_db()
    assert (coordinator.is_active, len(answer.context["messages"]), StaffAction.objects.count()) == (
        True,
        1,
        0,
    )


def test_roles_are_changed_on_their_page(coordinator: User, advisor_user: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    address = f"/admin/center/user/{advisor_user.pk}/roles/"
    assert client.get(address).context["form"].initial["roles"] == ["advisor"]
    client.post(address, {"name": "Јелена", "roles": ["editor", "researcher"]})
    advisor_user.refresh_from_db()
    assert (advisor_user.name, sorted(advisor_user.groups.values_list("name", flat=True))) == (
        "Јелена",
        ["editor", "researcher"],
    )


@pytest.mark.parametrize("people", [*seldom([1]), 3])
def test_the_list_of_accounts_takes_the_same_queries_for_any_number(
    coordinator: User,
    as_user: AsUser,
    make_user: Callable[..., User],
    django_assert_num_queries: Callable[..., object],
    people: int,
) -> None:
    for _ in range(people):
        make_user(Role.ADVISOR)
    client = as_user(coordinator)
    client.get("/admin/center/user/")
    with django_assert_num_queries(10):  # type: ignore[attr-defined]  # a context manager
        client.get("/admin/center/user/")


def test_the_list_filters_by_role_and_finds_names_in_both_scripts(
    coordinator: User, advisor_user: User, as_user: AsUser
) -> None:
    client = as_user(coordinator)
    User.objects.filter(pk=advisor_user.pk).update(name="Ђурђа Њежић")
    found = [
        [user.pk for user in client.get(f"/admin/center/user/?{query}").context["cl"].result_list]
        for query in ("q=djurdja", "q=Đurđa", "q=Ђурђа", "role=researcher&q=djurdja")
    ]
    assert found == [[advisor_user.pk], [advisor_user.pk], [advisor_user.pk], []]
