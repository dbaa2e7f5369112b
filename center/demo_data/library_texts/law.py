"""The law in steps; of it only what the docs of the portal say."""

from typing import Any, Final

from center.choices.resources import ResourceKind
from center.demo_data.library_texts.sources import GAZETTE, LAW

LAW_STEP_BY_STEP: Final[dict[str, Any]] = {
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
    "source_name_sr": LAW[0],
    "source_name_en": LAW[1],
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
}
