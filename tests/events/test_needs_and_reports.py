"""What exhibitors need on the day, how it was for them, and what is forgotten afterwards."""

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.models import StoredMail
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person
from entrepreneurs.services.merging import merge_enterprises
from events import fair_results
from events.choices import ApplicationState, ComesAgain, SalesBand
from events.errors import ChangedMeanwhile, ChangeRefused
from events.models import Event, ExhibitorApplication, ExhibitorNeeds
from events.services import exhibitor_reports, needs, reviews
from events.services.exhibitor_erasure import forget_vehicles
from tests.events.factories import local, make_staff
from tests.events.fairs import (
    SATURDAY,
    WEDNESDAY,
    accepted,
    apply,
    exhibited,
    make_exhibitor,
    make_fair,
    make_past_fair,
)

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock, office: object) -> Clock:
    return monday_morning


def say(application: ExhibitorApplication, *, seen: int = 0, **other: Any) -> ExhibitorNeeds:
    values = {"tables": 2, "chairs": 3, "sockets": 1, "watts": 150, "vehicle": "KŠ 123-AA", **other}
    return needs.save_needs(application=application, seen=seen, **values)


def report(application: ExhibitorApplication, **other: Any) -> Any:
    values = {"sales": SalesBand.UP_TO_10, "contacts": 3, "comes_again": ComesAgain.YES, "words": "", **other}
    return exhibitor_reports.save_report(application=application, **values)


def kinds() -> list[str]:
    mails = StoredMail.objects.filter(
        kind__in=["events/fair_needs", "events/fair_report", "events/fair_report_again"]
    )
    return [kind.removeprefix("events/fair_") for kind in mails.order_by("pk").values_list("kind", flat=True)]


def test_needs_are_said_changed_and_summed_for_the_hall() -> None:
    event = make_fair()
    first, second = accepted(event), accepted(event)
    accepted(event)
    say(first)
    say(first, seen=1, tables=4)
    say(second, sockets=0, watts=0, vehicle="", meals=2)
    assert needs.sums(event) == {
        "tables": 6, "chairs": 6, "sockets": 1, "watts": 150, "meals": 2, "vehicles": 1, "helpers": 6, "said": 2,
        "exhibitors": 3,
    }  # fmt: skip


def test_of_two_phones_the_second_sees_what_the_first_one_saved() -> None:
    application = accepted(make_fair())
    say(application, tables=3)
    assert say(application, tables=3).version == 1
    with pytest.raises(ChangedMeanwhile) as refused:
        say(application, tables=5)
    assert refused.value.now.tables == 3


@pytest.mark.usefixtures("english")
def test_only_the_accepted_say_what_they_need_and_only_until_the_last_day(clock: Clock) -> None:
    event = make_fair()
    application = accepted(event)
    with pytest.raises(ChangeRefused):
        say(apply(event))
    clock.move_to(local(WEDNESDAY, 23, 59))
    say(application)
    clock.move_to(local(WEDNESDAY + timedelta(days=1), 0))
    with pytest.raises(ChangeRefused, match="The last day"):
        say(application, seen=1, tables=5)
    assert say(application, seen=1, tables=5, by=make_staff()).tables == 5


@pytest.mark.parametrize("wrong", [{"tables": 11}, {"watts": 20_000}, {"sockets": 0, "watts": 100}])
def test_impossible_needs_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        say(accepted(make_fair()), **wrong)


def test_who_has_not_said_it_is_reminded_once_before_the_last_day(clock: Clock) -> None:
    event = make_fair()
    say(accepted(event))
    accepted(event)
    accepted(event, contact_email="")
    apply(event)
    assert needs.send_due_reminders() == 0
    clock.move_to(local(WEDNESDAY - timedelta(days=3), 9))
    assert [needs.send_due_reminders(), needs.send_due_reminders(), kinds()] == [1, 0, ["needs"]]


