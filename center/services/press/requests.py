"""Requests of media: taken from the public form, answered, kept as contacts."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center import offices
from center.base.folded_search import folded
from center.base.guarded_form import key_of_words
from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.base.personal_data.retention import PURPOSE as RETENTION
from center.base.scripts import fold
from center.choices.press import ContactSource, MediaRequestState, OutletKind, OutletReach
from center.emails import press as letters
from center.models import Journalist, MediaOutlet, MediaRequest, User
from center.personal_data.press import REQUESTS_KEPT, UNANSWERED_KEPT
from center.refusals import ServiceRefused
from center.services.mail import queue_letter


@dataclass(frozen=True)
class Matches:
    """Who of the lists a request may be from: proposed, never joined by themselves."""

    outlets: list[MediaOutlet]
    journalists: list[Journalist]


@transaction.atomic
def ask(
    *,
    outlet_name: str,
    name: str,
    email: str,
    phone: str,
    text: str,
    deadline: date | None,
    wants_releases: bool,
    language: str,
    submission: uuid.UUID,
) -> MediaRequest:
    """Keep a request for the staff and tell the office by mail; the same one from the same form returns the first.

    The mail names nobody: it leads to the record. Raises IntegrityError when neither phone nor email is given (the
    form says it first).
    """
    words: dict[str, object] = {
        "outlet_name": outlet_name,
        "name": name,
        "email": email,
        "phone": phone,
        "text": text,
        "deadline": deadline,
        "wants_releases": wants_releases,
    }
    kept = {**words, "language": language}
    request, created = MediaRequest.objects.get_or_create(submission=submission, defaults=kept)
    if not created and any(getattr(request, field) != value for field, value in words.items()):
        key = key_of_words(submission, {field: str(value) for field, value in words.items()})
        request, created = MediaRequest.objects.get_or_create(submission=key, defaults=kept)
    if created:
        _tell_office(request)
    return request


def _tell_office(request: MediaRequest) -> None:
    address = offices.current().real_email
    if address:
        queue_letter(letters.media_request(request=request), kind="center/media_request", to=address)


@transaction.atomic
def mark(*, request: MediaRequest, state: MediaRequestState, by: User) -> MediaRequest:
    """Set the state of a request that is not kept as a contact; a new one has nobody who dealt with it.

    Raises ServiceRefused for one that became a contact.
    """
    locked = MediaRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if MediaRequestState.KEPT in {locked.state, state}:
        raise ServiceRefused(_("This request is among the contacts already."))
    is_new = state == MediaRequestState.NEW
    locked.state = state
    locked.handled_by = None if is_new else by
    locked.handled_at = None if is_new else timezone.now()
    locked.save(update_fields=["state", "handled_by", "handled_at"])
    return locked


def matches(request: MediaRequest) -> Matches:
    """Return outlets of nearly this name and journalists with this contact or name. Two queries."""
    name, outlet = fold(request.name), fold(request.outlet_name)
    outlets = MediaOutlet.objects.alias(_folded=folded(["name"])).filter(
        Q(_folded__contains=outlet) | Q(email__iexact=request.email, email__gt="")
    )
    people = Journalist.objects.known().select_related("outlet").alias(_folded=folded(["name"]))
    same = Q(_folded__contains=name)
    if request.email:
        same |= Q(email__iexact=request.email)
    if request.phone:
        same |= Q(phone=request.phone)
    return Matches(list(outlets[:10]), list(people.filter(same)[:10]))


@transaction.atomic
def keep_contact(
    *,
    request: MediaRequest,
    by: User,
    outlet: MediaOutlet | None = None,
    kind: str = OutletKind.PORTAL,
    reach: str = OutletReach.LOCAL,
    journalist: Journalist | None = None,
) -> MediaRequest:
    """Take the sender into the list of journalists, or bring the chosen entry up to date; same with the medium.

    Without `outlet` the medium is made anew, of this kind and reach. Who did not tick that they want releases gets
    none. Twice changes nothing. Raises ServiceRefused for an unwanted request and ValidationError for what is taken.
    """
    locked = MediaRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.state == MediaRequestState.KEPT:
        return locked
    if locked.state == MediaRequestState.SPAM:
        raise ServiceRefused(
            _("This request is marked as unwanted. Put it back among the waiting ones first.")
        )
    if outlet is None:
        outlet = MediaOutlet(name=locked.outlet_name, kind=kind, reach=reach, language=locked.language)
        outlet.full_clean()
        outlet.save()
    person = _person(locked, journalist)
    person.outlet = outlet
    person.full_clean()
    person.save()
    locked.state, locked.handled_by, locked.handled_at = MediaRequestState.KEPT, by, timezone.now()
    locked.outlet, locked.journalist = outlet, person
    locked.save(update_fields=["state", "handled_by", "handled_at", "outlet", "journalist"])
    return locked


def _person(request: MediaRequest, chosen: Journalist | None) -> Journalist:
    """Return the chosen journalist with what the request adds, or a new one; not saved yet."""
    now = timezone.now()
    if chosen is None:
        person = Journalist(name=request.name, source=ContactSource.FORM, language=request.language)
        person.left_at = None if request.wants_releases else now
    else:
        person = Journalist.objects.select_for_update(of=("self",)).get(pk=chosen.pk)
        if person.erased_at is not None:
            raise ServiceRefused(_("This person was erased meanwhile."))
        if request.wants_releases:
            person.left_at = None
    person.email = request.email or person.email
    person.phone = request.phone or person.phone
    person.touched_at = now
    return person


@transaction.atomic
def forget_old(*, now: datetime | None = None) -> int:
    """Delete requests that were dealt with long ago, and those that nobody dealt with for a year; return how many.

    The contact kept of one stays. What hangs on a deadline that is still to come waits for it.
    """
    moment = now or timezone.now()
    is_old = Q(handled_at__lt=REQUESTS_KEPT.before(moment)) | Q(
        handled_at=None, created_at__lt=UNANSWERED_KEPT.before(moment)
    )
    has_passed = Q(deadline=None) | Q(deadline__lt=timezone.localdate(moment))
    rows = MediaRequest.objects.filter(is_old & has_passed).select_for_update(of=("self",), skip_locked=True)
    old = [request.pk for request in rows]
    return erase_some(declared()[MediaRequest], old, purpose=RETENTION) if old else 0
