"""Made-up news and pages of the office; pictures and links to enterprises and events are added by the upper apps."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from center.choices import Role
from center.demo_data.news_texts import CATEGORIES, NEWS, PAGES
from center.demo_data.portal import demo_user
from center.models import NewsCategory, NewsItem, Page, User
from center.services import publications

_HOUR: Final = time(9, 0)


def load() -> None:
    """Write the demo's news and pages unless there are some."""
    if NewsItem.objects.exists() or Page.objects.exists():
        return
    by = demo_user(Role.EDITOR)
    categories = {
        row["slug"]: NewsCategory.objects.create(position=position, is_demo=True, **row)
        for position, row in enumerate(CATEGORIES)
    }
    for row in NEWS:
        values = {**row, "category": categories[row["category"]]}
        days = values.pop("in_days")
        item = publications.write(record=NewsItem(is_demo=True), by=by, **values)
        _publish(item, days, by)
    for position, row in enumerate(PAGES):
        page = publications.write(record=Page(is_demo=True), by=by, position=position, **row)
        publications.publish(record=page, by=by)


def _publish(item: NewsItem, days: int | None, by: User) -> None:
    """Publish so many days from today; none: leave a draft that a preview link shows."""
    if days is None:
        publications.open_preview(record=item, by=by)
        return
    day = timezone.localdate() + timedelta(days=days)
    moment: Any = timezone.make_aware(datetime.combine(day, _HOUR))
    publications.publish(record=item, by=by, at=moment)
