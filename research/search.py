"""What the whole site's search finds here: results of surveys, and surveys that run."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.full_text import find
from center.base.search import Asked, Found, Hit, Source, register
from center.search import StandingPage, add_pages
from research.models import Release, Survey

_TITLES = ("title_sr", "title_en")


def _release(row: Release) -> Hit:
    day = timezone.localdate(row.published_at)
    return Hit(row.title, reverse("research:release", args=[row.survey.slug, row.number]), row.summary, day)


def _survey(row: Survey) -> Hit:
    return Hit(row.title, reverse("research:survey", args=[row.slug]), row.about)


def _releases(asked: Asked) -> Found:
    newest = Release.objects.newest_of_each().filter(survey__is_listed=True)
    rows = Release.objects.filter(pk__in=newest.values("pk")).select_related("survey").defer("document")
    return find(rows, asked, _release, titles=_TITLES)


def _surveys(asked: Asked) -> Found:
    rows = Survey.objects.running(timezone.now()).filter(is_listed=True)
    return find(rows, asked, _survey, titles=_TITLES)


register(Source("results", _("Results of research"), _releases, order=400))
register(Source("surveys", _("Surveys that wait for your answer"), _surveys, order=410))
add_pages(
    StandingPage(
        "research:front", _("Research"), _("What we asked, what came out, and how it was computed.")
    ),
    StandingPage(
        "research:census",
        _("Census of social enterprises"),
        _("How many social enterprises there are, what they are like, where they work."),
    ),
)
