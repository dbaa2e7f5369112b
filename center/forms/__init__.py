"""Forms of the Center's public pages, a file per domain."""

from center.forms.contact import (
    FindForm,
    QuestionForm,
)

__all__ = [
    "FindForm",
    "QuestionForm",
]
