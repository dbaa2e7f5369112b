"""Letters about a visit, one function per letter; nothing here stores or sends."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from consultations.links import manage_url
from consultations.models import Consultation

name_kinds(
    {
        "consultations/booked": _("To the visitor: booked"),
        "consultations/requested": _("To the visitor: request received"),
        "consultations/confirmed": _("To the visitor: confirmed"),
        "consultations/cancelled": _("To the visitor: cancelled"),
        "consultations/advisor_new": _("To the advisor: new visit"),
        "consultations/advisor_cancelled": _("To the advisor: visit cancelled"),
    }
)


def booked(consultation: Consultation) -> Letter:
    """Tell the visitor that the visit is booked and confirmed; holds the personal link."""
    return _to_visitor("booked", consultation, link=manage_url(consultation))


def requested(consultation: Consultation) -> Letter:
    """Tell the visitor that the time is held and a colleague will confirm it; holds the personal link."""
    return _to_visitor("requested", consultation, link=manage_url(consultation))


def confirmed(consultation: Consultation) -> Letter:
    """Tell the visitor that a colleague confirmed the request; holds the personal link."""
    return _to_visitor("confirmed", consultation, link=manage_url(consultation))


def cancelled(consultation: Consultation) -> Letter:
    """Tell the visitor that the visit does not take place, whoever cancelled it, and how to book another."""
    with translation.override(consultation.language):
        book_link = settings.BASE_URL + reverse("consultations:topics")
    return _to_visitor("cancelled", consultation, book_link=book_link)


def advisor_new(consultation: Consultation) -> Letter:
    """Tell the advisor of a new visit: no phone, e-mail or note, which stand in the admin behind a login."""
    return _to_advisor("advisor_new", consultation)


def advisor_cancelled(consultation: Consultation) -> Letter:
    """Tell the advisor that a visit does not take place and its time is free again."""
    return _to_advisor("advisor_cancelled", consultation)


def _to_visitor(name: str, consultation: Consultation, **extra: Any) -> Letter:
    return compose(
        f"consultations/emails/{name}", {"visit": consultation, **extra}, language=consultation.language
    )


def _to_advisor(name: str, consultation: Consultation) -> Letter:
    path = reverse("admin:consultations_consultation_change", args=[consultation.pk])
    return compose(
        f"consultations/emails/{name}",
        {"visit": consultation, "link": settings.BASE_URL + path},
        language=consultation.advisor.user.language,
    )
