"""What search engines and networks read about an enterprise."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString

from center.base.pictures import storing
from center.templatetags.head import json_ld, opening_hours
from entrepreneurs.choices import LegalForm

if TYPE_CHECKING:
    from entrepreneurs.models import Enterprise, Picture

_CIVIC = (LegalForm.ASSOCIATION, LegalForm.FOUNDATION, LegalForm.SPORTS)


def schema(enterprise: "Enterprise", address: str) -> SafeString:
    """Describe a published enterprise fetched `with_profile`; its e-mail is in no version of it."""
    form = next(iter(enterprise.current_registeredform), None)
    is_civic = form is not None and form.form in _CIVIC
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["LocalBusiness", "NGO"] if is_civic else "LocalBusiness",
        "@id": f"urn:uuid:{enterprise.uid}",
        "url": address,
        "name": enterprise.name.plain,
        "legalName": enterprise.legal_name,
        "description": enterprise.summary.plain,
        "foundingDate": enterprise.founded_on.isoformat() if enterprise.founded_on else "",
        "telephone": [channel.phone for channel in enterprise.shown_phones],
        "address": _address(enterprise),
        "geo": _point(enterprise),
        "openingHoursSpecification": opening_hours(enterprise.opening_times.all()),
        "makesOffer": [
            {
                "@type": "Offer",
                "itemOffered": {"@type": "Product", "name": product.name.plain},
                **({"description": product.price.plain} if product.price else {}),
            }
            for product in enterprise.shown_products
        ],
        "sameAs": [link.url for link in enterprise.web_links.all()],
        "image": [share["address"] for share in map(share_picture, enterprise.profile_pictures) if share],
    }
    return json_ld({key: value for key, value in facts.items() if value})


def _address(enterprise: "Enterprise") -> dict[str, str]:
    seat = next(iter(enterprise.current_seat), None)
    if seat is None:
        return {}
    street = seat.street.plain if seat.street_is_public else ""
    place = {"@type": "PostalAddress", "addressLocality": seat.settlement.name.plain, "addressCountry": "RS"}
    return {**place, "streetAddress": street} if street else place


def _point(enterprise: "Enterprise") -> dict[str, Any]:
    if enterprise.latitude is None or enterprise.longitude is None:
        return {}
    return {
        "@type": "GeoCoordinates",
        "latitude": float(enterprise.latitude),
        "longitude": float(enterprise.longitude),
    }


def share_picture(picture: "Picture | None") -> dict[str, Any]:
    """Return the widest file of a picture for networks: address, width, height; empty when there is none."""
    if picture is None or not picture.widths:
        return {}
    width = max(picture.widths)
    path = storing.address(picture.stem, width, "webp")
    return {
        "address": path if "://" in path else settings.BASE_URL + path,
        "width": width,
        "height": max(1, round(picture.height * width / picture.width)),
    }
