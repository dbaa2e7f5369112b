"""Where staff decided which grants news, press releases and coverage count for; the rest follows from their days."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models.grant import GrantChoice
from center.models.news import NewsItem
from center.models.press import Coverage, PressRelease


@pghistory.track()
class NewsItemGrant(GrantChoice):
    record = models.ForeignKey(
        NewsItem, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("news item")
    )

    class Meta:
        verbose_name = _("grant of a news item")
        verbose_name_plural = _("grants of news")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="news_grant_once")]


@pghistory.track()
class PressReleaseGrant(GrantChoice):
    record = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("press release")
    )

    class Meta:
        verbose_name = _("grant of a press release")
        verbose_name_plural = _("grants of press releases")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="press_release_grant_once")]


@pghistory.track()
class CoverageGrant(GrantChoice):
    record = models.ForeignKey(
        Coverage, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("coverage")
    )

    class Meta:
        verbose_name = _("grant of coverage")
        verbose_name_plural = _("grants of coverage")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="coverage_grant_once")]
