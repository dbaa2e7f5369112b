"""Any number of made-up answers, for measuring."""

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, Final

from django.utils import timezone

from research.choices import DurationBand, Mode, Population, SurveyState
from research.definition import Choice, Definition, Group, Kind, Question
from research.models import Response, Survey
from research.services.questionnaires import add_version

_SLUG: Final = "uzorak"
_QUESTIONS: Final = 30
_CODES: Final = ("1", "2", "3", "4", "5")
_BATCH: Final = 2000
_DAYS: Final = 60


def load_responses(number: int) -> int:
    """Fill a sample survey of thirty questions up to so many answers, and return how many were made."""
    survey = _survey()
    missing = number - survey.responses.count()
    rows = _rows(survey, max(missing, 0))
    while batch := list(islice(rows, _BATCH)):
        Response.objects.bulk_create(batch)
    return max(missing, 0)


def _survey() -> Survey:
    found = Survey.objects.filter(slug=_SLUG).first()
    return found or Survey.objects.create(
        slug=_SLUG,
        questionnaire=add_version(key=_SLUG, definition=sample_definition(), is_demo=True),
        title_sr="Узорак за мерење (демо)",
        title_en="Sample for measuring (demo)",
        population=Population.CITIZENS,
        modes=[Mode.LINK],
        state=SurveyState.OPEN,
        opens_at=timezone.now() - timedelta(days=_DAYS),
        is_listed=False,
        is_demo=True,
    )


def sample_definition() -> Definition:
    """Return thirty questions: most of one choice, some of several, some numbers."""
    return Definition(
        title={"sr": "Узорак за мерење", "en": "Sample for measuring"},
        form_id=_SLUG,
        languages=("sr", "en"),
        choices={
            "five": tuple(Choice(code, {"sr": f"Одговор {code}", "en": f"Answer {code}"}) for code in _CODES)
        },
        items=(
            Group("all", tuple(_question(number) for number in range(_QUESTIONS)), appearance="field-list"),
        ),
    )


def _question(number: int) -> Question:
    kind = _kind(number)
    label = {"sr": f"Питање {number + 1}", "en": f"Question {number + 1}"}
    return Question(kind, f"q{number:02}", label=label, choices="" if kind == Kind.INTEGER else "five")


def _kind(number: int) -> Kind:
    return {0: Kind.SELECT_MULTIPLE, 1: Kind.INTEGER}.get(number % 10, Kind.SELECT_ONE)


def _rows(survey: Survey, number: int) -> Iterator[Response]:
    chance = random.Random(_SLUG)  # noqa: S311 -- made-up answers, the same each time
    today = timezone.localdate()
    for _row in range(number):
        yield Response(
            key=uuid.uuid4(),
            survey=survey,
            is_anonymous=True,
            mode=Mode.LINK,
            language="sr",
            day=today - timedelta(days=chance.randrange(_DAYS)),
            duration=DurationBand.UNDER_5,
            answers={f"q{each:02}": _answer(each, chance) for each in range(_QUESTIONS)},
        )


def _answer(number: int, chance: random.Random) -> Any:
    kind = _kind(number)
    if chance.random() < _OPEN:
        return None
    if kind == Kind.SELECT_MULTIPLE:
        return [code for code in _CODES if chance.random() < _TICKED] or [_CODES[0]]
    return int(chance.gauss(45, 15)) if kind == Kind.INTEGER else chance.choice(_CODES)


_OPEN: Final = 0.03
_TICKED: Final = 0.4

SAMPLES: Final[dict[str, Callable[[int], int]]] = {"responses": load_responses}
