"""A survey that was answered and closed, for releases."""

import random
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from center.choices import Language
from research.choices import Mode
from research.definition import Choice, Definition, Group, Kind
from research.models import Release, Response, Survey
from research.services import releases
from research.services.surveys import close_survey
from tests.research.surveys import LISTS, make_survey, question, texts

SEX = (Choice("f", texts("жена", "woman")), Choice("m", texts("мушкарац", "man")))


def asks() -> Definition:
    """Return a questionnaire with every kind of table, a free text, and what is worked out of it."""
    return Definition(
        title=texts("Шта мисле грађани", "What citizens think"),
        choices={**LISTS, "sex": SEX},
        languages=("sr", "en"),
        form_id="gradjani",
        items=(
            question(Kind.SELECT_ONE, "sex", choices="sex"),
            question(Kind.INTEGER, "age"),
            question(Kind.SELECT_ONE, "heard", choices="yes_no"),
            question(
                Kind.SELECT_MULTIPLE, "where", choices="media", relevant="${heard} = 'yes'", or_other=True
            ),
            question(Kind.RANK, "order", choices="media"),
            question(Kind.TEXT, "what"),
            question(Kind.DATE, "since"),
            Group(
                "views",
                appearance="table-list",
                label=texts("Ставови", "Views"),
                items=tuple(question(Kind.SELECT_ONE, f"view{number}", choices="agree") for number in (1, 2)),
            ),
            question(Kind.CALCULATE, "is_young", calculation="if(${age} < 30, 1, 0)", label={}),
            question(Kind.CALCULATE, "leak", calculation="concat(${what}, '!')", label={}),
        ),
    )


SECRET = "tajna-rečenica"


def made_up(number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return answers of so many people; the same each time."""
    chance = random.Random(seed)  # noqa: S311 -- for answers that nobody gave
    found = []
    for _each in range(number):
        age = chance.randint(18, 80)
        row: dict[str, Any] = {
            "sex": chance.choice("fm"),
            "age": age,
            "heard": chance.choice(["yes", "no"]),
            "order": chance.sample(["tv", "net", "press"], 2),
            "what": SECRET,
            "since": f"2020-{chance.randint(1, 12):02}-11",
            "is_young": float(age < 30),
            "leak": f"{SECRET}!",
        }
        if row["heard"] == "yes":
            row["where"] = chance.sample(["tv", "net", "press", "other"], chance.randint(1, 3))
            if "other" in row["where"]:
                row["where_other"] = SECRET
        mood = chance.randint(1, 5)
        for item in (1, 2):
            row[f"view{item}"] = str(min(5, max(1, mood + chance.randint(-1, 1))))
        found.append(row)
    return found


def answered(
    rows: Sequence[dict[str, Any]],
    *,
    definition: Definition | None = None,
    closed: bool = True,
    **fields: Any,
) -> Survey:
    """Make a survey with these answers."""
    survey = make_survey(Mode.LINK, asks=definition or asks(), **fields)
    Response.objects.bulk_create(
        Response(
            survey=survey,
            is_anonymous=True,
            mode=Mode.LINK,
            language=Language.SERBIAN_CYRILLIC,
            day=timezone.localdate(),
            answers=row,
        )
        for row in rows
    )
    return close_survey(survey=survey) if closed else survey


def drafted(survey: Survey, **fields: Any) -> Release:
    return releases.draft(
        survey=survey, **{"title_sr": "Шта мисле грађани", "title_en": "What citizens think"} | fields
    )
