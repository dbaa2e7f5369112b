"""Letters of the portal: one function per letter over one `compose`; nothing here stores or sends."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context, Template, TemplateDoesNotExist, engines
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center import offices
from center.base.letter_kinds import name_kinds

if TYPE_CHECKING:
    from datetime import datetime

    from center.models import User


name_kinds(
    {
        "center/invitation": _("Invitation of a colleague"),
        "center/access_ended": _("Access ended"),
        "center/second_factor_reset": _("Second factor reset"),
        "center/signed_out": _("Signed out everywhere"),
    }
)

# How HTML names the languages of the portal; "sr" alone is Cyrillic where a page or a letter is one language.
HTML_LANG = {"sr": "sr", "sr-latn": "sr-Latn", "en": "en"}


@dataclass(frozen=True)
class Letter:
    """A finished letter in one language; `html` may be empty."""

    subject: str
    text: str
    html: str
    language: str
    is_neutral: bool = False


def compose(template: str, context: dict[str, Any], language: str, *, neutral: bool = False) -> Letter:
    """Render `<template>.subject` and `<template>.text` in a language, with the office's signature.

    The HTML part is `<template>.html` if there is one, else the text in the letter layout, so that most
    letters are written once. Text and subject are rendered without escaping. Every letter can use `office`,
    `base_url` (without a slash at the end) and `language`. For people who must not be seen with the office the letter
    is `neutral`: `office` then has its neutral name, the signature no address of the portal, and the templates leave
    out what it is about.
    """
    with translation.override(language):
        everything = {
            **context,
            "office": offices.neutral() if neutral else offices.sender(),
            "base_url": settings.BASE_URL,
            "language": language,
            "neutral": neutral,
        }
        subject = _plain(f"{template}.subject", everything)
        body = _plain(f"{template}.text", everything)
        return _finish(template, {**everything, "subject": subject, "body": body})


def wrap(*, subject: str, body: str, language: str) -> Letter:
    """Make a letter of texts that were written elsewhere (the account system) in the same language."""
    with translation.override(language):
        context = {"office": offices.sender(), "base_url": settings.BASE_URL, "language": language}
        return _finish("", {**context, "subject": subject.strip(), "body": body.strip()})


def _finish(template: str, context: dict[str, Any]) -> Letter:
    signature = _plain("center/emails/signature.text", context)
    return Letter(
        subject=" ".join(context["subject"].split()),
        # "-- " alone on a line is how mail programs know a signature.
        text=f"{context['body']}\n\n-- \n{signature}\n",
        html=_html(template, context),
        language=context["language"],
        is_neutral=context.get("neutral", False),
    )


def _template(name: str) -> Template:
    found = engines["django"].get_template(name)
    return found.template  # type: ignore[attr-defined, no-any-return]


def _plain(name: str, context: dict[str, Any]) -> str:
    return _template(name).render(Context(context, autoescape=False)).strip()


def _html(name: str, context: dict[str, Any]) -> str:
    try:
        template = _template(f"{name}.html")
    except TemplateDoesNotExist:
        template = _template("center/emails/from_text.html")
    return template.render(Context({**context, "html_lang": HTML_LANG[context["language"]]}))


def invitation(*, user: "User", link: str, until: "datetime") -> Letter:
    """Ask a new colleague to set a password by a personal link that works until the given moment."""
    return compose(
        "center/emails/invitation", {"user": user, "link": link, "until": until}, language=user.language
    )


def access_ended(*, user: "User") -> Letter:
    """Tell a person that the account was closed."""
    return compose("center/emails/access_ended", {"user": user}, language=user.language)


def second_factor_reset(*, user: "User") -> Letter:
    """Tell a person that the second factor was removed and all devices were signed out."""
    return compose("center/emails/second_factor_reset", {"user": user}, language=user.language)


def signed_out(*, user: "User") -> Letter:
    """Tell a person that a coordinator signed them out on all devices."""
    return compose("center/emails/signed_out", {"user": user}, language=user.language)
