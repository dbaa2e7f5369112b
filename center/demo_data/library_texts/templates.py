"""Documents to fill in, of the demo."""

from typing import Any, Final

from center.choices.resources import ResourceKind
from center.demo_data.library_texts.sources import GAZETTE, LAW, OURS

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
        "source_name_sr": OURS[0],
        "source_name_en": OURS[1],
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
        "summary_sr": "Празан образац писаног програма о коме говори члан 11. Закона, да имате одакле да почнете.",
        "summary_en": "An empty form of the written programme of Article 11 of the Law, as a place to begin.",
        "body_sr": (
            "Ово је наш предлог облика, а не образац из Закона. Покажите нам текст пре него што га потпишете."
        ),
        "body_en": "This is our proposal, not a form from the Law. Show us the text before you sign it.",
        "source_name_sr": LAW[0],
        "source_name_en": LAW[1],
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
