"""What the Center itself has to find: its standing pages."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base import search_words
from center.base.full_text import best
from center.base.search import Found, Hit, Source, register
from center.models import AdvocacyInitiative, Grant, NewsItem, Page, PressRelease
from center.services import library_search


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


def _find(typed: str, most: int) -> Found:
    asked = search_words.asked(typed)
    hits = [
        Hit(title=page.title, url=reverse(page.name), about=page.about)
        for page in (*_PAGES, *_more)
        if asked and _holds(page, asked)
    ]
    return Found(hits[:most], len(hits))


def _holds(page: StandingPage, asked: list[str]) -> bool:
    """Whether each word begins a word of the page in one of its languages."""
    for language in {code.split("-")[0] for code, _label in settings.LANGUAGES}:
        with translation.override(language):
            words = search_words.folded_words(str(page.title), str(page.about)).split()
        if all(any(word.startswith(_stem(each)) for word in words) for each in asked):
            return True
    return False


def _stem(word: str) -> str:
    """Cut the ending that Serbian cases change; longer words lose two letters."""
    return word[:-2] if len(word) > 5 else word[:-1] if len(word) > 3 else word  # noqa: PLR2004 -- lengths of words


def _news(typed: str, most: int) -> Found:
    rows, total = best(
        NewsItem.objects.public(),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("summary_sr", "summary_en"),
        texts=("body_sr", "body_en"),
        most=most,
    )
    hits = [
        Hit(
            title=row.title,
            url=reverse("news:item", args=[row.slug]),
            about=row.summary,
            day=timezone.localdate(row.published_at),
        )
        for row in rows
    ]
    return Found(hits, total)


def _own_pages(typed: str, most: int) -> Found:
    rows, total = best(
        Page.objects.public(),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("summary_sr", "summary_en"),
        texts=("body_sr", "body_en"),
        most=most,
    )
    hits = [Hit(title=row.title, url=reverse("page", args=[row.slug]), about=row.summary) for row in rows]
    return Found(hits, total)


def _initiatives(typed: str, most: int) -> Found:
    rows, total = best(
        AdvocacyInitiative.objects.public().with_days(),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("summary_sr", "summary_en"),
        texts=("why_sr", "why_en"),
        most=most,
    )
    hits = [
        Hit(title=row.title, url=row.get_absolute_url(), about=row.summary, day=row.moved_on) for row in rows
    ]
    return Found(hits, total)


def _grants(typed: str, most: int) -> Found:
    rows, total = best(
        Grant.objects.public(),
        typed,
        titles=("title_sr", "title_en", "code"),
        summaries=("donor_sr", "donor_en", "programme_sr", "programme_en"),
        texts=("about_sr", "about_en"),
        most=most,
    )
    hits = [
        Hit(
            title=row.title,
            url=reverse("indicators:grant", args=[row.code]),
            about=row.donor,
            day=row.first_day,
        )
        for row in rows
    ]
    return Found(hits, total)


register(Source("grants", _("What was achieved"), _grants, order=610))
register(Source("initiatives", _("Initiatives to institutions"), _initiatives, order=500))
register(Source("news", _("News"), _news, order=400))
register(Source("own-pages", _("About the Center"), _own_pages, order=800))


def _releases(typed: str, most: int) -> Found:
    rows, total = best(
        PressRelease.objects.public(),
        typed,
        titles=("title_sr", "title_en"),
        summaries=("subtitle_sr", "subtitle_en"),
        texts=("body_sr", "body_en"),
        most=most,
    )
    hits = [
        Hit(
            title=row.title,
            url=reverse("press:release", args=[row.slug]),
            about=row.subtitle,
            day=row.dated,
        )
        for row in rows
    ]
    return Found(hits, total)


register(Source("press", _("Press releases"), _releases, order=600))
register(Source("pages", _("Pages of the portal"), _find, order=900))
register(
    Source(
        "resources",
        _("Guides, law and templates"),
        library_search.find_resources,
        library_search.more_resources,
        order=300,
    )
)
register(Source("calls", _("Calls for funding"), library_search.find_calls, order=310))
register(Source("glossary", _("Glossary"), library_search.find_terms, order=320))
