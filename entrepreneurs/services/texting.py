"""Text messages to people: only by their consent, to a number that receives them, in hours that suit them."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from center.base.phones import can_receive_texts
from center.models import StoredText
from center.models.text import DAY_BEGINS, DAY_ENDS
from center.services import queue_text, texts_are_sent
from entrepreneurs.models import Consent, ContactPreference, Entrepreneur, PersonText, preference_of


def may_be_offered_texts(number: str) -> bool:
    """Say whether somebody with this number (E.164) can be asked to agree to texts."""
    return texts_are_sent() and can_receive_texts(number)


def is_in_time_for_text(*, person: Entrepreneur, number: str, before: datetime) -> bool:
    """Say whether a text queued now would reach the person before that moment; their consent is not looked at."""
    hours = _hours(preference_of(person))
    if hours is None or not may_be_offered_texts(number):
        return False
    start, end = hours
    return StoredText(send_from=start, send_until=end).next_moment(timezone.now()) < before


@transaction.atomic
def text_person(
    *,
    person: Entrepreneur,
    number: str,
    kind: str,
    text: str,
    language: str,
    expires_at: datetime,
    thread: str,
) -> StoredText | None:
    """Queue a text to a person; see `queue_text`. None for who did not agree, or cannot be reached so in time.

    The consent is held until the transaction ends: who withdraws it at the same time waits, and then drops the text.
    """
    if not is_in_time_for_text(person=person, number=number, before=expires_at):
        return None
    agreed = Consent.objects.to_texts().filter(person=person)
    if not agreed.select_for_update(of=("self",), no_key=True).exists():
        return None
    hours = _hours(preference_of(person))
    assert hours is not None  # looked at above
    stored = queue_text(
        kind=kind,
        to=number,
        text=text,
        language=language,
        expires_at=expires_at,
        thread=thread,
        send_from=hours[0],
        send_until=hours[1],
    )
    PersonText.objects.create(text=stored, person=person)
    return stored


def _hours(wishes: ContactPreference) -> tuple[time, time] | None:
    """Return in which hours of the day a person may be texted: those for calls, by day; None where there are none."""
    if wishes.call_from is None or wishes.call_until is None:
        return DAY_BEGINS, DAY_ENDS
    start, end = max(wishes.call_from, DAY_BEGINS), min(wishes.call_until, DAY_ENDS)
    return (start, end) if start < end else None
