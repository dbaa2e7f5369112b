"""Calls for funding of the demo; they and their donors are made up."""

from decimal import Decimal
from typing import Any, Final

from center.choices.resources import ApplicantKind

_FICTION_SR = "Ово је измишљен пример за показ портала: таквог конкурса нема."
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
