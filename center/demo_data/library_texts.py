"""Words of the demo's library. Of the law only what docs say of it; calls and donors are made up."""

from decimal import Decimal
from typing import Any, Final

from center.choices.resources import ApplicantKind, ResourceKind

GAZETTE: Final = "https://www.pravno-informacioni-sistem.rs/"
_LAW = (
    "Закон о социјалном предузетништву, „Службени гласник РС“ 14/2022",
    "Law on Social Entrepreneurship, Official Gazette 14/2022",
)
_OURS = ("Канцеларија Центра", "The Center’s office")

# short name, word, in one sentence, source, see also
TERMS: Final[list[tuple[str, str, str, str, str, str, str, list[str]]]] = [
    (
        "social-entrepreneurship",
        "социјално предузетништво",
        "social entrepreneurship",
        ("Посао који зарађује да би решавао проблем људи или места, а не да би власник имао што већу добит."),
        (
            "A business that earns in order to solve a problem of people or of a place, not for the "
            "owner’s greatest profit."
        ),
        *_LAW,
        ["status", "social-enterprise"],
    ),
    (
        "social-enterprise",
        "социјално предузеће",
        "social enterprise",
        "Предузеће које послује ради друштвене користи; у регистру се води као носилац статуса.",
        ("An enterprise that works for the good of others; the register calls it a holder of the status."),
        *_LAW,
        ["status"],
    ),
    (
        "status",
        "статус социјалног предузетништва",
        "status of social entrepreneurship",
        "Ознака у регистру АПР, а не правна форма: добија је предузеће које испуњава услове Закона.",
        (
            "A mark in the register of APR, not a legal form: an enterprise gets it that meets the "
            "conditions of the Law."
        ),
        *_LAW,
        ["apr", "legal-form"],
    ),
    (
        "apr",
        "АПР",
        "APR",
        (
            "Агенција за привредне регистре, у коју се уписују предузећа, удружења и статус "
            "социјалног предузетништва."
        ),
        (
            "The Serbian Business Registers Agency, where enterprises, associations and the status "
            "are entered."
        ),
        "Агенција за привредне регистре",
        "Serbian Business Registers Agency",
        ["status"],
    ),
    (
        "legal-form",
        "правна форма",
        "legal form",
        (
            "Облик у коме је посао регистрован: предузетник, привредно друштво, задруга, удружење, "
            "фондација и други."
        ),
        (
            "How a business is registered: entrepreneur, company, cooperative, association, "
            "foundation and others."
        ),
        *_OURS,
        ["entrepreneur", "cooperative", "association"],
    ),
    (
        "entrepreneur",
        "предузетник",
        "entrepreneur",
        ("Особа која је регистровала посао на своје име; за статус не сме да буде паушално опорезована."),
        (
            "A person who registered a business in their own name; for the status not one taxed at a "
            "flat rate."
        ),
        *_LAW,
        ["legal-form"],
    ),
    (
        "cooperative",
        "задруга",
        "cooperative",
        ("Предузеће које припада онима који у њему раде или преко њега продају, и они о њему одлучују."),
        ("An enterprise that belongs to those who work in it or sell through it, and who decide about it."),
        *_OURS,
        ["legal-form"],
    ),
    (
        "association",
        "удружење",
        "association",
        ("Људи који су се удружили ради заједничког циља; може да се бави и привредом и да стекне статус."),
        "People who joined for a common aim; it may also do business and get the status.",
        *_OURS,
        ["legal-form"],
    ),
    (
        "vulnerable-groups",
        "осетљиве групе",
        "vulnerable groups",
        (
            "Људи којима је теже да нађу посао или услугу; Закон нема затворен списак, већ упућује "
            "на друге прописе."
        ),
        (
            "People for whom work or a service is harder to find; the Law has no closed list but "
            "refers to other rules."
        ),
        *_LAW,
        ["work-integration"],
    ),
    (
        "work-integration",
        "радна интеграција",
        "work integration",
        "Посао у коме раде људи који тешко долазе до запослења, уз подршку која им треба.",
        "Work done by people who find it hard to get any, with the support that they need.",
        *_LAW,
        ["vulnerable-groups"],
    ),
    (
        "founding-act",
        "оснивачки акт",
        "founding act",
        ("Документ којим је предузеће основано; у њему мора да пише шта бива са добити и са имовином."),
        (
            "The paper by which an enterprise was founded; it has to say what becomes of the profit "
            "and of the assets."
        ),
        *_LAW,
        ["profit"],
    ),
    (
        "profit",
        "добит",
        "profit",
        (
            "Оно што остане кад се од прихода одузму трошкови; друштва и задруге са статусом најмање "
            "половину враћају у сврху."
        ),
        (
            "What is left of the income after the costs; companies and cooperatives with the status "
            "give at least half to the purpose."
        ),
        *_LAW,
        ["founding-act"],
    ),
    (
        "grant",
        "бесповратна средства",
        "grant",
        ("Новац који се не враћа, али се мора утрошити за оно што је договорено и оправдати рачунима."),
        ("Money that is not paid back but has to be spent on what was agreed, and proved by invoices."),
        *_OURS,
        ["co-financing", "donor"],
    ),
    (
        "co-financing",
        "суфинансирање",
        "co-financing",
        "Део трошкова који подносилац пријаве плаћа сам, новцем или радом, ако позив то тражи.",
        "The part of the costs that who applies pays, in money or work, where the call asks for it.",
        *_OURS,
        ["grant"],
    ),
    (
        "donor",
        "донатор",
        "donor",
        "Онај ко даје новац за неки посао и одређује за шта се сме трошити.",
        "Who gives the money for some work and says what it may be spent on.",
        *_OURS,
        ["grant"],
    ),
]

