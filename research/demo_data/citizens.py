"""A survey of citizens with four hundred made-up answers, from the internet and from paper, and its second wave."""

import random
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from research.choices import DurationBand, Mode, Population, SurveyState
from research.demo_data.citizens_questionnaire import STATEMENTS, asked
from research.interview import Course, pages_of
from research.models import PageReach, Questionnaire, Response, Survey
from research.services.questionnaires import add_version
from research.services.surveys import close_survey

if TYPE_CHECKING:
    from center.models import User

SLUG: Final = "citizens-demo"
SECOND_SLUG: Final = "citizens-2-demo"
_ANSWERS: Final = 400
_ON_PAPER: Final = 140
_DAYS: Final = 21
_SECOND_ANSWERS: Final = 64
_SECOND_DAYS: Final = 5
_ENDED_BEFORE: Final = timedelta(days=30)
_DURATIONS: Final = (DurationBand.UNDER_3, DurationBand.UNDER_5, DurationBand.UNDER_10, DurationBand.UNDER_20)
_WISHES: Final = (
    "Више производа у продавницама.",
    "Чешћи сајмови.",
    "Да се зна шта раде.",
    "Боље радно време.",
)


def load(by: "User", now: datetime) -> Survey:
    """Make the questionnaire, the first survey with its answers, which is over, and the second, which runs."""
    # The same figures at each start.
    chance = random.Random("citizens")  # noqa: S311 -- made-up people, the same each time
    questionnaire = add_version(key="citizens", definition=asked(), by=by, is_demo=True)
    first = _survey(questionnaire, SLUG, "", now - _ENDED_BEFORE - timedelta(days=_DAYS), by)
    _answer(first, answers=_ANSWERS, on_paper=_ON_PAPER, days=_DAYS, by=by, chance=chance)
    closed = close_survey(survey=first, by=by)
    closed.closes_at = now - _ENDED_BEFORE
    closed.save(update_fields=["closes_at"])
    second = _survey(questionnaire, SECOND_SLUG, " 2", now - timedelta(days=_SECOND_DAYS), by)
    second.closes_at, second.earlier_wave = now + timedelta(days=_DAYS), closed
    second.save(update_fields=["closes_at", "earlier_wave"])
    _answer(second, answers=_SECOND_ANSWERS, days=_SECOND_DAYS, by=by, chance=chance)
    return closed


def _survey(questionnaire: Questionnaire, slug: str, mark: str, opens_at: datetime, by: "User") -> Survey:
    survey = Survey(
        slug=slug,
        questionnaire=questionnaire,
        title_sr=f"Шта грађани мисле о социјалном предузетништву{mark} (демо)",
        title_en=f"What citizens think of social entrepreneurship{mark} (demo)",
        about_sr="Пет минута о томе шта знате и шта мислите. Анкета је измишљена, да би се видело како портал ради.",
        about_en="Five minutes about what you know and think. The survey is made up, to show how the portal works.",
        population=Population.CITIZENS,
        modes=[Mode.LINK, Mode.PAPER],
        is_anonymous=True,
        opens_at=opens_at,
        added_by=by,
        is_demo=True,
    )
    survey.full_clean()
    # As it was then: an opening in the past is no verb.
    survey.state = SurveyState.OPEN
    survey.save()
    return survey


def _answer(
    survey: Survey, *, answers: int, on_paper: int = 0, days: int, by: "User", chance: random.Random
) -> None:
    Response.objects.bulk_create(
        _response(survey, number, by if number < on_paper else None, days, chance)
        for number in range(answers)
    )
    # Some people stop on the way, most of them at the grid.
    reached = answers - on_paper + round(0.25 * answers)
    for page, lost in zip(pages_of(survey.questionnaire.asks), (0.05, 0.04, 0.09, 0.04, 0.03), strict=True):
        PageReach.objects.create(survey=survey, page=page.number, people=reached)
        reached -= round(lost * answers)


def _response(survey: Survey, number: int, by: "User | None", days: int, chance: random.Random) -> Response:
    on_paper = by is not None
    # Most answers come in the first days.
    day = timezone.localdate(survey.opens_at) + timedelta(days=min(int(chance.expovariate(0.18)), days - 1))
    course = Course(survey.questionnaire.asks, _answers(chance, on_paper=on_paper), now=survey.opens_at)
    return Response(
        key=uuid.UUID(int=chance.getrandbits(128), version=4),
        survey=survey,
        is_anonymous=True,
        mode=Mode.PAPER if on_paper else Mode.LINK,
        language="sr" if on_paper or chance.random() < 0.6 else chance.choice(("sr-latn", "sr-latn", "en")),
        day=day,
        duration="" if on_paper else chance.choices(_DURATIONS, (2, 5, 6, 2))[0],
        is_fast=not on_paper and chance.random() < 0.03,
        answers=course.settled,
        form_number=str(number + 1) if on_paper else "",
        entered_by=by,
    )


def _answers(chance: random.Random, *, on_paper: bool) -> dict[str, Any]:
    """Return what one made-up person says: older people on paper, younger ones more in favour."""
    age = chance.choices("1234", (1, 2, 4, 5) if on_paper else (5, 6, 3, 1))[0]
    heard = chance.choices(("yes", "bit", "no"), (3, 4, 3) if age in "34" else (5, 4, 2))[0]
    mood = chance.gauss(0.5 if heard == "yes" else 0, 0.8) + (0.3 if age in "12" else 0)
    is_straight = chance.random() < 0.03
    bought = "yes" if chance.random() < {"yes": 0.5, "bit": 0.25, "no": 0.08}[heard] else "no"
    return {
        "sex": chance.choices(("f", "m", "x", None), (52, 45, 1, 2))[0],
        "age": age,
        "place": chance.choices(("town", "village"), (3, 2) if on_paper else (4, 1))[0],
        "school": chance.choices("123", (3, 5, 2) if age == "4" else (1, 5, 4))[0],
        "heard": heard,
        "where": [code for code, share in _HEARD_AT if chance.random() < share] or ["people"],
        **{name: "3" if is_straight else _degree(mood, name, chance) for name, _sr, _en in STATEMENTS},
        "bought": bought,
        "spent": round(chance.lognormvariate(7.6, 0.7), -2)
        if bought == "yes" and chance.random() < 0.8
        else None,
        "matters": chance.sample(("quality", "price", "purpose"), 3) if chance.random() < 0.9 else None,
        "recommend": max(0, min(10, round(7 + 1.6 * mood + chance.gauss(0, 1.5)))),
        "wish": chance.choice(_WISHES) if chance.random() < 0.2 else None,
    }


_HEARD_AT: Final = (("tv", 0.35), ("net", 0.5), ("press", 0.2), ("fair", 0.25), ("people", 0.3))
_SHIFT: Final = {"useful": 0.9, "quality": 0.7, "price": -0.1, "city": 0.4, "work": 0.2, "trust": -0.2}


def _degree(mood: float, name: str, chance: random.Random) -> str:
    # Whoever likes the enterprises does not think for that reason that nobody should work in them.
    leaning = -0.3 * mood if name == "work" else mood
    return str(max(1, min(5, round(3 + leaning + _SHIFT[name] + chance.gauss(0, 0.7)))))
