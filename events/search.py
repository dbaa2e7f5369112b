"""What the whole site's search finds here: events and fairs, past ones too."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.full_text import best
from center.base.search import Found, Hit, Source, register
from center.search import StandingPage, add_pages
from events.models import Event


def _find(typed: str, most: int) -> Found:
    rows, total = best(
        Event.objects.public(),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("summary_sr", "summary_en", "venue__name_sr", "venue__name_en"),
        texts=("about_sr", "about_en"),
        most=most,
    )
    hits = [
        Hit(
            title=row.title,
            url=reverse("events:event", args=[row.slug]),
            about=row.summary,
            day=timezone.localdate(row.starts_at),
        )
        for row in rows
    ]
    return Found(hits, total)


register(Source("events", _("Events and fairs"), _find, order=300))
add_pages(
    StandingPage("events:events", _("Events"), _("What is on: workshops, info sessions and the mini-fair.")),
)
