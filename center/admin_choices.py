"""A choice of records that stands in every row of a list: its options are read once for all rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator

if TYPE_CHECKING:
    from django.db import models

    _Iterator = ModelChoiceIterator[Any]
    _One = forms.ModelChoiceField[Any]
    _Several = forms.ModelMultipleChoiceField[Any]
else:
    _Iterator = ModelChoiceIterator
    _One, _Several = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class _SharedIterator(_Iterator):
    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.empty_label is not None:
            yield ("", field.empty_label)
        yield from field.options(self)


class SharedChoiceField(_One):
    """A field to be copied into the rows of one page; never keep one from request to request."""

    iterator = _SharedIterator

    def __init__(self, queryset: "models.QuerySet[Any]", **kwargs: Any) -> None:
        # The copies of a field share what it holds.
        self.read: list[Any] = []
        super().__init__(queryset, **kwargs)

    def options(self, iterator: _SharedIterator) -> list[Any]:
        """Return value and label of each record, read with the first row that shows them."""
        if not self.read:
            self.read.extend(iterator.choice(each) for each in self.queryset or ())
        return self.read


class SharedMultipleChoiceField(_Several):
    """The same for several records at once."""

    iterator = _SharedIterator

    def __init__(self, queryset: "models.QuerySet[Any]", **kwargs: Any) -> None:
        self.read: list[Any] = []
        super().__init__(queryset, **kwargs)

    options = SharedChoiceField.options
