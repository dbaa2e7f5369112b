"""Registering for an event, changing and cancelling it, from the public pages and by staff."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.base.person_names import plain_line
from center.base.references import draw_reference
from center.base.scripts import fold
from center.models import User
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.services import as_kept
from entrepreneurs.services.contacts import stored_contact
from events import rules
from events.choices import Ending, EventState, RegistrationState
from events.errors import (
    ChangeRefused,
    FormUsed,
    ItemFull,
    NoPlaceLeft,
    RegisteredBefore,
    RegistrationRefused,
)
from events.models import Event, ProgrammeItem, Registration
from events.services import letters
from events.services.answers import Given, answered_so, keep_answers
from events.services.items import refuse_at_once
from events.services.locks import lock_submission
from events.services.places import (
    count_free,
    full_items,
    hold,
    locked_event,
    locked_items,
    locked_registration,
)
from events.services.waiting_list import end, settle

_TRIES = 5


@dataclass(frozen=True)
class _Wish:
    """Who wants to come, checked and in stored form."""

    event: Event
    name: str
    phone: str
    email: str
    organisation: str
    size: int
    language: str
    submission: uuid.UUID
    items: Sequence[ProgrammeItem]
    entrepreneur: Entrepreneur | None
    by: User | None
    another_person: bool
    answers: Sequence[Given] = ()
    consent: ConsentText | None = None


def register(
    *,
    event: Event,
    name: str,
    phone: str = "",
    email: str = "",
    organisation: str = "",
    size: int = 1,
    language: str,
    submission: uuid.UUID,
    items: Sequence[ProgrammeItem] = (),
    may_wait: bool = False,
    another_person: bool = False,
    entrepreneur: Entrepreneur | None = None,
    answers: Sequence[Given] = (),
    consent: ConsentText | None = None,
    by: User | None = None,
) -> Registration:
    """Give a person or a group places in an event, or with `may_wait` one in the queue when too few are free.

    The same `submission` with the same answers again returns the first one. `by` is the colleague who registers a
    caller: also outside the times of registration, until the event ends. `items` are parts of the programme with
    places of their own. `another_person` says that a family shares the contact of somebody who is on the list.
    `answers` are those to the questions of the event, `consent` the words to which the person agrees.

    Raises ValidationError (by field: contact_name, contact_phone, contact_email, size, organisation) for wrong data,
    and RegistrationRefused: NoPlaceLeft(.free, .ahead), ItemFull(.items), RegisteredBefore, FormUsed. The letter is
    queued in the same transaction.
    """
    wish = _checked(
        _Wish(
            event,
            name,
            phone,
            email,
            plain_line(organisation),
            size,
            language,
            submission,
            items,
            entrepreneur,
            by,
            another_person,
            answers,
            consent,
        )
    )
    return _register(wish, may_wait=may_wait)


@transaction.atomic
def _register(wish: _Wish, *, may_wait: bool) -> Registration:
    first = _earlier(wish)
    if first is not None:
        return first
    if wish.entrepreneur is not None:
        wish = replace(wish, entrepreneur=as_kept(wish.entrepreneur))
    event, now = locked_event(wish.event), timezone.now()
    if not rules.registration_is_open(event, now, by_staff=wish.by is not None):
        raise RegistrationRefused(_("You cannot register for this event at the moment."))
    if wish.by is None and wish.size > event.most_together:
        raise ValidationError(
            {
                "size": ngettext(
                    "You can register %(count)d person at once. For more, please call us.",
                    "You can register %(count)d people at once. For more, please call us.",
                    event.most_together,
                )
                % {"count": event.most_together}
            }
        )
    settle(event, now)
    _refuse_twice(event, wish)
    items = locked_items(event, wish.items)
    refuse_at_once(items)
    ahead = sum(event.registrations.queue().values_list("size", flat=True))
    free = count_free(event)
    if free is None or (not ahead and free >= wish.size):
        full = full_items(event, items, wish.size)
        if full:
            raise ItemFull([str(item) for item in full])
        made = _save(event, wish, state=RegistrationState.SIGNED_UP, placed_at=now)
        hold(made, items)
        letters.about_place(made)
        return made
    if not may_wait:
        raise NoPlaceLeft(free=0 if ahead else max(free, 0), ahead=ahead)
    if event.capacity is not None and wish.size > event.capacity:
        raise RegistrationRefused(_("The event has fewer places than that. Please call us."))
    if wish.by is None and rules.offer_deadline(event, now) is None:
        raise RegistrationRefused(
            _("All places are taken, and it is too late for the waiting list. Please call us.")
        )
    made = _save(event, wish, state=RegistrationState.WAITING)
    letters.about_waiting(made, ahead=ahead)
    return made


@transaction.atomic
def cancel_registration(*, registration: Registration, by: User | None = None) -> Registration:
    """Take people off the list, whose places go to the next ones; `by` None means the person, until the beginning.

    Staff can until the event ends. A cancelled one stays so. Raises ChangeRefused.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.state == RegistrationState.CANCELLED:
        return found
    if rules.is_over(event, now):
        raise ChangeRefused(_("This event is over."))
    if by is None and rules.has_begun(event, now):
        raise ChangeRefused(_("This event has already begun. Please call us."))
    if found.check_ins.filter(undone_at=None).exists():
        raise ChangeRefused(_("Somebody of this registration is noted as being here."))
    had_place = found.state == RegistrationState.SIGNED_UP
    end(found, Ending.PERSON if by is None else Ending.STAFF, now, by=by)
    letters.about_cancellation(found, had_place=had_place)
    settle(event, now)
    return found


