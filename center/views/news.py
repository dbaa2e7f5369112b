"""News for everybody: the list, a category, a year, one item, its preview and the picture beside its shared link."""

from typing import Final

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import publication_links
from center.base.reading import may_lag
from center.costly_pages import costly
from center.middleware import cookieless
from center.models import FormerNewsSlug, NewsCategory, NewsItem
from center.private_pages import private
from center.share_pictures import as_response, share_picture_of

_PER_PAGE: Final = 12
_MORE: Final = 3


@may_lag
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Show all news, the newest first."""
    return _list(request, NewsItem.objects.public(), title=_("News"))


@may_lag
@require_safe
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the news of one year by the office's clock; Http404 for a year without any."""
    items = NewsItem.objects.public().filter(published_at__year=year)
    title = _("News of the year %(year)s") % {"year": year}
    return _list(request, items, title=title, year=year)


@may_lag
@require_safe
def of_category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the news of one category."""
    category = get_object_or_404(NewsCategory, slug=slug)
    items = NewsItem.objects.public().filter(category=category)
    return _list(request, items, title=category.name, category=category)


def _list(
    request: HttpRequest,
    items: "models.QuerySet[NewsItem]",
    *,
    title: object,
    year: int | None = None,
    category: NewsCategory | None = None,
) -> HttpResponse:
    public = NewsItem.objects.public()
    years = [each.year for each in public.datetimes("published_at", "year", order="DESC")]
    # Before the rows are asked for: no calendar has some years that an address can name.
    if year is not None and year not in years:
        raise Http404
    page = Paginator(
        items.select_related("category", "cover").order_by("-published_at", "-pk"), _PER_PAGE
    ).get_page(request.GET.get("page"))
    # A category without news is named only on its own page.
    used = models.Q(models.Exists(public.filter(category=models.OuterRef("pk"))))
    if category:
        used |= models.Q(pk=category.pk)
    context = {
        "heading": title,
        "page_obj": page,
        "items": page.object_list,
        "categories": NewsCategory.objects.filter(used),
        "category": category,
        "years": years if len(years) > 1 or year else [],
        "year": year,
        "breadcrumbs": _trail(title) if year or category else [(title, "")],
        "is_all": not year and category is None,
    }
    return render(request, "center/news/list.html", context)


@may_lag
@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one public item; an earlier short name leads here."""
    found = (
        NewsItem.objects.public()
        .select_related("category", "cover")
        .with_pictures()
        .filter(slug=slug)
        .first()
    )
    if found is None:
        return HttpResponsePermanentRedirect(reverse("news:item", args=[_moved_to(slug)]))
    more = (
        NewsItem.objects.public()
        .newest_first()
        .exclude(pk=found.pk)
        .filter(**({"category": found.category} if found.category else {}))[:_MORE]
    )
    return render(
        request, "center/news/item.html", {"item": found, "more": more, "breadcrumbs": _trail(found.title)}
    )


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a draft to whoever holds its link; what is public by now is shown to all at its own address."""
    found = NewsItem.objects.select_related("category", "cover").with_pictures().filter(pk=number).first()
    if found is None or not publication_links.fits(found, request.GET.get("key", "")):
        raise Http404
    if found.is_public():
        return private(redirect("news:item", found.slug))
    return private(
        render(
            request,
            "center/news/item.html",
            {"item": found, "is_preview": True, "breadcrumbs": _trail(found.title)},
        )
    )


@require_safe
@cookieless
@costly(is_data=True)
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the picture of an item in the language of the address: its cover, or one drawn with its title."""
    found = get_object_or_404(NewsItem.objects.public().select_related("category", "cover"), slug=slug)
    return as_response(*share_picture_of(found))


def _trail(current: object) -> list[tuple[object, str]]:
    return [(_("News"), reverse("news:news")), (current, "")]


def _moved_to(slug: str) -> str:
    """Return the short name that a public item has now; Http404 for what none ever had."""
    former = (
        FormerNewsSlug.objects.filter(slug=slug, record__in=NewsItem.objects.public(timezone.now()))
        .select_related("record")
        .first()
    )
    if former is None:
        raise Http404
    return former.record.slug
