"""What people say of an event afterwards."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import rules
from events.errors import ChangeRefused
from events.models import Event, Feedback


@transaction.atomic
def give_feedback(
    *,
    event: Event,
    score: int,
    good: str = "",
    better: str = "",
    comes_again: str = "",
    submission: uuid.UUID,
) -> Feedback:
    """Keep an answer, without a name and without the time; the same `submission` again returns the first one.

    Raises ChangeRefused outside the time for it, and ValidationError.
    """
    if not rules.feedback_is_open(event, timezone.now()):
        raise ChangeRefused(_("This form is open from the beginning of the event to a month after it."))
    answer = Feedback(
        event=event,
        score=score,
        good=good.strip(),
        better=better.strip(),
        comes_again=comes_again,
        day=timezone.localdate(),
        submission=submission,
    )
    answer.full_clean(exclude=["submission"])
    made, _new = Feedback.objects.get_or_create(
        submission=submission,
        defaults={
            name: getattr(answer, name) for name in ("event", "score", "good", "better", "comes_again", "day")
        },
    )
    return made
