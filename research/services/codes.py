"""Codes by which people answer once, or go on later: easy to read out, kept as a keyed hash only."""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

from center.base.references import REFERENCE_ALPHABET, normalise_reference

# 17 signs to the power of 12: 49 bits. With the limits of the pages nobody guesses one.
LENGTH: Final = 12
_PART: Final = 4


def draw_code() -> str:
    """Return a random code without blanks, as it is stored in a letter or a cookie."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _sign in range(LENGTH))


def draw_salt() -> str:
    """Return the random part of an invitation from which its code is worked out."""
    return secrets.token_hex(16)


def code_of(salt: str, *, survey_id: int) -> str:
    """Return the code of an invitation that is written to: always the same, and nobody's without the server's key."""
    number = int.from_bytes(salted_hmac(f"research.letter.{survey_id}", salt, algorithm="sha256").digest())
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(REFERENCE_ALPHABET))
        signs.append(REFERENCE_ALPHABET[sign])
    return "".join(signs)


def spaced(code: str) -> str:
    """Return a code in parts, as people read and type it: "K7DM 93RT FJ4V"."""
    return " ".join(code[start : start + _PART] for start in range(0, len(code), _PART))


def read_code(typed: str) -> str:
    """Return the code that was typed, small slips forgiven; "" for what can be none."""
    wanted = normalise_reference(typed[: 4 * LENGTH])
    return wanted if len(wanted) == LENGTH and set(wanted) <= set(REFERENCE_ALPHABET) else ""


def hash_of(code: str, *, survey_id: int) -> str:
    """Return what the database keeps of a code: the same for the same code of the same survey, and no way back."""
    return salted_hmac(f"research.code.{survey_id}", code, algorithm="sha256").hexdigest()
