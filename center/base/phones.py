"""Phone numbers as people in Serbia type them, kept in one form (E.164, `+38137123456`)."""

import unicodedata
from typing import TYPE_CHECKING, Any, Final

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField

REGION: Final = "RS"
E164_PATTERN: Final = r"^\+[1-9][0-9]{6,14}$"
_LONGEST_TYPED: Final = 40
# Two digits of the area and six of the line, the leading 0 not counted.
_SHORTEST_AT_HOME: Final = 8
# What stands between digits: people write 037/123-456, 037 123 456, (037) 123.456. NFKC has already turned
# narrow and unbreakable blanks and hyphens into these.
_SEPARATORS: Final = frozenset(" \t-‐–—/\\().,·")
_HELP: Final = _("Write a phone number such as 064 123 4567 or +381 64 123 4567.")


def normalise_phone(typed: str) -> str:
    """Return the number in E.164 form; without a country code it is a Serbian one.

    Raises ValidationError with a sentence for the person when it cannot be a phone number.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text or len(text) > _LONGEST_TYPED:
        raise ValidationError(_HELP, code="phone")
    digits = "".join(sign for sign in text if sign not in _SEPARATORS)
    plus, digits = digits.startswith("+"), digits.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_HELP, code="phone")
    if not plus and digits.startswith("00"):
        plus, digits = True, digits[2:]
    if plus and digits.startswith("3810"):
        # +381 (0)64 …, as it stands on many business cards.
        digits = "381" + digits[4:]
    try:
        number = phonenumbers.parse(("+" if plus else "") + digits, None if plus else REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_HELP, code="phone") from error
    # Only the length is checked: lists of assigned numbers age, and a refused real number is a lost visitor.
    too_short = _is_serbian(number) and len(str(number.national_number)) < _SHORTEST_AT_HOME
    if too_short or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This phone number is too short or too long. Please check the digits."), code="phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_serbian(number: phonenumbers.PhoneNumber) -> bool:
    return number.country_code == phonenumbers.country_code_for_region(REGION)


def display_phone(number: str) -> str:
    """Return an E.164 number as people read it: Serbian ones as `064 1234567`, others with their code."""
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    formats = phonenumbers.PhoneNumberFormat
    form = formats.NATIONAL if _is_serbian(parsed) else formats.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


class PhoneColumn(_CharField):
    """A column with an E.164 number or ''; forms and `full_clean` accept what people type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        super().__init__(*args, **kwargs)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("max_length", _LONGEST_TYPED)
        return super().formfield(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(normalise_phone(value) if value else value, model_instance)
