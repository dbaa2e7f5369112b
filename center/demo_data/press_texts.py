"""Words of the made-up press desk; no medium and no person of it exists."""

from typing import Any

OUTLETS: list[dict[str, Any]] = [
    {
        "name": "Градски гласник (пример)",
        "kind": "portal",
        "reach": "local",
        "place": "Град",
        "website": "https://glasnik.demo.example/",
        "email": "desk@glasnik.demo.example",
        "language": "sr",
    },
    {
        "name": "Радио Моравски талас (пример)",
        "kind": "radio",
        "reach": "local",
        "place": "Град",
        "email": "program@talas.demo.example",
        "phone": "+38137000001",
        "language": "sr-latn",
    },
    {
        "name": "ТВ Долина (пример)",
        "kind": "tv",
        "reach": "regional",
        "email": "vesti@tvdolina.demo.example",
        "language": "sr-latn",
    },
    {
        "name": "Недељник Простор (пример)",
        "kind": "newspaper",
        "reach": "national",
        "email": "redakcija@prostor.demo.example",
        "language": "sr",
    },
    {
        "name": "Balkan Impact Wire (example)",
        "kind": "agency",
        "reach": "national",
        "website": "https://wire.demo.example/",
        "email": "news@wire.demo.example",
        "language": "en",
    },
]

# (name of the medium, fields)
JOURNALISTS: list[tuple[str, dict[str, Any]]] = [
    (
        "Градски гласник (пример)",
        {
            "name": "Мина Перо",
            "email": "mina@glasnik.demo.example",
            "beat": "град, привреда",
            "language": "sr",
            "source": "met",
        },
    ),
    (
        "ТВ Долина (пример)",
        {
            "name": "Огњен Кадар",
            "email": "ognjen@tvdolina.demo.example",
            "phone": "+38137000002",
            "beat": "репортаже",
            "language": "sr-latn",
            "source": "form",
        },
    ),
    (
        "Недељник Простор (пример)",
        {
            "name": "Јасна Ред",
            "email": "jasna@prostor.demo.example",
            "beat": "рад и друштво",
            "language": "sr",
            "source": "public",
        },
    ),
    (
        "",
        {
            "name": "Sam Column",
            "email": "sam@freelance.demo.example",
            "beat": "social economy",
            "language": "en",
            "source": "form",
        },
    ),
]

PUBLIC: dict[str, Any] = {
    "slug": "open-workshop-day-demo",
    "title_sr": "Дан отворених радионица: двадесет занатлија показује свој рад",
    "title_en": "Open workshop day: twenty makers show their work",
    "subtitle_sr": "Социјална предузећа позивају суграђане да виде како настају мед, торбе и намештај.",
    "subtitle_en": "Social enterprises invite everybody to see how honey, bags and furniture are made.",
    "place_sr": "Град",
    "place_en": "The town",
    "body_sr": (
        "Радионице социјалних предузећа биће отворене у суботу од 10 до 16 часова. Улаз је слободан, а у свакој"
        " радионици неко говори и **знаковним језиком**.\n\n{picture:1}\n\n"
        "> Када људи виде руке које праве њихову торбу, више не питају зашто кошта толико, каже Вера, кројачица.\n\n"
        "## Шта може да се види\n\n"
        "- како се цеди и пакује мед,\n"
        "- како од старих застава настају торбе,\n"
        "- како се обнавља дрвени намештај.\n\n"
        "Најава није потребна, осим за групе веће од десет особа.\n\n"
        "*Ово је пример текста за приказ портала; догађај и особе су измишљени.*"
    ),
    "body_en": (
        "Workshops of social enterprises are open on Saturday from 10 to 16. Admission is free, and in each workshop"
        " somebody also speaks **sign language**.\n\n{picture:1}\n\n"
        "> When people see the hands that make their bag, they no longer ask why it costs that much, says Vera,"
        " a tailor.\n\n"
        "## What there is to see\n\n"
        "- how honey is pressed and packed,\n"
        "- how old flags become bags,\n"
        "- how wooden furniture is restored.\n\n"
        "Nobody has to register, except groups of more than ten.\n\n"
        "*This is an example text; the event and the people are made up.*"
    ),
    "notes_sr": "Социјално предузеће зарађује на тржишту, а добит улаже у људе и заједницу.",
    "notes_en": "A social enterprise earns on the market and puts its profit into people and the community.",
    "contact_name": "Ана Демо",
}

HELD_BACK: dict[str, Any] = {
    "slug": "new-jobs-demo",
    "title_sr": "Тринаест нових радних места у социјалним предузећима",
    "title_en": "Thirteen new jobs in social enterprises",
    "subtitle_sr": "Канцеларија објављује податке за протекло полугодиште.",
    "subtitle_en": "The office publishes its figures for the past half year.",
    "place_sr": "Град",
    "place_en": "The town",
    "body_sr": (
        "Социјална предузећа са списка канцеларије запослила су тринаест људи. Подаци су збир онога што су предузећа"
        " сама пријавила.\n\n"
        "> Највише нас радује што су међу њима људи који су посао тражили дуже од две године, каже координаторка.\n\n"
        "*Ово је пример текста за приказ портала; бројке и особе су измишљене.*"
    ),
    "body_en": (
        "Social enterprises in the office's list have employed thirteen people. The figures add up what the enterprises"
        " reported themselves.\n\n"
        "> What pleases us most is that some of them had looked for work for more than two years, says the"
        " coordinator.\n\n"
        "*This is an example text; figures and people are made up.*"
    ),
}

# (days ago, name of the medium, whether it follows the public release, fields)
REPORTS: list[tuple[int, str, bool, dict[str, Any]]] = [
    (
        18,
        "Градски гласник (пример)",
        True,
        {
            "kind": "online",
            "title": "Субота у радионицама: како настаје торба од заставе",
            "link": "https://glasnik.demo.example/radionice",
            "reach": 2400,
            "reach_source": "бројач на страници портала",
        },
    ),
    (
        17,
        "ТВ Долина (пример)",
        True,
        {
            "kind": "tv",
            "title": "Репортажа из столарске радионице",
            "link": "https://tvdolina.demo.example/reportaza",
        },
    ),
    (
        16,
        "Радио Моравски талас (пример)",
        False,
        {
            "kind": "radio",
            "title": "Јутарњи разговор о социјалном предузетништву",
            "reach": 5000,
            "reach_source": "процена уредника",
        },
    ),
    (
        60,
        "Balkan Impact Wire (example)",
        False,
        {
            "kind": "online",
            "title": "A small town office counts what social enterprises achieve",
            "language": "en",
            "link": "https://wire.demo.example/small-town-office",
        },
    ),
]

REQUEST: dict[str, Any] = {
    "outlet_name": "Часопис Корак (пример)",
    "name": "Лена Словић",
    "email": "lena@korak.demo.example",
    "text": (
        "Припремам текст о младима који раде у социјалним предузећима. Да ли можете да ме повежете са неким?"
    ),
    "wants_releases": True,
    "language": "sr",
}
