"""Which enterprise an address means, and whether this visitor may see it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from entrepreneurs.choices import EnterpriseState
from entrepreneurs.models import DirectoryRules, Enterprise, FormerSlug

# A merge can be undone, so browsers may not keep the way to the other record for ever.
_REDIRECT_KEPT = "max-age=3600"
_LONGEST_CHAIN = 5


@dataclass(frozen=True)
class Found:
    """An enterprise for this visitor; `is_preview` when the public does not see it."""

    enterprise: Enterprise
    rules: DirectoryRules
    today: date
    is_preview: bool


def find(request: HttpRequest, slug: str, page: str = "profile") -> Found | HttpResponse:
    """Return the enterprise at an address with what its profile shows, or the answer to give instead.

    An earlier address, or one of a record merged into another, leads on in the same language. What the public
    may not see is answered in the same words as what never was, so that nobody learns of it; only a page that
    was public and is archived is "gone" (410).
    """
    today, rules = timezone.localdate(), DirectoryRules.objects.current()
    enterprise = Enterprise.objects.with_profile(today).filter(slug=slug).first()
    if enterprise is None or enterprise.merged_into_id is not None:
        target = _leads_to(slug, enterprise)
        if target is None or not (_is_visible(target, rules, today) or may_preview(request, target)):
            return not_shown(request)
        response = HttpResponsePermanentRedirect(reverse(f"entrepreneurs:{page}", args=[target.slug]))
        response["Cache-Control"] = _REDIRECT_KEPT
        return response
    is_visible = _is_visible(enterprise, rules, today)
    if not is_visible and not may_preview(request, enterprise):
        was_public = enterprise.state == EnterpriseState.ARCHIVED and enterprise.published_at is not None
        return not_shown(request, status=410 if was_public else 404)
    return Found(enterprise, rules, today, is_preview=not is_visible)


def _leads_to(slug: str, enterprise: Enterprise | None) -> Enterprise | None:
    if enterprise is None:
        former = FormerSlug.objects.select_related("enterprise").filter(slug=slug).first()
        enterprise = former.enterprise if former else None
    for _step in range(_LONGEST_CHAIN):
        if enterprise is None or enterprise.merged_into is None:
            break
        enterprise = enterprise.merged_into
    return enterprise


def _is_visible(enterprise: Enterprise, rules: DirectoryRules, today: date) -> bool:
    return Enterprise.objects.visible(rules, today).filter(pk=enterprise.pk).exists()


def may_preview(request: HttpRequest, enterprise: Enterprise) -> bool:
    """Say whether staff with the right to look, or an editor of the enterprise, asks for an unpublished page."""
    user = request.user
    if not user.is_authenticated:
        return False
    if user.is_staff and user.has_perm("entrepreneurs.view_enterprise"):
        return True
    return Enterprise.objects.editable_by(user).filter(pk=enterprise.pk).exists()


def not_shown(request: HttpRequest, status: int = 404) -> HttpResponse:
    """Say that nothing is shown here and where to look on; names nobody."""
    return render(request, "entrepreneurs/not_shown.html", status=status)
