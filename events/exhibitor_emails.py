"""Letters to exhibitors, one function per letter; nothing here stores or sends."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from events import decision_texts, exhibitor_links
from events.models import DecisionLetter, ExhibitorApplication

name_kinds(
    {
        "events/fair_sent": _("Fair: application received"),
        "events/fair_withdrawn": _("Fair: application withdrawn"),
        "events/fair_accepted": _("Fair: accepted"),
        "events/fair_reserve": _("Fair: on the reserve list"),
        "events/fair_declined": _("Fair: declined"),
        "events/fair_needs": _("Fair: reminder of what exhibitors need"),
        "events/fair_report": _("Fair: asked how it was"),
        "events/fair_report_again": _("Fair: asked how it was, again"),
        "events/fair_changed": _("Fair: another time or place, to exhibitors"),
        "events/fair_postponed": _("Fair: postponed, to exhibitors"),
        "events/fair_cancelled": _("Fair: does not take place, to exhibitors"),
    }
)


def sent(application: ExhibitorApplication) -> Letter:
    """Confirm that the application arrived, and say until when it can be changed."""
    return _letter("fair_sent", application, products=[row.product for row in _shown(application)])


def withdrawn(application: ExhibitorApplication) -> Letter:
    """Confirm that the enterprise does not want a stand any more."""
    return _letter("fair_withdrawn", application)


def decision(application: ExhibitorApplication, text: DecisionLetter) -> Letter:
    """Tell the decision in the office's words; facts and links are added, whatever the words are."""
    words = decision_texts.filled(text, application)
    needs = exhibitor_links.needs_url(application)
    return _letter(f"fair_{text.decision}", application, words=words, needs_link=needs)


def needs(application: ExhibitorApplication) -> Letter:
    """Remind of what an exhibitor needs, with the personal link."""
    return _letter("fair_needs", application, needs_link=exhibitor_links.needs_url(application))


def report(application: ExhibitorApplication, *, again: bool) -> Letter:
    """Ask how the fair was, with the personal link."""
    name = "fair_report_again" if again else "fair_report"
    return _letter(name, application, report_link=exhibitor_links.report_url(application))


def about_fair(application: ExhibitorApplication, name: str) -> Letter:
    """Tell that the fair is `changed`, `postponed` or `cancelled`."""
    return _letter(f"fair_{name}", application)


def _shown(application: ExhibitorApplication) -> Any:
    return application.shown.select_related("product").order_by("product__position", "product_id")


def _letter(name: str, application: ExhibitorApplication, **extra: Any) -> Letter:
    with translation.override(application.language):
        event_link = settings.BASE_URL + reverse("events:event", args=[application.event.slug])
    context = {
        "application": application,
        "event": application.event,
        "enterprise": application.enterprise,
        "link": exhibitor_links.application_url(application),
        "event_link": event_link,
        **extra,
    }
    return compose(f"events/emails/{name}", context, language=application.language)
