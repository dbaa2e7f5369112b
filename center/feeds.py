"""The news as an Atom feed (RFC 4287) in each language, whole texts included."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import offices
from center.base.rich_text import rendered
from center.base.shown_text import in_script, shown_language
from center.choices import Language
from center.models import NewsItem
from center.publication_links import feed_address

# XML 1.0 has no signs for them.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHOWN: Final = 20
# What an empty feed says of its last change; it may be any moment, but always the same one.
_BEFORE_ALL: Final = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())
_MAY_BE_KEPT_FOR: Final = timedelta(minutes=15)


class _Feed(Atom1Feed):
    """Atom with the time of the last change as its own, and the whole text of each entry."""

    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["changed_at"]
        return changed

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", settings.BASE_URL + static("center/favicon.svg"))

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        # Links in our texts begin with a slash.
        handler.addQuickElement(
            "content", item["content"], {"type": "html", "xml:base": f"{settings.BASE_URL}/"}
        )


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """Serve the newest news; `lang` (sr, sr-latn, en) chooses in which words, others are ignored.

    Nobody may keep it beyond the moment at which something scheduled appears.
    """
    language = request.GET.get("lang", "")
    chosen = language if language in Language.values else Language.SERBIAN_CYRILLIC.value
    now = timezone.now()
    items = list(NewsItem.objects.public(now).newest_first()[:_SHOWN])
    with translation.override(chosen):
        content = _written(items, chosen)
    changed = max((_changed(item) for item in items), default=None)
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    modified = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag, modified) or HttpResponse(
        content, content_type="application/atom+xml; charset=utf-8"
    )
    response["ETag"] = etag
    if modified:
        response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"public, max-age={_keeps(now)}"
    # Pages of other sites may read what is public anyway.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _written(items: list[NewsItem], language: str) -> bytes:
    office = offices.current()
    name = office.name.plain
    feed = _Feed(
        title=f"{_('News')}, {office.short_name.plain or name}",
        link=settings.BASE_URL + reverse("news:news"),
        description=office.tagline.plain,
        subtitle=office.tagline.plain or None,
        language=shown_language(),
        author_name=name,
        feed_url=settings.BASE_URL + feed_address(language),
        feed_guid=settings.BASE_URL + feed_address(language),
        changed_at=max((_changed(item) for item in items), default=_BEFORE_ALL),
    )
    host = urlsplit(settings.BASE_URL).hostname
    for item in items:
        feed.add_item(
            title=item.title.plain,
            link=settings.BASE_URL + reverse("news:item", args=[item.slug]),
            description=item.summary.plain,
            content=_CONTROLS.sub("", str(rendered(item.body))),
            # It stays when the address changes (RFC 4151).
            unique_id=f"tag:{host},{item.created_at:%Y-%m-%d}:news/{item.pk}",
            pubdate=item.published_at,
            updateddate=_changed(item),
            author_name=in_script(item.byline) if item.byline else name,
            categories=[item.category.name.plain] if item.category else [],
        )
    return feed.writeString("utf-8").encode()


def _changed(item: NewsItem) -> datetime:
    assert item.published_at is not None
    return max(item.published_at, item.changed_at)


def _keeps(now: datetime) -> int:
    """Return for how many seconds the feed stays true, at most 15 minutes."""
    following = (
        NewsItem.objects.scheduled(now)
        .order_by("published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    left = _MAY_BE_KEPT_FOR if following is None else min(_MAY_BE_KEPT_FOR, following - now)
    return max(0, int(left.total_seconds()))
