"""Letters of the newsletter: asking whether it is wanted, and the issues themselves."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.base.rich_text import plain, rendered
from center.emails.portal import Letter, compose
from center.links.newsletter import issue_url
from center.models import NewsletterIssue, Subscriber

name_kinds(
    {
        "center/newsletter_confirm": _("Question whether the newsletter is wanted"),
        "center/newsletter_already": _("Word that the newsletter comes already"),
        "center/newsletter_added": _("Word that somebody was added to the newsletter"),
        "center/newsletter_issue": _("Issue of the newsletter"),
    }
)
# Letters are read elsewhere: a path alone leads nowhere there.
_PATH_IN_HTML = re.compile(r'href="(?=/)')
_PATH_IN_TEXT = re.compile(r"(?<= \()(?=/[^\s)]*\))")


@dataclass(frozen=True)
class IssueItem:
    """A piece of news as a letter names it."""

    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class IssueContent:
    """An issue in one language, the same for all its readers: made once for a batch."""

    subject: str
    intro_html: SafeString
    intro_text: str
    items: tuple[IssueItem, ...]
    closing_html: SafeString
    closing_text: str
    web_url: str
    language: str


def content_of(issue: NewsletterIssue, language: str) -> IssueContent:
    """Return what readers of a language get; English readers Serbian in Latin script where English is missing."""
    with translation.override(language):
        intro, closing = issue.intro, issue.closing
        return IssueContent(
            subject=issue.subject.plain,
            intro_html=_html(rendered(intro)),
            intro_text=_text(plain(intro)),
            items=tuple(
                IssueItem(
                    each.news.title.plain,
                    each.news.summary.plain,
                    f"{settings.BASE_URL}{reverse('news:item', args=[each.news.slug])}",
                )
                for each in issue.items.public()
            ),
            closing_html=_html(rendered(closing)),
            closing_text=_text(plain(closing)),
            web_url=issue_url(issue, language=language),
            language=language,
        )


def issue_letter(*, content: IssueContent, manage_link: str, reads_as_test: bool = False) -> Letter:
    """Write an issue to one reader, who leaves by `manage_link`; a test for colleagues has no such link."""
    return compose(
        "center/emails/newsletter_issue",
        {"content": content, "manage_link": manage_link, "is_test": reads_as_test},
        language=content.language,
    )


def confirm(*, subscriber: Subscriber, link: str) -> Letter:
    """Ask the owner of an address whether they want the newsletter."""
    return compose("center/emails/newsletter_confirm", {"link": link}, language=subscriber.language)


def already(*, subscriber: Subscriber, link: str) -> Letter:
    """Tell who asked once more that the newsletter comes already."""
    return compose("center/emails/newsletter_already", {"link": link}, language=subscriber.language)


def added(*, subscriber: Subscriber, link: str) -> Letter:
    """Tell who signed on paper that the newsletter comes from now on, and how to leave."""
    context = {"link": link, "day": subscriber.paper_day}
    return compose("center/emails/newsletter_added", context, language=subscriber.language)


def _html(html: SafeString) -> SafeString:
    return mark_safe(_PATH_IN_HTML.sub(f'href="{settings.BASE_URL}', html))  # noqa: S308 -- cleaned before


def _text(text: str) -> str:
    return _PATH_IN_TEXT.sub(settings.BASE_URL, text)
