"""What citizens are asked about social enterprises."""

from typing import Final

from research.definition import Definition, Kind, Question
from research.demo_data.writing import ask, choices, group, said

STATEMENTS: Final = (
    (
        "useful",
        "Социјална предузећа су корисна за наш град.",
        "Social enterprises are useful for our town.",
    ),
    (
        "quality",
        "Њихови производи су доброг квалитета.",
        "Their products are of good quality.",
    ),
    (
        "price",
        "За производ таквог предузећа вреди платити мало више.",
        "It is worth paying a little more for a product of such an enterprise.",
    ),
    (
        "city",
        "Град треба да купује од социјалних предузећа.",
        "The city should buy from social enterprises.",
    ),
    (
        "work",
        "Особе с инвалидитетом треба да раде у обичним фирмама, а не у посебним.",
        "People with disabilities should work in ordinary companies, not in special ones.",
    ),
    (
        "trust",
        "Верујем да се добит троши на оно што обећају.",
        "I trust that the profit goes to what they promise.",
    ),
)


def asked() -> Definition:
    """Return the questionnaire: five pages, about five minutes."""
    return Definition(
        title=said(
            ("Шта мислите о социјалном предузетништву?", "What do you think of social entrepreneurship?")
        ),
        form_id="gradjani",
        languages=("sr", "en"),
        choices={
            "sex": choices(("f", "Жена", "Woman"), ("m", "Мушкарац", "Man"), ("x", "Друго", "Other")),
            "age": choices(
                ("1", "18 до 29", "18 to 29"),
                ("2", "30 до 44", "30 to 44"),
                ("3", "45 до 59", "45 to 59"),
                ("4", "60 и више", "60 and over"),
            ),
            "place": choices(("town", "У граду", "In the town"), ("village", "На селу", "In a village")),
            "school": choices(
                ("1", "Основна школа или мање", "Primary school or less"),
                ("2", "Средња школа", "Secondary school"),
                ("3", "Виша школа или факултет", "College or university"),
            ),
            "heard": choices(
                ("yes", "Да, знам шта је то", "Yes, I know what it is"),
                (
                    "bit",
                    "Познат ми је назив, али не знам тачно шта значи",
                    "I know the word, but am not sure what it means",
                ),
                ("no", "Не", "No"),
            ),
            "where": choices(
                ("tv", "Телевизија", "Television"),
                ("net", "Интернет и друштвене мреже", "Internet and social media"),
                ("press", "Новине и локални радио", "Newspapers and local radio"),
                ("fair", "Мини‑сајам или други догађај", "The mini-fair or another event"),
                ("people", "Од познаника", "From people I know"),
            ),
            "agree": choices(
                ("1", "Уопште се не слажем", "Strongly disagree"),
                ("2", "Не слажем се", "Disagree"),
                ("3", "Ни једно ни друго", "Neither"),
                ("4", "Слажем се", "Agree"),
                ("5", "Потпуно се слажем", "Strongly agree"),
            ),
            "yes_no": choices(("yes", "Да", "Yes"), ("no", "Не", "No")),
            "matters": choices(
                ("quality", "Квалитет", "Quality"),
                ("price", "Цена", "Price"),
                ("purpose", "Коме помаже", "Whom it helps"),
            ),
        },
        items=(
            group(
                "about",
                ("О Вама", "About you"),
                ask(Kind.SELECT_ONE, "sex", ("Пол", "Sex"), must=False, choices="sex"),
                ask(Kind.SELECT_ONE, "age", ("Колико имате година?", "How old are you?"), choices="age"),
                ask(Kind.SELECT_ONE, "place", ("Где живите?", "Where do you live?"), choices="place"),
                ask(
                    Kind.SELECT_ONE,
                    "school",
                    ("Коју сте школу завршили?", "What school did you finish?"),
                    choices="school",
                ),
            ),
            group(
                "knows",
                ("Колико је познато", "How well known it is"),
                ask(
                    Kind.SELECT_ONE,
                    "heard",
                    ("Да ли сте чули за социјална предузећа?", "Have you heard of social enterprises?"),
                    choices="heard",
                ),
                ask(
                    Kind.SELECT_MULTIPLE,
                    "where",
                    ("Где сте чули за њих?", "Where did you hear of them?"),
                    ("Можете означити више одговора.", "You may choose several answers."),
                    choices="where",
                    relevant="${heard} != 'no'",
                    or_other=True,
                ),
                Question(
                    Kind.NOTE,
                    "what_it_is",
                    label=said(
                        (
                            (
                                "Социјално предузеће послује на тржишту, а добит улаже у помоћ људима којима је тешко"
                                " да нађу посао или у друго опште добро."
                            ),
                            (
                                "A social enterprise does business, and puts its profit into helping people who find"
                                " it hard to get work, or into another common good."
                            ),
                        )
                    ),
                ),
            ),
            group(
                "views",
                ("Колико се слажете с овим тврдњама?", "How far do you agree with these statements?"),
                *(
                    ask(Kind.SELECT_ONE, name, (serbian, english), choices="agree")
                    for name, serbian, english in STATEMENTS
                ),
                appearance="table-list",
            ),
            group(
                "buying",
                ("Куповина", "Buying"),
                ask(
                    Kind.SELECT_ONE,
                    "bought",
                    (
                        "Да ли сте у последњих годину дана нешто купили од социјалног предузећа?",
                        "Have you bought anything from a social enterprise in the last year?",
                    ),
                    choices="yes_no",
                ),
                ask(
                    Kind.INTEGER,
                    "spent",
                    ("Колико сте динара отприлике потрошили?", "About how many dinars did you spend?"),
                    must=False,
                    relevant="${bought} = 'yes'",
                    constraint=". >= 0 and . <= 1000000",
                ),
                ask(
                    Kind.RANK,
                    "matters",
                    ("Шта Вам је најважније када купујете?", "What matters most to you when you buy?"),
                    must=False,
                    choices="matters",
                ),
                ask(
                    Kind.RANGE,
                    "recommend",
                    (
                        "Колико бисте препоручили другима да купују од њих? (0 – нимало, 10 – веома)",
                        "How far would you recommend others to buy from them? (0 – not at all, 10 – very much)",
                    ),
                    start="0",
                    end="10",
                    step="1",
                ),
            ),
            group(
                "end",
                ("На крају", "At the end"),
                ask(
                    Kind.TEXT,
                    "wish",
                    ("Шта бисте волели да се промени?", "What would you like to see changed?"),
                    ("Не наводите имена.", "Please name nobody."),
                    must=False,
                    appearance="multiline",
                ),
            ),
            Question(
                Kind.CALCULATE,
                "promoter",
                calculation="if(${recommend} >= 9, 1, if(${recommend} <= 6, -1, 0))",
            ),
        ),
    )
