"""Made-up grants for tests, in the fewest words."""

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from center.base import pictures
from center.choices.grants import LogoKind
from center.models import Grant, GrantLogo


def make_grant(first: date = date(2026, 1, 1), last: date = date(2026, 12, 31), **fields: Any) -> Grant:
    """Return a grant that runs from the first to the last day."""
    number = Grant.objects.count() + 1
    values = {
        "code": f"grant-{number}",
        "title_sr": f"Пројекат {number}",
        "title_en": f"Project {number}",
        "donor_sr": "Фондација",
        "donor_en": "Foundation",
    }
    return Grant.objects.create(first_day=first, last_day=last, **{**values, **fields})


def make_european(first: date = date(2026, 1, 1), last: date = date(2026, 12, 31), **fields: Any) -> Grant:
    """Return a grant of the European Union with its emblem, another mark and a disclaimer."""
    grant = make_grant(
        first,
        last,
        **{
            "shows_eu_emblem": True,
            "disclaimer_sr": "За садржај одговара само канцеларија.",
            "disclaimer_en": "Only the office answers for the content.",
            **fields,
        },
    )
    make_logo(grant, LogoKind.CITY, "Град", "The town")
    make_logo(grant, LogoKind.EU, "Европска унија", "European Union")
    return grant


def picture(width: int = 600, height: int = 400, colour: str = "#003399") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def make_logo(grant: Grant, kind: LogoKind, name_sr: str, name_en: str) -> GrantLogo:
    upload = SimpleUploadedFile(
        "mark.png", picture(colour="#003399" if kind == LogoKind.EU else "#8f2f24"), "image/png"
    )
    image = pictures.reencode(upload, box=(480, 240), stem="logo")
    return GrantLogo.objects.create(grant=grant, kind=kind, name_sr=name_sr, name_en=name_en, image=image)
