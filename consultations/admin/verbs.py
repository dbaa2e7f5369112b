"""What staff can do to a visit, for the buttons and for the actions of the list."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Verb, through
from center.models import User
from consultations import rules, services
from consultations.admin.call_forms import AskForm
from consultations.admin.companion_forms import JoinForm, LeaveForm
from consultations.admin.moving import MOVE
from consultations.admin.series_form import SeriesForm
from consultations.choices import CallReason, State
from consultations.models import Consultation


def _ask_for_call(visit: Consultation, user: User, clean: Any) -> object:
    return services.ask_for_call(
        consultation=visit, reason=CallReason.OTHER, by=user, about=clean["about"], even_with_email=True
    )


def _open_case(visit: Consultation, user: User) -> object:
    return services.open_case(consultation=visit, by=user)


def _has_begun(visit: Consultation) -> bool:
    return visit.state == State.CONFIRMED and visit.starts_at <= timezone.now()


def _join(visit: Consultation, user: User, clean: Any) -> object:
    return services.add_companion(consultation=visit, resource=clean["resource"])


def _leave(visit: Consultation, user: User, clean: Any) -> object:
    services.remove_companion(consultation=visit, resource=clean["resource"])
    return visit


def _go_on(visit: Consultation, user: User, clean: Any) -> object:
    starts = [start for name, start in clean.items() if name.startswith("week_") and start]
    return services.continue_as_series(
        consultation=visit, starts=starts, submission=clean["submission"], by=user
    )


_TOOK_PLACE = _("It is noted that the visit took place")
_MISSED = _("It is noted that the visitor did not come")

OPEN_CASE = "open-case"

VERBS = (
    Verb(
        "confirm",
        _("Confirm"),
        through(services.confirm, "consultation"),
        lambda visit: visit.state == State.REQUESTED,
        kind="primary",
        told=_("The visit is confirmed"),
    ),
    Verb(
        "done",
        _("Took place"),
        through(services.mark_done, "consultation"),
        _has_begun,
        kind="primary",
        told=_TOOK_PLACE,
    ),
    Verb(
        "late",
        _("Came late"),
        through(services.mark_done, "consultation", late=True),
        _has_begun,
        told=_("It is noted that the visitor came late"),
    ),
    Verb(
        "missed", _("Did not come"), through(services.mark_missed, "consultation"), _has_begun, told=_MISSED
    ),
    Verb(
        "correct-done",
        _("Correct: it took place"),
        through(services.mark_done, "consultation"),
        lambda visit: visit.state == State.MISSED,
        told=_TOOK_PLACE,
    ),
    Verb(
        "correct-missed",
        _("Correct: the visitor did not come"),
        through(services.mark_missed, "consultation"),
        lambda visit: visit.state == State.DONE,
        told=_MISSED,
    ),
    Verb(
        "restore",
        _("Take the cancellation back"),
        through(services.restore, "consultation"),
        lambda visit: visit.state == State.CANCELLED and visit.starts_at > timezone.now(),
        kind="primary",
        told=_("The visit takes place after all"),
    ),
    # Its page is `consultations.admin.moving`: free times to choose from, two clicks in all.
    Verb(
        MOVE,
        _("Move the visit"),
        lambda visit, _user, _clean: visit,
        lambda visit: visit.is_live,
        told=_("The visit is moved"),
        form=lambda _visit, _user, data: forms.Form(data),
    ),
    Verb(
        "series",
        _("Book further visits"),
        _go_on,
        lambda visit: visit.is_live or visit.state == State.DONE,
        told=_("Further visits are booked"),
        form=lambda visit, _user, data: SeriesForm(visit, data),
        needs="consultations.add_consultation",
    ),
    Verb(
        "join",
        _("Add a colleague, an interpreter or a room"),
        _join,
        lambda visit: visit.is_live,
        told=_("Added to the visit"),
        form=lambda visit, _user, data: JoinForm(visit, data),
    ),
    Verb(
        "leave",
        _("Remove a colleague, an interpreter or a room"),
        _leave,
        lambda visit: visit.may_be_left and visit.allocations.count() > 1,
        told=_("Removed from the visit"),
        form=lambda visit, _user, data: LeaveForm(visit, data),
    ),
    Verb(
        "cancel",
        _("Cancel the visit"),
        through(services.cancel, "consultation", with_reason=True),
        lambda visit: rules.can_be_cancelled(visit, timezone.now()),
        kind="danger",
        told=_("The visit is cancelled"),
        asks=_("Reason (shown in the email to the visitor; wanted once visitors may not cancel any more)"),
        warning=_(
            "The time becomes free for others. A visitor with an email address gets an email; others must be called."
        ),
    ),
    Verb(
        "ask-for-call",
        _("Ask for a call"),
        _ask_for_call,
        lambda visit: bool(visit.contact_phone),
        told=_("The visitor is on the call list"),
        form=lambda _visit, _user, data: AskForm(data),
    ),
    Verb(
        OPEN_CASE,
        _("Open a case"),
        lambda visit, user, _reason: _open_case(visit, user),
        lambda visit: visit.case_id is None and visit.state != State.CANCELLED,
        told=_("The visit belongs to a case"),
        needs="consultations.add_case",
    ),
)
