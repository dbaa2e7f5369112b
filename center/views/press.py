"""The page for media: press releases, what media reported, the press kit, and the form of who wants to work with us."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits, offices
from center.base.reading import may_lag
from center.choices.press import PressState
from center.forms.press import MediaRequestForm
from center.models import Coverage, FormerPressSlug, Picture, PressKitPicture, PressRelease
from center.services.press import keys, requests
from center.services.press.letters import is_public
from center.services.press.words import date_line, media_contact

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
_PER_CONTACT = limits.Limit(6, timedelta(hours=1))
_RELEASES, _REPORTS, _PER_PAGE = 20, 8, 30


@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest) -> HttpResponse:
    """Show press releases and reports in the media, and take the request of a medium into the staff's inbox."""
    if request.method != "POST":
        return _front(request, MediaRequestForm())
    response = _take(request)
    # Nobody keeps a copy of a page that shows what a person typed.
    add_never_cache_headers(response)
    return response


def _front(request: HttpRequest, form: MediaRequestForm, status: int = 200) -> HttpResponse:
    page = Paginator(PressRelease.objects.public(), _RELEASES).get_page(request.GET.get("page"))
    reports = list(Coverage.objects.public().with_details()[: _REPORTS + 1])
    context = {
        "form": form,
        "page_obj": page,
        "reports": reports[:_REPORTS],
        "has_more_reports": len(reports) > _REPORTS,
        "contact": media_contact(office=offices.current()),
    }
    return render(request, "center/press/front.html", context, status=status)


def _take(request: HttpRequest) -> HttpResponse:
    form = MediaRequestForm(request.POST)
    if not form.is_valid():
        return _front(request, form, status=422)
    data = form.cleaned_data
    contact = data["phone"] or data["email"].lower()
    for verdict in (
        limits.allow_client(request, "media-request", _PER_ADDRESS),
        limits.allow("media-request-contact", contact, _PER_CONTACT),
    ):
        if not verdict.allowed:
            return error_pages.too_many(request, verdict.retry_after)
    requests.ask(
        outlet_name=data["outlet_name"],
        name=data["name"],
        email=data["email"],
        phone=data["phone"],
        text=data["text"],
        deadline=data["deadline"],
        wants_releases=data["wants_releases"],
        language=get_language() or "sr",
        submission=form.submission,
    )
    return redirect("press:sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "center/press/sent.html")


@may_lag
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """List what media reported: date, medium, title and link; never the scan, which is the medium's own."""
    page = Paginator(Coverage.objects.public().with_details(), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "center/press/coverage.html", {"page_obj": page})


@may_lag
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Show what media need about the office at any time: texts, facts, pictures, whom to ask."""
    pictures = kit_pictures_shown()
    context = {"pictures": pictures, "contact": media_contact(office=offices.current())}
    return render(request, "center/press/kit.html", context)


def kit_pictures_shown() -> list[Picture]:
    """Return the pictures of the press kit whose files are made, in their order. One query."""
    rows = PressKitPicture.objects.select_related("picture")
    return [row.picture for row in rows if row.picture.is_ready]


@require_safe
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a press release; before its embargo ends to journalists with a key and to staff alone."""
    try:
        found = readable_release(request, slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(moved.address(request, "press:release"))
    is_open = is_public(found, timezone.now())
    key = request.GET.get("key", "")
    shown = pictures_of(found)
    placed = f"{found.body_sr}\n{found.body_en}"
    context: dict[str, Any] = {
        "release": found,
        "date_line": date_line(found),
        "contact": media_contact(found),
        "pictures": shown,
        # Those that stand in the text already are not shown twice.
        "more_pictures": [
            each for number, each in enumerate(shown, 1) if f"{{picture:{number}}}" not in placed
        ],
        "attachments": list(found.attachments.all()),
        "is_public": is_open,
        "is_preview": not is_open and found.state != PressState.APPROVED,
        "is_held_back": not is_open and found.state == PressState.APPROVED,
        # Files of the same release open with the same key.
        "query": "" if is_open or not key else f"?{urlencode({'key': key})}",
    }
    response = render(request, "center/press/release.html", context)
    if not is_open:
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
    return response


class Moved(Exception):  # noqa: N818 -- reads as what happened
    """The press release has another short name now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug

    def address(self, request: HttpRequest, name: str, *args: object) -> str:
        """Return where the same page is now; a key comes along."""
        query = request.META.get("QUERY_STRING", "")
        return reverse(name, args=[self.slug, *args]) + (f"?{query}" if query else "")


def readable_release(request: HttpRequest, slug: str) -> PressRelease:
    """Return the release that this visitor may read now; Moved for an earlier short name of it, else Http404."""
    found = PressRelease.objects.filter(slug=slug).first()
    former = None if found else FormerPressSlug.objects.select_related("release").filter(slug=slug).first()
    wanted = found or (former.release if former else None)
    if wanted is None or not _may_read(request, wanted):
        raise Http404
    if found is None:
        raise Moved(wanted.slug)
    return found


def _may_read(request: HttpRequest, found: PressRelease) -> bool:
    return (
        is_public(found, timezone.now())
        or keys.opens(request.GET.get("key", ""), found)
        or request.user.has_perm("center.view_pressrelease")
    )


def pictures_of(found: PressRelease) -> list[Picture]:
    """Return the pictures of a release whose files are made, in their order. One query."""
    rows = found.pictures.select_related("picture")
    return [row.picture for row in rows if row.picture.is_ready]
