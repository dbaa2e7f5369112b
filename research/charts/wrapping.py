"""Lines of a label in a picture, which does not break text by itself."""

from typing import Final

# Letters that fit the narrowest page (320 px less its margins) in the small size of type, wide Cyrillic ones too.
MOST_LETTERS: Final = 33


def wrapped(text: str, most: int = MOST_LETTERS) -> tuple[str, ...]:
    """Return the lines of a text, each of at most so many letters; only a word longer than a line is cut."""
    lines = [""]
    for word in text.split():
        whole = f"{lines[-1]} {word}" if lines[-1] else word
        if len(whole) <= most:
            lines[-1] = whole
            continue
        pieces = [word[start : start + most] for start in range(0, len(word), most)]
        lines[-1:] = [*filter(None, [lines[-1]]), *pieces]
    return tuple(lines)
