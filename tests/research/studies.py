"""A small release with everything in it, for the tests of its files and charts."""

from dataclasses import replace
from datetime import date
from typing import Any

from research.study import (
    WITHHELD,
    Category,
    Design,
    Funding,
    Head,
    Identity,
    Line,
    Measure,
    Shown,
    Statistic,
    Study,
    Table,
    TableKind,
    Variable,
    VariableKind,
    exploded,
)

SUPPORT = (
    Category("1", {"sr": "Уопште се не слажем", "en": "Strongly disagree"}),
    Category("2", {"sr": "Не слажем се", "en": "Disagree"}),
    Category("3", {"sr": "Нити се слажем нити се не слажем", "en": "Neither"}),
    Category("4", {"sr": "Слажем се", "en": "Agree"}),
    Category("5", {"sr": "У потпуности се слажем", "en": "Strongly agree"}),
    Category("9", {"sr": "Не знам", "en": "Don't know"}),
)
VARIABLES = (
    Variable(
        "trust",
        VariableKind.ONE,
        {"sr": "Поверење у социјална предузећа", "en": "Trust in social enterprises"},
        question={
            "sr": "Социјална предузећа су од користи граду.",
            "en": "Social enterprises are good for the town.",
        },
        categories=SUPPORT,
        measure=Measure.ORDINAL,
        missing=("9",),
        group="attitudes",
    ),
    Variable(
        "heard",
        VariableKind.SEVERAL,
        {"sr": "Одакле сте чули", "en": "Where you heard of them"},
        question={"sr": "Одакле сте чули за њих?", "en": "Where did you hear of them?"},
        categories=(
            Category("press", {"sr": "Из новина", "en": "Newspapers"}),
            Category("fair", {"sr": "На сајму", "en": "At the fair"}),
        ),
        asked_of={"sr": "Они који су чули", "en": "Those who have heard"},
    ),
    Variable(
        "sex",
        VariableKind.ONE,
        {"sr": "Пол", "en": "Sex"},
        categories=(
            Category("f", {"sr": "жена", "en": "woman"}),
            Category("m", {"sr": "мушкарац", "en": "man"}),
        ),
        is_quasi_identifier=True,
    ),
    Variable("age", VariableKind.NUMBER, {"sr": "Године", "en": "Age"}, measure=Measure.SCALE),
    Variable("day", VariableKind.DATE, {"sr": "Дан", "en": "Day"}, measure=Measure.SCALE, is_asked=False),
    Variable(
        "rank",
        VariableKind.RANK,
        {"sr": "Редослед", "en": "Order"},
        categories=(
            Category("a", {"sr": "прво", "en": "first"}),
            Category("b", {"sr": "друго", "en": "second"}),
        ),
        measure=Measure.ORDINAL,
    ),
    Variable(
        "weight",
        VariableKind.WEIGHT,
        {"sr": "Тежина", "en": "Weight"},
        measure=Measure.SCALE,
        is_asked=False,
        decimals=4,
    ),
)
ANSWERS: tuple[dict[str, Any], ...] = (
    {
        "trust": "5",
        "heard": ["fair"],
        "sex": "f",
        "age": 34,
        "day": "2026-03-02",
        "rank": ["b", "a"],
        "weight": 1.25,
    },
    {
        "trust": "1",
        "heard": ["press", "fair"],
        "sex": "m",
        "age": 51,
        "day": "2026-03-03",
        "rank": ["a"],
        "weight": 0.75,
    },
    {"trust": "9", "heard": None, "sex": None, "age": None, "weight": 1},
)
TRUST = Table(
    "trust",
    TableKind.FREQUENCY,
    {"sr": "Поверење у социјална предузећа", "en": "Trust in social enterprises"},
    heads=(Head("all", {"sr": "Сви", "en": "All"}, base=396),),
    lines=(
        Line("1", SUPPORT[0].label, (WITHHELD,)),
        Line("2", SUPPORT[1].label, (WITHHELD,)),
        Line("3", SUPPORT[2].label, (Shown(n=88, percent=22.2, low=18.4, high=26.6),)),
        Line("4", SUPPORT[3].label, (Shown(n=171, percent=43.2, low=38.4, high=48.1),)),
        Line("5", SUPPORT[4].label, (Shown(n=130, percent=32.8, low=28.4, high=37.6),)),
        Line("9", SUPPORT[5].label, (Shown(n=12),), is_missing=True),
    ),
    question=VARIABLES[0].question,
    sentence={"sr": "Три четвртине грађана се слаже.", "en": "Three quarters of citizens agree."},
    method=(
        {"sr": "Удели су од оних који су одговорили.", "en": "Shares are of those who answered."},
        {"sr": "Интервали су Вилсонови, 95 %.", "en": "Intervals are Wilson's, 95%."},
    ),
    variables=("trust",),
    missing=12,
    measure=Measure.ORDINAL,
    group="attitudes",
    is_whole=True,
)
BY_SEX = Table(
    "trust_by_sex",
    TableKind.CROSSTAB,
    {"sr": "Поверење према полу", "en": "Trust by sex"},
    heads=(
        Head("f", {"sr": "жена", "en": "woman"}, base=200),
        Head("m", {"sr": "мушкарац", "en": "man"}, base=196),
        Head("total", {"sr": "Укупно", "en": "Total"}, base=396, is_total=True),
    ),
    lines=(
        Line("no", {"sr": "Не слаже се", "en": "Disagrees"}, (WITHHELD, WITHHELD, Shown(n=7, percent=1.8))),
        Line("mid", {"sr": "Између", "en": "In between"}, (WITHHELD, WITHHELD, Shown(n=88, percent=22.2))),
        Line(
            "yes",
            {"sr": "Слаже се", "en": "Agrees"},
            (
                Shown(n=160, percent=80.0, residual=2.345),
                Shown(n=141, percent=71.9, residual=-2.345),
                Shown(n=301, percent=76.0),
            ),
        ),
    ),
    statistics=(
        Statistic("cramers_v", {"sr": "Крамерово V", "en": "Cramér's V"}, 0.118),
        Statistic("p", {"sr": "p", "en": "p"}, None),
    ),
    method=({"sr": "Хи-квадрат тест.", "en": "Chi-square test."},),
    variables=("trust", "sex"),
    is_whole=True,
)
STUDY = Study(
    Identity(
        slug="citizens-2026",
        version=2,
        title={"sr": "Ставови грађана 2026", "en": "Attitudes of citizens 2026"},
        published=date(2026, 6, 1),
        producer={
            "sr": "Центар за социјално предузетништво Крушевац",
            "en": "Center for Social Entrepreneurship Kruševac",
        },
        abstract={"sr": "Шта грађани мисле.", "en": "What citizens think."},
        place={"sr": "Крушевац", "en": "Kruševac"},
        keywords=({"sr": "социјално предузетништво", "en": "social entrepreneurship"},),
        funding=(
            Funding(
                {"sr": "Европска унија", "en": "European Union"},
                "2025/123",
                {"sr": "Финансира Европска унија.", "en": "Funded by the European Union."},
            ),
        ),
        citation={
            "sr": "Центар за социјално предузетништво Крушевац (2026). Ставови грађана 2026, верзија 2.",
            "en": "Center for Social Entrepreneurship Kruševac (2026). Attitudes of citizens 2026, version 2.",
        },
        address="https://portal.example.rs/sr/research/results/citizens-2026/",
        form_id="citizens",
        form_version="3",
    ),
    Design(
        answered=408,
        collected_from=date(2026, 3, 1),
        collected_to=date(2026, 3, 31),
        universe={"sr": "Пунолетни грађани Крушевца", "en": "Adults in Kruševac"},
        population=90000,
        unit={"sr": "Особа", "en": "Person"},
        sampling={"sr": "Прост случајан узорак", "en": "Simple random sample"},
        mode={"sr": "На мрежи и на папиру", "en": "Online and on paper"},
        invited=1000,
        response_rate=40.8,
        weighting={"sr": "Према полу и годинама", "en": "By sex and age"},
        design_effect=1.12,
        effective_n=364.3,
        confidentiality={"sr": "Бројеви испод 5 нису приказани.", "en": "Counts under 5 are not shown."},
    ),
    variables=VARIABLES,
    tables=(TRUST, BY_SEX),
    data=exploded(VARIABLES, ANSWERS),
    sentences=({"sr": "Три четвртине грађана се слаже.", "en": "Three quarters of citizens agree."},),
    groups={"attitudes": {"sr": "Ставови", "en": "Attitudes"}},
)


def study(**changes: Any) -> Study:
    """Return the example with other parts."""
    return replace(STUDY, **changes)
