"""Files for media: the PDF of a press release, its pictures and other files, the pictures of the press kit."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from center import error_pages, limits, offices
from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.private_storage import private_storage
from center.base.typesetting import TooLongForPaperError
from center.models import PressAttachment
from center.services.press.bundles import about_office, pictures_zip
from center.services.press.letters import is_public
from center.services.press.paper import release_pdf
from center.views.press import Moved, kit_pictures_shown, pictures_of, readable_release

# Making these files costs a second of a processor; a newsroom behind one address still gets what it needs.
_FILES = limits.Limit(60, timedelta(hours=1))


@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give a press release as a PDF, for the same readers as its page."""
    try:
        found = readable_release(request, slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(moved.address(request, "press:pdf"))
    refusal = _too_many(request)
    if refusal is not None:
        return refusal
    path = reverse("press:release", args=[found.slug])
    try:
        content = release_pdf(found, address=f"{settings.BASE_URL}{path}", pictures=pictures_of(found))
    except TooLongForPaperError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    if is_public(found, timezone.now()):
        response["Cache-Control"] = "public, max-age=300"
    else:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def pictures(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the pictures of a press release in full size, for the same readers as its page."""
    try:
        found = readable_release(request, slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(moved.address(request, "press:pictures"))
    shown = pictures_of(found)
    if not shown:
        raise Http404
    refusal = _too_many(request)
    if refusal is not None:
        return refusal
    return to_save(
        pictures_zip(shown, stem=found.slug), name=f"{found.slug}.zip", content_type="application/zip"
    )


@require_safe
def kit_pictures(request: HttpRequest) -> HttpResponseBase:
    """Give the pictures of the press kit, with a text about the office."""
    shown = kit_pictures_shown()
    if not shown:
        raise Http404
    refusal = _too_many(request)
    if refusal is not None:
        return refusal
    about = about_office(offices.current())
    bundle = pictures_zip(shown, stem="press-kit", more=[("about.txt", about)])
    return to_save(bundle, name="press-kit.zip", content_type="application/zip")


@require_safe
def attachment(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Give a file of a press release, for the same readers as its page."""
    try:
        found = readable_release(request, slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(moved.address(request, "press:attachment", pk))
    file = get_object_or_404(PressAttachment, release=found, pk=pk)
    try:
        content = private_storage().open(file.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    return to_save(content, name=file.file_name, content_type=CONTENT_TYPES[FileKind(file.kind)])


def _too_many(request: HttpRequest) -> HttpResponse | None:
    verdict = limits.allow_client(request, "press-files", _FILES)
    return None if verdict.allowed else error_pages.too_many(request, verdict.retry_after)
