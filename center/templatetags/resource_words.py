"""The library in words: deadlines, amounts, and what search engines read of it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format, time_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from center.base.rich_text import plain
from center.choices import Language
from center.choices.resources import CallEnds, CallStanding
from center.models import FundingCall, Resource, ResourceFile, ResourceStep, Term
from center.templatetags.head import json_ld
from center.templatetags.moments import day_in_sentence

register = template.Library()

_BADGES = {
    CallStanding.ANNOUNCED: ("info", "calendar"),
    CallStanding.OPEN: ("success", "check"),
    CallStanding.LAST_WEEK: ("warning", "clock"),
    CallStanding.CLOSED: ("neutral", "lock"),
    CallStanding.WITHDRAWN: ("error", "error"),
}
_NO_BREAK = "\u00a0"


@register.inclusion_tag("components/badge.html")
def standing_badge(standing: CallStanding) -> dict[str, Any]:
    """Show how far a call has come."""
    kind, icon = _BADGES[standing]
    return {"kind": kind, "icon": icon, "label": standing.label}


@register.filter
def deadline_words(call: FundingCall) -> str:
    """Return until when one can apply: "Friday, 18 December 2026, 12:00", or in words where there is no day."""
    day, clock = call.deadline_day, call.deadline_time
    if day is None:
        return str(CallEnds(call.ends).label)
    words = day_in_sentence(day)
    return f"{words}, {time_format(clock, 'TIME_FORMAT')}" if clock else words


@register.filter
def short_deadline(call: FundingCall) -> str:
    """Return the same for a line of a list: "18. 12. 2026., 12:00"."""
    day, clock = call.deadline_day, call.deadline_time
    if day is None:
        return str(CallEnds(call.ends).label)
    words = date_format(day, "SHORT_DATE_FORMAT").replace(" ", _NO_BREAK)
    return f"{words}, {time_format(clock, 'TIME_FORMAT')}" if clock else words


@register.filter
def amount_words(call: FundingCall) -> str:
    """Return how much is given: "500,000 to 1,500,000 RSD"; empty where nobody says."""
    least, most = call.amount_min, call.amount_max
    facts = {
        "least": _number(least) if least is not None else "",
        "most": _number(most) if most is not None else "",
        "currency": call.currency,
    }
    if least and most and least != most:
        return _("%(least)s to %(most)s %(currency)s") % facts
    if most:
        words = _("%(most)s %(currency)s") if least == most else _("up to %(most)s %(currency)s")
        return words % facts
    return _("from %(least)s %(currency)s") % facts if least else ""


def _number(amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral_value() else 2
    return number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True).replace(
        " ", _NO_BREAK
    )


@register.filter
def file_facts(file: ResourceFile) -> str:
    """Return the kind of a file and its language: "Word (.docx), Serbian, Latin script"."""
    language = str(file.get_language_display())
    # In Serbian the names of languages begin small, but where they stand alone as a label.
    if get_language() != Language.ENGLISH:
        language = language[:1].lower() + language[1:]
    return f"{file.get_kind_display()}, {language}"


@register.simple_tag
def how_to_schema(resource: Resource, steps: Sequence[ResourceStep]) -> SafeString | str:
    """Write a public guide with its steps as schema.org HowTo."""
    if not steps or not resource.is_published:
        return ""
    url = settings.BASE_URL + reverse("resources:resource", args=[resource.slug])
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "HowTo",
            "name": resource.title.plain,
            "description": resource.summary.plain,
            "url": url,
            "inLanguage": resource.title.lang,
            "step": [
                {
                    "@type": "HowToStep",
                    "position": number,
                    "name": step.title.plain,
                    "text": plain(step.body) or step.title.plain,
                    "url": f"{url}#step-{number}",
                }
                for number, step in enumerate(steps, 1)
            ],
        }
    )


@register.simple_tag
def glossary_schema(terms: Iterable[Term], name: str) -> SafeString | str:
    """Write the glossary as schema.org DefinedTermSet."""
    url = settings.BASE_URL + reverse("resources:glossary")
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "name": name,
            "url": url,
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": f"{url}#{term.slug}",
                    "name": term.word.plain,
                    "description": term.short.plain,
                    "inDefinedTermSet": url,
                }
                for term in terms
            ],
        }
    )
