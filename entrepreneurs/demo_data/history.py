"""What changed with the made-up enterprises over the years, so that a census of two years differs.

All years count back from the present one, whenever the demo is loaded.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from django.utils import timezone

from center.models import User
from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.demo_data.shapes import Demo
from entrepreneurs.models import (
    ActivityCode,
    Enterprise,
    Existence,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    Settlement,
)
from entrepreneurs.services import add_enterprise, archive, record_fact

SOURCE: Final = "Пример, није из регистра"
# How many years ago they began; the others begin in the year of their table.
_BEGAN: Final = {"Колачи баба Наде": 1, "Играоница Точак": 1, "Жица и перле": 0}
# What they were until a day so many years ago.
FORM_BEFORE: Final = {
    "Башта на крову": (LegalForm.INFORMAL, 1, (4, 15)),
    "Сунчана страна": (LegalForm.ASSOCIATION, 2, (10, 1)),
}
PLACE_BEFORE: Final = {"Кора и срж": ("Крушевац", 1, (9, 1))}
# The status before the one of their table, which they have since that day.
STATUS_BEFORE: Final = {
    "Папирна лађа": (StatusKind.PREPARING, 1, (5, 20)),
    "Лазаричка нит": (StatusKind.PREPARING, 2, (6, 11)),
    "Поврће са Мораве": (StatusKind.NONE, 1, (2, 3)),
}
# They did not work from the first day to the second.
_PAUSES: Final = {"Сапун и лаванда": ((3, (9, 1)), (1, (4, 1)))}
# The registry was begun so many years ago; what was there before was entered then.
_KEPT_FOR_YEARS: Final = 4


@dataclass(frozen=True)
class Ended:
    """An enterprise that is no more; the directory does not show it, a census of its years counts it."""

    name_sr: str
    name_en: str
    form: LegalForm
    place: str
    activity: str
    began_years_ago: int
    ended_years_ago: int
    ended: tuple[int, int]


ENDED: Final = (
    Ended("Ћилим и по", "A Rug and a Half", LegalForm.ASSOCIATION, "Крушевац", "1399", 8, 1, (7, 1)),
    Ended("Сок од зове", "Elder Juice", LegalForm.COOPERATIVE, "Јасика", "1039", 6, 0, (1, 10)),
)


def years_ago(years: int, month_and_day: tuple[int, int]) -> date:
    """Return that day so many years ago; today, if it has not come yet this year."""
    today = timezone.localdate()
    return min(date(today.year - years, *month_and_day), today)


def dated(demo: Demo) -> Demo:
    """Let those begin lately that are to."""
    years = _BEGAN.get(demo.name_sr)
    return demo if years is None else replace(demo, founded=timezone.localdate().year - years)


def began_on(demo: Demo, number: int) -> date:
    """Return the day on which an enterprise was founded: another day for each, and none to come."""
    return min(date(demo.founded, 1 + number % 12, 1 + number % 28), timezone.localdate())


def exist(name: str, enterprise: Enterprise, *, by: User) -> None:
    """Record when an enterprise exists, with the pause that it may have had."""
    since: date | None = enterprise.founded_on
    known: dict[str, Any] = {"enterprise": enterprise, "by": by, "source": SOURCE}
    if pause := _PAUSES.get(name):
        (from_years, from_day), (until_years, until_day) = pause
        record_fact(Existence, since=since, until=years_ago(from_years, from_day), **known)
        since = years_ago(until_years, until_day)
    record_fact(Existence, since=since, **known)
    _recorded_in_time(enterprise)


def add_ended(by: User) -> None:
    """Add the enterprises that are no more."""
    for ended in ENDED:
        since, until = years_ago(ended.began_years_ago, (3, 1)), years_ago(ended.ended_years_ago, ended.ended)
        enterprise = add_enterprise(
            name_sr=ended.name_sr,
            name_en=ended.name_en,
            legal_name=f"{ended.name_sr} {ended.place}",
            founded_on=since,
            is_demo=True,
            by=by,
        )
        known: dict[str, Any] = {"enterprise": enterprise, "since": since, "by": by, "source": SOURCE}
        record_fact(Existence, until=until, end_reason="Одлука оснивача (пример)", **known)
        record_fact(RegisteredForm, form=ended.form, **known)
        code = ActivityCode.objects.get(code=ended.activity, version="2010")
        record_fact(RegisteredActivity, code=code, **known)
        record_fact(Seat, settlement=town(ended.place), **known)
        _recorded_in_time(enterprise)
        archive(enterprise=enterprise)


def town(name: str) -> Settlement:
    """Return a settlement of the municipality."""
    return Settlement.objects.get(name_sr=name, municipality_sr="Крушевац")


def _recorded_in_time(enterprise: Enterprise) -> None:
    """Let the registry have learnt of it as it happened, or when the registry was begun."""
    begun = years_ago(_KEPT_FOR_YEARS, (3, 1))
    learnt = max(enterprise.founded_on or begun, begun)
    at = timezone.make_aware(datetime.combine(learnt, time(10)))
    Existence.objects.filter(enterprise=enterprise).update(recorded_at=at)
