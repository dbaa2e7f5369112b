"""The words of the demo's initiatives and of its council; all of it is made up, and no office is a real one."""

from typing import Any, Final

from center.choices.advocacy import CouncilRole, InstitutionLevel, MeetingState, StepKind

INSTITUTIONS: Final = {
    "council": ("Градско веће", "City council", InstitutionLevel.MUNICIPAL),
    "markets": (
        "Јавно предузеће за пијаце",
        "Public enterprise for markets",
        InstitutionLevel.PUBLIC_ENTERPRISE,
    ),
    "ministry": ("Министарство за рад", "Ministry of labour", InstitutionLevel.NATIONAL),
    "chamber": ("Привредна комора региона", "Chamber of commerce of the region", InstitutionLevel.CHAMBER),
}

INITIATIVES: Final[list[dict[str, Any]]] = [
    {
        "slug": "market-stalls",
        "title_sr": "Три тезге за социјална предузећа",
        "title_en": "Three market stalls for social enterprises",
        "summary_sr": "Тражимо да три тезге на градској пијаци буду без закупа за социјална предузећа.",
        "summary_en": "We ask for three stalls on the town market free of rent for social enterprises.",
        "why_sr": (
            "Предузећа која запошљавају људе који тешко налазе посао ретко могу да плате закуп пре прве продаје.\n\n"
            "- Тезге су у другој половини недеље празне.\n- Купци траже домаћу зимницу и рукотворине.\n"
            "- Предузећа би се смењивала по распореду који води Центар."
        ),
        "why_en": (
            "Enterprises that employ people who hardly find work can rarely pay a rent before their first sale.\n\n"
            "- The stalls stand empty in the second half of the week.\n- Buyers ask for local preserves and crafts.\n"
            "- The enterprises would take turns by a plan that the Center keeps."
        ),
        "asked": ["markets", "council"],
        "steps": [
            (
                StepKind.SUBMITTED,
                210,
                "markets",
                "Предали смо предлог са распоредом смењивања.",
                "We submitted the proposal with a plan for taking turns.",
            ),
            (
                StepKind.MEETING,
                190,
                "markets",
                "На састанку смо обишли тезге и договорили пробни месец.",
                "At a meeting we looked at the stalls and agreed on a month of trial.",
            ),
            (
                StepKind.ANSWER,
                165,
                "markets",
                "Стигао је писани одговор: тезге се могу уступити ако веће промени ценовник.",
                "The written answer came: the stalls can be given if the city council changes the price list.",
            ),
            (
                StepKind.DECISION,
                130,
                "council",
                "Веће је допунило ценовник једном реченицом.",
                "The council added a sentence to the price list.",
            ),
            (
                StepKind.CHANGE,
                110,
                "markets",
                "Три тезге су без закупа од четвртка до суботе. Већ првог месеца користило их је пет предузећа.",
                "Three stalls are free of rent from Thursday to Saturday. Five enterprises used them at once.",
            ),
        ],
    },
    {
        "slug": "social-clause-in-procurement",
        "title_sr": "Социјални услов у малим јавним набавкама",
        "title_en": "A social condition in small public purchases",
        "summary_sr": (
            "Тражимо да град у набавкама мале вредности бодује запошљавање људи из осетљивих група."
        ),
        "summary_en": (
            "We ask that the city, in purchases of small value, gives points for employing people from vulnerable"
            " groups."
        ),
        "why_sr": (
            "Најнижа цена је данас једино мерило. Предузеће које део времена улаже у обуку не може да буде"
            " најјефтиније, иако граду штеди на другој страни.\n\nПредлажемо **десет бодова од сто**, уз доказ о"
            " броју запослених."
        ),
        "why_en": (
            "The lowest price is the only measure today. An enterprise that spends part of its time on training cannot"
            " be the cheapest, although it saves the city money elsewhere.\n\nWe propose **ten points of a hundred**,"
            " with proof of how many people are employed."
        ),
        "due": -12,
        "due_source_sr": "Обећано на састанку: одговор у року од месец дана од подсећања.",
        "due_source_en": "Promised at a meeting: an answer within a month of the reminder.",
        "asked": ["council"],
        "steps": [
            (
                StepKind.SIGNING,
                100,
                "",
                "Позвали смо предузећа из именика да потпишу.",
                "We invited the enterprises of the directory to sign.",
            ),
        ],
    },
    {
        "slug": "shared-kitchen",
        "title_sr": "Заједничка кухиња за прераду хране",
        "title_en": "A shared kitchen for processing food",
        "summary_sr": "Тражимо да град уступи празан простор за кухињу коју би предузећа делила.",
        "summary_en": "We ask the city for an empty room for a kitchen that enterprises would share.",
        "why_sr": (
            "Мала предузећа праве зимницу у својим кухињама и због тога не могу да продају продавницама. Опрема вреди"
            " тек када је користи више њих."
        ),
        "why_en": (
            "Small enterprises cook preserves in their own kitchens, and so cannot sell to shops. Equipment pays only"
            " when several of them use it."
        ),
        "until": 12,
        "asked": ["council", "chamber"],
        "steps": [
            (
                StepKind.SIGNING,
                9,
                "",
                "Отворили смо потписивање за предузећа из именика.",
                "We opened the initiative for signatures of enterprises of the directory.",
            ),
        ],
    },
    {
        "slug": "trainees-in-social-enterprises",
        "title_sr": "Плаћена пракса у социјалним предузећима",
        "title_en": "Paid traineeships in social enterprises",
        "summary_sr": "Тражимо да се мере за приправнике отворе и за удружења која послују.",
        "summary_en": "We ask that schemes for trainees be opened to associations that trade.",
        "why_sr": "Удружења запошљавају исто као и фирме, али их јавни позиви често не помињу.",
        "why_en": "Associations employ people just as firms do, but public calls often do not mention them.",
        "asked": ["ministry"],
        "steps": [
            (
                StepKind.SUBMITTED,
                150,
                "ministry",
                "Послали смо допис са примерима.",
                "We sent a letter with examples.",
            ),
            (
                StepKind.ANSWER,
                95,
                "ministry",
                "Одговор је да ће се предлог размотрити уз следећи јавни позив.",
                "The answer is that the proposal will be looked at with the next public call.",
            ),
        ],
    },
    {
        "slug": "reduced-communal-fee",
        "title_sr": "Нижа такса за истицање фирме",
        "title_en": "A lower fee for shop signs",
        "summary_sr": "Тражили смо да социјална предузећа прве две године не плаћају таксу за истакнути назив.",
        "summary_en": "We asked that social enterprises pay no fee for their shop sign in the first two years.",
        "why_sr": "Такса је мала за велике, а приметна за оне који тек почињу.",
        "why_en": "The fee is small for large firms and felt by those who only begin.",
        "asked": ["council"],
        "steps": [
            (StepKind.SUBMITTED, 300, "council", "Предали смо предлог.", "We submitted the proposal."),
            (
                StepKind.REFUSAL,
                260,
                "council",
                "Предлог је одбијен: изузеће само за једну групу није могуће. Припремамо другачији предлог.",
                "The proposal was refused: an exception for one group alone is not possible. We prepare another one.",
            ),
        ],
    },
]

