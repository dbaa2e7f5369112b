"""Enterprises with dated facts for the tests of the census, in the fewest words."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from entrepreneurs.choices import Confidence, FigureSource, LegalForm, MemberRole
from entrepreneurs.models import (
    ActivityCode,
    AnnualFigures,
    Engagement,
    Enterprise,
    Entrepreneur,
    Existence,
    RegisteredActivity,
    RegisteredForm,
    Seat,
)
from entrepreneurs.services import add_member, record_demographics
from tests.entrepreneurs.factories import make_enterprise, make_person, place

Spell = tuple[date | None, date | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def existing(*spells: str, **fields: Any) -> Enterprise:
    """Make an enterprise that exists in spells such as "2021-03-01/" or "2021-03-01/2022-01-01" (not any more)."""
    enterprise = make_enterprise(**fields)
    for spell in spells:
        first, _slash, gone = spell.partition("/")
        valid = DateRange(day(first) if first else None, day(gone) if gone else None)
        Existence.objects.create(enterprise=enterprise, valid=valid)
    return enterprise


def with_form(enterprise: Enterprise, form: LegalForm, spell: str) -> None:
    first, _slash, gone = spell.partition("/")
    RegisteredForm.objects.create(
        enterprise=enterprise,
        form=form,
        valid=DateRange(day(first) if first else None, day(gone) if gone else None),
    )


def with_activity(enterprise: Enterprise, code: str) -> None:
    RegisteredActivity.objects.create(
        enterprise=enterprise, code=ActivityCode.objects.get(code=code), valid=DateRange(None, None)
    )


def seated(enterprise: Enterprise, name: str) -> None:
    Seat.objects.create(enterprise=enterprise, settlement=place(name), valid=DateRange(None, None))


def employing(enterprise: Enterprise, people: int, year: int, source: str = "interview") -> None:
    figures = AnnualFigures.objects.create(
        enterprise=enterprise, year=year, source=FigureSource(source), confidence=Confidence.HIGH
    )
    Engagement.objects.create(figures=figures, sex="women", contract="employed", people=people)


def founder(
    enterprise: Enterprise, *, sex: str = "", born: int | None = None, person: Entrepreneur | None = None
) -> Entrepreneur:
    person = person or make_person(f"Оснивач {enterprise.pk}")
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    if sex or born:
        record_demographics(person=person, sex=sex, birth_year=born, employment="", how="paper")
    return person
