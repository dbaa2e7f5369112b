"""A survey of the enterprises that still runs: a sample of the registry, invitations, and some answers."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from research.choices import Mode, Population
from research.definition import Definition, Kind
from research.demo_data.writing import ask, choices, group, said
from research.models import Survey
from research.services.questionnaires import add_version
from research.services.surveys import open_survey

if TYPE_CHECKING:
    from center.models import User

SLUG: Final = "enterprises-demo"


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
    """Make the questionnaire and the survey; whom it invites comes with its sample."""
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
        opens_at=now - timedelta(days=6),
        closes_at=now + timedelta(days=15),
        added_by=by,
        is_demo=True,
    )
    survey.full_clean()
    survey.save()
    return open_survey(survey=survey, by=by)
