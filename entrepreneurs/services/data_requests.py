"""What people ask for about their data, and the answers of the office."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import User
from entrepreneurs.choices import RequestKind, RequestState, RequestWay
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import DataRequest, Entrepreneur
from entrepreneurs.models.data_request import ANSWERED_WITHIN
from entrepreneurs.services.merging import as_kept


@transaction.atomic
def ask_about_data(
    *,
    person: Entrepreneur,
    kind: RequestKind,
    words: str = "",
    way: RequestWay = RequestWay.WEB,
    received_on: date | None = None,
    by: User | None = None,
) -> DataRequest:
    """Keep a request, to be answered within 30 days of the local day on which it came (default: today).

    The same asked again while it waits is the same request. `by` is the colleague who entered it. Raises
    ValidationError for a correction without words, a day to come, and somebody who was erased.
    """
    words, today = words.strip(), timezone.localdate()
    if kind == RequestKind.CORRECTION and not words:
        raise ValidationError({"words": _("Write what is wrong and how it is right.")})
    if received_on is not None and received_on > today:
        raise ValidationError({"received_on": _("A request cannot have come in the future.")})
    kept = as_kept(person)
    waiting = DataRequest.objects.open().filter(person=kept, kind=kind).first()
    if waiting is not None:
        return waiting
    came = received_on or today
    return DataRequest.objects.create(
        person=kept,
        kind=kind,
        way=way,
        words=words[: DataRequest.WORDS_LENGTH],
        received_on=came,
        due_on=came + ANSWERED_WITHIN,
        recorded_by=by,
    )


@transaction.atomic
def answer_request(*, request: DataRequest, done: bool, answer: str, by: User) -> DataRequest:
    """Note that a request was done, or refused with a reason; the same again changes nothing.

    Raises ChangeRefused when a colleague has answered meanwhile, also with other words, so that nobody's words get lost
    unseen; ValidationError for a refusal without words: the person has a right to the reason.
    """
    decided = DataRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    state = RequestState.DONE if done else RequestState.REFUSED
    words = answer.strip()[: DataRequest.WORDS_LENGTH]
    if (decided.state, decided.answer) == (state, words):
        return decided
    if not decided.is_open:
        raise ChangeRefused(_("This request was answered already."))
    if not done and not words:
        raise ValidationError({"answer": _("Write why; the person reads it.")})
    decided.state, decided.answer = state, words
    decided.decided_at, decided.decided_by = timezone.now(), by
    decided.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    return decided
