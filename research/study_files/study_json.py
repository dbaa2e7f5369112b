"""All of a release as JSON, for programs: what the page shows, and the rows, under the names of `research.study`."""

import json
from collections.abc import Mapping
from typing import Any, Final

from research.study import Study, said, to_document

MEDIA_TYPE: Final = "application/json"
SUFFIX: Final = ".json"
_LANGUAGES: Final = frozenset({"sr", "en"})


def write(study: Study, language: str) -> bytes:
    """Return one object with licence, citation, design, variables, tables and rows, texts in one language.

    A withheld cell is the text "withheld"; a figure that there is none of is left out.
    """
    document = _in_language({"licence": study.identity.licence, **to_document(study)}, language)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, Mapping):
        if value and set(value) <= _LANGUAGES and all(isinstance(text, str) for text in value.values()):
            return said(dict(value), language)
        return {name: _in_language(each, language) for name, each in value.items()}
    if isinstance(value, list) and value and not isinstance(value[0], str | int | float | type(None)):
        return [_in_language(each, language) for each in value]
    return value