GUIDES: Final[list[dict[str, Any]]] = [
    {
        "kind": ResourceKind.LAW,
        "slug": "law-step-by-step",
        "title_sr": "Закон о социјалном предузетништву корак по корак",
        "title_en": "The Law on Social Entrepreneurship step by step",
        "summary_sr": "Ко може да стекне статус, шта Закон тражи и шта долази после уписа, једноставним речима.",
        "summary_en": "Who can get the status, what the Law asks for, and what follows, in plain words.",
        "body_sr": (
            "Статус социјалног предузетништва није правна форма: предузеће остаје оно што јесте и "
            "добија ознаку у регистру. Уписује га АПР од 15. новембра 2022. године.\n\nОвде стоји "
            "шта Закон каже, члан по члан. О таксама и о престанку статуса питајте канцеларију: то "
            "се овде не тумачи."
        ),
        "body_en": (
            "The status of social entrepreneurship is not a legal form: an enterprise stays what it "
            "is and gets a mark in the register. APR has entered it since 15 November 2022.\n\nHere "
            "is what the Law says, article by article. About fees and the end of the status ask the "
            "office: that is not explained here."
        ),
        "source_name_sr": _LAW[0],
        "source_name_en": _LAW[1],
        "source_url": GAZETTE,
        "terms": ["status", "apr", "vulnerable-groups", "founding-act"],
        "steps": [
            (
                "Погледајте своју правну форму",
                "Look at your legal form",
                (
                    "Статус могу да стекну **предузетници који нису паушално опорезовани**, привредна "
                    "друштва, задруге, удружења, фондације и спортска удружења (члан 8)."
                ),
                (
                    "The status is open to **entrepreneurs who are not taxed at a flat rate**, companies, "
                    "cooperatives, associations, foundations and sports associations (Article 8)."
                ),
            ),
            (
                "Нађите свој начин",
                "Find your way of working",
                (
                    "Закон наводи четири начина (члан 5):\n\n- роба и услуге за осетљиве групе\n- радна "
                    "интеграција\n- развој девастираних подручја\n- решавање других проблема од општег "
                    "интереса\n\nДовољан је један."
                ),
                (
                    "The Law names four ways (Article 5):\n\n- goods and services to vulnerable groups\n- "
                    "work integration\n- developing devastated areas\n- solving other problems of general "
                    "interest\n\nOne is enough."
                ),
            ),
            (
                "Реците у којој области и за кога",
                "Say in which area and for whom",
                (
                    "Области су социјална, културна, економска и радна укљученост, као и друге области од "
                    "општег интереса (члан 7). За осетљиве групе Закон нема затворен списак ни најмањи удео "
                    "запослених: упућује на прописе о социјалној заштити, о теже запошљивим лицима и на "
                    "друге законе (члан 6)."
                ),
                (
                    "The areas are social, cultural, economic and work inclusion, and others of general "
                    "interest (Article 7). Of vulnerable groups the Law has no closed list and no smallest "
                    "share of employees: it refers to social protection, hard-to-employ persons and other "
                    "laws (Article 6)."
                ),
            ),
            (
                "Уредите добит",
                "Settle the profit",
                (
                    "Привредна друштва и задруге најмање **50 % добити** улажу у сврху или дају другим "
                    "носиоцима статуса (члан 11). То пише у оснивачком акту, а за употребу су потребни "
                    "писани програм или уговор."
                ),
                (
                    "Companies and cooperatives put at least **50 % of the profit** into the purpose or give "
                    "it to other holders of the status (Article 11). The founding act says so, and its use "
                    "needs a written programme or contract."
                ),
            ),
            (
                "Уредите одлучивање и имовину",
                "Settle decisions and assets",
                (
                    "Најмање **једна трећина одлучивања** припада онима ради којих предузеће постоји (члан "
                    "12; не важи за предузетнике). Имовина се не може делити (члан 10)."
                ),
                (
                    "At least **one third of the decision-making** belongs to those for whom the enterprise "
                    "exists (Article 12; not for entrepreneurs). The assets may not be divided (Article 10)."
                ),
            ),
            (
                "Упишите статус и извештавајте",
                "Enter the status, and report",
                (
                    "Пријава се подноси АПР. Извештај се подноси **сваке друге године**, уз годишњи "
                    "финансијски извештај (члан 13).\n\nПроверите свој случај уз [једанаест "
                    "питања](/sr/eligibility/), па дођите на разговор."
                ),
                (
                    "You apply to APR. A report is due **every second year**, with the annual statement "
                    "(Article 13).\n\nTry your case with [eleven questions](/en/eligibility/), then come and "
                    "talk."
                ),
            ),
        ],
    },
    {
        "kind": ResourceKind.GUIDE,
        "slug": "from-idea-to-first-talk",
        "title_sr": "Од идеје до првог разговора",
        "title_en": "From an idea to the first talk",
        "summary_sr": "Шта да припремите пре него што дођете у канцеларију, у четири мала корака.",
        "summary_en": "What to prepare before you come to the office, in four small steps.",
        "body_sr": "Не мора све да буде готово. Што мање времена трошите на папире, више остаје за разговор.",
        "body_en": "Not everything has to be ready. The less time goes into papers, the more is left to talk.",
        "source_name_sr": _OURS[0],
        "source_name_en": _OURS[1],
        "source_url": "https://center.example/",
        "terms": ["social-entrepreneurship", "legal-form"],
        "steps": [
            (
                "Напишите идеју у три реченице",
                "Write the idea in three sentences",
                "Шта радите, за кога и ко то плаћа. Ако четврта реченица недостаје, још боље.",
                (
                    "What you do, for whom, and who pays for it. If the fourth sentence is missing, all the "
                    "better."
                ),
            ),
            (
                "Питајте троје људи",
                "Ask three people",
                (
                    "Нека то буду људи који би куповали, а не пријатељи који ће похвалити. Запишите шта су "
                    "рекли."
                ),
                "Ask people who would buy, not friends who will praise. Write down what they said.",
            ),
            (
                "Проверите да ли личи на социјално предузеће",
                "See whether it looks like a social enterprise",
                "Одговорите на [једанаест питања](/sr/eligibility/). Одговор „не знам“ је сасвим у реду.",
                "Answer [eleven questions](/en/eligibility/). “I don’t know” is a good answer.",
            ),
            (
                "Закажите разговор",
                "Book a talk",
                "[Изаберите време](/sr/consultations/). Довољни су име и број телефона.",
                "[Choose a time](/en/consultations/). A name and a phone number are enough.",
            ),
        ],
    },
    {
        "kind": ResourceKind.GUIDE,
        "slug": "how-to-apply-for-money",
        "title_sr": "Како се пише пријава на конкурс",
        "title_en": "How to write an application for money",
        "summary_sr": (
            "За оне који се пријављују први пут: шта прво прочитати, шта израчунати и шта не заборавити."
        ),
        "summary_en": (
            "For those who apply for the first time: what to read first, what to compute, what not to forget."
        ),
        "body_sr": "Најчешћи разлог за одбијање није лоша идеја, него папир који недостаје.",
        "body_en": "What fails most often is not the idea but a missing paper.",
        "source_name_sr": _OURS[0],
        "source_name_en": _OURS[1],
        "source_url": "https://center.example/",
        "terms": ["grant", "co-financing", "donor"],
        "steps": [
            (
                "Прочитајте цео текст позива",
                "Read the whole call",
                (
                    "Подвуците ко може да се пријави, за шта се новац не даје и који су прилози обавезни. "
                    "[Отворени конкурси](/sr/resources/calls/) имају везу ка тексту."
                ),
                (
                    "Mark who may apply, what is not paid for and which papers are a must. [Open "
                    "calls](/en/resources/calls/) link to their text."
                ),
            ),
            (
                "Израчунајте трошкове",
                "Compute the costs",
                (
                    "| ставка | на шта се ослања |\n| --- | --- |\n| опрема | понуда продавца |\n| рад | "
                    "број месеци и плата |\n| простор | уговор о закупу |\n\nСваки број мора да има основ."
                ),
                (
                    "| item | what it rests on |\n| --- | --- |\n| equipment | an offer of a shop |\n| work "
                    "| months and pay |\n| space | the lease |\n\nEach number needs a ground."
                ),
            ),
            (
                "Дајте другоме да прочита",
                "Let somebody else read it",
                (
                    "Саветник у канцеларији чита пријаве и каже шта није јасно. Дођите бар недељу дана пре "
                    "рока."
                ),
                (
                    "An advisor of the office reads applications and says what is unclear. Come at least a "
                    "week before the deadline."
                ),
            ),
            (
                "Пошаљите дан раније",
                "Send it a day early",
                "Последњег дана странице за пријаву су споре. Сачувајте потврду о пријему.",
                "On the last day the pages are slow. Keep the proof that it arrived.",
            ),
        ],
    },
]

