"""Codes at the door: of a volunteer's pass, and of the place that somebody shows.

Both are written in the letters of references, which nobody mistakes for one another and any phone can type.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from center.base.references import REFERENCE_ALPHABET, REFERENCE_LENGTH, normalise_reference
from events.links import find_registration, signed_words
from events.models import Registration

# 17 letters: ten are 40 bits, of which each guess is one request; sixteen are 65.
SIGNATURE_LENGTH: Final = 10
PASS_LENGTH: Final = 16
_GROUP: Final = 4
# What is typed or scanned is at most an address with a code at its end.
_LONGEST: Final = 400


@dataclass(frozen=True)
class ReadCode:
    """What a code says: whose it is, whether we signed it, and whether somebody else made it up."""

    registration: Registration | None = None
    is_signed: bool = False
    is_forged: bool = False


def pass_code(registration: Registration) -> str:
    """Return what the QR code of a place holds: the reference and our signature; the same for its whole life."""
    return registration.reference + _signature(registration, settings.SECRET_KEY)


def read_code(typed: str) -> ReadCode:
    """Return what is known of a scanned pass, or of a reference typed by hand (with its event). Never raises.

    The signature is compared in constant time. An address with the code behind its last # is read too.
    """
    code = normalise_reference(
        typed[:_LONGEST].rpartition("#")[2][: 4 * (REFERENCE_LENGTH + SIGNATURE_LENGTH)]
    )
    if not set(code) <= set(REFERENCE_ALPHABET):
        return ReadCode()
    found = find_registration(code[:REFERENCE_LENGTH])
    if len(code) == REFERENCE_LENGTH:
        return ReadCode(found)
    if len(code) != REFERENCE_LENGTH + SIGNATURE_LENGTH:
        return ReadCode()
    # Compared for an unknown reference as well, so that both answers take as long.
    asked = found or Registration(reference=code[:REFERENCE_LENGTH])
    given = code[REFERENCE_LENGTH:]
    fits = False
    for key in _keys():
        fits |= constant_time_compare(given, _signature(asked, key))
    if found is None or not fits:
        return ReadCode(is_forged=True)
    return ReadCode(found, is_signed=True)


def secret_of(submission: uuid.UUID) -> str:
    """Return the code of a volunteer's pass, made from the key of the form in which staff ask for it.

    So the same form sent twice makes one pass, and the answer can show its code once more. Who does not know our key
    can compute no code.
    """
    digest = salted_hmac("events.door.code", submission.hex, algorithm="sha256").digest()
    return _letters(digest, PASS_LENGTH)


def in_groups(secret: str) -> str:
    """Return the code of a pass as people type it: in groups of four."""
    return "-".join(secret[start : start + _GROUP] for start in range(0, len(secret), _GROUP))


def kept_secrets(typed: str) -> list[str]:
    """Return what the database would hold of the code of a pass, under the key of today and earlier ones.

    A keyed hash, so that whoever reads the database can try out no codes.
    """
    code = normalise_reference(typed[:_LONGEST].rpartition("#")[2])
    return [
        salted_hmac("events.door.pass", code, secret=key, algorithm="sha256").hexdigest() for key in _keys()
    ]


def _signature(registration: Registration, key: str) -> str:
    words = signed_words(registration)
    return _letters(
        salted_hmac("events.door", words, secret=key, algorithm="sha256").digest(), SIGNATURE_LENGTH
    )


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def _letters(digest: bytes, length: int) -> str:
    number, letters = int.from_bytes(digest), []
    for _place in range(length):
        number, rest = divmod(number, len(REFERENCE_ALPHABET))
        letters.append(REFERENCE_ALPHABET[rest])
    return "".join(letters)