def test_exhibitors_are_asked_the_day_after_and_once_more(clock: Clock) -> None:
    event = make_fair()
    told, silent = accepted(event), accepted(event)
    clock.move_to(local(SATURDAY, 19))
    assert exhibitor_reports.send_due_letters() == 0
    clock.move_to(local(SATURDAY + timedelta(days=1), 9))
    assert [exhibitor_reports.send_due_letters() for _twice in range(2)] == [2, 0]
    report(told)
    clock.move_to(local(SATURDAY + timedelta(days=6), 10))
    assert [exhibitor_reports.send_due_letters() for _twice in range(2)] == [1, 0]
    clock.move_to(local(SATURDAY + timedelta(days=14), 10))
    assert (exhibitor_reports.send_due_letters(), kinds()) == (0, ["report", "report", "report_again"])
    silent.refresh_from_db()
    assert silent.report_reminded_at == local(SATURDAY + timedelta(days=6), 10)


def test_a_report_is_told_after_the_fair_only_and_can_be_put_right(clock: Clock) -> None:
    application = accepted(make_fair())
    with pytest.raises(ChangeRefused):
        report(application)
    clock.move_to(local(SATURDAY, 18))
    report(application)
    assert report(application, contacts=9).contacts == 9
    clock.move_to(local(SATURDAY + timedelta(days=61), 18))
    with pytest.raises(ChangeRefused):
        report(application, contacts=1)


def fair_with(*answers: dict[str, Any]) -> Event:
    event = make_past_fair()
    for answer in answers:
        report(exhibited(event), **answer)
    return event


def counts(parts: list[fair_results.Part]) -> list[int | None]:
    return [part.count for part in parts]


def test_figures_of_fewer_than_three_exhibitors_are_withheld() -> None:
    few = fair_results.results(Event.objects.filter(pk=fair_with({}, {}).pk))
    assert (few.exhibitors, few.first_timers, few.reports, few.sales, few.contacts) == (2, 2, 2, [], None)


def test_a_withheld_figure_does_not_follow_from_the_others() -> None:
    sold = [{"sales": SalesBand.UP_TO_10}] * 4 + [{"sales": SalesBand.MORE}]
    found = fair_results.results(Event.objects.filter(pk=fair_with(*sold).pk))
    # nothing, to 10, to 25, to 50, more, unsaid
    assert counts(found.sales) == [0, None, 0, 0, None, 0]
    assert counts(found.comes_again) == [5, 0, 0]
    assert found.contacts == 15


def test_vehicles_are_forgotten_a_week_after_the_fair_also_in_the_history(clock: Clock) -> None:
    application = accepted(make_fair())
    say(application)
    clock.move_to(local(SATURDAY + timedelta(days=7), 17))
    assert forget_vehicles() == 0
    clock.move_to(local(SATURDAY + timedelta(days=7), 19))
    assert [forget_vehicles(), forget_vehicles()] == [1, 0]
    said = ExhibitorNeeds.objects.get()
    model: Any = next(iter(ExhibitorNeeds.pgh_event_models.values()))  # type: ignore[attr-defined]  # of pghistory
    assert (said.vehicle, said.tables) == ("", 2)
    assert set(model.objects.values_list("vehicle", flat=True)) == {""}


def test_of_two_applications_of_one_enterprise_the_further_one_stays() -> None:
    event, staff = make_fair(), make_staff()
    kept, merged = make_exhibitor("Пчелар"), make_exhibitor("Пчелар 2")
    weak = apply(event, kept)
    reviews.write_review(application=weak, by=staff, score=4)
    strong = accepted(event, merged)
    say(strong)
    merge_enterprises(survivor=kept, duplicate=merged, by=staff)
    (left,) = ExhibitorApplication.objects.all()
    assert (left.pk, left.enterprise, left.state) == (strong.pk, kept, ApplicationState.ACCEPTED)
    assert (left.reviews.get().score, left.needs.tables) == (4, 2)


def test_erasing_who_applied_withdraws_it_and_empties_the_contact() -> None:
    application = apply(make_fair())
    person = application.applicant
    assert isinstance(person, Entrepreneur)
    erase_person(person=person, by=make_staff())
    application.refresh_from_db()
    assert (application.state, application.contact_name, application.contact_email) == ("withdrawn", "", "")
    assert application.erased_at is not None


def test_the_clock_of_comings_is_that_of_the_office() -> None:
    assert say(accepted(make_fair()), comes_at=time(7, 30)).comes_at == time(7, 30)
