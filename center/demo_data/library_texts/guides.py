"""The guides of the demo."""

from typing import Any, Final

from center.choices.resources import ResourceKind
from center.demo_data.library_texts.sources import OURS

GUIDES: Final[list[dict[str, Any]]] = [
    {
        "kind": ResourceKind.GUIDE,
        "slug": "from-idea-to-first-talk",
        "title_sr": "Од идеје до првог разговора",
        "title_en": "From an idea to the first talk",
        "summary_sr": "Шта да припремите пре него што дођете у канцеларију, у четири мала корака.",
        "summary_en": "What to prepare before you come to the office, in four small steps.",
        "body_sr": "Не мора све да буде готово. Што мање времена трошите на папире, више остаје за разговор.",
        "body_en": "Not everything has to be ready. The less time goes into papers, the more is left to talk.",
        "source_name_sr": OURS[0],
        "source_name_en": OURS[1],
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
        "source_name_sr": OURS[0],
        "source_name_en": OURS[1],
        "source_url": "https://center.example/",
        "terms": ["grant", "co-financing", "donor"],
        "steps": [
            (
                "Прочитајте цео текст конкурса",
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
