"""A list of enterprises that a partner shows in a frame on their own site."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from center.costly_pages import costly
from center.frames import for_any_frame
from entrepreneurs.narrowing import as_query, narrowed, question

_MOST: Final = 100
_USUAL: Final = 20
_LONGEST_LIMIT: Final = 4


@may_lag
@for_any_frame
@costly(is_data=True)
def embed(request: HttpRequest) -> HttpResponse:
    """Show the names, sentences and places of what the address asks for: no script, no cookie, for every site."""
    typed = request.GET.get("limit", "")
    limit = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_LIMIT else _USUAL
    most = min(max(limit, 1), _MOST)
    entries = narrowed(request.GET).in_order(get_language() or "sr")[:most]
    context = {"entries": entries, "more": _address("directory", request)}
    return render(request, "entrepreneurs/embed.html", context)


def _address(name: str, request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("limit", None)
    text = query.urlencode()
    return f"{settings.BASE_URL}{reverse(f'entrepreneurs:{name}')}{'?' if text else ''}{text}"


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Explain how a partner shows the list, or of it what the address asks for: a line to copy, a look at it."""
    asked = question(request.GET)
    selection = as_query(asked.words, asked.chosen)
    path = f"{reverse('entrepreneurs:embed')}?{selection}{'&' if selection else ''}limit=10"
    context = {"address": f"{settings.BASE_URL}{path}", "path": path, "selection": selection}
    return render(request, "entrepreneurs/embed_about.html", context)
