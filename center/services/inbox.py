"""Questions from the contact page."""

import uuid

from django.db import transaction
from django.utils import timezone

from center.choices import QuestionState
from center.models import Question, User


def ask(*, name: str, phone: str, email: str, text: str, language: str, submission: uuid.UUID) -> Question:
    """Keep a question for the staff; the same submission again returns the first one.

    Raises IntegrityError when neither phone nor e-mail is given (the form says it first).
    """
    question, _created = Question.objects.get_or_create(
        submission=submission,
        defaults={"name": name, "phone": phone, "email": email, "text": text, "language": language},
    )
    return question


@transaction.atomic
def mark(*, question: Question, state: QuestionState, by: User) -> Question:
    """Set the state of a question: answered keeps who and when, the others forget it."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    locked.state = state
    answered = state == QuestionState.ANSWERED
    locked.answered_by = by if answered else None
    locked.answered_at = timezone.now() if answered else None
    locked.full_clean(validate_unique=False)
    locked.save(update_fields=["state", "answered_by", "answered_at"])
    return locked
