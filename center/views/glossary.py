"""The glossary: all words on one page, in the order of the alphabet that the page is written in."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from center.base.scripts import first_letter, sort_key
from center.base.shown_text import shown_language
from center.models import Term


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show the words under their letters. Two queries."""
    public = Term.objects.published()
    language = shown_language()
    terms = sorted(
        public.prefetch_related(Prefetch("see_also", queryset=public)),
        key=lambda term: (sort_key(term.word.plain, language), term.pk),
    )
    letters: dict[str, list[Term]] = {}
    for term in terms:
        letters.setdefault(first_letter(term.word.plain, language), []).append(term)
    context = {
        "letters": [
            {"letter": letter, "anchor": f"letter-{number}", "terms": words}
            for number, (letter, words) in enumerate(letters.items(), 1)
        ],
        "terms": terms,
    }
    return render(request, "center/resources/glossary.html", context)
