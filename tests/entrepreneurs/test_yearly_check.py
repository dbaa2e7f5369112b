"""The yearly "still right?" and the two-year report: each letter once, a link that changes nothing by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from center.models import StoredMail, User
from center.services import queue_letter
from entrepreneurs.models import CheckLetter, Enterprise, LegalStatus, ReportDuty
from entrepreneurs.services import end_fact, end_membership, report_duties, report_reminders, yearly_check
from entrepreneurs.tasks import remind_of_reports
from tests.entrepreneurs.claims import make_editor
from tests.entrepreneurs.factories import hold_status, make_enterprise, published, reach
from tests.entrepreneurs.test_claims import at_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def on(day: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(f"{day}T08:00+00:00"), tick=False)


def confirmed_in_march() -> Enterprise:
    with time_machine.travel(NOW, tick=False):
        enterprise = published("Пчела")
        make_editor(enterprise)
    return enterprise


def link_in(mail: StoredMail) -> str:
    url = urlsplit(next(line for line in mail.body_text.splitlines() if "/still-right/?key=" in line))
    return f"{url.path}?{url.query}"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-03-02", -14, "2025-01-02"), ("2028-02-29", 12, "2029-02-28")],
)
def test_a_month_later_is_the_same_day_or_the_last_one(day: str, months: int, later: str) -> None:
    assert yearly_check.months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_each_letter_goes_out_once_in_its_time_to_every_editor_of_today() -> None:
    enterprise = confirmed_in_march()
    make_editor(enterprise, "second@example.org")
    gone = make_editor(enterprise, "gone@example.org")
    for member in enterprise.memberships.filter(person__logins__user=gone):
        end_membership(membership=member)
    sent = []
    for day in ("2027-03-01", "2027-03-02", "2027-03-03", "2027-04-11", "2027-08-12", "2027-09-30"):
        with on(day):
            sent.append((yearly_check.send_due_letters(), yearly_check.send_due_letters()))
    assert sent == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0), (0, 0)]
    letters = StoredMail.objects.order_by("pk").values_list("kind", "recipient")
    assert list(letters) == [
        (f"entrepreneurs/check_{kind}", email)
        for kind in ("ask", "remind", "warn")
        for email in ("editor@enterprise.example", "second@example.org")
    ]
    assert all(mail.is_secret for mail in StoredMail.objects.all())


def test_without_an_editor_the_address_for_messages_is_asked_and_without_any_staff_see_it() -> None:
    with time_machine.travel(NOW, tick=False):
        one, two = published("Пчела"), published("Дуња")
        reach(one, email="pcela@example.org", receives_messages=True)
    with on("2027-03-02"):
        assert yearly_check.send_due_letters() == 2
    assert [mail.recipient for mail in StoredMail.objects.all()] == ["pcela@example.org"]
    assert [letter.enterprise for letter in CheckLetter.objects.filter(letters=0)] == [two]


def test_the_link_shows_the_facts_changes_nothing_and_one_button_confirms() -> None:
    enterprise = confirmed_in_march()
    with on("2027-03-02"):
        yearly_check.send_due_letters()
        path, client = link_in(StoredMail.objects.get()), Client()
        page = client.get(path)
        enterprise.refresh_from_db()
        assert (page.status_code, enterprise.confirmed_on) == (200, date(2026, 3, 2))
        assert "Правимо зимницу." in page.content.decode()
        assert client.post(path).status_code == 200
        enterprise.refresh_from_db()
        assert (enterprise.confirmed_on, enterprise.confirmed_by) == (date(2027, 3, 2), "enterprise")
        # The link of a year that is confirmed opens nothing any more.
        assert client.get(path).status_code == 403
        assert yearly_check.send_due_letters() == 0


@pytest.mark.parametrize("key", ["", "x", "a:b:c"])
def test_a_key_that_does_not_fit_is_answered_alike_for_every_enterprise(key: str) -> None:
    shown, draft = published("Пчела"), make_enterprise("Нацрт")
    pages = [
        Client().get(f"/sr/enterprises/{slug}/still-right/?key={key}")
        for slug in (shown.slug, draft.slug, "x")
    ]
    assert [page.status_code for page in pages] == 3 * [403]


def test_a_key_fits_one_enterprise_and_expires() -> None:
    enterprise = confirmed_in_march()
    with on("2027-03-02"):
        key = yearly_check.make_key(enterprise)
        assert yearly_check.read_key("other", key) is None
        assert yearly_check.read_key(enterprise.slug, key) == enterprise
    with on("2027-12-31"):
        assert yearly_check.read_key(enterprise.slug, key) is None


def test_a_job_that_is_killed_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOW, tick=False):
        for name in ("Пчела", "Дуња"):
            make_editor(published(name), f"{len(name)}@example.org")
    kept = queue_letter
    calls: list[object] = []

    def killed(*args: object, **values: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return kept(*args, **values)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(yearly_check, "queue_letter", killed)
    with on("2027-03-02"):
        with pytest.raises(KeyboardInterrupt):
            yearly_check.send_due_letters()
        monkeypatch.undo()
        assert yearly_check.send_due_letters() == 1
    assert sorted(StoredMail.objects.values_list("recipient", flat=True)) == [
        "4@example.org",
        "5@example.org",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_letter() -> None:
    confirmed_in_march()
    with on("2027-03-02"):
        outcomes = at_once(yearly_check.send_due_letters, yearly_check.send_due_letters)
    assert sorted(outcomes) == [0, 1]
    assert StoredMail.objects.count() == 1


def holder(coordinator: User) -> Enterprise:
    enterprise = confirmed_in_march()
    with time_machine.travel(NOW, tick=False):
        hold_status(enterprise, by=coordinator)
    return enterprise


def test_the_next_report_follows_the_status_and_every_report(coordinator: User) -> None:
    enterprise = holder(coordinator)
    assert report_duties.propose_next_duty(enterprise=make_enterprise()) is None
    duty = ReportDuty.objects.get()
    assert (duty.first_year, duty.last_year, duty.due_on) == (2025, 2026, date(2027, 3, 31))
    assert report_duties.propose_next_duty(enterprise=enterprise) == duty
    with on("2027-03-02"):
        for day in (1, 2):
            report_duties.submit_report(duty=duty, on=date(2027, 3, day))
    years = ReportDuty.objects.order_by("due_on").values_list("first_year", "last_year", "submitted_on")
    assert list(years) == [(2025, 2026, date(2027, 3, 1)), (2027, 2028, None)]


def test_a_status_entered_late_proposes_no_report_whose_day_has_passed(coordinator: User) -> None:
    enterprise = confirmed_in_march()
    with on("2026-03-02"):
        hold_status(enterprise, by=coordinator, decided=date(2021, 6, 1))
    assert list(ReportDuty.objects.values_list("first_year", "last_year", "due_on")) == [
        (2025, 2026, date(2027, 3, 31))
    ]


def test_a_report_is_proposed_on_the_day_on_which_a_status_begins_and_by_the_morning_of_that_day(
    coordinator: User,
) -> None:
    enterprise = confirmed_in_march()
    proposed = []
    with on("2026-03-02"):
        hold_status(enterprise, by=coordinator, decided=date(2026, 3, 4))
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        with on(day):
            remind_of_reports(0)
            proposed.append(ReportDuty.objects.count())
    assert proposed == [0, 1, 1]


def test_nobody_is_reminded_of_a_report_after_the_status_has_ended(coordinator: User) -> None:
    holder(coordinator)
    end_fact(LegalStatus.objects.get(), on=date(2026, 12, 1))
    with on("2027-03-02"):
        assert report_reminders.remind_of_reports() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_enter_a_report_at_once_the_first_is_right_and_one_next_report_is_proposed(
    coordinator: User,
) -> None:
    holder(coordinator)
    duty = ReportDuty.objects.get()
    with on("2027-03-02"):
        told = at_once(
            *(partial(report_duties.submit_report, duty=duty, on=date(2027, 3, day)) for day in (1, 2))
        )
    duty.refresh_from_db()
    assert [each.submitted_on for each in told] == 2 * [duty.submitted_on]
    assert ReportDuty.objects.count() == 2


def test_a_report_is_reminded_of_once_and_stands_on_the_desk(
    coordinator: User, as_user: Callable[[User], Client]
) -> None:
    holder(coordinator)
    sent = []
    for before in (61, 60, 59):
        with time_machine.travel(datetime(2027, 3, 31, 8, tzinfo=UTC) - timedelta(days=before), tick=False):
            sent.append(report_reminders.remind_of_reports())
            desk = as_user(coordinator).get("/admin/").content.decode()
            assert ("desk-reports" in desk) == (before <= 60)
    assert sent == [0, 1, 0]
    mail = StoredMail.objects.get(kind="entrepreneurs/report_due")
    assert "2025–2026" in mail.body_text
