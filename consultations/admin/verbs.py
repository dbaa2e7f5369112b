"""What staff can do to a visit, for the buttons and for the actions of the list."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Refused, Verb
from center.models import User
from consultations import rules, services
from consultations.admin.call_forms import AskForm
from consultations.choices import CallReason, State
from consultations.errors import ChangeRefused
from consultations.models import Consultation


def _through(
    service: Callable[..., Consultation], *, with_reason: bool = False
) -> Callable[[Any, User, str], Any]:
    def call(visit: Consultation, user: User, reason: str) -> Consultation:
        more = {"reason": reason} if with_reason else {}
        try:
            return service(consultation=visit, by=user, **more)
        except ChangeRefused as error:
            raise Refused(str(error.message)) from error

    return call


def _ask_for_call(visit: Consultation, user: User, clean: Any) -> object:
    return services.ask_for_call(
        consultation=visit, reason=CallReason.OTHER, by=user, about=clean["about"], even_with_email=True
    )


def _has_begun(visit: Consultation) -> bool:
    return visit.state == State.CONFIRMED and visit.starts_at <= timezone.now()


_TOOK_PLACE = _("It is noted that the visit took place")
_MISSED = _("It is noted that the visitor did not come")

VERBS = (
    Verb(
        "confirm",
        _("Confirm"),
        _through(services.confirm),
        lambda visit: visit.state == State.REQUESTED,
        kind="primary",
        told=_("The visit is confirmed"),
    ),
    Verb("done", _("Took place"), _through(services.mark_done), _has_begun, kind="primary", told=_TOOK_PLACE),
    Verb("missed", _("Did not come"), _through(services.mark_missed), _has_begun, told=_MISSED),
    Verb(
        "correct-done",
        _("Correct: it took place"),
        _through(services.mark_done),
        lambda visit: visit.state == State.MISSED,
        told=_TOOK_PLACE,
    ),
    Verb(
        "correct-missed",
        _("Correct: the visitor did not come"),
        _through(services.mark_missed),
        lambda visit: visit.state == State.DONE,
        told=_MISSED,
    ),
    Verb(
        "cancel",
        _("Cancel the visit"),
        _through(services.cancel, with_reason=True),
        lambda visit: rules.can_be_cancelled(visit, timezone.now()),
        kind="danger",
        told=_("The visit is cancelled"),
        asks=_("Reason (shown in the email to the visitor; may stay empty)"),
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
)
