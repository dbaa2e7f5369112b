import json
from typing import Any

import pytest
from hypothesis import given

from research.definition import Definition, Kind, NotADefinition, Question, from_document, to_document
from tests.research.definitions import definitions


@given(definitions())
def test_a_stored_questionnaire_is_the_same_when_it_is_read_again(definition: Definition) -> None:
    stored = json.loads(json.dumps(to_document(definition)))

    assert from_document(stored) == definition
    assert to_document(from_document(stored)) == stored


def test_the_row_of_the_workbook_says_nothing_about_a_question() -> None:
    assert Question(Kind.TEXT, "a", row=2) == Question(Kind.TEXT, "a", row=7)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"format": 2, "items": [], "choices": {}, "languages": ["sr"]},
        {"format": 1, "items": [{"kind": "geopoint", "name": "a"}], "choices": {}, "languages": ["sr"]},
        {"format": 1, "items": [{"name": "a"}], "choices": {}, "languages": ["sr"]},
        {
            "format": 1,
            "items": [{"kind": "text", "name": "a", "colour": "red"}],
            "choices": {},
            "languages": [],
        },
        {"format": 1, "items": None, "choices": {}, "languages": ["sr"]},
    ],
)
def test_what_was_not_stored_by_the_portal_is_no_questionnaire(document: dict[str, Any]) -> None:
    with pytest.raises(NotADefinition):
        from_document(document)
