"""References: eight signs by which people name what they booked, also on the phone."""

import secrets
from typing import Final

from center.base.scripts import to_latin

# Digits and letters that nobody mistakes for one another, in print, on the phone or on a Cyrillic keyboard:
# no vowels (no words), none of 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, and no letter whose twin in the other script
# means something else (C, H, P, X, Y).
REFERENCE_ALPHABET: Final = "23456789DFJKMNRTV"
REFERENCE_LENGTH: Final = 8
REFERENCE_PATTERN: Final = rf"^[{REFERENCE_ALPHABET}]{{{REFERENCE_LENGTH}}}$"


def draw_reference() -> str:
    """Return a random reference; whoever gives it away looks whether it is taken."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _letter in range(REFERENCE_LENGTH))


def normalise_reference(typed: str) -> str:
    """Return the reference as stored: capitals, no blanks or hyphens, Cyrillic letters as Latin ones."""
    kept = (sign for sign in to_latin(typed).upper() if not sign.isspace() and sign not in "-–")
    return "".join(kept)


def readable_reference(typed: str) -> str:
    """Return the reference as stored, or "" for what can be none."""
    wanted = normalise_reference(typed[: 4 * REFERENCE_LENGTH])
    is_one = len(wanted) == REFERENCE_LENGTH and set(wanted) <= set(REFERENCE_ALPHABET)
    return wanted if is_one else ""
