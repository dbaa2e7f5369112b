"""What the whole site's search finds here: events and fairs, past ones too."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.full_text import find
from center.base.search import Asked, Found, Hit, Source, register
from center.search import StandingPage, add_pages
from events.models import Event


def _event(row: Event) -> Hit:
    return Hit(
        row.title, reverse("events:event", args=[row.slug]), row.summary, timezone.localdate(row.starts_at)
    )


def _events(asked: Asked) -> Found:
    venue = ("venue__name_sr", "venue__name_en")
    return find(Event.objects.public(), asked, _event, titles=("title_sr", "title_en"), beside=venue)


register(Source("events", _("Events and fairs"), _events, order=300))
add_pages(
    StandingPage("events:events", _("Events"), _("What is on: workshops, info sessions and the mini-fair.")),
)
