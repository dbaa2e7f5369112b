"""Made-up people who come to the demo's events, what they answered, and what they said afterwards."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from center.base.references import REFERENCE_ALPHABET
from center.choices import Language
from events.choices import ComesAgain, QuestionKind, RegistrationState
from events.models import Event, Feedback, Place, Question, Registration
from events.services.answers import YES, Given, keep_answers

# How many register for which event: sizes of the registrations, in their order.
_COMING: Final = {
    "mini-fair-1": (2, 1, 4, 25, 1, 3, 2, 1),
    "mini-fair-2": (1, 2, 28, 1, 4, 2, 1, 22, 3, 1, 2, 5, 1, 1),
    "how-to-price": (1, 1, 2, 1, 1, 1),
    "photos-with-a-phone": (2, 1, 1, 2, 1, 2, 1),
    "first-steps-spring": (1, 1),
    "first-steps-last": (1, 2, 1, 1, 1, 3),
    "status-of-social-enterprise": (1, 1, 1, 1, 1, 1, 1),
}
_NAMES: Final = (
    "Ана",
    "Боро",
    "Весна",
    "Гордана",
    "Драган",
    "Емина",
    "Живко",
    "Зорица",
    "Иван",
    "Јелица",
    "Ката",
    "Лазар",
    "Мирјана",
    "Небојша",
)
_ORGANISATIONS: Final = {28: "Основна школа (демо)", 25: "Гимназија (демо)", 22: "Удружење пензионера (демо)"}
_SAID: Final = (
    (5, "Разговори са људима који праве оно што продају.", "", ComesAgain.YES),
    (4, "Мед и ајвар.", "Више места за седење.", ComesAgain.YES),
    (5, "Тихи сат, први пут сам остала до краја.", "", ComesAgain.YES),
    (3, "", "Редови код улаза.", ComesAgain.PERHAPS),
    (4, "Добра сала, јасна објашњења.", "Мало дуже.", ComesAgain.YES),
    (5, "Све.", "", ""),
)


def load(events: dict[str, Event], now: datetime) -> None:
    """Write who registered, as the services would leave it; nobody of the demo gets letters."""
    for number, (slug, sizes) in enumerate(_COMING.items()):
        event = events[slug]
        question = _question(event) if slug in {"mini-fair-2", "photos-with-a-phone"} else None
        taken = 0
        for place, size in enumerate(sizes):
            has_place = event.capacity is None or taken + size <= event.capacity
            registration = _registration(event, number, place, size, has_place=has_place, now=now)
            if has_place:
                Place.objects.bulk_create(
                    Place(event=event, number=taken + each + 1, registration=registration)
                    for each in range(size)
                )
                taken += size
            if question is not None and place % 3 == 0:
                keep_answers(registration, [Given(question, chosen=(YES,))])
    for slug in ("mini-fair-1", "first-steps-last"):
        day = (events[slug].ends_at + timedelta(days=1)).date()
        Feedback.objects.bulk_create(
            Feedback(
                event=events[slug],
                score=score,
                good=good,
                better=better,
                comes_again=again,
                day=day,
                submission=uuid.uuid5(uuid.NAMESPACE_URL, f"demo-feedback-{slug}-{number}"),
            )
            for number, (score, good, better, again) in enumerate(_SAID)
        )


def _question(event: Event) -> Question:
    return Question.objects.create(
        event=event,
        kind=QuestionKind.YES_NO,
        text_sr="Да ли некоме треба помоћ да учествује?",
        text_en="Does anybody need help to take part?",
        help_sr="На пример тумач за знаковни језик или место за колица. Јавићемо Вам се.",
        help_en="Such as a sign language interpreter or room for a wheelchair. We will call you.",
    )


def _registration(
    event: Event, number: int, place: int, size: int, *, has_place: bool, now: datetime
) -> Registration:
    made_at = min(now, event.starts_at) - timedelta(days=20 - place)
    by_email = place % 3 != 1
    return Registration.objects.create(
        event=event,
        reference=f"DMTRDM{REFERENCE_ALPHABET[number]}{REFERENCE_ALPHABET[place]}",
        state=RegistrationState.SIGNED_UP if has_place else RegistrationState.WAITING,
        size=size,
        contact_name=f"{_NAMES[(number + place) % len(_NAMES)]} (демо)",
        contact_phone="" if by_email else f"+3816400000{number}{place:02d}"[:13],
        contact_email=f"visitor{number}-{place}@demo.example" if by_email else "",
        organisation=_ORGANISATIONS.get(size, ""),
        language=Language.SERBIAN_CYRILLIC,
        submission=uuid.uuid5(uuid.NAMESPACE_URL, f"demo-registration-{number}-{place}"),
        created_at=made_at,
        placed_at=made_at if has_place else None,
    )
