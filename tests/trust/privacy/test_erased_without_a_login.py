"""Who is known by a press contact, a seat in the council or an invitation alone is forgotten as thoroughly."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from center.models import CouncilAttendance, CouncilDecision, CouncilMember, PressDelivery, StoredMail, User
from center.services import council
from center.services.press import contacts
from center.services.press.sending import send_release
from center.services.retention import confirm_report, run_retention
from research.choices import Mode
from research.models import Invitation
from research.services import letters
from research.services.invitations import Addressee, invite_addresses
from research.services.surveys import close_survey
from tests.center.advocacy.factories import days_ago, make_decision, make_meeting, make_member
from tests.center.media import ask, make_journalist, make_outlet, publish
from tests.everything import EMAIL, MARKS, NAME, PHONE
from tests.leaks import places_of
from tests.research.surveys import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def test_of_a_journalist_nothing_stays_but_that_something_was_sent(editor: User) -> None:
    person = make_journalist(
        NAME, outlet=make_outlet(), email=EMAIL, phone=PHONE, beat="ТАЈНО", notes="ТАЈНО"
    )
    person.notes = "ТАЈНО: зове се и Tajana"
    person.save()
    send_release(release=publish(editor), by=editor, journalists=[person.pk])
    ask(name=NAME, email=EMAIL, phone=PHONE, text="ТАЈНО", outlet_name="ТАЈНО")
    assert {word for _table, word in places_of(MARKS)} == set(MARKS)
    contacts.erase_journalist(journalist=person)
    assert places_of(MARKS) == set()
    assert (PressDelivery.objects.count(), StoredMail.objects.filter(recipient="").count()) == (1, 1)


def test_of_a_member_of_the_council_the_seat_stays_and_what_was_written_about_them_goes() -> None:
    """The minutes name who was there; the sentences about them are nobody's business two years later."""
    member = make_member(
        "Олга Олгић",
        about_sr="Тајана прави столице. ТАЈНО",
        about_en="Tajan makes chairs: tajana@tajic.example, 649998877.",
        until=days_ago(760),
    )
    member.about_sr = "ТАЈНО: прави столове"
    member.save()
    meeting = make_meeting(days_ago(900))
    CouncilAttendance.objects.create(meeting=meeting, member=member)
    make_decision(meeting, responsible=member)
    assert {word for _table, word in places_of(MARKS)} == set(MARKS)
    council.forget_old_introductions()
    assert places_of(MARKS) == set()
    counted = (
        CouncilMember.objects.count(),
        CouncilAttendance.objects.count(),
        CouncilDecision.objects.count(),
    )
    assert counted == (1, 1, 1)


def test_half_a_year_after_a_survey_no_table_knows_whom_it_asked(coordinator: User) -> None:
    survey = make_survey(Mode.MAIL)
    invite_addresses(
        survey=survey,
        addressees=[Addressee(f"{NAME} (Tajana, ТАЈНО) {PHONE}", EMAIL)],
        language="sr",
        by=coordinator,
    )
    assert letters.send_letters(survey_id=survey.pk, up_to=Invitation.objects.get().pk) == 1
    assert {word for _table, word in places_of(MARKS)} == set(MARKS)
    close_survey(survey=survey)
    confirm_report(run=run_retention(dry=True), by=coordinator)
    with time_machine.travel(timezone.now() + timedelta(days=190)):
        run_retention()
    # The letter too, which says to whom it went.
    assert places_of(MARKS) == set()
    assert (Invitation.objects.count(), StoredMail.objects.filter(recipient="").count()) == (1, 1)


def test_a_letter_to_whom_another_survey_still_asks_stays_until_that_one_is_forgotten(
    coordinator: User,
) -> None:
    first, second = make_survey(Mode.MAIL), make_survey(Mode.MAIL)
    for survey in (first, second):
        made = invite_addresses(
            survey=survey, addressees=[Addressee(NAME, EMAIL)], language="sr", by=coordinator
        )
        letters.send_letters(survey_id=survey.pk, up_to=made[0].pk)
    close_survey(survey=first)
    confirm_report(run=run_retention(dry=True), by=coordinator)
    with time_machine.travel(timezone.now() + timedelta(days=190)):
        run_retention()
        assert sorted(Invitation.objects.values_list("email", flat=True)) == ["", EMAIL]
        assert list(StoredMail.objects.values_list("recipient", flat=True)) == [EMAIL, EMAIL]
        close_survey(survey=second)
    with time_machine.travel(timezone.now() + timedelta(days=380)):
        run_retention()
    assert list(StoredMail.objects.values_list("recipient", flat=True)) == ["", ""]
