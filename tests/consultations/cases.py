"""Cases for tests, in the fewest words."""

from datetime import date
from typing import Any

from consultations.models import Advisor, Case
from consultations.services import open_case
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import make_advisor
from tests.entrepreneurs.factories import make_person


def make_case(
    advisor: Advisor | None = None,
    person: Entrepreneur | None = None,
    *,
    subject: str = "Пекара",
    opened_on: date | None = None,
    **more: Any,
) -> Case:
    """Open a case through the service, entered by the advisor who leads it."""
    lead = advisor or make_advisor()
    return open_case(
        person=person or make_person("Рада Радић"),
        advisor=lead,
        subject=subject,
        opened_on=opened_on,
        by=lead.user,
        **more,
    )
