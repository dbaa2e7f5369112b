"""Standing pages: found by the words of their title and of what they are about."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base import search_words
from center.base.search import Asked, Found, Hit, Source, register

_LONG_ENOUGH: Final = 4


@dataclass(frozen=True)
class StandingPage:
    """A page that always stands there; it is found by the words of its title and of what it is about."""

    name: str
    title: str | Promise
    about: str | Promise


_PAGES = (
    StandingPage("about", _("About the Center"), _("What the Center does, and for whom.")),
    StandingPage("news:news", _("News"), _("What is new, and stories of enterprises that made it.")),
    StandingPage(
        "contact",
        _("Contact and how to get there"),
        _("Address, phone, email, opening hours, map, a question."),
    ),
    StandingPage(
        "advocacy:tracker",
        _("What we ask of institutions"),
        _("What was asked of institutions, what they answered, and what changed."),
    ),
    StandingPage(
        "advocacy:council",
        _("Council of the Center"),
        _("Who is in the council of the Center, when it met, what it decided, and what was done about it."),
    ),
    StandingPage(
        "press:front",
        _("For media"),
        _("Press releases, reports in the media, pictures, whom to ask."),
    ),
    StandingPage("press:kit", _("Press kit"), _("Texts, facts, pictures and logos for media.")),
    StandingPage(
        "indicators:front",
        _("What was achieved"),
        _(
            "What the Center achieved with each grant: targets, values, how they are counted, and what was corrected."
        ),
    ),
    StandingPage("open_data", _("Open data"), _("Lists that anybody may take and use: enterprises, census.")),
    StandingPage("privacy", _("Privacy"), _("Which data the office keeps about you, why, and for how long.")),
    StandingPage(
        "accessibility",
        _("Accessibility"),
        _("What this portal can do for people with a disability, and what not."),
    ),
)
_more: list[StandingPage] = []


def add_pages(*pages: StandingPage) -> None:
    """Let another module name its standing pages; called while the portal starts."""
    _more.extend(pages)


def _find(asked: Asked) -> Found:
    words = search_words.asked(asked.text)
    hits = [
        Hit(title=page.title, url=reverse(page.name), about=page.about)
        for page in (*_PAGES, *_more)
        if words and not asked.is_near and _holds(page, words)
    ]
    return Found(hits[: asked.most], len(hits))


def _holds(page: StandingPage, asked: list[str]) -> bool:
    """Whether each word begins a word of the page in one of its languages."""
    for language in {code.split("-")[0] for code, _label in settings.LANGUAGES}:
        with translation.override(language):
            words = search_words.folded_words(str(page.title), str(page.about)).split()
        if all(any(_begins(word, each) for word in words) for each in asked):
            return True
    return False


def _begins(word: str, asked: str) -> bool:
    """Whether a word may be a case of the typed one: a short one as it is, a longer one by its beginning."""
    if len(asked) < _LONG_ENOUGH:
        return word == asked
    return word.startswith(asked[: -2 if len(asked) > _LONG_ENOUGH + 1 else -1])


register(Source("pages", _("Pages of the portal"), _find, order=900))
