"""The forms in which a word can hide: the other script, and the ways in which mails, addresses and pages write it."""

import base64
import html
import json
import quopri
import re
from urllib.parse import quote, quote_plus

from center.base.scripts import to_latin


def disguises(word: str) -> set[str]:
    """Return the word as a text may hold it, in lower case."""
    found: set[str] = set()
    for spelled in {word, to_latin(word)}:
        raw = spelled.encode()
        found |= {
            spelled,
            quote(spelled),
            quote_plus(spelled),
            json.dumps(spelled)[1:-1],
            html.escape(spelled),
            "".join(f"&#{ord(letter)};" for letter in spelled),
            quopri.encodestring(raw).decode().strip(),
            raw.hex(),
            *_base64(raw),
        }
    return {each.lower() for each in found}


def _base64(raw: bytes) -> set[str]:
    """Return what base64 makes of it wherever in a text it begins, without what its neighbours change."""
    found = set()
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        begin = (shift * 8 + 5) // 6
        found.add(text[begin:-1])
    return found


def words_in(text: str | bytes, words: set[str] | tuple[str, ...]) -> set[str]:
    """Return which of the words stand in a text, in whatever disguise, folded lines put together."""
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    whole = {told.lower(), re.sub(r"=?\r?\n[ \t]?", "", told).lower()}
    return {word for word in words if any(form in each for form in disguises(word) for each in whole)}
