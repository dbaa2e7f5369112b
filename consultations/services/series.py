"""A visit that goes on: further visits with the same person, topic and advisor, booked together or not at all."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.choices import State
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Consultation
from consultations.services.booking import book
from consultations.services.rows import locked, refusal
from entrepreneurs.services import as_kept

# With the visit itself a series has two to six.
MOST_FURTHER: Final = 5


@transaction.atomic
def continue_as_series(
    *, consultation: Consultation, starts: Sequence[datetime], submission: uuid.UUID, by: User
) -> list[Consultation]:
    """Book one to five further visits (aware starts) after a live or done one, and return them in order.

    All carry the same `series`, and each can be moved or cancelled by itself. The same form again returns the same
    visits. Raises ValidationError for a wrong number of times or one chosen twice; ChangeRefused, which names the
    time, when one cannot be had: then none is booked.
    """
    if not 1 <= len(starts) <= MOST_FURTHER:
        raise ValidationError(_("Choose one to five further visits."))
    if len(set(starts)) < len(starts):
        raise ValidationError(_("The same time is chosen twice."))
    # The person, then the visit, then calendars: the order in which everybody waits.
    as_kept(consultation.entrepreneur)
    first = locked(consultation)
    if not first.is_live and first.state != State.DONE:
        raise refusal(first)
    further = [
        _book(first, start, uuid.uuid5(submission, str(number)), by)
        for number, start in enumerate(sorted(starts))
    ]
    series = first.series or submission
    Consultation.objects.filter(pk__in=[first.pk, *(visit.pk for visit in further)]).update(series=series)
    for visit in further:
        visit.series = series
    return further


def _book(first: Consultation, start: datetime, submission: uuid.UUID, by: User) -> Consultation:
    try:
        return book(
            topic=first.topic,
            start=start,
            advisor=first.advisor,
            mode=first.mode,
            name=first.contact_name,
            phone=first.contact_phone,
            email=first.contact_email,
            language=first.language,
            entrepreneur=first.entrepreneur,
            submission=submission,
            by=by,
        )
    except BookingRefusedError as refused:
        moment = date_format(timezone.localtime(start), "SHORT_DATETIME_FORMAT")
        raise ChangeRefused(
            _("%(time)s: %(sentence)s") % {"time": moment, "sentence": refused.message}
        ) from refused
