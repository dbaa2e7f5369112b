"""Booking: one transaction that checks under a lock, chooses the advisor, and holds the time."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules, slots
from consultations.choices import Confirmation, State
from consultations.errors import AlreadyUsed, NotBookable, Reason, TimeTaken
from consultations.models import Advisor, Consultation, Topic
from consultations.services import calling, letters
from consultations.services.cases import open_case_of
from consultations.services.fair_load import fairest
from consultations.services.finding import free_advisors, refuse_impossible, resources_of
from consultations.services.guard import guarded
from consultations.services.holding import hold
from consultations.services.locks import lock_resources, lock_submission
from consultations.services.references import new_reference
from entrepreneurs.choices import ConsentWay
from entrepreneurs.eligibility import Answers, to_record
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.services import ContactWishes, add_person, as_kept, keep_agreed, keep_wishes
from entrepreneurs.services.contacts import stored_contact


@dataclass(frozen=True)
class _Wish:
    """What somebody asked for, checked and in stored form."""

    topic: Topic
    start: datetime
    mode: str
    name: str
    phone: str
    email: str
    note: str
    language: str
    submission: uuid.UUID
    advisor: Advisor | None
    entrepreneur: Entrepreneur | None
    by: User | None
    self_check: dict[str, Any] | None
    wishes: ContactWishes
    agreed: Collection[ConsentText]


def book(
    *,
    topic: Topic,
    start: datetime,
    mode: str,
    name: str,
    phone: str = "",
    email: str = "",
    note: str = "",
    language: str,
    submission: uuid.UUID,
    advisor: Advisor | None = None,
    entrepreneur: Entrepreneur | None = None,
    by: User | None = None,
    self_check: Answers | None = None,
    wishes: ContactWishes | None = None,
    agreed: Collection[ConsentText] = (),
) -> Consultation:
    """Book one visit and return it; the same `submission` with the same content again returns the first one.

    `start` is aware. Without an advisor the one with the least to do is chosen (`fair_load`).
    `by` is the colleague who books for a caller: staff may book inside the minimum notice and beyond the
    horizon (and unpublished topics), never in the past, outside opening hours or over another visit.
    Without `entrepreneur` a new person is made from the contact. `self_check` are the answers that the person
    takes along; they are stored with what they come to and with the version of the law. `wishes` say how the
    person may be reached; of somebody known they change nothing, which is for staff to do in the person's record.
    `agreed` are the words to which the person agrees with it, on the page or, where `by` books, by phone.

    Raises ValidationError (by field: contact_name, contact_phone, contact_email, note) for wrong data, and
    TimeTaken(.alternatives) or NotBookable(.reason, .alternatives) from `consultations.errors`; AlreadyUsed(.visit)
    for a `submission` that booked something else. Letters are queued in the same transaction.
    """
    wish = _checked(
        _Wish(
            topic=topic,
            start=start,
            mode=mode,
            name=name,
            phone=phone,
            email=email,
            note=note,
            language=language,
            submission=submission,
            advisor=advisor,
            entrepreneur=entrepreneur,
            by=by,
            self_check=to_record(self_check) if self_check else None,
            wishes=wishes or ContactWishes(),
            agreed=agreed,
        )
    )
    try:
        return guarded(lambda: _book(wish))
    except (TimeTaken, NotBookable) as refused:
        if connection.needs_rollback or (isinstance(refused, NotBookable) and not refused.another_time_helps):
            raise
        # Computed here, when the lock is free again.
        refused.alternatives = tuple(
            slots.nearest(topic, start, now=timezone.now(), advisor=advisor, by_staff=by is not None)
        )
        raise


def _checked(wish: _Wish) -> _Wish:
    """Return the wish with its contact in stored form; raise ValidationError by field."""
    if "\0" in wish.note:
        raise ValidationError({"note": _("Please remove the unreadable characters.")})
    if len(wish.note) > Consultation.NOTE_LENGTH:
        raise ValidationError({"note": _("This text is too long. Please shorten it.")})
    contact = stored_contact(
        name=wish.name, phone=wish.phone, email=wish.email, language=wish.language, known=wish.entrepreneur
    )
    if rules.lacks_phone(wish.mode, contact.phone):
        raise ValidationError({"contact_phone": _("A visit by phone needs a phone number.")})
    return replace(wish, name=contact.name, phone=contact.phone, email=contact.email, note=wish.note.strip())


@transaction.atomic
def _book(wish: _Wish) -> Consultation:
    lock_submission(wish.submission)
    first = Consultation.objects.with_details().filter(submission=wish.submission).first()
    if first is not None:
        if _is_double_click(wish, first):
            keep_agreed(person=first.entrepreneur, texts=wish.agreed, by=wish.by)
            return first
        raise AlreadyUsed(first)
    if wish.entrepreneur:
        # Two records of the person may have become one since the page was opened. Before the calendars, as everywhere.
        wish = replace(wish, entrepreneur=as_kept(wish.entrepreneur))
    _refuse_by_rule(wish)
    lock_resources(resources_of(wish.topic, wish.advisor))
    able = free_advisors(wish.topic, wish.start, advisor=wish.advisor, by_staff=wish.by is not None)
    advisor = fairest(able, wish.start)
    visit = _save(wish, advisor)
    keep_agreed(person=visit.entrepreneur, texts=wish.agreed, by=wish.by)
    hold(visit, advisor.resource_id, slots.Shape.of(wish.topic).busy(visit.starts_at))
    letters.about_booking(visit)
    calling.about_booking(visit, by=wish.by)
    return visit


def _is_double_click(wish: _Wish, first: Consultation) -> bool:
    """Say whether the form says again what it said when it made `first`; otherwise something would be lost."""
    chosen_otherwise = (wish.advisor and wish.advisor != first.advisor) or (
        wish.entrepreneur and wish.entrepreneur != first.entrepreneur
    )
    said = (
        wish.topic,
        wish.start,
        wish.mode,
        wish.name,
        wish.phone,
        wish.email,
        wish.note,
        wish.language,
        wish.self_check,
        wish.wishes,
    )
    stored = (
        first.topic,
        first.starts_at,
        first.mode,
        first.contact_name,
        first.contact_phone,
        first.contact_email,
        first.note,
        first.language,
        first.self_check,
        wish.wishes if wish.entrepreneur else ContactWishes.of(first.entrepreneur),
    )
    return first.is_live and not chosen_otherwise and wish.by == first.booked_by and said == stored


def _refuse_by_rule(wish: _Wish) -> None:
    """Raise NotBookable for what no free calendar could change."""
    if wish.by is None and not wish.topic.is_published:
        raise NotBookable(Reason.TOPIC)
    if wish.mode not in wish.topic.modes:
        raise NotBookable(Reason.MODE)
    refuse_impossible(wish.start)


def _save(wish: _Wish, advisor: Advisor) -> Consultation:
    now = timezone.now()
    # A phone alone cannot be told later: confirmed at once, and the call list does the rest.
    at_once = wish.topic.confirmation == Confirmation.AT_ONCE or not wish.email or wish.by is not None
    person = wish.entrepreneur
    if person is None:
        person = add_person(
            name=wish.name, phone=wish.phone, email=wish.email, language=wish.language, by=wish.by
        )
        how = ConsentWay.PHONE if wish.by else ConsentWay.WEB
        # Before the letters, which heed them.
        kept = keep_wishes(person=person, wishes=wish.wishes, how=how, by=wish.by) if wish.wishes else None
        person = kept.person if kept else person
    return Consultation.objects.create(
        reference=new_reference(),
        topic=wish.topic,
        advisor=advisor,
        entrepreneur=person,
        case=open_case_of(person) if wish.entrepreneur else None,
        starts_at=wish.start,
        ends_at=wish.start + timedelta(minutes=wish.topic.length),
        mode=wish.mode,
        state=State.CONFIRMED if at_once else State.REQUESTED,
        contact_name=wish.name,
        contact_phone=wish.phone,
        contact_email=wish.email,
        note=wish.note,
        language=wish.language,
        self_check=wish.self_check,
        submission=wish.submission,
        booked_by=wish.by,
        confirmed_at=now if at_once else None,
        confirmed_by=wish.by if at_once else None,
    )
