"""Questions from the contact page."""

import uuid

from django.db import transaction
from django.utils import timezone

from center.base.guarded_form import key_of_words
from center.choices import QuestionState
from center.models import Question, User


def ask(*, name: str, phone: str, email: str, text: str, language: str, submission: uuid.UUID) -> Question:
    """Keep a question for the staff; the same one from the same form again returns the first.

    Other words from a form that was sent before (the browser's Back leads to it) are another question. Raises
    IntegrityError when neither phone nor e-mail is given (the form says it first).
    """
    words = {"name": name, "phone": phone, "email": email, "text": text}
    kept = {**words, "language": language}
    question, created = Question.objects.get_or_create(submission=submission, defaults=kept)
    if created or all(getattr(question, field) == value for field, value in words.items()):
        return question
    other, _created = Question.objects.get_or_create(
        submission=key_of_words(submission, words), defaults=kept
    )
    return other


@transaction.atomic
def mark(*, question: Question, state: QuestionState, by: User) -> Question:
    """Set the state of a question: answered keeps who and when, the others forget it."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    locked.state = state
    answered = state == QuestionState.ANSWERED
    locked.answered_by = by if answered else None
    locked.answered_at = timezone.now() if answered else None
    # The visitor's name stays as it came.
    locked.full_clean(exclude={"name"}, validate_unique=False)
    locked.save(update_fields=["state", "answered_by", "answered_at"])
    return locked
