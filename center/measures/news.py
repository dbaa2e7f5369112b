"""What indicators can count of the news."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from center.base.carrying import carrying
from center.base.measures import Counted, Measure, Scope, register
from center.models import NewsItem

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from center.models import User


def _news(scope: Scope) -> "QuerySet[NewsItem]":
    return carrying(NewsItem.objects.published_between(scope.first, scope.last), scope.grant)


def _stories(scope: Scope) -> "QuerySet[NewsItem]":
    found = NewsItem.objects.published_between(scope.first, scope.last).stories()
    return carrying(found, scope.grant)


def _seen_news(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [_news(scope)] if user.has_perm("center.view_newsitem") else []


def _seen_stories(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [_stories(scope)] if user.has_perm("center.view_newsitem") else []


register(
    Measure(
        code="center.news_published",
        title=_("News published"),
        unit=_("news"),
        how=_("News by the day from which everybody could read them; archived ones do not count."),
        count=lambda scope: Counted(_news(scope).count()),
        records=_seen_news,
    )
)
register(
    Measure(
        code="center.success_stories",
        title=_("Success stories published"),
        unit=_("stories"),
        how=_("News in the categories of success stories, by the day from which everybody could read them."),
        count=lambda scope: Counted(_stories(scope).count()),
        records=_seen_stories,
    )
)
