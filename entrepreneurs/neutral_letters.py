"""Letters about an appointment, for people who must not be seen with the office too."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from center import offices
from center.emails import Letter, compose
from entrepreneurs.models import Entrepreneur, preference_of


def is_neutral(person: Entrepreneur | None) -> bool:
    """Say whether letters to this person name neither the office nor what they are about; strangers asked nothing."""
    return person is not None and preference_of(person).neutral_texts


def compose_for(
    person: Entrepreneur | None, template: str, context: dict[str, Any], *, language: str, starts_at: datetime
) -> Letter:
    """Compose a letter to somebody who comes; who asked for neutral texts reads no word of what it is about.

    Its subject then says who writes and when the appointment is; what happened to it is for the letter to say.
    """
    neutral = is_neutral(person)
    letter = compose(template, context, language, neutral=neutral)
    if not neutral:
        return letter
    with translation.override(language):
        when = date_format(timezone.localtime(starts_at), "DATETIME_FORMAT")
        return replace(letter, subject=f"{offices.neutral().name.plain}: {when}")
