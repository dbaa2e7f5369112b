"""The words of the demo's news and pages."""

from typing import Any, Final

CATEGORIES: Final[list[dict[str, Any]]] = [
    {"slug": "announcements", "name_sr": "Најаве", "name_en": "Announcements"},
    {"slug": "from-our-work", "name_sr": "Из нашег рада", "name_en": "From our work"},
    {"slug": "stories", "name_sr": "Приче о успеху", "name_en": "Success stories", "holds_stories": True},
]
NEWS: Final[list[dict[str, Any]]] = [
    {
        "slug": "applications-for-the-fair",
        "in_days": -2,
        "category": "announcements",
        "title_sr": "Пријавите се за други мини-сајам",
        "title_en": "Apply for the second mini-fair",
        "summary_sr": "Места за излагаче има још. Сто, струја и помоћ при постављању не коштају ништа.",
        "summary_en": "There is still room for exhibitors. A table, power and help with setting up cost nothing.",
        "body_sr": (
            "На тргу ће тога дана бити двадесетак штандова. Позивамо социјална предузећа, али и људе који тек"
            " размишљају о њима.\n\n"
            "## Шта добијате\n\n"
            "- сто, две столице и прикључак за струју,\n"
            "- натпис са именом и кратким описом,\n"
            "- помоћ волонтера при постављању.\n\n"
            "## Шта треба да урадите\n\n"
            "1. Отворите страницу сајма и попуните пријаву.\n"
            "2. Сачекајте одговор, најдуже пет радних дана.\n"
            "3. Јавите нам до назначеног дана шта Вам треба.\n\n"
            "Ако Вам је лакше, дођите у канцеларију и попунићемо пријаву заједно."
        ),
        "body_en": (
            "There will be some twenty stands on the square that day. We invite social enterprises, and people who only"
            " think of starting one.\n\n"
            "## What you get\n\n"
            "- a table, two chairs and a socket,\n"
            "- a sign with your name and what you make,\n"
            "- help of volunteers with setting up.\n\n"
            "## What you have to do\n\n"
            "1. Open the page of the fair and fill in the application.\n"
            "2. Wait for an answer, five working days at most.\n"
            "3. Tell us by the given day what you need.\n\n"
            "If that is easier for you, come to the office and we fill it in together."
        ),
    },
    {
        "slug": "open-door-on-thursdays",
        "in_days": -9,
        "category": "announcements",
        "title_sr": "Четвртком без заказивања",
        "title_en": "Thursdays without an appointment",
        "summary_sr": "Сваког четвртка од 9 до 13 часова можете доћи и без заказаног разговора.",
        "summary_en": "Every Thursday from 9 to 13 you can come without having booked.",
        "body_sr": (
            "Многи дођу само да питају да ли је њихова идеја уопште за нас. За то не морате да заказујете.\n\n"
            "Четвртком је један саветник увек слободан. Разговор траје двадесетак минута; ако треба више, договорићемо"
            " нов термин.\n\n"
            "> Понесите само питање. Папири нису потребни."
        ),
        "body_en": (
            "Many come only to ask whether their idea is for us at all. You need not book for that.\n\n"
            "On Thursdays one advisor is always free. A talk takes some twenty minutes; if it needs more, we find"
            " another time.\n\n"
            "> Bring nothing but your question. No papers are needed."
        ),
    },
    {
        "slug": "new-guide-to-prices",
        "in_days": -24,
        "category": "from-our-work",
        "title_sr": "Како смо на радионици рачунали цену тегле ајвара",
        "title_en": "How we worked out the price of a jar of ajvar",
        "summary_sr": "Четрнаест људи, једна тегла и рачун у којем је највише изненадио рад.",
        "summary_en": "Fourteen people, one jar, and a sum in which work surprised everybody most.",
        "body_sr": (
            "На радионици смо цену једне тегле раставили на делове. Ево шта је испало:\n\n"
            "| део | динара |\n| --- | --- |\n| паприка и уље | 210 |\n| тегла и етикета | 65 |\n"
            "| струја и дрва | 40 |\n"
            "| рад | 230 |\n| превоз | 25 |\n\n"
            "Рад је био највећи део, а баш њега су готово сви до тада заборављали.\n\n"
            "Бројеви су пример са радионице, а не савет о цени."
        ),
        "body_en": (
            "At the workshop we took the price of one jar apart. This is what came out:\n\n"
            "| part | dinars |\n| --- | --- |\n| peppers and oil | 210 |\n| jar and label | 65 |\n"
            "| power and wood | 40 |\n"
            "| work | 230 |\n| transport | 25 |\n\n"
            "Work was the largest part, and the one that nearly everybody had forgotten until then.\n\n"
            "The numbers are an example of the workshop, not advice on prices."
        ),
    },
    {
        "slug": "bakery-that-waits",
        "in_days": -38,
        "category": "stories",
        "byline": "Ана Демо",
        "title_sr": "Пекара у којој се нико не жури",
        "title_en": "The bakery where nobody hurries",
        "summary_sr": "Од једне пећи и три ученика до хлеба који се тражи и на другом крају града.",
        "summary_en": "From one oven and three apprentices to bread that people cross the town for.",
        "body_sr": (
            "Пекара Корак је почела са једном половном пећи. Мајстор је хтео да младићи и девојке с Дауновим синдромом"
            " имају прави посао, а не занимацију.\n\n"
            "{picture:1}\n\n"
            "## Најтежи је био први месец\n\n"
            "Тесто не чека, а људи не могу сви истом брзином. Решење је било једноставно: посао су поделили на мале"
            " кораке и сваки нацртали на зиду.\n\n"
            "> Кад сам први пут сама испекла хлеб, однела сам га баби. Рекла је да је бољи од њеног.\n\n"
            "## Данас\n\n"
            "У пекари ради деветоро људи. На консултацијама су припремили уговоре и прву пријаву за подстицај, а на"
            " сајму нашли два ресторана која купују сваког дана."
        ),
        "body_en": (
            "Step Bakery began with one second-hand oven. Its master wanted young people with Down syndrome to have"
            " real work, not a pastime.\n\n"
            "{picture:1}\n\n"
            "## The first month was the hardest\n\n"
            "Dough does not wait, and not everybody can go at the same pace. The answer was simple: they cut the work"
            " into small steps and drew each of them on the wall.\n\n"
            "> When I baked my first bread alone, I took it to my grandmother. She said it was better than hers.\n\n"
            "## Today\n\n"
            "Nine people work in the bakery. In consultations they prepared their contracts and a first application"
            " for support, and at the fair they found two restaurants that buy every day."
        ),
    },
    {
        "slug": "eleven-beekeepers-one-jar",
        "in_days": -75,
        "category": "stories",
        "title_sr": "Једанаест пчелара, једна тегла",
        "title_en": "Eleven beekeepers, one jar",
        "summary_sr": "Сами су продавали преко ограде. Заједно имају етикету, меру и купце за целу годину.",
        "summary_en": "Alone they sold over the fence. Together they have a label, a scale and buyers all year.",
        "body_sr": (
            "Сваки од њих имао је по десетак кошница и исту невољу: мед се у августу точи, а у јануару тражи.\n\n"
            "Задругу су основали за кухињским столом. Договорили су се о три ствари: исти квалитет, иста тегла, иста"
            " цена откупа.\n\n"
            "## Шта им је помогло\n\n"
            "- разговор о томе како задруга дели добит,\n"
            "- образац уговора о откупу,\n"
            "- штанд на првом мини-сајму, где су продали све што су донели."
        ),
        "body_en": (
            "Each of them had some ten hives and the same trouble: honey is taken in August and wanted in January.\n\n"
            "They founded the cooperative at a kitchen table. They agreed on three things: one quality, one jar, one"
            " price for everybody.\n\n"
            "## What helped\n\n"
            "- a talk about how a cooperative shares its profit,\n"
            "- a model contract for buying up,\n"
            "- a stand at the first mini-fair, where they sold all that they had brought."
        ),
    },
    {
        "slug": "how-the-first-fair-went",
        "in_days": -196,
        "category": "from-our-work",
        "title_sr": "Како је прошао први мини-сајам",
        "title_en": "How the first mini-fair went",
        "summary_sr": "Осам предузећа, пун трг и неколико договора који трају и данас.",
        "summary_en": "Eight enterprises, a full square and some agreements that still hold today.",
        "body_sr": (
            "Кишу су најављивали целе недеље, а онда је осванула сунчана субота.\n\n"
            "Највише се тражио мед, а највише питало како се постаје социјално предузеће. Двоје људи који су тада само"
            " питали данас имају заказане консултације.\n\n"
            "Хвала волонтерима који су изнели столове и вратили их на место."
        ),
        "body_en": (
            "Rain had been announced all week, and then it was a sunny Saturday.\n\n"
            "Honey was asked for most, and how one becomes a social enterprise was the question heard most. Two people"
            " who only asked then have booked consultations today.\n\n"
            "Thank you to the volunteers who carried the tables out and back again."
        ),
    },
    {
        "slug": "answers-about-the-register",
        "in_days": -260,
        "category": "from-our-work",
        "title_sr": "Пет питања која нам најчешће постављате",
        "title_en": "Five questions that you ask most",
        "summary_sr": "Шта је статус, шта није, и када је боље сачекати.",
        "summary_en": "What the status is, what it is not, and when it is better to wait.",
        "body_sr": (
            "**Да ли је социјално предузеће нови правни облик?** Није. То је статус који може добити предузетник,"
            " привредно друштво, задруга или удружење.\n\n"
            "**Морам ли прво да се региструјем?** Да, статус се тражи за оно што већ постоји.\n\n"
            "**Даје ли Центар статус?** Не даје. Помажемо да припремите папире.\n\n"
            "**Кошта ли разговор?** Не кошта.\n\n"
            "**Шта ако не испуњавам услове?** Онда заједно тражимо други пут."
        ),
        "body_en": (
            "**Is a social enterprise a new legal form?** No. It is a status open to entrepreneurs, companies,"
            " cooperatives and associations.\n\n"
            "**Must I register first?** Yes: the status is for what already exists.\n\n"
            "**Does the Center grant the status?** No. We help you prepare the papers.\n\n"
            "**Does a talk cost anything?** No.\n\n"
            "**What if I do not meet the conditions?** Then we look for another way together."
        ),
    },
    {
        "slug": "winter-hours",
        "in_days": 6,
        "category": "announcements",
        "title_sr": "Радно време током празника",
        "title_en": "Opening hours over the holidays",
        "summary_sr": "Када смо отворени, а када је канцеларија затворена.",
        "summary_en": "When we are open and when the office is closed.",
        "body_sr": "Ова вест је заказана: појавиће се сама у изабрано време.",
        "body_en": "This item is scheduled: it appears by itself at the chosen time.",
    },
    {
        "slug": "",
        "in_days": None,
        "category": "from-our-work",
        "title_sr": "Шта смо чули на посети задрузи",
        "title_en": "What we heard at the cooperative",
        "summary_sr": "Белешке са посете, још у припреми.",
        "summary_en": "Notes of a visit, still being written.",
        "body_sr": "Овде ће стајати текст. Нацрт види само особље, и онај ко има везу за преглед.",
        "body_en": "",
    },
]
PAGES: Final[list[dict[str, Any]]] = [
    {
        "slug": "how-we-work",
        "title_sr": "Како радимо",
        "title_en": "How we work",
        "summary_sr": "Од првог разговора до уписа у регистар: ко шта ради и колико траје.",
        "summary_en": "From the first talk to the register: who does what, and how long it takes.",
        "body_sr": (
            "## Први разговор\n\n"
            "Слушамо шта желите да радите и коме би то помогло. На крају знате да ли има смисла ићи даље.\n\n"
            "## План\n\n"
            "Ако има, заједно правимо план: правни облик, први буџет, људи.\n\n"
            "## Папири\n\n"
            "Припремамо оснивачки акт и пријаву. Подносите их Ви, а ми их претходно прегледамо.\n\n"
            "## После уписа\n\n"
            "Бићете у именику, позваћемо Вас на сајам и подсетити на извештај сваке друге године."
        ),
        "body_en": (
            "## The first talk\n\n"
            "We listen to what you want to do and whom it would help. In the end you know whether it makes sense to go"
            " on.\n\n"
            "## A plan\n\n"
            "If it does, we make a plan together: the legal form, a first budget, people.\n\n"
            "## Papers\n\n"
            "We prepare the founding act and the application. You hand them in, and we read them before that.\n\n"
            "## Afterwards\n\n"
            "You stand in the directory, we invite you to the fair, and we remind you of the report every second year."
        ),
    },
    {
        "slug": "for-volunteers",
        "title_sr": "За волонтере",
        "title_en": "For volunteers",
        "summary_sr": "На сајму и радионицама увек треба још један пар руку.",
        "summary_en": "The fair and the workshops always need one more pair of hands.",
        "body_sr": (
            "Можете да помогнете на вратима, при постављању столова, или да научите некога да слика производе"
            " телефоном.\n\n"
            "Јавите се преко [странице за контакт](/sr/contact/) и напишите када сте слободни."
        ),
        "body_en": (
            "You can help at the door, carry tables, or teach people to take pictures with a phone.\n\n"
            "Write to us on the [contact page](/en/contact/) and say when you are free."
        ),
    },
]
