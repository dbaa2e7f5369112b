"""Any number of made-up enterprises with all their facts, for measuring. Numbered, so that a second run goes on."""

import random
from datetime import date, timedelta
from typing import Any, Final

import pgtrigger
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from entrepreneurs.business_names import comparable_names
from entrepreneurs.choices import (
    ConfirmedBy,
    ConsentWay,
    EnterpriseState,
    LegalForm,
    MemberRole,
    Purpose,
    Stage,
    StatusKind,
)
from entrepreneurs.models import (
    ActivityCode,
    Consent,
    ConsentText,
    Enterprise,
    Entrepreneur,
    Existence,
    LegalStatus,
    Membership,
    Product,
    ProductCategory,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services import directory

_BATCH: Final = 1000
_PREFIX: Final = "primer-"
_KINDS = (
    "Задруга",
    "Удружење",
    "Радионица",
    "Пекара",
    "Башта",
    "Кухиња",
    "Атеље",
    "Фарма",
    "Ткачница",
    "Кућа",
)
_WORDS = (
    "Златна", "Сунчана", "Бела", "Тиха", "Ведра", "Зелена", "Медена", "Стара", "Нова", "Вредна", "Плава", "Добра",
)  # fmt: skip
_THINGS = (
    "нит", "јабука", "рука", "долина", "капија", "колевка", "чесма", "шума", "река", "звезда", "корпа", "кашика",
    "љубичица", "њива", "ђумбирка", "чаролија", "шљива", "жетва",
)  # fmt: skip
_GOODS = (
    "Ајвар", "Слатко од шљива", "Багремов мед", "Вунене чарапе", "Плетене корпе", "Сапун од лаванде", "Ванилице",
    "Домаћи сир", "Сушене јабуке", "Дрвене играчке", "Поправка бицикала", "Доручак за скупове", "Штампа на платну",
    "Нега старијих", "Излет у Јастребац", "Курс кројења", "Зимница", "Ћилим од остатака", "Свеће од воска",
)  # fmt: skip
_PEOPLE = ("Мила", "Јован", "Љиљана", "Никола", "Весна", "Ђорђе", "Зорица", "Милош")
_SURNAMES = ("Јовић", "Петровић", "Ђурић", "Љубић", "Савић", "Живковић", "Чолић")
_FORMS = (
    LegalForm.ASSOCIATION,
    LegalForm.ENTREPRENEUR,
    LegalForm.LIMITED,
    LegalForm.COOPERATIVE,
    LegalForm.FOUNDATION,
)
_STATUSES = (StatusKind.SELF_DECLARED, StatusKind.SELF_DECLARED, StatusKind.PREPARING, StatusKind.NONE)


def load_enterprises(number: int) -> int:
    """Make enterprises until there are `number` of the sample, all published; return how many were made."""
    present = Enterprise.objects.filter(slug__startswith=_PREFIX, is_demo=True).count()
    lists = _lists()
    for start in range(present + 1, number + 1, _BATCH):
        _batch(range(start, min(start + _BATCH, number + 1)), lists)
    directory.tidy()
    return max(0, number - present)


SAMPLES = {"enterprises": load_enterprises}


def _lists() -> dict[str, list[Any]]:
    return {
        "settlements": list(Settlement.objects.order_by("pk")),
        "codes": list(ActivityCode.objects.filter(level="class").order_by("pk")),
        "groups": list(VulnerableGroup.objects.in_use()),
        "categories": list(ProductCategory.objects.all()),
        "texts": list(ConsentText.objects.filter(purpose=Purpose.PUBLICATION)),
    }


def _history() -> list[str]:
    """Name the triggers that write the history, which nobody will read of such data."""
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if model._meta.app_label == "entrepreneurs" and trigger.name == "insert_insert"
    ]


