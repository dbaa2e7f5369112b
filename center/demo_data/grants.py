"""Two grants: the one by which the office was founded, and a made-up one that runs today."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from center.base import pictures
from center.choices.grants import Currency, LogoKind
from center.demo_data.emblem import emblem, made_up_mark
from center.models import Grant, GrantLogo

_BOX: Final = (480, 240)
_DISCLAIMER_SR: Final = (
    "За садржај одговара само Центар; он не мора да изражава ставове Европске уније. (Пример текста: канцеларија уноси"
    " оно што пише у уговору.)"
)
_DISCLAIMER_EN: Final = (
    "The Center alone is responsible for the content, which need not express the views of the European Union. (An"
    " example: the office enters what the contract says.)"
)
_FOUNDING: Final[dict[str, Any]] = {
    "code": "reload2",
    "title_sr": "Оснивање канцеларије за социјално предузетништво",
    "title_en": "Founding the office for social entrepreneurship",
    "donor_sr": "Европска унија, спроводи УНДП",
    "donor_en": "European Union, implemented by UNDP",
    "programme_sr": "Регионални програм локалне демократије на Западном Балкану 2 (ReLOaD2)",
    "programme_en": "Regional Programme on Local Democracy in the Western Balkans 2 (ReLOaD2)",
    "first_day": date(2022, 11, 7),
    "last_day": date(2023, 7, 7),
    "budget": Decimal(21620),
    "currency": Currency.USD,
    "about_sr": "Овим пројектом је основана канцеларија.",
    "about_en": "This project founded the office.",
    "evidence_until": date(2028, 7, 7),
}
_RUNNING: Final[dict[str, Any]] = {
    "code": "demo-grant",
    "title_sr": "Посао за све (демо)",
    "title_en": "Work for everybody (demo)",
    "donor_sr": "Европска унија (пример донатора)",
    "donor_en": "European Union (an example of a donor)",
    "programme_sr": "Измишљени програм подршке",
    "programme_en": "A made-up programme of support",
    "agreement": "DEMO-001",
    "budget": Decimal(60000),
    "currency": Currency.EUR,
    "about_sr": "Ова донација је измишљена, да би се видело како портал показује ко плаћа рад канцеларије.",
    "about_en": "This grant is made up, to show how the portal says who pays for the work of the office.",
    "visibility_rules": "Амблем Европске уније стоји први и није мањи од других знакова.",
    "is_demo": True,
}
_COMMON: Final[dict[str, Any]] = {
    "shows_eu_emblem": True,
    "disclaimer_sr": _DISCLAIMER_SR,
    "disclaimer_en": _DISCLAIMER_EN,
}


def load() -> None:
    """Make the two grants and their marks, unless there is a grant."""
    if Grant.objects.exists():
        return
    today = timezone.localdate()
    days = {"first_day": date(today.year - 1, 7, 1), "last_day": date(today.year + 1, 6, 30)}
    kept = {"evidence_until": days["last_day"] + timedelta(days=5 * 365)}
    for values in (_FOUNDING, {**_RUNNING, **days, **kept}):
        grant = Grant.objects.create(**_COMMON, **values)
        _mark(grant, LogoKind.EU, "Европска унија", "European Union", emblem(_BOX[1]))
        _mark(
            grant,
            LogoKind.CITY,
            "Град (пример знака)",
            "The town (an example of a mark)",
            made_up_mark(_BOX[1], ground="#f2eadc", ink="#8f2f24"),
        )


def _mark(grant: Grant, kind: LogoKind, name_sr: str, name_en: str, picture: bytes) -> None:
    upload = SimpleUploadedFile("mark.png", picture, "image/png")
    GrantLogo.objects.create(
        grant=grant,
        kind=kind,
        name_sr=name_sr,
        name_en=name_en,
        image=pictures.reencode(upload, box=_BOX, stem="logo"),
    )
