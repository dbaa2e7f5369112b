"""What the whole site's search finds here: what people can talk about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from center.base.full_text import find
from center.base.search import Asked, Found, Hit, Source, register
from center.search import StandingPage, add_pages
from consultations.models import Topic


def _topic(row: Topic) -> Hit:
    return Hit(row.name, reverse("consultations:topics"), row.summary)


def _topics(asked: Asked) -> Found:
    return find(Topic.objects.published(), asked, _topic, titles=("name_sr", "name_en"))


register(Source("consultations", _("Consultations"), _topics, order=200))
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
