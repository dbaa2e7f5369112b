"""Numbers by which registers in Serbia know an enterprise."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.rs import pib

# The business register publishes no rule of a check digit for its numbers, so their form alone is checked.
REGISTRATION_NUMBER: Final = r"^[0-9]{8}$"
NOT_A_PIB: Final = _(
    "This is not a tax number (PIB): it has nine digits, and the last one checks the others."
)


def validate_pib(number: str) -> None:
    """Raise ValidationError unless the number is a PIB: nine digits with a check digit (ISO 7064, mod 11,10)."""
    try:
        plain = pib.validate(number)
    except NumberError:
        plain = ""
    if plain != number:
        raise ValidationError(NOT_A_PIB, code="pib")


class IsPib(models.Func):
    """The same rule in the database, by a function that a migration makes."""

    function = "rs_pib_is_valid"
    output_field = models.BooleanField()
