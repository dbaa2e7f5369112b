"""Press releases on pages: what search engines read about them, and the blocks of the desk."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from center import offices
from center.base.pictures import storing
from center.choices import Language
from center.models import MediaRequest, Picture, PressRelease
from center.publication_links import feed_address
from center.templatetags.center_desk import SHOWN, block
from center.templatetags.head import json_ld

register = template.Library()


@register.simple_tag
def press_feed_address() -> str:
    """Return the path of the feed of press releases in the language of the page."""
    return feed_address(get_language() or Language.SERBIAN_CYRILLIC, "press_feed")


@register.simple_tag
def press_schema(release: PressRelease, pictures: Sequence[Picture]) -> SafeString:
    """Describe a public press release as schema.org NewsArticle, in the active language; nothing while it is none."""
    if release.public_from is None or release.public_from > timezone.now():
        return SafeString()
    address = settings.BASE_URL + reverse("press:release", args=[release.slug])
    office = {
        "@type": "Organization",
        "@id": f"{settings.BASE_URL}/#office",
        "name": offices.current().name.plain,
        "url": f"{settings.BASE_URL}/",
    }
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{address}#release",
        "url": address,
        "headline": release.title.plain,
        "description": release.subtitle.plain,
        "datePublished": timezone.localtime(release.public_from).isoformat(),
        "dateModified": timezone.localtime(release.changed_at).isoformat(),
        "inLanguage": "en" if get_language() == "en" and release.body_en else "sr",
        "image": [
            f"{settings.BASE_URL}{storing.address(each.stem, each.widths[-1], 'webp')}" for each in pictures
        ],
        "author": office,
        "publisher": office,
    }
    return json_ld({key: value for key, value in facts.items() if value})


@register.inclusion_tag("admin/desk/media_requests.html", takes_context=True)
def media_requests(context: dict[str, Any]) -> dict[str, Any]:
    """Show the oldest requests of media that nobody has answered; without any the block is not there."""
    if not context["request"].user.has_perm("center.view_mediarequest"):
        return {"hidden": True}
    rows = list(MediaRequest.objects.waiting().order_by("created_at")[: SHOWN + 1])
    address = reverse("admin:center_mediarequest_changelist") + "?state__exact=new"
    return block("media", _("Requests of media"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/desk/press.html", takes_context=True)
def press_today(context: dict[str, Any]) -> dict[str, Any]:
    """Show press releases whose embargo ends today; without any the block is not there."""
    if not context["request"].user.has_perm("center.view_pressrelease"):
        return {"hidden": True}
    tomorrow = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    rows = list(PressRelease.objects.under_embargo().filter(public_from__lt=tomorrow)[: SHOWN + 1])
    address = reverse("admin:center_pressrelease_changelist")
    return block("press", _("Embargo ends today"), rows, address) | {"hidden": not rows}
