"""Visits that are booked in a time that was just closed: named at once, since only people can move them."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from center.base.shown_text import in_script
from consultations.models import Absence, Closure, Consultation

_NAMED = 6


def warn_about_visits(request: HttpRequest, closed: Absence | Closure) -> None:
    """Tell which coming visits lie in this absence or closure, with a link to each; nothing when none does."""
    visits = Consultation.objects.upcoming().overlapping(closed.starts_at, closed.ends_at)
    if isinstance(closed, Absence):
        visits = visits.filter(advisor=closed.advisor_id)
    count = visits.count()
    if not count:
        return
    sentence = ngettext(
        "%(count)d visit is already booked in this time. Cancel it, so that the visitor is told:",
        "%(count)d visits are already booked in this time. Cancel them, so that the visitors are told:",
        count,
    ) % {"count": count}
    links = format_html_join(
        ", ",
        '<a href="{}">{}, {}</a>',
        (
            (
                reverse("admin:consultations_consultation_change", args=[visit.pk]),
                date_format(timezone.localtime(visit.starts_at), "SHORT_DATETIME_FORMAT"),
                in_script(visit.contact_name),
            )
            for visit in visits[:_NAMED]
        ),
    )
    rest = " …" if count > _NAMED else ""
    messages.warning(request, format_html("{} {}{}", sentence, links, rest))
