"""The handbook in the admin, for every member of staff: its contents and its pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center.base.bilingual import shown
from center.base.shown_text import ENGLISH, ShownText, shown_language
from center.choices import Role
from center.handbook import HandbookPage, contents, page_of, rendered_page


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    slug: str
    title: ShownText
    purpose: ShownText
    roles: list[str | Promise]


@require_safe
def contents_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show all pages by area; those of the reader's own roles come first."""
    mine = set(request.user.groups.values_list("name", flat=True)) & set(Role.values)
    own = [page for page in contents() if not mine or page.roles & mine]
    others = [page for page in contents() if page not in own]
    parts = [(_("Your tasks"), _by_area(own)), (_("What colleagues do"), _by_area(others))]
    context = _context(site, request) | {
        "title": _("Handbook"),
        "parts": [(heading, areas) for heading, areas in parts if areas],
    }
    return TemplateResponse(request, "admin/center/handbook/contents.html", context)


@require_safe
def page_view(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """Show one page, with the ways to the one before and the one after it."""
    page = page_of(slug)
    if page is None:
        raise Http404
    book = contents()
    place = book.index(page)
    context = _context(site, request) | {
        "title": shown(page.title, "").plain,
        "page": _entry(page),
        "text": rendered_page(page),
        "before": _entry(book[place - 1]) if place else None,
        "after": _entry(book[place + 1]) if place + 1 < len(book) else None,
    }
    return TemplateResponse(request, "admin/center/handbook/page.html", context)


def _context(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    return {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "is_english": shown_language() == ENGLISH,
    }


def _by_area(pages: Iterable[HandbookPage]) -> list[tuple[str | Promise, list[Entry]]]:
    return [
        (area.label, [_entry(page) for page in group])
        for area, group in groupby(pages, key=lambda page: page.area)
    ]


def _entry(page: HandbookPage) -> Entry:
    return Entry(
        slug=page.slug,
        title=shown(page.title, ""),
        purpose=shown(page.purpose, ""),
        roles=[role.label for role in Role if role in page.roles],
    )
