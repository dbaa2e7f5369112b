"""Answers to the questions of an event: read by the kind of the question, kept encrypted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from center.base.bilingual import shown
from center.base.shown_text import in_script
from events.choices import QuestionKind
from events.models import Question, QuestionAnswer, Registration

YES, NO = 1, 0


@dataclass(frozen=True)
class Given:
    """An answer as the form read it: words, or places of options (1 and 0 for yes and no)."""

    question: Question
    text: str = ""
    chosen: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.chosen


def keep_answers(registration: Registration, given: Iterable[Given]) -> None:
    """Write answers down in the place of earlier ones; an empty one takes the earlier one away."""
    for answer in given:
        if answer.is_empty:
            QuestionAnswer.objects.filter(registration=registration, question=answer.question).delete()
            continue
        QuestionAnswer.objects.update_or_create(
            registration=registration,
            question=answer.question,
            defaults={"text": answer.text[: QuestionAnswer.LENGTH], "chosen": list(answer.chosen)},
        )


def answered_so(registration: Registration, given: Iterable[Given]) -> bool:
    """Say whether the registration has exactly these answers."""
    rows = QuestionAnswer.objects.filter(registration=registration)
    stored = {row.question_id: (row.text, tuple(row.chosen)) for row in rows}
    kept = [each for each in given if not each.is_empty]
    return stored == {
        each.question.pk: (each.text[: QuestionAnswer.LENGTH], tuple(each.chosen)) for each in kept
    }


def options_of(question: Question) -> list[str]:
    """Return the answers to choose from in the active language, the Serbian ones where English has not as many."""
    serbian, english = lines(question.options_sr), lines(question.options_en)
    english = english if len(english) == len(serbian) else [""] * len(serbian)
    return [shown(one, other).plain for one, other in zip(serbian, english, strict=True)]


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def in_words(answer: QuestionAnswer, *, yes: str, no: str) -> str:
    """Return an answer as people read it in the active language."""
    question = answer.question
    if question.kind == QuestionKind.TEXT:
        return in_script(answer.text)
    if question.kind == QuestionKind.YES_NO:
        return yes if list(answer.chosen) == [YES] else no
    options: Sequence[str] = options_of(question)
    return "; ".join(options[place] for place in answer.chosen if place < len(options))
