"""All questions on one screen, for whoever types in what came on paper or is said on the phone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from research.definition import Definition
from research.forms.page import PageForm
from research.interview import Page


class EntryForm(PageForm):
    """The whole questionnaire: nothing is hidden, nothing is proposed, and what is open on the paper stays open.

    After `is_valid`, `dropped` names the answers that the questionnaire does not ask of this person: somebody went on
    answering where the paper led elsewhere. They are not kept.
    """

    is_entry = True

    def __init__(
        self, data: Any = None, *, definition: Definition, answers: Mapping[str, Any], now: datetime
    ) -> None:
        self.dropped: list[str] = []
        whole = Page(1, definition.items)
        super().__init__(data, page=whole, definition=definition, answers=answers, now=now)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.dropped = [
            question.name
            for question in self.page.questions
            if data.get(question.name) not in (None, "", []) and question.name not in self.answers
        ]
        return data
