"""Arithmetic of the seals on logs and histories: checksums that can be added, and a chain of keyed seals.

The checksum of some rows is the sum of the HMAC-SHA256 of each, modulo 2^256: a multiset hash that is safe as long as
the key is secret (Clarke et al., "Incremental multiset hash functions", 2003, MSet-Add-Hash). As it is a sum, taking
rows out or emptying them changes it by what those rows alone were worth: nobody has to read, or to lock, the others.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any, Final

MODULUS: Final = 1 << 256
_WORTH = b"row\n"
_LINK = b"seal\n"


def worth(key: bytes, table: str, row: list[Any]) -> int:
    """Return what one row adds to the checksum of its table."""
    text = json.dumps([table, *row], ensure_ascii=True)
    return int.from_bytes(hmac.digest(key, _WORTH + text.encode(), hashlib.sha256))


def added(values: Iterable[int]) -> int:
    return sum(values) % MODULUS


def in_hex(total: int) -> str:
    return f"{total % MODULUS:064x}"


def seal(key: bytes, content: dict[str, Any]) -> str:
    """Return the keyed seal over a content of texts, numbers and lists."""
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, _LINK + text.encode(), hashlib.sha256).hexdigest()
