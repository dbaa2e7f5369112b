"""What an expression is refused with."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ExpressionError(ValueError):
    """The expression cannot be read, or cannot be worked out over these values.

    `message` is a whole sentence for people in the language of the moment; `position` counts the characters before the
    place in the expression, None where no place can be named.
    """

    def __init__(self, template: "StrOrPromise", position: int | None = None, **parts: object) -> None:
        super().__init__(template, position, parts)
        self.template = template
        self.position = position
        self.parts = parts

    def __str__(self) -> str:
        return str(self.template) % self.parts if self.parts else str(self.template)

    @property
    def message(self) -> str:
        return str(self)

    def at(self, position: int) -> "ExpressionError":
        """Return the same error with a place, where it had none."""
        return self if self.position is not None else ExpressionError(self.template, position, **self.parts)