TEMPLATES: Final[list[dict[str, Any]]] = [
    {
        "kind": ResourceKind.TEMPLATE,
        "slug": "idea-on-one-page",
        "title_sr": "Идеја на једној страни",
        "title_en": "An idea on one page",
        "summary_sr": "Образац за први разговор: шта, за кога, колико кошта и шта Вам треба.",
        "summary_en": "A form for the first talk: what, for whom, what it costs and what you need.",
        "body_sr": "Попуните онолико колико знате и понесите на разговор.",
        "body_en": "Fill in as much as you know and bring it to the talk.",
        "source_name_sr": _OURS[0],
        "source_name_en": _OURS[1],
        "terms": ["social-entrepreneurship"],
        "documents": {
            "sr": (
                "Идеја на једној страни.docx",
                "Идеја на једној страни",
                [
                    "Шта правимо или радимо:",
                    "За кога:",
                    "Ко плаћа и колико:",
                    "Шта већ имамо:",
                    "Шта нам недостаје:",
                    "Шта питамо канцеларију:",
                ],
            ),
            "en": (
                "An idea on one page.docx",
                "An idea on one page",
                [
                    "What we make or do:",
                    "For whom:",
                    "Who pays, and how much:",
                    "What we have already:",
                    "What is missing:",
                    "What we ask the office:",
                ],
            ),
        },
    },
    {
        "kind": ResourceKind.TEMPLATE,
        "slug": "programme-for-the-profit",
        "title_sr": "Програм за употребу добити",
        "title_en": "Programme for the use of the profit",
        "summary_sr": "Празан образац писаног програма о коме говори члан 11 Закона, да имате одакле да почнете.",
        "summary_en": "An empty form of the written programme of Article 11 of the Law, as a place to begin.",
        "body_sr": (
            "Ово је наш предлог облика, а не образац из Закона. Покажите нам текст пре него што га потпишете."
        ),
        "body_en": "This is our proposal, not a form from the Law. Show us the text before you sign it.",
        "source_name_sr": _LAW[0],
        "source_name_en": _LAW[1],
        "source_url": GAZETTE,
        "terms": ["profit", "founding-act"],
        "documents": {
            "sr": (
                "Програм за употребу добити.docx",
                "Програм за употребу добити",
                [
                    "Назив носиоца и матични број:",
                    "Година на коју се односи:",
                    "Део добити који се улаже (најмање 50 %):",
                    "За шта се улаже, по ставкама:",
                    "Ко прати и како се извештава:",
                    "Место, датум и потпис:",
                ],
            ),
        },
    },
]

