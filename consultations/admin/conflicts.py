"""Visits that are booked in a time that was just closed: told at once, since only people can decide about them."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.services.displaced import count_displaced


def warn_about_visits(request: HttpRequest) -> None:
    """Tell how many coming visits do not fit the plan any more, with the page that moves or cancels them."""
    count = count_displaced()
    if not count:
        return
    sentence = ngettext(
        "%(count)d booked visit does not fit the plan any more.",
        "%(count)d booked visits do not fit the plan any more.",
        count,
    ) % {"count": count}
    address = reverse("admin:consultations_consultation_displaced")
    messages.warning(
        request, format_html('{} <a href="{}">{}</a>', sentence, address, _("Move or cancel them"))
    )
