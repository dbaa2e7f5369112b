"""Who reads notes, documents and tasks, and how a colleague comes to read a case for a time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.choices import Role
from center.models import StoredMail, User
from center.services import accounts
from consultations import services
from consultations.errors import ChangeRefused
from consultations.models import AccessRequest, Advisor, Case, CaseDocument, CaseNote, CaseTask
from entrepreneurs.services import connect_login
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, make_document, make_note, make_task, staff_advisor
from tests.consultations.factories import MONDAY
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "english", "private_media", "no_tasks_of_stages"),
]
A_WEEK = MONDAY + timedelta(days=7)


@pytest.fixture
def lead(make_user: MakeUser) -> Advisor:
    advisor = staff_advisor(make_user, "Јелена")
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


@pytest.fixture
def other(make_user: MakeUser) -> Advisor:
    advisor = staff_advisor(make_user, "Марко")
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


@pytest.fixture
def case(lead: Advisor) -> Case:
    return make_case(lead)


def reads(user: User) -> list[int]:
    """Count the notes, documents and tasks that somebody reads."""
    return [model.objects.visible_to(user).count() for model in (CaseNote, CaseDocument, CaseTask)]


def test_each_person_reads_what_is_their_business(
    case: Case, lead: Advisor, other: Advisor, make_user: MakeUser, coordinator: User
) -> None:
    colleague = staff_advisor(make_user)
    services.add_colleague(case=case, advisor=colleague, by=lead.user)
    make_note(case), make_document(case), make_task(case)
    entrepreneur = make_user(None)
    connect_login(user=entrepreneur, person=case.person, by=coordinator)
    root = User.objects.create_superuser("root@example.org", "a long password")
    people = {
        "lead": lead.user,
        "colleague": colleague.user,
        "coordinator": coordinator,
        "another advisor": other.user,
        "editor": make_user(Role.EDITOR),
        "researcher": make_user(Role.RESEARCHER),
        "superuser": root,
        "stranger": make_user(None),
        "the person": entrepreneur,
    }
    all_three, nothing = [1, 1, 1], [0, 0, 0]
    assert {name: reads(user) for name, user in people.items()} == {
        "lead": all_three,
        "colleague": all_three,
        "coordinator": all_three,
        "another advisor": nothing,
        "editor": nothing,
        "researcher": nothing,
        "superuser": nothing,
        "stranger": nothing,
        "the person": nothing,
    }


def test_a_granted_colleague_reads_until_the_day_and_writes_nothing(
    case: Case, lead: Advisor, other: Advisor
) -> None:
    make_note(case)
    asked = services.ask_access(case=case, reason="Замењујем Јелену.", by=other.user)
    assert reads(other.user) == [0, 0, 0]
    services.grant_access(request=asked, until=A_WEEK, by=lead.user)
    assert reads(other.user) == [1, 0, 0]
    assert CaseNote.objects.editable_by(other.user).exists() is False
    seen = []
    for day in (A_WEEK, A_WEEK + timedelta(days=1)):
        with time_machine.travel(f"{day}T10:00+02:00"):
            seen.append(reads(other.user)[0])
    assert seen == [1, 0]


def test_access_is_taken_back_at_once_and_only_once(case: Case, lead: Advisor, other: Advisor) -> None:
    make_note(case)
    asked = services.ask_access(case=case, reason="Замењујем Јелену.", by=other.user)
    services.grant_access(request=asked, until=A_WEEK, by=lead.user)
    revoked = [services.revoke_access(request=asked, by=lead.user) for _time in range(2)][1]
    assert (reads(other.user), revoked.revoked_by) == ([0, 0, 0], lead.user)


def test_a_refusal_has_words_and_the_colleague_may_ask_again(
    case: Case, lead: Advisor, other: Advisor
) -> None:
    asked = services.ask_access(case=case, reason="Занима ме.", by=other.user)
    with pytest.raises(ValidationError, match="Please say why"):
        services.refuse_access(request=asked, answer=" ", by=lead.user)
    refused = services.refuse_access(request=asked, answer="Особа то не жели.", by=lead.user)
    assert refused.answer == "Особа то не жели."
    with pytest.raises(ChangeRefused, match="decided already: Refused"):
        services.grant_access(request=asked, until=A_WEEK, by=lead.user)
    assert services.ask_access(case=case, reason="Сада је другачије.", by=other.user) != asked


def test_asking_twice_is_one_request(case: Case, other: Advisor) -> None:
    asked = [services.ask_access(case=case, reason="Замена.", by=other.user) for _time in range(2)]
    assert asked[0] == asked[1]


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_is_one_request(case: Case, other: Advisor) -> None:
    at_the_same_time([lambda: services.ask_access(case=case, reason="Замена.", by=other.user)] * 4)
    assert AccessRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_granted_by_one_and_refused_by_another_at_once_only_one_answer_counts(
    case: Case, lead: Advisor, other: Advisor, coordinator: User
) -> None:
    asked = services.ask_access(case=case, reason="Замена.", by=other.user)
    calls: list[Callable[[], AccessRequest]] = [
        lambda: services.grant_access(request=asked, until=A_WEEK, by=lead.user),
        lambda: services.refuse_access(request=asked, answer="Не.", by=coordinator),
    ]
    outcomes = at_the_same_time(calls * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["AccessRequest"] * 2 + ["ChangeRefused"] * 2


def test_who_may_read_need_not_ask_and_who_is_no_advisor_cannot(
    case: Case, lead: Advisor, coordinator: User, editor: User
) -> None:
    for user in (lead.user, coordinator):
        with pytest.raises(ChangeRefused, match="can read this case already"):
            services.ask_access(case=case, reason="Тако.", by=user)
    with pytest.raises(ChangeRefused, match="Only advisors"):
        services.ask_access(case=case, reason="Тако.", by=editor)


def test_only_the_lead_and_coordinators_decide_and_nobody_about_themselves(
    case: Case, lead: Advisor, other: Advisor, make_user: MakeUser, coordinator: User
) -> None:
    along = staff_advisor(make_user)
    services.add_colleague(case=case, advisor=along, by=lead.user)
    asked = services.ask_access(case=case, reason="Замена.", by=other.user)
    for user in (along.user, other.user):
        with pytest.raises(ChangeRefused, match="Who leads the case, or a coordinator, decides"):
            services.grant_access(request=asked, until=A_WEEK, by=user)
    # Who leads it by now still does not answer the own question.
    services.hand_over(case=case, to=other, by=coordinator)
    with pytest.raises(ChangeRefused):
        services.grant_access(request=asked, until=A_WEEK, by=other.user)
    assert services.grant_access(request=asked, until=A_WEEK, by=coordinator).until == A_WEEK


@pytest.mark.parametrize("days", [-1, 367])
def test_access_ends_within_a_year(case: Case, lead: Advisor, other: Advisor, days: int) -> None:
    asked = services.ask_access(case=case, reason="Замена.", by=other.user)
    with pytest.raises(ValidationError, match="within a year"):
        services.grant_access(request=asked, until=MONDAY + timedelta(days=days), by=lead.user)


def test_letters_about_access_tell_number_and_day_and_nothing_else(
    case: Case, lead: Advisor, other: Advisor
) -> None:
    asked = services.ask_access(case=case, reason="Она је болесна.", by=other.user)
    services.grant_access(request=asked, until=A_WEEK, answer="Пази на њу.", by=lead.user)
    mails = StoredMail.objects.order_by("pk")
    assert [(mail.recipient, mail.subject) for mail in mails] == [
        (lead.user.email, "A colleague asks to read the case 2026-0001"),
        (other.user.email, "You may read the case 2026-0001"),
    ]
    words = "".join(mail.body_text for mail in mails)
    assert [each in words for each in ("Рада", "болесна", "Пази", "/admin/consultations/case/")] == [
        False,
        False,
        False,
        True,
    ]
