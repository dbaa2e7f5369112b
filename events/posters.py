"""What the office shows of an event elsewhere: the picture beside a shared link, and a poster to hang up."""

from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from center import funding, offices
from center.base.phones import display_phone
from center.base.typesetting import typeset, typeset_picture
from center.documents import on_paper
from events import qr
from events.calendars import where
from events.choices import Answer, EventKind
from events.models import Event
from events.wording import day_words, time_words

Size = Literal["a3", "a4"]


def share_words(event: Event) -> dict[str, Any]:
    """Return what stands on the picture beside a shared link, in the active language and script."""
    office = offices.current()
    return {
        "title": event.title.plain,
        "kind": str(event.get_kind_display()),
        "is_fair": event.kind == EventKind.FAIR,
        "when": f"{day_words(event)}, {time_words(event)}",
        "place": where(event),
        "office": office.short_name.plain or office.name.plain,
    }


def share_picture(words: dict[str, Any]) -> bytes:
    """Return a PNG of 1200 × 630 with `share_words` of the same language."""
    return typeset_picture("events/share.typ", words)


def poster(event: Event, size: Size) -> bytes:
    """Return a poster as PDF in the active language, with a code that leads to the event's page."""
    office = offices.current()
    address = settings.BASE_URL + reverse("events:event", args=[event.slug])
    grants, marks = on_paper(funding.behind(event))
    has_no_steps = event.venue is not None and event.venue.step_free == Answer.YES
    return typeset(
        "events/poster.typ",
        {
            "title": event.title.plain,
            "funding": grants,
            "size": size,
            "kind": str(event.get_kind_display()),
            "is_fair": event.kind == EventKind.FAIR,
            "when": day_words(event),
            "hours": time_words(event),
            "place": where(event),
            "summary": event.summary.plain,
            "access": _("The entrance has no steps.") if has_no_steps else "",
            "invitation": _("More about it, and how to register:"),
            "address": address.removeprefix("https://").removeprefix("http://"),
            "code": qr.svg(address),
            "code_alt": _("QR code of the address: %(address)s") % {"address": address},
            "office": office.name.plain,
            "contact": " · ".join(filter(None, [display_phone(office.phone), office.real_email])),
        },
        files=marks,
    )
