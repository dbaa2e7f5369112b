"""What the whole site's search finds here: entries of the directory."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from center.base import search_words
from center.base.search import Asked, Found, Hit, Source, register
from center.search import StandingPage, add_pages
from entrepreneurs.directory_search import RELEVANCE, Question, corrected


def _find(asked: Asked) -> Found:
    question = Question(tuple(search_words.asked(asked.text)))
    better = corrected(question) if asked.is_near and question.words else None
    question = better[0] if better else question
    if not question.words or not question.total:
        return Found()
    language = get_language() or settings.LANGUAGE_CODE
    hits = [
        Hit(title=entry.name, url=entry.get_absolute_url(), about=entry.summary)
        for entry in question.sorted_entries(RELEVANCE, language)[: asked.most]
    ]
    return Found(hits, question.total)


def _more(typed: str) -> str:
    return f"{reverse('entrepreneurs:directory')}?{urlencode({'q': typed})}"


register(Source("enterprises", _("Social enterprises"), _find, _more, order=100))
add_pages(
    StandingPage(
        "eligibility:start",
        _("Check your idea"),
        _("Eleven questions that follow the law: is it a social enterprise?"),
    ),
    StandingPage(
        "entrepreneurs:directory",
        _("Directory of social enterprises"),
        _("Find and buy: who makes what, where they are, and how to buy from them."),
    ),
)
