"""Straight quotation marks for those that a spreadsheet has curled."""

from typing import Final

_SINGLE: Final = "‘’‚‛"
_DOUBLE: Final = "“”„‟"
_STRAIGHT: Final = str.maketrans(dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"'))


def straighten(expression: str) -> str:
    """Return the expression with straight marks for ‘ ’ ‚ ‛ and “ ” „ ‟ wherever they stand for straight ones.

    Inside a text between straight marks nothing is changed: there a curled mark is a letter of the text. A text that
    a curled mark opens is ended by the next mark of its sort, straight or curled.
    """
    straight: list[str] = []
    ends = ""
    for letter in expression:
        if not ends:
            mark = letter.translate(_STRAIGHT)
            # A text opened by a curled mark ends at either; one opened by a straight mark at that alone.
            ends = (
                {"'": "'", '"': '"'}.get(mark, "")
                if mark == letter
                else mark + (_SINGLE if mark == "'" else _DOUBLE)
            )
            straight.append(mark)
        elif letter in ends:
            straight.append(ends[0])
            ends = ""
        else:
            straight.append(letter)
    return "".join(straight)