# Name, role, organisation, a sentence, whether they agreed to be named, whether the term is over.
MEMBERS: Final = [
    (
        "Вида Примеровић",
        CouncilRole.CHAIR,
        "Задруга „Пример“",
        "“Example” cooperative",
        "Двадесет година води задругу.",
        "Has run a cooperative for twenty years.",
        True,
        False,
    ),
    (
        "Зоран Измишљеновић",
        CouncilRole.DEPUTY,
        "Средња школа „Пример“",
        "“Example” secondary school",
        "Предаје предузетништво.",
        "Teaches entrepreneurship.",
        True,
        False,
    ),
    (
        "Рада Замишљај",
        CouncilRole.SECRETARY,
        "Удружење „Пример“",
        "“Example” association",
        "Води удружење жена са села.",
        "Runs an association of rural women.",
        True,
        False,
    ),
    (
        "Тома Причић",
        CouncilRole.MEMBER,
        "Радионица „Пример“",
        "“Example” workshop",
        "Столар, учи младе занату.",
        "A carpenter who teaches young people his trade.",
        True,
        False,
    ),
    (
        "Невена Бајковић",
        CouncilRole.MEMBER,
        "Новинарка",
        "Journalist",
        "Пише о локалној привреди.",
        "Writes about the local economy.",
        True,
        False,
    ),
    (
        "Стојан Огледић",
        CouncilRole.MEMBER,
        "Пензионер",
        "Retired",
        "Радио је у служби запошљавања.",
        "Used to work in an employment office.",
        False,
        False,
    ),
    (
        "Дара Узорић",
        CouncilRole.MEMBER,
        "Предузеће „Пример“",
        "“Example” enterprise",
        "Води малу пекару.",
        "Runs a small bakery.",
        True,
        True,
    ),
]

