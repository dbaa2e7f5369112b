"""What every template can rely on."""

from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from center import offices
from center.base.brand import style_address
from center.models import Office

_HTML_LANG = {"sr": "sr", "sr-latn": "sr-Latn", "en": "en"}
_HREFLANG = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}
# Each language by its own name in its own letters, never translated.
_LABELS = {"sr": "Ћирилица", "sr-latn": "Latinica", "en": "English"}
_OG_LOCALE = {"sr": "sr_RS", "sr-latn": "sr_RS", "en": "en_GB"}


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give the office (read once, only if a template asks), the languages of this page, and its address."""
    active = translation.get_language() or settings.LANGUAGE_CODE
    office: Any = SimpleLazyObject(offices.current)
    return {
        "office": office,
        "office_hours": SimpleLazyObject(lambda: offices.hours_for_display(office)),
        "office_style_url": SimpleLazyObject(lambda: _style(office)),
        "share_picture_url": SimpleLazyObject(lambda: _share_picture(office)),
        "page_languages": SimpleLazyObject(lambda: _languages(request, active)),
        "canonical_url": settings.BASE_URL + request.path + _page_of_list(request),
        "base_url": settings.BASE_URL,
        "html_lang": _HTML_LANG[active],
        "og_locale": _OG_LOCALE[active],
        "is_demo": settings.DEMO,
    }


def _page_of_list(request: HttpRequest) -> str:
    """Return the query of a further page of a whole list, which is an address of its own; a narrowed one is none."""
    try:
        page = request.GET.get("page", "")
    except SuspiciousOperation:
        # The page that says so is being shown.
        return ""
    is_further = page.isascii() and page.isdecimal() and page.lstrip("0") not in {"", "1"}
    return f"?page={page.lstrip('0')[:6]}" if is_further and set(request.GET) == {"page"} else ""


def _style(office: Office) -> str:
    band = office.band.url if office.band else ""
    return style_address(office.brand_colour, band) if office.brand_colour or band else ""


def _share_picture(office: Office) -> str:
    digest = offices.share_digest(office)
    return reverse("office_share", args=[digest]) if digest else static("center/share.png")


def _languages(request: HttpRequest, active: str) -> list[dict[str, object]]:
    """List the same page in each language; the query goes along, except on pages found by a signed link."""
    known = {
        code: translate_url(request.path, code) if request.resolver_match else f"/{code}/" for code in _LABELS
    }
    query = request.META.get("QUERY_STRING", "")
    return [
        {
            "code": code,
            "html_lang": _HREFLANG[code],
            "label": label,
            "path": known[code],
            "url": f"{known[code]}?{query}" if query and request.method == "GET" else known[code],
            "current": code == active,
        }
        for code, label in _LABELS.items()
    ]
