"""What search engines and networks read about an event (schema.org Event)."""

from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from center import offices
from center.templatetags.head import json_ld
from events.choices import Answer, EventState
from events.models import Event, Venue
from events.standing import Standing

_STATUS: Final = {
    EventState.CANCELLED: "EventCancelled",
    EventState.POSTPONED: "EventPostponed",
}


def schema(event: Event, standing: Standing) -> SafeString:
    """Describe an event fetched with its venue, in the active language; its video call is in no version of it."""
    address = settings.BASE_URL + reverse("events:event", args=[event.slug])
    has_online, has_venue = bool(event.online_link), event.venue is not None
    mode = "Mixed" if has_online and has_venue else "Offline" if has_venue else "Online"
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Festival" if event.kind == "fair" else "Event",
        "@id": f"{address}#event",
        "url": address,
        "name": event.title.plain,
        "description": event.summary.plain,
        "startDate": timezone.localtime(event.starts_at).isoformat(),
        "endDate": timezone.localtime(event.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{_STATUS.get(EventState(event.state), 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "inLanguage": event.languages,
        "isAccessibleForFree": True,
        "location": _place(event.venue) if event.venue else {"@type": "VirtualLocation", "url": address},
        "organizer": {
            "@type": "Organization",
            "@id": f"{settings.BASE_URL}/#office",
            "name": offices.current().name.plain,
            "url": f"{settings.BASE_URL}/",
        },
        "maximumAttendeeCapacity": event.capacity,
        "offers": _offer(event, standing, address),
    }
    return json_ld({key: value for key, value in facts.items() if value not in (None, "", {})})


def _offer(event: Event, standing: Standing, address: str) -> dict[str, Any]:
    """Return that it costs nothing and whether places are left; nothing for what is over or off."""
    if standing.is_over or standing.is_off:
        return {}
    sold_out = standing.takes_registrations and not standing.has_room
    offer = {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": "RSD",
        "availability": f"https://schema.org/{'SoldOut' if sold_out else 'InStock'}",
        "url": address,
    }
    if event.registration_opens_at is not None:
        offer["validFrom"] = timezone.localtime(event.registration_opens_at).isoformat()
    return offer


def _place(venue: Venue) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": venue.name.plain,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": venue.settlement.name.plain,
            "addressCountry": "RS",
            **({"streetAddress": venue.street.plain} if venue.street else {}),
        },
    }
    if venue.latitude is not None and venue.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(venue.latitude),
            "longitude": float(venue.longitude),
        }
    access = [
        {"@type": "LocationFeatureSpecification", "name": name, "value": value == Answer.YES}
        for name, value in (
            ("Step-free entrance", venue.step_free),
            ("Wheelchair-accessible toilet", venue.accessible_toilet),
            ("Accessible parking", venue.accessible_parking),
            ("Hearing loop", venue.hearing_loop),
        )
        if value != Answer.UNKNOWN
    ]
    return {**place, "amenityFeature": access} if access else place
