"""Made-up enterprises and people, so that the demo looks like a town in which something is going on."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from center.models import User
from entrepreneurs.choices import (
    Confidence,
    ConfirmedBy,
    ConsentWay,
    Contract,
    FigureSource,
    IncomeBand,
    MemberRole,
    Purpose,
    Sex,
    Stage,
)
from entrepreneurs.demo_data import history, member, news, press, signatures
from entrepreneurs.demo_data.crafts import CRAFTS
from entrepreneurs.demo_data.facts import record_facts
from entrepreneurs.demo_data.people import names
from entrepreneurs.demo_data.pictures import draw_missing
from entrepreneurs.demo_data.services import SERVICES
from entrepreneurs.demo_data.shapes import Demo
from entrepreneurs.demo_data.table import TABLE
from entrepreneurs.demographics import PersonSex
from entrepreneurs.models import (
    AnnualFigures,
    Channel,
    Engagement,
    Enterprise,
    Entrepreneur,
    OpeningTime,
    Product,
    ProductCategory,
)
from entrepreneurs.services import (
    add_enterprise,
    add_member,
    add_person,
    give_consent,
    publish,
    record_demographics,
)
from entrepreneurs.services.changes import one_change, touched

ALL: tuple[Demo, ...] = (*TABLE, *CRAFTS, *SERVICES)
_LANGUAGES = ("sr", "sr", "sr-latn", "en")
_BANDS = tuple(IncomeBand)


def load() -> None:
    """Make the demo's people and enterprises unless there are some; the demo's staff exist already."""
    if not Enterprise.objects.exists():
        _load_enterprises()
    news.link()


def _load_enterprises() -> None:
    by = demo_user(Role.COORDINATOR)
    people = [_person(number, name, by) for number, name in enumerate(names(), 1)]
    for number, demo in enumerate(ALL):
        _enterprise(number, history.dated(demo), people[number], by)
    history.add_ended(by)
    member.load(by)
    signatures.load(by)


def finish() -> Iterator[None]:
    """Draw the pictures, a step at a time, once the portal runs; its worker makes the files of them."""
    yield from draw_missing({demo.name_sr: demo for demo in ALL})
    yield from news.draw_covers()
    yield from press.draw_pictures()


def _person(number: int, name: str, by: User) -> Entrepreneur:
    """Save one person; the first thirty run an enterprise, the others think of it. Every fourth has no e-mail."""
    return add_person(
        name=name,
        phone=f"037 000 {100 + number}",
        email="" if number % 4 == 0 else f"osoba{number}@demo.example",
        language=_LANGUAGES[number % len(_LANGUAGES)],
        stage=Stage.EXISTING if number <= len(ALL) else Stage.ASPIRING,
        by=by,
    )


@one_change()
def _enterprise(number: int, demo: Demo, founder: Entrepreneur, by: User) -> None:
    enterprise = add_enterprise(
        name_sr=demo.name_sr,
        name_en=demo.name_en,
        legal_name=f"{demo.name_sr} {demo.place}",
        summary_sr=demo.summary_sr,
        summary_en=demo.summary_en,
        description_sr=demo.about_sr,
        description_en=demo.about_en,
        how_to_buy_sr="Позовите нас или пошаљите поруку са ове странице. Плаћа се готовином или преко рачуна.",
        how_to_buy_en="Call us or send a message from this page. You can pay in cash or by bank transfer.",
        languages=list(demo.languages),
        founded_on=history.began_on(demo, number),
        is_demo=True,
        by=by,
        **_point(demo),
    )
    membership = add_member(person=founder, enterprise=enterprise, role=MemberRole.FOUNDER, by=by)
    consent = give_consent(
        person=founder, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise, by=by
    )
    # Half of the founders want to be named.
    if number % 2 == 0:
        membership.publication_consent = consent
        membership.save()
    record_facts(demo, enterprise, by)
    _told(number, founder, by)
    _contact(number, demo, enterprise, founder, consent)
    _products(demo, enterprise)
    _figures(number, demo, enterprise, by)
    publish(enterprise=enterprise, consent=consent, by=by)
    # Some were looked at long ago, so that the yearly check has something to show.
    Enterprise.objects.filter(pk=enterprise.pk).update(
        confirmed_on=timezone.localdate() - timedelta(days=30 * demo.months_since_check + number % 25),
        confirmed_by=ConfirmedBy.ENTERPRISE if number % 3 else ConfirmedBy.STAFF,
    )
    touched(enterprise)


def _told(number: int, founder: Entrepreneur, by: User) -> None:
    """Let most founders tell what they are counted by; in the list of names women and men take turns."""
    if number % 6 != 5:  # noqa: PLR2004 -- all but every sixth
        record_demographics(
            person=founder,
            sex=PersonSex.MAN if number % 2 else PersonSex.WOMAN,
            birth_year=timezone.localdate().year - 24 - number * 11 % 43,
            employment="",
            how=ConsentWay.PAPER,
            by=by,
        )


def _point(demo: Demo) -> dict[str, Decimal]:
    """Put one enterprise at the middle of the town: the only point known for sure, and others are not invented."""
    return {"latitude": Decimal("43.58"), "longitude": Decimal("21.334")} if demo.at_town_point else {}


def _contact(number: int, demo: Demo, enterprise: Enterprise, founder: Entrepreneur, consent: Any) -> None:
    Channel.objects.create(
        enterprise=enterprise,
        person=founder,
        kind="phone",
        phone=f"+38137000{200 + number}",
        publication_consent=consent,
        position=1,
    )
    if number % 5:
        Channel.objects.create(
            enterprise=enterprise,
            kind="email",
            email=f"{enterprise.slug}@demo.example"[:254],
            receives_messages=True,
            publication_consent=consent,
            position=2,
        )
    if demo.hours:
        days, hours = demo.hours.split()
        first, _dash, last = days.partition("-")
        opens, closes = (time(int(hour)) for hour in hours.split("-"))
        OpeningTime.objects.bulk_create(
            OpeningTime(enterprise=enterprise, weekday=day, opens=opens, closes=closes)
            for day in range(int(first), int(last or first) + 1)
        )


def _products(demo: Demo, enterprise: Enterprise) -> None:
    categories = {each.slug: each for each in ProductCategory.objects.all()}
    year = timezone.localdate().year
    for position, offer in enumerate(demo.offers, 1):
        season: dict[str, date] = {}
        if offer.season:
            first, last = offer.season
            season["available_from"] = date(year, first, 1)
            season["available_until"] = date(year, last, monthrange(year, last)[1])
        Product.objects.create(
            enterprise=enterprise,
            category=categories[offer.category],
            name_sr=offer.name_sr,
            name_en=offer.name_en,
            price_sr=offer.price_sr,
            price_en=offer.price_en,
            position=position,
            **season,
        )


def _figures(number: int, demo: Demo, enterprise: Enterprise, by: User) -> None:
    """Record last year and the year before for two enterprises in three; the others gave no figures."""
    if number % 3 == 2:  # noqa: PLR2004 -- every third
        return
    last = timezone.localdate().year - 1
    women, men = demo.people
    for year, fewer in ((last - 1, 1), (last, 0)):
        if year < demo.founded:
            continue
        figures = AnnualFigures.objects.create(
            enterprise=enterprise,
            year=year,
            source=FigureSource.INTERVIEW,
            source_note="Пример, измишљени подаци",
            confidence=Confidence.MEDIUM,
            income_band=_BANDS[1 + number % 4],
            vulnerable_engaged=max(0, (women + men - fewer) * 2 // 3),
            profit_reinvested=50 + 10 * (number % 6),
            decision_share=34 + number,
            recorded_by=by,
        )
        for sex, people in ((Sex.WOMEN, women - fewer), (Sex.MEN, men)):
            if people > 0:
                Engagement.objects.create(figures=figures, sex=sex, contract=Contract.EMPLOYED, people=people)
