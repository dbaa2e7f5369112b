"""The standing pages."""

from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from center import offices
from center.base import brand
from center.base.personal_data.cookies import cookies
from center.base.personal_data.in_words import parts
from center.base.reading import may_lag
from center.base.typesetting import typeset_picture
from center.middleware import cookieless

_KEPT_FOR: Final = 24 * 3600


@may_lag
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the Center does and the doors to what visitors come for; later apps add their doors."""
    doors = [
        {
            "kind": "consult",
            "icon": "talk",
            "label": _("Check your idea and book"),
            "text": _("You have an idea or an open question? Talk to an advisor, free of charge."),
            "url": reverse("consultations:topics"),
            "more": {"label": _("Answer eleven questions"), "url": reverse("eligibility:start")},
        },
        {
            "kind": "buy",
            "icon": "basket",
            "label": _("Find and buy"),
            "text": _("See who makes what in and around the town, and how to buy from them."),
            "url": reverse("entrepreneurs:directory"),
        },
        {
            "kind": "visit",
            "icon": "pin",
            "label": _("Come to the office"),
            "text": _("See where we are, when the door is open and how to reach us."),
            "url": reverse("contact") + "#how-to-get-there",
        },
    ]
    return render(request, "center/home.html", {"doors": doors})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice; its lists of data and of cookies come from the registry of personal fields."""
    source = settings.MAP_TILES
    context = {"parts": parts(), "cookies": cookies(), "map_host": source.host if source else ""}
    return render(request, "center/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "center/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the admin and the accounts, and show them the sitemap."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    lines += [f"Disallow: /{code}/account/" for code, _label in settings.LANGUAGES]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def office_style(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the office's own colour and band; an old address is gone, since pages name the new one."""
    office = offices.current()
    look = (office.brand_colour, office.band.url if office.band else "")
    if not any(look) or brand.style_hash(*look) != digest:
        raise Http404
    response = HttpResponse(brand.style(*look), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
@cookieless
def office_share(request: HttpRequest, digest: str) -> HttpResponse:
    """Draw the picture beside links to an office with its own mark; kept, since its address changes with its look."""
    office = offices.current()
    if not office.logo or offices.share_digest(office) != digest:
        raise Http404
    key = f"center.share.{digest}"
    picture = cache.get(key)
    if picture is None:
        with override("sr"):
            picture = typeset_picture("center/office_share.typ", {"title": office.name.plain})
        cache.set(key, picture, _KEPT_FOR)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
