"""Applications for stands: saved, sent, taken back, withdrawn, entered by staff."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from center.models import StoredMail
from entrepreneurs.models import Entrepreneur
from events.choices import APPLICATION_TRANSITIONS, ApplicationState
from events.errors import ApplicationsClosed, ChangedMeanwhile, ChangeRefused
from events.models import ExhibitorApplication
from events.services import applications, events
from tests.entrepreneurs.factories import offer
from tests.events.factories import local, make_event, make_staff
from tests.events.fairs import (
    FRIDAY,
    SATURDAY,
    accepted,
    apply,
    decide,
    draft,
    editor_of,
    make_exhibitor,
    make_fair,
    wishes,
)

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller
DRAFT, SENT, ACCEPTED, WITHDRAWN = (
    ApplicationState.DRAFT,
    ApplicationState.SENT,
    ApplicationState.ACCEPTED,
    ApplicationState.WITHDRAWN,
)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock, office: object) -> Clock:
    return monday_morning


def kinds() -> list[str]:
    return [
        kind.removeprefix("events/fair_")
        for kind in StoredMail.objects.filter(kind__startswith="events/fair")
        .order_by("pk")
        .values_list("kind", flat=True)
    ]


def test_an_application_is_sent_with_its_products_and_confirmed_in_writing() -> None:
    application = apply(make_fair(), make_exhibitor("Пчелар", "Мед", "Прополис"))
    letter = StoredMail.objects.get()
    assert (application.state, application.applicant) == (SENT, Entrepreneur.objects.latest("pk"))
    assert [str(row.product) for row in application.shown.order_by("pk")] == ["Мед", "Прополис"]
    assert (letter.kind, letter.recipient) == ("events/fair_sent", "rada@example.org")
    assert letter.subject == "We have your application for a stand: Mini-fair 1"
    assert "– Honey" in letter.body_text


def test_what_is_saved_or_sent_twice_is_one_application_and_one_letter() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    first = apply(event, enterprise)
    second = apply(event, enterprise)
    assert (first.pk, second.version) == (second.pk, first.version)
    assert kinds() == ["sent"]


def test_latin_letters_are_kept_in_cyrillic_and_are_no_other_answer() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application = draft(event, enterprise, offer_sr="Degustacija")
    assert application.offer_sr == "Дегустација"
    assert draft(event, enterprise, seen=7, offer_sr="Degustacija").version == 1


def test_of_two_editors_the_second_sees_what_the_first_one_saved() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    draft(event, enterprise)
    draft(event, enterprise, seen=1, helpers=3)
    with pytest.raises(ChangedMeanwhile) as refused:
        draft(event, enterprise, seen=1, helpers=4, by=editor_of(enterprise, another=True))
    assert refused.value.now.helpers == 3
    assert draft(event, enterprise, seen=2, helpers=4).helpers == 4


def test_other_answers_after_it_was_sent_are_no_silent_change() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application = apply(event, enterprise)
    with pytest.raises(ChangedMeanwhile):
        draft(event, enterprise, seen=application.version, helpers=5)


@pytest.mark.usefixtures("english")
def test_on_the_deadline_it_is_too_late_and_what_was_written_is_kept(clock: Clock) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    clock.move_to(local(FRIDAY, 12))
    saved = draft(event, enterprise)
    with pytest.raises(ApplicationsClosed, match="The time to apply is over"):
        applications.send_application(application=saved, by=editor_of(enterprise), seen=1)
    assert ExhibitorApplication.objects.get().state == DRAFT


@pytest.mark.usefixtures("english")
def test_before_the_window_nobody_can_send() -> None:
    event, enterprise = make_fair(applications_open_at=local(FRIDAY, 8)), make_exhibitor()
    saved = draft(event, enterprise)
    with pytest.raises(ApplicationsClosed, match="not open now"):
        applications.send_application(application=saved, by=editor_of(enterprise), seen=1)


def test_it_is_taken_back_changed_and_sent_again_until_the_deadline(clock: Clock) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    by = editor_of(enterprise)
    application = applications.take_back(application=apply(event, enterprise), by=by)
    changed = draft(event, enterprise, seen=application.version, helpers=4)
    assert (changed.state, changed.helpers) == (DRAFT, 4)
    sent = applications.send_application(application=changed, by=by, seen=changed.version)
    clock.move_to(local(FRIDAY, 12))
    with pytest.raises(ApplicationsClosed):
        applications.take_back(application=sent, by=by)
    assert kinds() == ["sent", "sent"]


def test_who_withdraws_is_told_so_once_and_can_begin_again() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    by = editor_of(enterprise)
    application = apply(event, enterprise)
    gone = applications.withdraw(application=application, by=by)
    applications.withdraw(application=application, by=by)
    assert (gone.state, kinds()) == (WITHDRAWN, ["sent", "withdrawn"])
    again = applications.begin_again(application=gone, by=by)
    assert (again.state, again.withdrawn_at, again.helpers) == (DRAFT, None, 2)


def test_a_draft_is_withdrawn_without_a_letter() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    applications.withdraw(application=draft(event, enterprise), by=editor_of(enterprise))
    assert kinds() == []


@pytest.mark.usefixtures("english")
def test_nobody_withdraws_after_the_fair(clock: Clock) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application = accepted(event, enterprise)
    clock.move_to(local(SATURDAY, 18))
    with pytest.raises(ChangeRefused, match="over"):
        applications.withdraw(application=application, by=editor_of(enterprise))


def test_only_editors_of_the_enterprise_do_anything() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    stranger = editor_of(make_exhibitor())
    application = apply(event, enterprise)
    for verb in (applications.take_back, applications.withdraw, applications.begin_again):
        with pytest.raises(PermissionDenied):
            verb(application=application, by=stranger)
    with pytest.raises(PermissionDenied):
        draft(event, enterprise, by=stranger)


@pytest.mark.usefixtures("english")
def test_products_of_others_are_refused() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    foreign = offer(make_exhibitor(), "Сир")
    with pytest.raises(ValidationError, match="your own products"):
        draft(event, enterprise, products=[foreign])


@pytest.mark.usefixtures("english")
def test_nothing_is_sent_without_a_contact_and_power_is_explained() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    saved = draft(event, enterprise, contact_phone="", contact_email="")
    with pytest.raises(ValidationError, match="with a phone number or an email"):
        applications.send_application(application=saved, by=editor_of(enterprise), seen=1)
    saved = draft(event, enterprise, seen=1, needs_power=True)
    with pytest.raises(ValidationError, match="for which devices"):
        applications.send_application(application=saved, by=editor_of(enterprise), seen=2)


@pytest.mark.usefixtures("english")
def test_staff_enter_an_application_for_who_phones_also_after_the_deadline(clock: Clock) -> None:
    event, enterprise, staff = make_fair(), make_exhibitor(), make_staff()
    draft(event, enterprise, helpers=9)
    clock.move_to(local(SATURDAY, 9))
    entered = applications.enter_application(
        event=event, enterprise=enterprise, by=staff, products=[], **wishes(contact_email="")
    )
    assert (entered.state, entered.helpers, entered.entered_by) == (SENT, 2, staff)
    assert (kinds(), entered.to_call) == ([], False)
    with pytest.raises(ChangeRefused, match="applied already"):
        applications.enter_application(event=event, enterprise=enterprise, by=staff, products=[], **wishes())


def test_what_staff_change_of_an_accepted_one_is_in_the_public_list() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application = accepted(event, enterprise)
    changed = applications.change_by_staff(
        application=application, seen=application.version, products=[], **wishes(offer_sr="Мелем")
    )
    assert (changed.snapshot["products"], changed.snapshot["offer_sr"]) == ([], "Мелем")
    with pytest.raises(ChangedMeanwhile):
        applications.change_by_staff(
            application=application, seen=application.version, products=[], **wishes(offer_sr="Чај")
        )


def test_exhibitors_hear_of_a_fair_that_is_moved_postponed_or_cancelled() -> None:
    event, staff = make_fair(), make_staff()
    accepted(event)
    phones = accepted(event, contact_email="")
    events.change_event(event=event, by=staff, ends_at=local(SATURDAY, 20))
    events.postpone_event(event=event, by=staff)
    events.cancel_event(event=event, by=staff)
    phones.refresh_from_db()
    assert kinds() == ["sent", "accepted", "changed", "postponed", "cancelled"]
    assert phones.to_call is True


def test_the_database_has_the_same_table_of_transitions() -> None:
    event, enterprise, staff = make_fair(), make_exhibitor(), make_staff()
    now = event.published_at
    found = set()
    for before in ApplicationState:
        row = ExhibitorApplication.objects.create(
            event=event,
            enterprise=enterprise,
            state=before,
            sent_at=now,
            told_at=now,
            decided_at=now,
            decided_by=staff,
            snapshot={"name_sr": "А"},
            withdrawn_at=now if before == WITHDRAWN else None,
            **wishes(),
        )
        for after in set(ApplicationState) - {before}:
            try:
                with transaction.atomic():
                    ExhibitorApplication.objects.filter(pk=row.pk).update(
                        state=after, withdrawn_at=now if after == WITHDRAWN else None
                    )
                    found.add((before, after))
                    transaction.set_rollback(True)
            except DatabaseError:
                continue
        row.delete()
    assert found == set(APPLICATION_TRANSITIONS)


@pytest.mark.usefixtures("english")
def test_stands_are_at_fairs_only_and_a_fair_with_applications_stays_one() -> None:
    workshop, enterprise = make_event(), make_exhibitor()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExhibitorApplication.objects.create(event=workshop, enterprise=enterprise)
    event = make_fair()
    apply(event, enterprise)
    with pytest.raises(ChangeRefused, match="stays a mini-fair"):
        events.change_event(
            event=event,
            by=make_staff(),
            kind="meeting",
            applications_close_at=None,
            needs_until=None,
            conditions_sr="",
            conditions_en="",
        )


def test_a_declined_one_can_be_accepted_after_all() -> None:
    application = decide(apply(make_fair()), ApplicationState.DECLINED)
    assert decide(application).state == ACCEPTED
