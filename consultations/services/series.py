"""Several visits of one person on one topic, booked together: all of them, or none."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import BookingRefusedError
from consultations.models import Advisor, Consultation, Topic
from consultations.services.booking import book

FEWEST: Final = 2
MOST: Final = 6


class SeriesRefused(Exception):  # noqa: N818 -- reads as what happened
    """One of the times cannot be had, so nothing was booked; `start` is which one, `why` the refusal of `book`."""

    def __init__(self, start: datetime, why: BookingRefusedError) -> None:
        super().__init__(str(why.message))
        self.start = start
        self.why = why


def book_series(
    *, topic: Topic, starts: Sequence[datetime], advisor: Advisor, submission: uuid.UUID, **contact: Any
) -> list[Consultation]:
    """Book 2 to 6 visits with one advisor, and return them in order; `contact` is what `book` wants besides.

    They share `series` and the person, and each can be moved or cancelled by itself. The same form again returns the
    same visits. Raises ValidationError as `book` does, and for a wrong number of times or one chosen twice;
    SeriesRefused when a time cannot be had.
    """
    if not FEWEST <= len(starts) <= MOST:
        raise ValidationError({"starts": _("A series has two to six visits.")})
    if len(set(starts)) < len(starts):
        raise ValidationError({"starts": _("The same time is chosen twice.")})
    with transaction.atomic():
        visits: list[Consultation] = []
        for number, start in enumerate(sorted(starts)):
            try:
                visit = book(
                    topic=topic,
                    start=start,
                    advisor=advisor,
                    submission=uuid.uuid5(submission, str(number)),
                    **{
                        **contact,
                        "entrepreneur": visits[0].entrepreneur if visits else contact.get("entrepreneur"),
                    },
                )
            except BookingRefusedError as refused:
                raise SeriesRefused(start, refused) from refused
            visits.append(visit)
        Consultation.objects.filter(pk__in=[visit.pk for visit in visits], series__isnull=True).update(
            series=submission
        )
    for visit in visits:
        visit.series = submission
    return visits
