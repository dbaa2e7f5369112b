"""Letters about a visit, one function per letter; nothing here stores or sends."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from center.models import User
from consultations.links import manage_url
from consultations.models import AccessRequest, Advisor, BusinessPlan, Consultation, VisitMove
from entrepreneurs.models import Entrepreneur, preference_of
from entrepreneurs.neutral_letters import compose_for

name_kinds(
    {
        "consultations/booked": _("To the visitor: booked"),
        "consultations/requested": _("To the visitor: request received"),
        "consultations/confirmed": _("To the visitor: confirmed"),
        "consultations/cancelled": _("To the visitor: cancelled"),
        "consultations/moved": _("To the visitor: moved"),
        "consultations/restored": _("To the visitor: takes place after all"),
        "consultations/reminder": _("To the visitor: reminder"),
        "consultations/advisor_new": _("To the advisor: new visit"),
        "consultations/advisor_cancelled": _("To the advisor: visit cancelled"),
        "consultations/advisor_moved": _("To the advisor: visit moved"),
        "consultations/advisor_handed_on": _("To the advisor: visit handed on"),
        "consultations/advisor_restored": _("To the advisor: takes place after all"),
        "consultations/advisor_joins": _("To the second advisor: new visit"),
        "consultations/advisor_leaves": _("To the second advisor: no longer needed"),
        "consultations/plan_comments": _("To the person: new comments on the plan"),
        "consultations/advisor_plan_comments": _("To the advisor: new comments on a plan"),
        "consultations/access_asked": _("To the advisor: a colleague asks to read a case"),
        "consultations/access_decided": _("To the advisor: answer about reading a case"),
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


def reminder(consultation: Consultation) -> Letter:
    """Remind the visitor of a confirmed visit; holds the personal link."""
    return _to_visitor("reminder", consultation, link=manage_url(consultation))


def moved(consultation: Consultation, made: VisitMove) -> Letter:
    """Tell the visitor the new time and that the old one is free; holds the personal link, which stays the same."""
    return _to_visitor("moved", consultation, link=manage_url(consultation), move=made)


def restored(consultation: Consultation) -> Letter:
    """Tell the visitor that a cancelled visit takes place after all; holds the personal link."""
    return _to_visitor("restored", consultation, link=manage_url(consultation))


def advisor_new(consultation: Consultation) -> Letter:
    """Tell the advisor of a new visit: no phone, e-mail or note, which stand in the admin behind a login."""
    return _to_advisor("advisor_new", consultation, consultation.advisor)


def advisor_cancelled(consultation: Consultation, advisor: Advisor) -> Letter:
    """Tell an advisor that a visit does not take place and its time is free again."""
    return _to_advisor("advisor_cancelled", consultation, advisor)


def advisor_moved(consultation: Consultation, made: VisitMove, advisor: Advisor) -> Letter:
    """Tell an advisor that a visit has another time."""
    return _to_advisor("advisor_moved", consultation, advisor, move=made)


def advisor_handed_on(consultation: Consultation, made: VisitMove) -> Letter:
    """Tell the advisor of before that a colleague receives the visitor."""
    return _to_advisor("advisor_handed_on", consultation, made.from_advisor, move=made)


def advisor_restored(consultation: Consultation, advisor: Advisor) -> Letter:
    """Tell an advisor that a cancelled visit takes place after all."""
    return _to_advisor("advisor_restored", consultation, advisor)


def advisor_joins(consultation: Consultation, advisor: Advisor) -> Letter:
    """Ask a colleague to a visit as the second advisor."""
    return _to_advisor("advisor_joins", consultation, advisor)


def advisor_leaves(consultation: Consultation, advisor: Advisor) -> Letter:
    """Tell a colleague that the visit takes place without a second advisor."""
    return _to_advisor("advisor_leaves", consultation, advisor)


def access_asked(request: AccessRequest, to: User) -> Letter:
    """Tell who leads a case that a colleague asks to read it; the reason stands in the admin."""
    return _about_access("access_asked", request, to)


def access_decided(request: AccessRequest, to: User) -> Letter:
    """Tell a colleague whether they may read a case, and until when; the words stand in the admin."""
    return _about_access("access_decided", request, to)


def plan_comments(plan: BusinessPlan, to: User) -> Letter:
    """Tell the person that an advisor wrote about the plan, with no word of it; neutral for who asked for that."""
    neutral = preference_of(plan.case.person).neutral_texts
    with translation.override(to.language):
        link = settings.BASE_URL + reverse("cases:plan", args=[plan.case.number])
    return compose(
        "consultations/emails/plan_comments", {"link": link}, language=to.language, neutral=neutral
    )


def advisor_plan_comments(plan: BusinessPlan, to: User) -> Letter:
    """Tell an advisor of the case that the person wrote about the plan, with no word of it."""
    path = reverse("admin:consultations_case_plan", args=[plan.case_id])
    return compose(
        "consultations/emails/advisor_plan_comments",
        {"case": plan.case, "link": settings.BASE_URL + path},
        language=to.language,
    )


def _about_access(name: str, request: AccessRequest, to: User) -> Letter:
    path = reverse("admin:consultations_case_change", args=[request.case_id])
    return compose(
        f"consultations/emails/{name}",
        {"request": request, "case": request.case, "link": settings.BASE_URL + path},
        language=to.language,
    )


def _to_visitor(name: str, consultation: Consultation, **extra: Any) -> Letter:
    return to_person(
        name,
        {"visit": consultation, **extra},
        person=consultation.entrepreneur,
        language=consultation.language,
        starts_at=consultation.starts_at,
    )


def to_person(
    name: str, context: dict[str, Any], *, person: Entrepreneur, language: str, starts_at: datetime
) -> Letter:
    """Compose a letter to somebody who comes, neutral for who asked for that."""
    return compose_for(
        person, f"consultations/emails/{name}", context, language=language, starts_at=starts_at
    )


def _to_advisor(name: str, consultation: Consultation, advisor: Advisor, **extra: Any) -> Letter:
    path = reverse("admin:consultations_consultation_change", args=[consultation.pk])
    return compose(
        f"consultations/emails/{name}",
        {"visit": consultation, "link": settings.BASE_URL + path, **extra},
        language=advisor.user.language,
    )