MEETINGS: Final[list[tuple[int, dict[str, Any]]]] = [
    (
        400,
        {
            "place_sr": "Канцеларија Центра",
            "place_en": "The Center's office",
            "state": MeetingState.HELD,
            "agenda_sr": "1. Извештај о раду\n2. Тезге на пијаци\n3. Разно",
            "agenda_en": "1. Report on the work\n2. Stalls on the market\n3. Other",
            "minutes_sr": "Савет је саслушао извештај и подржао предлог о тезгама.",
            "minutes_en": "The council heard the report and supported the proposal on market stalls.",
            "minutes_are_public": True,
        },
    ),
    (
        120,
        {
            "place_sr": "Канцеларија Центра",
            "place_en": "The Center's office",
            "state": MeetingState.HELD,
            "agenda_sr": "1. Шта се променило на пијаци\n2. Јавне набавке",
            "agenda_en": "1. What changed on the market\n2. Public purchases",
            "minutes_sr": (
                "## Пијаца\nПредузећа су задовољна, треба уредити распоред.\n\n## Јавне набавке\nПредлог иде граду"
                " чим се прикупе потписи."
            ),
            "minutes_en": (
                "## Market\nThe enterprises are content; the plan for taking turns needs work.\n\n## Public"
                " purchases\nThe proposal goes to the city as soon as signatures are collected."
            ),
            "minutes_are_public": True,
        },
    ),
    (
        25,
        {
            "place_sr": "Сала библиотеке",
            "place_en": "Hall of the library",
            "state": MeetingState.HELD,
            "agenda_sr": "1. Заједничка кухиња\n2. План за следећу годину",
            "agenda_en": "1. Shared kitchen\n2. Plan for the next year",
        },
    ),
]

# Meeting (by its place in the list), words, days until due, days since done, what was done.
DECISIONS: Final[list[tuple[int, str, str, int | None, int | None, str, str]]] = [
    (
        0,
        "Центар предлаже граду три тезге без закупа.",
        "The Center proposes three stalls free of rent to the city.",
        None,
        390,
        "Предлог је предат и прихваћен.",
        "The proposal was submitted and accepted.",
    ),
    (
        0,
        "Извештаји савета су јавни.",
        "Reports to the council are public.",
        None,
        380,
        "Објављују се на овој страни.",
        "They stand on this page.",
    ),
    (
        1,
        "Саставити распоред смењивања на тезгама.",
        "Write a plan for taking turns at the stalls.",
        None,
        100,
        "Распоред виси на пијаци и у канцеларији.",
        "The plan hangs on the market and in the office.",
    ),
    (
        1,
        "Прикупити потписе за социјални услов у набавкама.",
        "Collect signatures for a social condition in purchases.",
        None,
        82,
        "Потписи су предати са предлогом.",
        "The signatures were submitted with the proposal.",
    ),
    (
        2,
        "Наћи простор за заједничку кухињу и израчунати трошкове.",
        "Find a room for the shared kitchen and work out its costs.",
        6,
        None,
        "",
        "",
    ),
    (
        2,
        "Припремити план рада за следећу годину.",
        "Prepare the plan of work for the next year.",
        40,
        None,
        "",
        "",
    ),
]
