"""What the whole site's search finds here: what people can talk about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from center.base.full_text import best
from center.base.search import Found, Hit, Source, register
from center.search import StandingPage, add_pages
from consultations.models import Topic


def _find(typed: str, most: int) -> Found:
    rows, total = best(
        Topic.objects.published(),
        typed,
        titles=("name_sr", "name_en"),
        summaries=("summary_sr", "summary_en"),
        texts=("what_to_bring_sr", "what_to_bring_en"),
        most=most,
    )
    address = reverse("consultations:topics")
    return Found([Hit(title=row.name, url=address, about=row.summary) for row in rows], total)


register(Source("consultations", _("Consultations"), _find, order=200))
add_pages(
    StandingPage(
        "consultations:topics",
        _("Book a consultation"),
        _("Talk to an advisor about your idea: choose a day and a time, free of charge."),
    ),
    StandingPage(
        "consultations:find", _("Find your visit"), _("Look at your booking, change it or cancel it.")
    ),
)
