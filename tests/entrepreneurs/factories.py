"""People and enterprises for tests, in the fewest words."""

from datetime import date
from typing import Any

from django.utils import timezone

from center.models import User
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose, StatusKind
from entrepreneurs.models import (
    ActivityCode,
    Channel,
    Enterprise,
    Entrepreneur,
    LegalStatus,
    Product,
    ProductCategory,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services import add_enterprise, add_member, add_person, give_consent, publish, record_fact
from entrepreneurs.services.changes import one_change


def make_person(name: str = "Рада Радић", **fields: Any) -> Entrepreneur:
    return add_person(**{"name": name, "phone": "037 123 456", "language": "sr", **fields})


def make_enterprise(name: str = "", **fields: Any) -> Enterprise:
    """Make an enterprise in preparation, without any fact."""
    number = Enterprise.objects.count() + 1
    return add_enterprise(
        name_sr=name or f"Предузеће {number}",
        **{"summary_sr": "Правимо зимницу.", "summary_en": "We make preserves.", **fields},
    )


@one_change()
def published(
    name: str = "", *, settlement: str = "Крушевац", activity: str = "", **fields: Any
) -> Enterprise:
    """Make an enterprise that the directory shows: a founder who agreed, a legal form and a seat."""
    enterprise = make_enterprise(name, **fields)
    person = make_person(f"Оснивач {enterprise.pk}")
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    consent = give_consent(
        person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
    )
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ASSOCIATION)
    record_fact(Seat, enterprise=enterprise, since=date(2020, 1, 1), settlement=place(settlement))
    if activity:
        code = ActivityCode.objects.get(code=activity)
        record_fact(RegisteredActivity, enterprise=enterprise, since=date(2020, 1, 1), code=code)
    return publish(enterprise=enterprise, consent=consent)


def place(name: str) -> Settlement:
    known = Settlement.objects.filter(name_sr=name).first()
    return known or Settlement.objects.create(name_sr=name, municipality_sr="Крушевац")


@one_change()
def serve(enterprise: Enterprise, *groups: str, status: StatusKind = StatusKind.SELF_DECLARED) -> LegalStatus:
    """Record a standing under the Law with the groups served, by their codes."""
    fact = record_fact(LegalStatus, enterprise=enterprise, since=date(2023, 1, 1), status=status)
    for code in groups:
        ServedGroup.objects.create(status=fact, group=VulnerableGroup.objects.in_use().get(code=code))
    return fact


def hold_status(enterprise: Enterprise, *, by: User, decided: date = date(2025, 5, 1)) -> LegalStatus:
    """Record that the register has given the enterprise the status on that day."""
    return record_fact(
        LegalStatus,
        enterprise=enterprise,
        since=decided,
        status=StatusKind.REGISTERED,
        decided_on=decided,
        decision_number="БД 1/2025",
        checked_on=decided,
        checked_by=by,
    )


def offer(enterprise: Enterprise, name: str, category: str = "food", **fields: Any) -> Product:
    return Product.objects.create(
        enterprise=enterprise,
        category=ProductCategory.objects.get(slug=category),
        name_sr=name,
        **fields,
    )


def reach(enterprise: Enterprise, *, public: bool = True, **fields: Any) -> Channel:
    """Add a phone or an e-mail, published by the enterprise's consent unless said otherwise."""
    kind = "phone" if "phone" in fields else "email"
    return Channel.objects.create(
        enterprise=enterprise,
        kind=kind,
        publication_consent=enterprise.publication_consent if public else None,
        **fields,
    )


def today() -> date:
    return timezone.localdate()