@transaction.atomic
def change_size(*, registration: Registration, size: int, by: User | None = None) -> Registration:
    """Let more or fewer people come with a registration; what becomes free goes to who waits.

    Fewer is always possible until the beginning; more only while nobody waits and places are free, in each chosen
    item too. Raises ValidationError (size) and ChangeRefused.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.size == size:
        return found
    if not found.is_open or event.starts_at <= now or event.state != EventState.PUBLISHED:
        raise ChangeRefused(_("This registration can be changed no more. Please call us."))
    most = event.most_together if by is None else Registration.MOST_PEOPLE
    if not 1 <= size <= most:
        raise ValidationError({"size": _("Write how many people come, 1 to %(most)d.") % {"most": most}})
    if found.check_ins.filter(undone_at=None, person__gt=size).exists():
        raise ChangeRefused(_("More people than that are noted as being here."))
    settle(event, now)
    found.refresh_from_db()
    found.event = event
    if found.state == RegistrationState.SIGNED_UP:
        _change_places(event, found, size)
    found.size = size
    found.ics_sequence += 1
    found.save(update_fields=["size", "ics_sequence"])
    letters.about_size(found)
    settle(event, now)
    return found


def _change_places(event: Event, registration: Registration, size: int) -> None:
    items = list(
        ProgrammeItem.objects.filter(held_places__registration=registration).distinct().order_by("pk")
    )
    if size > registration.size:
        more = size - registration.size
        free = count_free(event)
        if free is not None and (free < more or event.registrations.queue().exists()):
            raise NoPlaceLeft(free=max(free, 0), ahead=0)
        full = full_items(event, locked_items(event, items), more)
        if full:
            raise ItemFull([str(item) for item in full])
        hold_more = Registration(pk=registration.pk, event=event, size=more)
        hold(hold_more, items)
        return
    for item in [None, *items]:
        surplus = registration.held_places.filter(item=item).order_by("-number")[: registration.size - size]
        registration.held_places.filter(pk__in=[place.pk for place in surplus]).delete()


def _checked(wish: _Wish) -> _Wish:
    """Return the wish with its contact in stored form; raise ValidationError by field."""
    contact = stored_contact(
        name=wish.name, phone=wish.phone, email=wish.email, language=wish.language, known=wish.entrepreneur
    )
    shown = Registration(size=wish.size, organisation=wish.organisation)
    shown.clean_fields(exclude={field.name for field in Registration._meta.fields} - {"size", "organisation"})
    return replace(wish, name=contact.name, phone=contact.phone, email=contact.email)


def _earlier(wish: _Wish) -> Registration | None:
    """Return what this very form has made before; raise FormUsed when it says something else now."""
    lock_submission(wish.submission)
    first = Registration.objects.with_details().filter(submission=wish.submission).first()
    if first is None:
        return None
    said = (wish.event.pk, wish.name, wish.phone, wish.email, wish.organisation, wish.size, wish.by)
    stored = (
        first.event_id,
        first.contact_name,
        first.contact_phone,
        first.contact_email,
        first.organisation,
        first.size,
        first.registered_by,
    )
    if said != stored or not answered_so(first, wish.answers) or not _chose_so(first, wish.items):
        raise FormUsed
    return first


def _chose_so(registration: Registration, items: Sequence[ProgrammeItem]) -> bool:
    """Say whether these items were chosen; who has no place could choose none."""
    if registration.placed_at is None:
        return True
    held = registration.held_places.exclude(item=None).values_list("item", flat=True)
    return set(held) == {item.pk for item in items}


def _refuse_twice(event: Event, wish: _Wish) -> None:
    """Ask once whether it is another person: families share phones, but most often somebody was not sure.

    On the public pages only the same name with the same contact counts, so that a phone number alone tells nobody
    who comes.
    """
    if wish.another_person:
        return
    listed = event.registrations.open()
    same = listed.reached_by(phone=wish.phone, email=wish.email)
    if wish.by is None:
        if fold(wish.name) in {fold(other.contact_name) for other in same}:
            raise RegisteredBefore
        return
    if same.exists() or (wish.entrepreneur and listed.filter(entrepreneur=wish.entrepreneur).exists()):
        raise RegisteredBefore


def new_reference() -> str:
    """Return a random reference that no registration has yet."""
    reference = draw_reference()
    for _try in range(_TRIES):
        if not Registration.objects.filter(reference=reference).exists():
            break
        reference = draw_reference()
    return reference


def _save(event: Event, wish: _Wish, **more: Any) -> Registration:
    made = Registration.objects.create(
        event=event,
        entrepreneur=wish.entrepreneur,
        reference=new_reference(),
        size=wish.size,
        contact_name=wish.name,
        contact_phone=wish.phone,
        contact_email=wish.email,
        organisation=wish.organisation,
        language=wish.language,
        submission=wish.submission,
        registered_by=wish.by,
        consent_text=wish.consent,
        **more,
    )
    made.event = event
    keep_answers(made, wish.answers)
    return made
