"""Rights that are taken away are gone with the next click, in a session that is open."""

from collections.abc import Callable

import pytest
from django.test import Client

from center.models import User
from consultations import services
from entrepreneurs.models import Membership
from entrepreneurs.services import connect_login, end_membership
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, make_note, staff_advisor
from tests.entrepreneurs.claims import make_editor
from tests.entrepreneurs.factories import make_person, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]
MAILS = "/admin/center/storedmail/"


def test_who_loses_the_role_is_kept_out_at_once(coordinator: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    before = client.get(MAILS).status_code
    coordinator.groups.clear()
    assert (before, client.get(MAILS).status_code) == (200, 403)


def test_who_is_staff_no_longer_is_led_to_the_login_at_once(coordinator: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    before = client.get(MAILS).status_code
    User.objects.filter(pk=coordinator.pk).update(is_staff=False)
    assert (before, client.get(MAILS).status_code) == (200, 302)


def test_a_closed_account_opens_nothing_with_its_old_session(coordinator: User, as_user: AsUser) -> None:
    client = as_user(coordinator)
    before = client.get("/sr/account/").status_code
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert (before, client.get("/sr/account/").status_code) == (200, 302)


def test_an_advisor_who_left_a_case_reads_it_no_more(
    make_user: MakeUser, coordinator: User, as_user: AsUser
) -> None:
    first, second = staff_advisor(make_user), staff_advisor(make_user)
    case = make_case(first)
    note = make_note(case)
    client = as_user(first.user)
    page = f"/admin/consultations/casenote/{note.pk}/change/"
    before = client.get(page).status_code
    services.hand_over(case=case, to=second, by=coordinator)
    after = client.get(page)
    assert (before, after.status_code, after["Location"]) == (200, 302, "/admin/")


def test_an_editor_whose_membership_ended_finds_the_pages_of_the_enterprise_no_more(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    page = f"/sr/account/enterprises/{enterprise.slug}/"
    before = client.get(page).status_code
    end_membership(membership=Membership.objects.get(enterprise=enterprise, may_edit=True))
    assert (before, client.get(page).status_code) == (200, 404)


def test_a_login_that_is_taken_from_a_person_opens_their_case_no_more(
    make_user: MakeUser, coordinator: User, as_user: AsUser
) -> None:
    case = make_case(person=make_person("Рада Радић"))
    user = make_user(None, "rada@example.org", name="Рада Радић")
    connect_login(user=user, person=case.person, by=coordinator)
    client = as_user(user)
    page = f"/sr/account/cases/{case.number}/"
    before = client.get(page).status_code
    case.person.logins.all().delete()
    assert (before, client.get(page).status_code) == (200, 404)