_FICTION_SR = "Ово је измишљен пример за показ портала: таквог позива нема."
_FICTION_EN = "This is a made-up example to show the portal: there is no such call."

CALLS: Final[list[dict[str, Any]]] = [
    {
        "slug": "start-of-work-demo",
        "title_sr": "Почетак рада (измишљен пример)",
        "title_en": "Start of work (made-up example)",
        "summary_sr": "За опрему и прве трошкове нових социјалних предузећа.",
        "summary_en": "For equipment and first costs of new social enterprises.",
        "body_sr": (
            f"{_FICTION_SR}\n\n# Шта се плаћа\n\n- алат, машине и рачунари\n- уређење простора\n- "
            "обука људи који ће радити"
        ),
        "body_en": (
            f"{_FICTION_EN}\n\n# What is paid for\n\n- tools, machines and computers\n- fitting out "
            "the place\n- training the people who will work there"
        ),
        "caller_sr": "Фондација Пример",
        "caller_en": "Example Foundation",
        "applicants": [ApplicantKind.PERSON, ApplicantKind.ENTREPRENEUR, ApplicantKind.COOPERATIVE],
        "for_whom_sr": "Они који раде краће од две године, или ће тек почети.",
        "for_whom_en": "Those who have worked for less than two years, or will begin.",
        "amount_min": Decimal(300_000),
        "amount_max": Decimal(900_000),
        "source_name_sr": "Фондација Пример",
        "source_name_en": "Example Foundation",
        "source_url": "https://foundation.example/start",
        "check_after_months": 3,
    },
    {
        "slug": "accessible-workplaces-demo",
        "title_sr": "Приступачна радна места (измишљен пример)",
        "title_en": "Accessible workplaces (made-up example)",
        "summary_sr": "За прилагођавање радних места људима са инвалидитетом.",
        "summary_en": "For workplaces made fit for people with disabilities.",
        "body_sr": _FICTION_SR,
        "body_en": _FICTION_EN,
        "caller_sr": "Мрежа Добар посао",
        "caller_en": "Good Work Network",
        "applicants": [ApplicantKind.COMPANY, ApplicantKind.ASSOCIATION, ApplicantKind.SOCIAL_ENTERPRISE],
        "amount_max": Decimal(5000),
        "currency": "EUR",
        "source_name_sr": "Мрежа Добар посао",
        "source_name_en": "Good Work Network",
        "source_url": "https://goodwork.example/calls/7",
        "check_after_months": 3,
    },
    {
        "slug": "fairs-and-packaging-demo",
        "title_sr": "Сајмови и амбалажа (измишљен пример)",
        "title_en": "Fairs and packaging (made-up example)",
        "summary_sr": "За излагање на сајмовима и бољу амбалажу производа.",
        "summary_en": "For exhibiting at fairs and better packaging.",
        "body_sr": _FICTION_SR,
        "body_en": _FICTION_EN,
        "caller_sr": "Фондација Пример",
        "caller_en": "Example Foundation",
        "applicants": [ApplicantKind.SOCIAL_ENTERPRISE],
        "amount_max": Decimal(150_000),
        "source_name_sr": "Фондација Пример",
        "source_name_en": "Example Foundation",
        "source_url": "https://foundation.example/fairs",
        "check_after_months": 3,
    },
    {
        "slug": "small-repairs-demo",
        "title_sr": "Мале поправке (измишљен пример)",
        "title_en": "Small repairs (made-up example)",
        "summary_sr": "За хитне поправке алата и простора, током целе године.",
        "summary_en": "For urgent repairs of tools and places, all year round.",
        "body_sr": _FICTION_SR,
        "body_en": _FICTION_EN,
        "caller_sr": "Задужбина Узорак",
        "caller_en": "Sample Endowment",
        "applicants": [ApplicantKind.ASSOCIATION, ApplicantKind.COOPERATIVE, ApplicantKind.SOCIAL_ENTERPRISE],
        "amount_max": Decimal(60_000),
        "source_name_sr": "Задужбина Узорак",
        "source_name_en": "Sample Endowment",
        "source_url": "https://endowment.example/repairs",
        "check_after_months": 3,
    },
]
