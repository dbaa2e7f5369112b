"""How a text will look, before it is saved: in Cyrillic, in Latin and in English."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.safestring import SafeString

from center.base.scripts import typed_to_cyrillic
from center.base.serbian_fields import SerbianField, tidy
from center.models import Picture
from center.models.publication import Publication
from center.templatetags.center_pictures import text_with_pictures

_HTML_LANG = {"sr": "sr", "sr-latn": "sr-Latn", "en": "en"}
_LABELS = {"sr": "Ћирилица", "sr-latn": "Latinica", "en": "English"}
_MOST_PICTURES = 100


@dataclass(frozen=True)
class Shown:
    """A text in one language."""

    code: str
    lang: str
    label: str
    title: str
    summary: str
    body: SafeString
    is_fallback: bool


def previewed(admin: Any, request: HttpRequest, record: Publication | None) -> tuple[list[Shown], list[str]]:
    """Return the text in each language, and what the form would refuse; nothing is saved."""
    if request.method != "POST":
        text: Publication = record or admin.model()
        pictures = text.numbered_pictures if text.pk else {}
        return _in_all_languages(text, pictures), []
    form = admin.get_form(request, record, change=record is not None)(request.POST, instance=record)
    problems = [
        f"{form[name].label}: {' '.join(errors)}" if name in form.fields else " ".join(errors)
        for name, errors in form.errors.items()
    ]
    typed: Any = admin.model()
    for field in typed._meta.concrete_fields:
        if field.name in admin.written_fields:
            value = (
                form.data.get(field.name, "")
                if field.name in form.fields
                else getattr(record, field.name, "")
            )
            if isinstance(value, str) and field.choices is None and not field.is_relation:
                # As it would be stored; browsers send other line breaks.
                tidied = tidy(value)
                setattr(
                    typed,
                    field.name,
                    typed_to_cyrillic(tidied) if isinstance(field, SerbianField) else tidied,
                )
    return _in_all_languages(typed, _typed_pictures(request)), problems


def _typed_pictures(request: HttpRequest) -> dict[int, Picture]:
    """Return the pictures that the rows of the form name, by their number."""
    chosen: dict[int, str] = {}
    for row in range(_MOST_PICTURES):
        number, picture = request.POST.get(f"placed-{row}-number"), request.POST.get(f"placed-{row}-picture")
        if number and picture and _is_number(number) and _is_number(picture):
            chosen[int(number)] = picture
    found = Picture.objects.ready().in_bulk(list(set(chosen.values())))
    return {number: found[int(key)] for number, key in chosen.items() if int(key) in found}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 -- what a key holds


def _in_all_languages(text: Publication, pictures: dict[int, Picture]) -> list[Shown]:
    shown = []
    for code, _label in settings.LANGUAGES:
        with translation.override(code):
            shown.append(
                Shown(
                    code=code,
                    lang=_HTML_LANG[code],
                    label=_LABELS[code],
                    title=text.title.plain,
                    summary=text.summary.plain,
                    body=text_with_pictures(text.body, pictures),
                    is_fallback=text.body.is_fallback,
                )
            )
    return shown
