"""Which news are about which event."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models import NewsItem
from events.models.event import Event


@pghistory.track()
class EventNews(CheckedModel):
    """A piece of news of the office about an event."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="news_links", verbose_name=_("event")
    )
    news = models.ForeignKey(
        NewsItem, on_delete=models.PROTECT, related_name="event_links", verbose_name=_("news item")
    )

    class Meta:
        verbose_name = _("event in the news")
        verbose_name_plural = _("events in the news")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "news"],
                name="event_once_in_news",
                violation_error_message=_("This event is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.event)
