"""Exhibitors of the demo's fairs: applied, reviewed, decided, with their needs; eight of the first one reported."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from center.models import User
from entrepreneurs.models import Enterprise
from events import snapshots
from events.choices import ApplicationState, ComesAgain, SalesBand
from events.models import (
    ApplicationProduct,
    Event,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    Review,
)

# In the order of the enterprises; all others are accepted.
_OTHERS: Final = {
    2: ApplicationState.SENT,
    6: ApplicationState.RESERVE,
    10: ApplicationState.DECLINED,
    14: ApplicationState.SENT,
    18: ApplicationState.RESERVE,
    22: ApplicationState.SENT,
}
_SECOND, _FIRST = 26, 8
_WISHES: Final = ("", "Ако може, место у хладу.", "", "Близу бине, показујемо како се плете.", "")
_TASTES: Final = ("Дегустација", "Something to taste")
_EATEN: Final = frozenset({"food", "honey", "preserves", "catering"})
_OFFERS: Final = (
    ("Показујемо како радимо", "We show how we work"),
    ("", ""),
    ("Попуст за ученике", "Cheaper for pupils"),
    ("Радионица за децу у 12 часова", "A workshop for children at 12"),
)
_COMMENTS: Final = (
    "Људи их већ траже.",
    "Нови су, вреди им дати прилику.",
    "",
    "Слично већ имамо на два штанда.",
)
_CONDITIONS_SR: Final = (
    "Штанд је бесплатан. Добијате сто, две столице и, ако Вам треба, струју.\n\n"
    "Молимо Вас да останете до краја и да после сајма одговорите на три кратка питања."
)
_CONDITIONS_EN: Final = (
    "A stand costs nothing. You get a table, two chairs and, if you need it, electricity.\n\n"
    "Please stay until the end, and answer three short questions after the fair."
)
_REPORTS: Final = (
    (SalesBand.UP_TO_25, 6, ComesAgain.YES, "Још хлада."),
    (SalesBand.UP_TO_25, 4, ComesAgain.YES, ""),
    (SalesBand.UP_TO_10, 3, ComesAgain.YES, ""),
    (SalesBand.UP_TO_10, 9, ComesAgain.PERHAPS, "Почетак у девет, док није врућина."),
    (SalesBand.UP_TO_25, 2, ComesAgain.YES, ""),
    (SalesBand.UP_TO_10, 5, ComesAgain.YES, ""),
    (SalesBand.UP_TO_25, 8, ComesAgain.YES, ""),
    (SalesBand.UP_TO_10, 1, ComesAgain.PERHAPS, ""),
)


def load(*, first: Event, second: Event, by: User, now: datetime) -> None:
    """Write the exhibitors of the finished first fair and of the second one, which is still being decided.

    Nobody gets a letter: the demo begins without any.
    """
    enterprises = list(Enterprise.objects.published().filter(is_demo=True).order_by("pk")[:_SECOND])
    _open(first, first.starts_at - timedelta(days=20))
    _open(second, second.starts_at - timedelta(days=8))
    # Some of the first fair come again, so that the second one has first-timers too.
    for number, enterprise in enumerate(enterprises[: 2 * _FIRST : 2]):
        application = _apply(first, enterprise, number, first.starts_at - timedelta(days=30), by)
        _decide(application, ApplicationState.ACCEPTED, by, first.starts_at - timedelta(days=15))
        _report(application, number, first.ends_at + timedelta(days=1, hours=number))
    for number, enterprise in enumerate(enterprises):
        sent_at = now - timedelta(days=12, hours=7 * number)
        application = _apply(second, enterprise, number, sent_at, by)
        state = _OTHERS.get(number, ApplicationState.ACCEPTED)
        _review(application, number, sent_at + timedelta(days=2), by, is_open=state == ApplicationState.SENT)
        if state != ApplicationState.SENT:
            _decide(application, state, by, now - timedelta(days=3))
        # The first is the demo member's: there is something left to do.
        if state == ApplicationState.ACCEPTED and number and number % 3:
            _need(application, number)


def _open(event: Event, until: datetime) -> None:
    event.applications_close_at = until.replace(minute=0)
    event.needs_until = timezone.localdate(event.starts_at - timedelta(days=4))
    event.conditions_sr, event.conditions_en = _CONDITIONS_SR, _CONDITIONS_EN
    event.save()


def _apply(
    event: Event, enterprise: Enterprise, number: int, sent_at: datetime, by: User
) -> ExhibitorApplication:
    member = enterprise.memberships.select_related("person").order_by("pk").first()
    assert member is not None
    kinds = set(enterprise.products.values_list("category__slug", flat=True))
    offer = _TASTES if kinds & _EATEN else _OFFERS[number % len(_OFFERS)]
    person, has_power = member.person, number % 4 == 1
    by_phone = not person.email
    application = ExhibitorApplication.objects.create(
        event=event,
        enterprise=enterprise,
        applicant=None if by_phone else person,
        entered_by=by if by_phone else None,
        contact_name=person.name,
        contact_phone=person.phone,
        contact_email=person.email,
        language=person.language,
        offer_sr=offer[0],
        offer_en=offer[1],
        wishes=_WISHES[number % len(_WISHES)],
        helpers=1 + number % 3,
        needs_power=has_power,
        devices="Фрижидер" if has_power else "",
        watts=150 if has_power else 0,
        begun_at=sent_at - timedelta(hours=1),
    )
    ApplicationProduct.objects.bulk_create(
        ApplicationProduct(application=application, product=product)
        for product in enterprise.products.filter(is_offered=True)
    )
    application.state, application.sent_at = ApplicationState.SENT, sent_at
    application.save()
    return application


def _review(
    application: ExhibitorApplication, number: int, written_at: datetime, by: User, *, is_open: bool
) -> None:
    """Let two colleagues judge it; of what is still open one colleague has not looked yet."""
    is_weak = _OTHERS.get(number) == ApplicationState.DECLINED
    reviewers = [demo_user(Role.ADVISOR)] if is_open else [by, demo_user(Role.ADVISOR)]
    for place, reviewer in enumerate(reviewers):
        Review.objects.create(
            application=application,
            reviewer=reviewer,
            score=1 + place if is_weak else max(2, 5 - (number + place) % 3),
            comment=_COMMENTS[(number + place) % len(_COMMENTS)],
            written_at=written_at + timedelta(hours=place),
        )


def _decide(application: ExhibitorApplication, state: ApplicationState, by: User, at: datetime) -> None:
    application.decided_by, application.decided_at, application.told_at = by, at, at
    if state == ApplicationState.ACCEPTED:
        snapshots.take(application)
    application.state = state
    application.save()


def _need(application: ExhibitorApplication, number: int) -> None:
    values: dict[str, Any] = {"sockets": 1, "watts": 150} if application.needs_power else {}
    ExhibitorNeeds.objects.create(
        application=application,
        tables=1 + number % 2,
        chairs=application.helpers + 1,
        meals=application.helpers,
        vehicle="Комби (демо)" if number % 5 == 0 else "",
        comes_at=time(8, 30 * (number % 2)),
        **values,
    )


def _report(application: ExhibitorApplication, number: int, at: datetime) -> None:
    sales, contacts, again, words = _REPORTS[number % len(_REPORTS)]
    ExhibitorReport.objects.create(
        application=application,
        sales=sales,
        contacts=contacts,
        comes_again=again,
        words=words,
        reported_at=at,
    )
