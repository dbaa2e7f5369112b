"""A survey of the enterprises that still runs: a sample of the registry, invitations, and some answers."""

import random
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from research.choices import DurationBand, Mode, Population, SampleMethod, Stratum
from research.definition import Definition, Kind
from research.demo_data.writing import ask, choices, group, said
from research.interview import Course
from research.models import Invitation, PageReach, Response, SpentInvitation, Survey
from research.services.frames import frame_of
from research.services.questionnaires import add_version
from research.services.samples import Wish, draw_sample
from research.services.surveys import open_survey

if TYPE_CHECKING:
    from center.models import User

SLUG: Final = "enterprises-demo"
_DRAWN: Final = 24
_DAYS: Final = 6


def asked() -> Definition:
    """Return the questionnaire: three pages about people, money and what the enterprise needs."""
    return Definition(
        title=said(
            ("Социјална предузећа: стање и потребе", "Social enterprises: how they are and what they need")
        ),
        form_id="preduzeca",
        languages=("sr", "en"),
        choices={
            "trend": choices(("up", "Више", "More"), ("same", "Исто", "The same"), ("down", "Мање", "Less")),
            "needs": choices(
                ("money", "Новац за улагање", "Money to invest"),
                ("buyers", "Купци", "Buyers"),
                ("people", "Обучени људи", "Skilled people"),
                ("space", "Простор", "Premises"),
                ("advice", "Савет о прописима", "Advice on rules"),
            ),
            "yes_no": choices(("yes", "Да", "Yes"), ("no", "Не", "No")),
        },
        items=(
            group(
                "people",
                ("Људи", "People"),
                ask(
                    Kind.INTEGER,
                    "employed",
                    ("Колико људи је данас запослено?", "How many people are employed today?"),
                    constraint=". >= 0 and . <= 10000",
                ),
                ask(
                    Kind.INTEGER,
                    "vulnerable",
                    (
                        "Колико њих припада теже запошљивим групама?",
                        "How many of them belong to hard-to-employ groups?",
                    ),
                    constraint=". >= 0 and . <= ${employed}",
                    constraint_message=said(
                        (
                            "Не може бити више него што је запослених.",
                            "There cannot be more than are employed.",
                        )
                    ),
                ),
            ),
            group(
                "money",
                ("Пословање", "Business"),
                ask(
                    Kind.SELECT_ONE,
                    "sales",
                    ("Продаја у односу на прошлу годину", "Sales compared to last year"),
                    choices="trend",
                ),
                ask(
                    Kind.SELECT_ONE,
                    "city_buys",
                    (
                        "Да ли град или јавне установе купују од Вас?",
                        "Does the city or do public institutions buy from you?",
                    ),
                    choices="yes_no",
                ),
            ),
            group(
                "needs_page",
                ("Потребе", "Needs"),
                ask(
                    Kind.SELECT_MULTIPLE,
                    "needs",
                    ("Шта Вам је најпотребније?", "What do you need most?"),
                    ("Највише три.", "At most three."),
                    choices="needs",
                    constraint="count-selected(.) <= 3",
                    constraint_message=said(("Изаберите највише три.", "Choose at most three.")),
                ),
            ),
        ),
    )


def load(by: "User", now: datetime) -> Survey:
    """Make the questionnaire, the survey with its sample, and the answers of those who have sent theirs."""
    # The same figures at each start.
    chance = random.Random("enterprises")  # noqa: S311 -- made-up enterprises, the same each time
    questionnaire = add_version(key="enterprises", definition=asked(), by=by, is_demo=True)
    survey = Survey(
        slug=SLUG,
        questionnaire=questionnaire,
        title_sr="Социјална предузећа: стање и потребе (демо)",
        title_en="Social enterprises: how they are and what they need (demo)",
        about_sr="Три стране о људима, пословању и потребама. Измишљена анкета, да би се видело како портал ради.",
        about_en="Three pages about people, business and needs. A made-up survey, to show how the portal works.",
        population=Population.ENTERPRISES,
        modes=[Mode.MAIL, Mode.CODE, Mode.PHONE],
        is_anonymous=True,
        opens_at=now,
        closes_at=now + timedelta(days=15),
        added_by=by,
        is_demo=True,
    )
    survey.full_clean()
    survey.save()
    day = timezone.localdate(now)
    size = min(_DRAWN, len(frame_of(survey, day=day).members))
    wish = Wish(SampleMethod.STRATIFIED, "demo", day, Stratum.LEGAL_FORM, size=size)
    draw_sample(survey=survey, wish=wish, by=by)
    opened = open_survey(survey=survey, by=by)
    # As if the letters had gone out some days ago.
    begun = now - timedelta(days=_DAYS)
    Survey.objects.filter(pk=opened.pk).update(opens_at=begun)
    opened.invitations.update(letter_at=begun)
    invitations = list(opened.invitations.order_by("pk"))
    for invitation in chance.sample(invitations, len(invitations) * 5 // 8):
        _answer(opened, invitation, chance)
    for page, people in enumerate((0.75, 0.7, 0.65), start=1):
        PageReach.objects.create(survey=opened, page=page, people=round(len(invitations) * people))
    return opened


@transaction.atomic
def _answer(survey: Survey, invitation: Invitation, chance: random.Random) -> None:
    course = Course(survey.questionnaire.asks, _answers(chance), now=timezone.now())
    SpentInvitation(invitation=invitation).save(force_insert=True)
    Response(
        key=uuid.UUID(int=chance.getrandbits(128), version=4),
        survey=survey,
        is_anonymous=True,
        mode=invitation.mode,
        language="sr",
        day=timezone.localdate() - timedelta(days=chance.randrange(_DAYS)),
        duration=chance.choice((DurationBand.UNDER_3, DurationBand.UNDER_5, DurationBand.UNDER_10)),
        answers=course.settled,
    ).save(force_insert=True)


def _answers(chance: random.Random) -> dict[str, Any]:
    employed = chance.choice((1, 2, 3, 4, 5, 6, 8, 11, 15))
    return {
        "employed": employed,
        "vulnerable": chance.randint(0, employed),
        "sales": chance.choices(("up", "same", "down"), (4, 4, 2))[0],
        "city_buys": chance.choices(("yes", "no"), (1, 4))[0],
        "needs": [code for code in ("money", "buyers", "people") if chance.random() < 0.6] or ["space"],
    }
