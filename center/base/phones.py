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
_CODE: Final = "381"
# Area or network and line together, the leading 0 not counted: 037 123 456, 011 123 4567, 064 123 456(7).
_LENGTHS_AT_HOME: Final = (8, 9)
# What stands between digits: people write 037/123-456, 037 123 456, (037) 123.456. NFKC has already turned
# narrow and unbreakable blanks and hyphens into these.
_SEPARATORS: Final = frozenset(" \t-‐–—/\\().,·")
_HELP: Final = _("Write a phone number such as 064 123 4567 or +381 64 123 4567.")
_WRONG_LENGTH: Final = _("This number does not have the right number of digits. Please check it.")


def normalise_phone(typed: str) -> str:
    """Return the number in E.164 form; without a country code it is a Serbian one and begins with 0.

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
    # Only the length is checked: lists of assigned numbers age, and a refused real number is a lost visitor.
    if not plus or digits.startswith(_CODE):
        return _at_home(digits, plus=plus)
    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_HELP, code="phone") from error
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_WRONG_LENGTH, code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _at_home(digits: str, *, plus: bool) -> str:
    """Return a Serbian number; one without its area could be anybody's."""
    national = digits.removeprefix(_CODE)
    if plus or (digits.startswith(_CODE) and len(national) in _LENGTHS_AT_HOME):
        # +381 (0)64 …, as it stands on many business cards; the plus is easily forgotten.
        national = national.removeprefix("0")
    elif digits.startswith("0"):
        national = digits[1:]
    else:
        raise ValidationError(
            _("Write the number with its area code, such as 037 123 456 or 064 123 4567."), code="phone"
        )
    if len(national) not in _LENGTHS_AT_HOME or national.startswith("0"):
        raise ValidationError(_WRONG_LENGTH, code="phone")
    return f"+{_CODE}{national}"


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


def can_receive_texts(number: str) -> bool:
    """Say whether an E.164 number is a mobile one, or of a country where nobody can tell."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
    kinds = phonenumbers.PhoneNumberType
    return kind in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}


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
