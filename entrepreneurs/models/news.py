"""Which news are about which enterprise."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models import NewsItem
from entrepreneurs.models.enterprise import Enterprise


@pghistory.track()
class EnterpriseNews(CheckedModel):
    """A piece of news of the office that an enterprise appears in, or whose success story it is."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="news_links", verbose_name=_("enterprise")
    )
    news = models.ForeignKey(
        NewsItem, on_delete=models.PROTECT, related_name="enterprise_links", verbose_name=_("news item")
    )
    is_its_story = models.BooleanField(
        _("its success story"),
        default=False,
        help_text=_("The text tells how this enterprise made it, with its consent."),
    )

    class Meta:
        verbose_name = _("enterprise in the news")
        verbose_name_plural = _("enterprises in the news")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "news"],
                name="enterprise_once_in_news",
                violation_error_message=_("This enterprise is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.enterprise)
