"""The page about the Center with the pages below it that the office writes itself."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import publication_links
from center.base.reading import may_lag
from center.choices.publications import PagePlace
from center.models import FormerPageSlug, Page
from center.private_pages import private


@may_lag
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show what the Center is: the office's own page in that place, else the portal's text; and the pages below."""
    pages = list(
        Page.objects.public().exclude(place=PagePlace.LINKED).order_by("position", "pk").with_pictures()
    )
    own = next((page for page in pages if page.place == PagePlace.ABOUT), None)
    listed = [page for page in pages if page.place == PagePlace.LISTED]
    return render(request, "center/about.html", {"own": own, "pages": listed})


@may_lag
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page; an earlier short name leads here. The text about the Center is read on the page about it."""
    found = Page.objects.public().with_pictures().filter(slug=slug).first()
    if found is None:
        return HttpResponsePermanentRedirect(reverse("page", args=[_moved_to(slug)]))
    if found.place == PagePlace.ABOUT:
        return redirect("about")
    others = Page.objects.public().listed().exclude(pk=found.pk)
    return render(
        request, "center/page.html", {"page": found, "others": others, "breadcrumbs": _trail(found)}
    )


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a draft to whoever holds its link; what is public by now is shown to all at its own address."""
    found = Page.objects.with_pictures().filter(pk=number).first()
    if found is None or not publication_links.fits(found, request.GET.get("key", "")):
        raise Http404
    if found.is_public():
        return private(redirect("page", found.slug))
    return private(
        render(request, "center/page.html", {"page": found, "is_preview": True, "breadcrumbs": _trail(found)})
    )


def _trail(found: Page) -> list[tuple[object, str]]:
    return [(_("About the Center"), reverse("about")), (found.title, "")]


def _moved_to(slug: str) -> str:
    former = (
        FormerPageSlug.objects.filter(slug=slug, record__in=Page.objects.public())
        .select_related("record")
        .first()
    )
    if former is None:
        raise Http404
    return former.record.slug
