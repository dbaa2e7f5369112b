"""A questionnaire with every kind of question, and surveys of it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from research.choices import Mode, Population
from research.definition import Choice, Definition, Group, Item, Kind, Question
from research.models import Invitation, Questionnaire, Survey
from research.services.codes import draw_code, hash_of
from research.services.questionnaires import add_version
from research.services.surveys import open_survey

NOW = datetime.fromisoformat("2026-07-07T10:00:00+02:00")


def texts(serbian: str, english: str = "") -> dict[str, str]:
    return {"sr": serbian, "en": english} if english else {"sr": serbian}


def question(kind: Kind, name: str, **more: Any) -> Question:
    return Question(kind, name, **({"label": texts(f"Питање {name}", f"Question {name}")} | more))


YES_NO = (Choice("yes", texts("Да", "Yes")), Choice("no", texts("Не", "No")))
AGREE = tuple(
    Choice(str(code), texts(serbian, english))
    for code, serbian, english in (
        (1, "Уопште се не слажем", "Strongly disagree"),
        (2, "Не слажем се", "Disagree"),
        (3, "Ни једно ни друго", "Neither"),
        (4, "Слажем се", "Agree"),
        (5, "Потпуно се слажем", "Strongly agree"),
    )
)
MEDIA = (
    Choice("tv", texts("Телевизија", "Television")),
    Choice("net", texts("Интернет", "Internet")),
    Choice("press", texts("Новине", "Newspapers")),
)
LISTS = {"yes_no": YES_NO, "agree": AGREE, "media": MEDIA}


def definition(*items: Item, **more: Any) -> Definition:
    return Definition(
        title=texts("Упитник за пробу", "A questionnaire to try"),
        items=items,
        choices=LISTS,
        languages=("sr", "en"),
        form_id="proba",
        **more,
    )


def short() -> Definition:
    """Three pages: who; what they heard, asked only of those who did; and a grid."""
    return definition(
        Group(
            "who",
            label=texts("О Вама", "About you"),
            items=(
                question(Kind.INTEGER, "age", required="true()", constraint=". >= 15 and . <= 110"),
                question(Kind.SELECT_ONE, "heard", choices="yes_no", required="true()"),
                question(
                    Kind.SELECT_MULTIPLE, "where", choices="media", relevant="${heard} = 'yes'", or_other=True
                ),
            ),
        ),
        Group(
            "more",
            label=texts("Шта сте чули", "What you heard"),
            relevant="${heard} = 'yes'",
            items=(question(Kind.TEXT, "what"), question(Kind.DATE, "since")),
        ),
        Group(
            "views",
            label=texts("Ваше мишљење", "Your view"),
            appearance="table-list",
            items=tuple(
                question(Kind.SELECT_ONE, f"view{number}", choices="agree", required="true()")
                for number in (1, 2)
            ),
        ),
        question(Kind.CALCULATE, "is_young", calculation="if(${age} < 30, 1, 0)", label={}),
    )


# All that `short` asks of somebody who heard of it, page by page.
PAGES: tuple[dict[str, Any], ...] = (
    {"age": "34", "heard": "yes", "where": ["net"], "seen": "age,heard,where"},
    {"what": "Мед", "since": "7.7.2020", "seen": "what,since"},
    {"view1": "4", "view2": "5", "seen": "view1,view2"},
)


def make_questionnaire(asks: Definition | None = None, key: str = "") -> Questionnaire:
    return add_version(key=key or f"q-{uuid.uuid4().hex[:8]}", definition=asks or short())


def make_survey(*modes: Mode, asks: Definition | None = None, is_open: bool = True, **fields: Any) -> Survey:
    """Make a survey; anonymous and open to everybody unless something else is said."""
    values: dict[str, Any] = {
        "slug": f"s-{uuid.uuid4().hex[:8]}",
        "title_sr": "Анкета за пробу",
        "title_en": "A survey to try",
        "population": Population.CITIZENS,
        "modes": list(modes or (Mode.LINK,)),
        "opens_at": timezone.now() - timedelta(days=1),
    }
    survey = Survey(
        questionnaire=fields.pop("questionnaire", None) or make_questionnaire(asks), **values | fields
    )
    survey.full_clean()
    survey.save()
    return open_survey(survey=survey) if is_open else survey


def make_invitation(survey: Survey, mode: Mode = Mode.MAIL, **fields: Any) -> tuple[Invitation, str]:
    """Make an invitation and return it with its code."""
    code = draw_code()
    values = {"email": f"{code.lower()}@example.org", "name": "Установа"} if mode == Mode.MAIL else {}
    made = Invitation.objects.create(
        survey=survey, mode=mode, code_hash=hash_of(code, survey_id=survey.pk), **values | fields
    )
    return made, code
