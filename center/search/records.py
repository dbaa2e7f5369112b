"""Records of the Center: news, pages, guides, calls, words, initiatives, press releases, grants."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.full_text import find
from center.base.search import Asked, Found, Hit, Source, register
from center.models import (
    AdvocacyInitiative,
    FundingCall,
    Grant,
    NewsItem,
    NewsletterIssue,
    Page,
    PressRelease,
    Resource,
    ResourceStep,
    Term,
)

_TITLES = ("title_sr", "title_en")
_CHECKED = _("Last checked")
_DEADLINE = _("Deadline")


def _news_item(row: NewsItem) -> Hit:
    return Hit(
        row.title, reverse("news:item", args=[row.slug]), row.summary, timezone.localdate(row.published_at)
    )


def _page(row: Page) -> Hit:
    return Hit(row.title, reverse("page", args=[row.slug]), row.summary)


def _resource(row: Resource) -> Hit:
    return Hit(
        row.title, reverse("resources:resource", args=[row.slug]), row.summary, row.checked_on, _CHECKED
    )


def _call(row: FundingCall) -> Hit:
    return Hit(
        row.title, reverse("resources:call", args=[row.slug]), row.summary, row.deadline_day, _DEADLINE
    )


def _term(row: Term) -> Hit:
    return Hit(row.word, f"{reverse('resources:glossary')}#{row.slug}", row.short)


def _initiative(row: Any) -> Hit:
    return Hit(row.title, row.get_absolute_url(), row.summary, row.moved_on)


def _release(row: PressRelease) -> Hit:
    return Hit(row.title, reverse("press:release", args=[row.slug]), row.subtitle, row.dated)


def _issue(row: NewsletterIssue) -> Hit:
    day = timezone.localdate(row.began_at) if row.began_at else None
    return Hit(row.subject, reverse("newsletter_issue", args=[row.slug]), row.intro, day)


def _grant(row: Grant) -> Hit:
    return Hit(row.title, reverse("indicators:grant", args=[row.code]), row.donor, row.first_day)


def _of_library(words: str) -> str:
    return f"{reverse('resources:library')}?{urlencode({'q': words})}"


def _resources(asked: Asked) -> Found:
    steps = ResourceStep.objects.filter(resource=OuterRef("pk"))
    return find(Resource.objects.published(), asked, _resource, titles=_TITLES, parts=steps)


def _calls(asked: Asked) -> Found:
    return find(FundingCall.objects.published(), asked, _call, titles=_TITLES)


def _terms(asked: Asked) -> Found:
    return find(Term.objects.published(), asked, _term, titles=("word_sr", "word_en"))


def _news(asked: Asked) -> Found:
    return find(NewsItem.objects.public(), asked, _news_item, titles=_TITLES)


def _initiatives(asked: Asked) -> Found:
    return find(AdvocacyInitiative.objects.public().with_days(), asked, _initiative, titles=_TITLES)


def _releases(asked: Asked) -> Found:
    return find(PressRelease.objects.public(), asked, _release, titles=_TITLES)


def _issues(asked: Asked) -> Found:
    return find(NewsletterIssue.objects.public(), asked, _issue, titles=("subject_sr", "subject_en"))


def _grants(asked: Asked) -> Found:
    return find(Grant.objects.public(), asked, _grant, titles=(*_TITLES, "code"))


def _pages(asked: Asked) -> Found:
    return find(Page.objects.public(), asked, _page, titles=_TITLES)


register(Source("resources", _("Guides, law and templates"), _resources, _of_library, order=310))
register(Source("calls", _("Calls for funding"), _calls, order=320))
register(Source("glossary", _("Glossary"), _terms, order=330))
register(Source("news", _("News"), _news, order=420))
register(Source("newsletter", _("Newsletter"), _issues, order=430))
register(Source("initiatives", _("Initiatives to institutions"), _initiatives, order=500))
register(Source("press", _("Press releases"), _releases, order=600))
register(Source("grants", _("What was achieved"), _grants, order=610))
register(Source("own-pages", _("About the Center"), _pages, order=800))