def _batch(numbers: range, lists: dict[str, list[Any]]) -> None:
    with pgtrigger.ignore(*_history()), transaction.atomic():
        chances = {number: random.Random(number) for number in numbers}  # noqa: S311 -- the same sample each time
        people = Entrepreneur.objects.bulk_create(
            Entrepreneur(
                name=f"{chance.choice(_PEOPLE)} {chance.choice(_SURNAMES)}",
                phone=f"+38137{100000 + number}",
                language="sr",
                stage=Stage.EXISTING,
            )
            for number, chance in chances.items()
        )
        enterprises = Enterprise.objects.bulk_create(
            _enterprise(number, chance) for number, chance in chances.items()
        )
        pairs = list(zip(enterprises, people, chances.values(), strict=True))
        consents = Consent.objects.bulk_create(
            Consent(
                person=person,
                enterprise=enterprise,
                text=lists["texts"][0],
                purpose=Purpose.PUBLICATION,
                given_how=ConsentWay.PAPER,
            )
            for enterprise, person, _chance in pairs
        )
        for enterprise, consent in zip(enterprises, consents, strict=True):
            enterprise.publication_consent = consent
            enterprise.state = EnterpriseState.PUBLISHED
        with pgtrigger.ignore("entrepreneurs.Enterprise:update_update"):
            Enterprise.objects.bulk_update(enterprises, ["publication_consent", "state"], batch_size=_BATCH)
        Membership.objects.bulk_create(
            Membership(person=person, enterprise=enterprise, role=MemberRole.FOUNDER, may_edit=True)
            for enterprise, person, _chance in pairs
        )
        _facts(pairs, lists)
        Product.objects.bulk_create(
            Product(
                enterprise=enterprise,
                category=chance.choice(lists["categories"]),
                name_sr=name,
                position=place,
            )
            for enterprise, _person, chance in pairs
            for place, name in enumerate(chance.sample(_GOODS, chance.randint(1, 4)))
        )
        directory.refresh(enterprise.pk for enterprise in enterprises)


def _enterprise(number: int, chance: random.Random) -> Enterprise:
    name = f"{chance.choice(_KINDS)} „{chance.choice(_WORDS)} {chance.choice(_THINGS)}” {number}"
    goods = ", ".join(word.lower() for word in chance.sample(_GOODS, 3))
    now = timezone.now()
    return Enterprise(
        slug=f"{_PREFIX}{number}",
        name_sr=name,
        comparable_name=comparable_names("", name),
        summary_sr=f"Правимо и продајемо: {goods}.",
        description_sr=f"Измишљено предузеће за мерење. {name} ради са људима из краја. "
        * chance.randint(1, 3),
        founded_on=date(chance.randint(2005, 2025), 1, 1),
        published_at=now - timedelta(minutes=chance.randint(1, 500_000)),
        confirmed_on=timezone.localdate() - timedelta(days=chance.randint(0, 450)),
        confirmed_by=ConfirmedBy.STAFF,
        is_demo=True,
    )


def _facts(pairs: list[tuple[Enterprise, Entrepreneur, random.Random]], lists: dict[str, list[Any]]) -> None:
    """Give each enterprise one row of every kind; a third of them sit in the first settlements, as in a town."""
    existences, forms, activities, seats, statuses = [], [], [], [], []
    for enterprise, _person, chance in pairs:
        known: dict[str, Any] = {"enterprise": enterprise, "valid": DateRange(enterprise.founded_on, None)}
        existences.append(Existence(**known))
        forms.append(RegisteredForm(form=chance.choice(_FORMS), **known))
        activities.append(RegisteredActivity(code=chance.choice(lists["codes"]), **known))
        near = lists["settlements"][:3] if chance.random() < 1 / 3 else lists["settlements"]
        seats.append(Seat(settlement=chance.choice(near), **known))
        statuses.append(LegalStatus(status=chance.choice(_STATUSES), **known))
    Existence.objects.bulk_create(existences)
    RegisteredForm.objects.bulk_create(forms)
    RegisteredActivity.objects.bulk_create(activities)
    Seat.objects.bulk_create(seats)
    ServedGroup.objects.bulk_create(
        ServedGroup(status=status, group=group)
        for status, (_enterprise, _person, chance) in zip(
            LegalStatus.objects.bulk_create(statuses), pairs, strict=True
        )
        for group in chance.sample(lists["groups"], chance.randint(0, 2))
    )
