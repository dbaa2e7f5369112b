"""Pictures of the library on a page, with caption and author, alone or in the middle of a text."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from center.base.rich_text import rendered
from center.models import Picture
from center.templatetags.pictures import picture as picture_context

register = template.Library()


@register.inclusion_tag("center/parts/library_picture.html")
def center_picture(
    shown: Picture | None,
    *,
    place: str = "card",
    eager: bool = False,
    decorative: bool = False,
    caption: bool = False,
) -> dict[str, Any]:
    """`{% center_picture item.cover place="wide" caption=True %}`: what is not ready shows our motif.

    `place`, `eager` and `decorative` are those of `{% picture %}`. With `caption` the picture stands in a figure with
    its caption and the name of its author.
    """
    return _figure(shown, place=place, eager=eager, decorative=decorative, caption=caption)


@register.simple_tag
def text_with_pictures(text: str, pictures: Mapping[int, Picture] | Iterable[Picture]) -> SafeString:
    """`{% text_with_pictures item.body item.numbered_pictures %}`: Markdown; `{picture:2}` is the one of number 2.

    Pictures without numbers are counted from 1. What is not ready leaves nothing.
    """
    numbered = pictures.items() if isinstance(pictures, Mapping) else enumerate(pictures, start=1)
    figures = {
        number: SafeString(
            render_to_string("center/parts/library_picture.html", _figure(shown, place="wide", caption=True))
        )
        for number, shown in numbered
        if shown.is_ready
    }
    return rendered(text, pictures=figures)


def _figure(
    shown: Picture | None, *, place: str, caption: bool, eager: bool = False, decorative: bool = False
) -> dict[str, Any]:
    said = caption and shown is not None and bool(shown.caption.plain or shown.credit)
    return {
        **picture_context(shown, place=place, eager=eager, decorative=decorative),
        "shown": shown if said else None,
    }
