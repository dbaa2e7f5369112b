"""Who sees which page of the admin, and how many queries a page takes."""

import pytest
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import Office, User
from tests.conftest import MakeUser
from tests.consultations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


def signed_in(user: User, language: str = "en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["language"] = language
    return client


PAGES = [
    ("admin:index", {Role.COORDINATOR: 200, Role.ADVISOR: 200, Role.EDITOR: 200, Role.RESEARCHER: 200}),
    ("admin:consultations_consultation_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_consultation_add", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_topic_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_topic_add", {Role.COORDINATOR: 200}),
    ("admin:consultations_advisor_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_advisor_add", {Role.COORDINATOR: 200}),
    ("admin:consultations_absence_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_absence_add", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_closure_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:consultations_closure_add", {Role.COORDINATOR: 200}),
    ("admin:entrepreneurs_entrepreneur_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200}),
    ("admin:entrepreneurs_entrepreneur_add", {Role.COORDINATOR: 200}),
    ("admin:center_question_changelist", {Role.COORDINATOR: 200, Role.ADVISOR: 200, Role.EDITOR: 200}),
    ("admin:center_accessrecord_changelist", {Role.COORDINATOR: 200}),
]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "allowed"), PAGES, ids=[name for name, _ in PAGES])
def test_each_role_sees_its_pages(
    role: Role, name: str, allowed: dict[Role, int], office: Office, make_user: MakeUser
) -> None:
    answer = signed_in(make_user(role)).get(reverse(name))
    assert answer.status_code == allowed.get(role, 403)
