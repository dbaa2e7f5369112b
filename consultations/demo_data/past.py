"""Made-up visits of the last weeks, and what people answered for the statistics, so that the indicators show some."""

import uuid
from datetime import date, time, timedelta
from typing import Final

from consultations import rules
from consultations.choices import Mode, State
from consultations.models import Advisor, Topic
from consultations.services.past_visits import PastVisit, record_past_visit
from consultations.spans import instant
from entrepreneurs.choices import ConsentWay
from entrepreneurs.demographics import Employment, PersonSex
from entrepreneurs.models import Entrepreneur, Settlement
from entrepreneurs.services import record_demographics

_WOMAN, _MAN = PersonSex.WOMAN, PersonSex.MAN
# By the order of the people: sex, year of birth, work.
_ANSWERS: Final = (
    (_WOMAN, 1999, Employment.REGISTERED),
    (_MAN, 1974, Employment.REGISTERED),
    (_WOMAN, 1983, Employment.REGISTERED),
    (_MAN, 1969, Employment.OWN_WORK),
    (_WOMAN, 2001, Employment.REGISTERED),
)
_VISITS: Final = 18


def load(topics: list[Topic], advisors: list[Advisor], people: list[Entrepreneur], today: date) -> None:
    """Let everybody have come a few times; the last two people answered nothing."""
    for person, (sex, birth_year, employment) in zip(people, _ANSWERS, strict=False):
        record_demographics(
            person=person,
            sex=sex,
            birth_year=birth_year,
            employment=employment,
            how=ConsentWay.PAPER,
            by=advisors[0].user,
        )
    home = Settlement.objects.filter(name_sr="Крушевац").first()
    Entrepreneur.objects.filter(pk__in=[person.pk for person in people[:5]]).update(settlement=home)
    day = today - timedelta(days=14)
    for number in range(_VISITS):
        day -= timedelta(days=1)
        while rules.is_holiday(day) or day.isoweekday() > 5:  # noqa: PLR2004 -- Friday
            day -= timedelta(days=1)
        person, advisor = people[number % len(people)], advisors[number % 2]
        record_past_visit(
            visit=PastVisit(
                topic=topics[number % 2],
                advisor=advisor,
                start=instant(day, time(9 + number % 3)),
                minutes=45,
                mode=Mode.OFFICE,
                outcome=State.MISSED if number == _VISITS - 1 else State.DONE,
                name=person.name,
                phone=person.phone,
                email=person.email,
                language=person.language,
                submission=uuid.uuid5(uuid.NAMESPACE_OID, f"demo past visit {number}"),
            ),
            person=person,
            by=advisor.user,
        )
