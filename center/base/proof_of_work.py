"""A small computation that a browser does while a person reads the page, and a program must do for every try.

After hashcash (A. Back, 2002): a number is sought whose SHA-256 together with the form's own token begins with enough
zero bits. The token is used once, so a proof cannot be used twice. It only sorts: a form without one stays a form.
"""

import hashlib
from typing import Final

# One try in 16,384: a fraction of a second on a phone of ten years ago, and never felt, since nobody waits for it.
BITS: Final = 14
_LONGEST: Final = 12


def is_proof(token: str, number: str) -> bool:
    """Say whether the number, in ASCII digits, was found for this token."""
    if not number.isascii() or not number.isdigit() or len(number) > _LONGEST:
        return False
    digest = hashlib.sha256(f"{token}:{number}".encode()).digest()
    return int.from_bytes(digest) >> (len(digest) * 8 - BITS) == 0
