"""News and press releases as Atom feeds (RFC 4287) in each language, whole texts included."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
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
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import offices
from center.base.rich_text import rendered
from center.base.shown_text import ShownText, in_script, shown_language
from center.choices import Language
from center.models import NewsItem, PressRelease
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


@dataclass(frozen=True)
class _Entry:
    """What a feed says of a record; the words are in the active language."""

    key: str
    since: datetime
    title: str
    address: str
    summary: str
    body: ShownText
    appeared: datetime
    changed: datetime
    author: str = ""
    category: str = ""


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """Serve the newest news; `lang` (sr, sr-latn, en) chooses in which words, others are ignored.

    Nobody may keep it beyond the moment at which something scheduled appears.
    """
    now = timezone.now()
    items = list(NewsItem.objects.public(now).newest_first()[:_SHOWN])
    coming = NewsItem.objects.scheduled(now).order_by("published_at").values_list("published_at", flat=True)
    return _answer(
        request,
        lambda: [_of_news(item) for item in items],
        name=lambda: _("News"),
        front="news:news",
        feed="news_feed",
        stays=_stays(now, coming.first()),
    )


@require_safe
def press(request: HttpRequest) -> HttpResponseBase:
    """Serve the newest press releases that everybody may read, as the news; nothing of one under embargo.

    Nobody may keep it beyond the moment at which an embargo ends.
    """
    now = timezone.now()
    releases = list(PressRelease.objects.public(now)[:_SHOWN])
    coming = PressRelease.objects.under_embargo(now).values_list("public_from", flat=True)
    return _answer(
        request,
        lambda: [_of_release(release) for release in releases],
        name=lambda: _("Press releases"),
        front="press:front",
        feed="press_feed",
        stays=_stays(now, coming.first()),
    )


def _of_news(item: NewsItem) -> _Entry:
    assert item.published_at is not None
    return _Entry(
        key=f"news/{item.pk}",
        since=item.created_at,
        title=item.title.plain,
        address=reverse("news:item", args=[item.slug]),
        summary=item.summary.plain,
        body=item.body,
        appeared=item.published_at,
        changed=max(item.published_at, item.changed_at),
        author=in_script(item.byline) if item.byline else "",
        category=item.category.name.plain if item.category else "",
    )


def _of_release(release: PressRelease) -> _Entry:
    assert release.public_from is not None
    return _Entry(
        key=f"press/{release.pk}",
        since=release.created_at,
        title=release.title.plain,
        address=reverse("press:release", args=[release.slug]),
        summary=release.subtitle.plain,
        body=release.body,
        appeared=release.public_from,
        changed=max(release.public_from, release.changed_at),
    )


def _answer(
    request: HttpRequest,
    entries: Callable[[], list[_Entry]],
    *,
    name: Callable[[], str],
    front: str,
    feed: str,
    stays: int,
) -> HttpResponseBase:
    """Write a feed in the language that the address asks for, or say that the reader has it already."""
    language = request.GET.get("lang", "")
    chosen = language if language in Language.values else Language.SERBIAN_CYRILLIC.value
    with translation.override(chosen):
        found = entries()
        content = _written(found, name(), front, feed_address(chosen, feed))
    changed = max((entry.changed for entry in found), default=None)
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    modified = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag, modified) or HttpResponse(
        content, content_type="application/atom+xml; charset=utf-8"
    )
    response["ETag"] = etag
    if modified:
        response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"public, max-age={stays}"
    # Pages of other sites may read what is public anyway.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _written(entries: list[_Entry], title: str, front: str, own: str) -> bytes:
    office = offices.current()
    name = office.name.plain
    feed = _Feed(
        title=f"{title}, {office.short_name.plain or name}",
        link=settings.BASE_URL + reverse(front),
        description=office.tagline.plain,
        subtitle=office.tagline.plain or None,
        language=shown_language(),
        author_name=name,
        feed_url=settings.BASE_URL + own,
        feed_guid=settings.BASE_URL + own,
        changed_at=max((entry.changed for entry in entries), default=_BEFORE_ALL),
    )
    host = urlsplit(settings.BASE_URL).hostname
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=settings.BASE_URL + entry.address,
            # Django says of it that it is HTML.
            description=escape(entry.summary),
            content=_CONTROLS.sub("", str(rendered(entry.body))),
            # It stays when the address changes (RFC 4151).
            unique_id=f"tag:{host},{entry.since:%Y-%m-%d}:{entry.key}",
            pubdate=entry.appeared,
            updateddate=entry.changed,
            author_name=entry.author or name,
            categories=[entry.category] if entry.category else [],
        )
    return feed.writeString("utf-8").encode()


def _stays(now: datetime, following: datetime | None) -> int:
    """Return for how many seconds a feed stays true, at most 15 minutes."""
    left = _MAY_BE_KEPT_FOR if following is None else min(_MAY_BE_KEPT_FOR, following - now)
    return max(0, int(left.total_seconds()))
