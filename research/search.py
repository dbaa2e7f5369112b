"""What the whole site's search finds here: results of surveys, and surveys that run."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.full_text import best
from center.base.search import Found, Hit, Source, register
from center.search import StandingPage, add_pages
from research.models import Release, Survey


def _find_results(typed: str, most: int) -> Found:
    newest = Release.objects.newest_of_each().filter(survey__is_listed=True)
    rows, total = best(
        Release.objects.filter(pk__in=newest.values("pk")).select_related("survey").defer("document"),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("summary_sr", "summary_en"),
        most=most,
    )
    hits = [
        Hit(
            title=row.title,
            url=reverse("research:release", args=[row.survey.slug, row.number]),
            about=row.summary,
            day=timezone.localdate(row.published_at),
        )
        for row in rows
    ]
    return Found(hits, total)


def _find_surveys(typed: str, most: int) -> Found:
    rows, total = best(
        Survey.objects.running(timezone.now()).filter(is_listed=True),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("about_sr", "about_en"),
        most=most,
    )
    hits = [
        Hit(title=row.title, url=reverse("research:survey", args=[row.slug]), about=row.about) for row in rows
    ]
    return Found(hits, total)


register(Source("results", _("Results of research"), _find_results, order=400))
register(Source("surveys", _("Surveys that wait for your answer"), _find_surveys, order=410))
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
