"""The public page of one enterprise, and its address as a QR code."""

import io
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from center.base.map_tiles import may_load_tiles
from center.base.reading import may_lag
from center.offices import group_hours
from entrepreneurs import public_data
from entrepreneurs.choices import Area, PictureKind, SpokenLanguage
from entrepreneurs.models import Enterprise
from entrepreneurs.views import found, profile_schema, similar


@may_lag
@require_safe
@may_load_tiles
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an enterprise to the public, or as a preview to its editors and to staff."""
    result = found.find(request, slug)
    if isinstance(result, HttpResponse):
        return result
    enterprise = result.enterprise
    response = render(request, "entrepreneurs/profile.html", {**facts(enterprise), **_page(result)})
    if result.is_preview:
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
    return response


def facts(enterprise: Enterprise) -> dict[str, Any]:
    """Return what is true of an enterprise fetched `with_profile`, for the profile and for the comparison."""
    form = next(iter(enterprise.current_registeredform), None)
    activity = next(iter(enterprise.current_registeredactivity), None)
    status = next(iter(enterprise.current_legalstatus), None)
    labels = dict(SpokenLanguage.choices)
    return {
        "enterprise": enterprise,
        "form": form,
        "activity": activity.code if activity else None,
        "seat": next(iter(enterprise.current_seat), None),
        "status": status,
        "groups": [served.group for served in status.served_groups.all()] if status else [],
        "areas": [str(label) for value, label in Area.choices if status and value in status.areas],
        "hours": group_hours(enterprise.opening_times.all()),
        "languages_spoken": [str(labels[code]) for code in enterprise.languages if code in labels],
        "tax_number": public_data.public_tax_number(enterprise),
    }


def _page(result: found.Found) -> dict[str, Any]:
    enterprise = result.enterprise
    photos = [each for each in enterprise.profile_pictures if each.kind == PictureKind.PHOTO]
    logo = next((each for each in enterprise.profile_pictures if each.kind == PictureKind.LOGO), None)
    address = settings.BASE_URL + reverse("entrepreneurs:profile", args=[enterprise.slug])
    return {
        "photo": photos[0] if photos else logo,
        "more_photos": photos[1:],
        "logo": logo if photos else None,
        "address": address,
        "is_preview": result.is_preview,
        "is_unconfirmed": enterprise.confirmed_on is not None
        and enterprise.confirmed_on < result.rules.marked_before(result.today),
        "similar": similar.like(enterprise, rules=result.rules, today=result.today),
        "schema": profile_schema.schema(enterprise, address),
        "share": profile_schema.share_picture(photos[0] if photos else logo),
    }


@require_safe
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the address of a profile, in the language of this address, as a QR code (SVG, error correction M)."""
    result = found.find(request, slug, "qr")
    if isinstance(result, HttpResponse):
        return result
    address = settings.BASE_URL + reverse("entrepreneurs:profile", args=[result.enterprise.slug])
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True
    )
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store" if result.is_preview else "public, max-age=3600"
    return response
