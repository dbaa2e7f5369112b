"""Classes of letters by name, as Java's patterns know them; the short ones are about ASCII alone."""

import string
import unicodedata
from typing import Final

from research.expressions.patterns.parts import Belongs

_WORD: Final = frozenset(string.ascii_letters + string.digits + "_")
_HORIZONTAL: Final = frozenset(
    " \t\xa0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
)
_VERTICAL: Final = frozenset("\n\x0b\f\r\x85\u2028\u2029")
_LINE_ENDS: Final = frozenset("\n\r\x85\u2028\u2029")

SHORT: Final[dict[str, Belongs]] = {
    "d": frozenset(string.digits).__contains__,
    "w": _WORD.__contains__,
    "s": frozenset(" \t\n\x0b\f\r").__contains__,
    "h": _HORIZONTAL.__contains__,
    "v": _VERTICAL.__contains__,
}
_ASCII: Final[dict[str, Belongs]] = {
    "Lower": frozenset(string.ascii_lowercase).__contains__,
    "Upper": frozenset(string.ascii_uppercase).__contains__,
    "ASCII": str.isascii,
    "Alpha": frozenset(string.ascii_letters).__contains__,
    "Digit": frozenset(string.digits).__contains__,
    "Alnum": frozenset(string.ascii_letters + string.digits).__contains__,
    "Punct": frozenset(string.punctuation).__contains__,
    "Graph": lambda letter: "!" <= letter <= "~",
    "Print": lambda letter: " " <= letter <= "~",
    "Blank": frozenset(" \t").__contains__,
    "Cntrl": lambda letter: letter < " " or letter == "\x7f",
    "XDigit": frozenset(string.hexdigits).__contains__,
    "Space": frozenset(" \t\n\x0b\f\r").__contains__,
    "L1": lambda letter: letter <= "\xff",
    "IsAlphabetic": str.isalpha,
    "IsLetter": str.isalpha,
    "IsDigit": str.isdecimal,
    "IsLowercase": str.islower,
    "IsUppercase": str.isupper,
    "IsPunctuation": lambda letter: unicodedata.category(letter)[0] == "P",
    "IsWhite_Space": str.isspace,
    "javaLowerCase": str.islower,
    "javaUpperCase": str.isupper,
    "InCyrillic": lambda letter: "\u0400" <= letter <= "\u04ff",
}
_CATEGORIES: Final = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "C",
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    ]
)
_SCRIPTS: Final = frozenset({"CYRILLIC", "LATIN", "GREEK"})


def named(name: str, *, fold: str = "") -> Belongs | None:
    r"""Return the class of \p{name}, or None where it is not known."""
    if fold:
        # Where case does not count, the letters of one case are those of all.
        name = {"Lower": "Alpha", "Upper": "Alpha"}.get(name, "LC" if name in {"Lu", "Ll", "Lt"} else name)
    if name in _ASCII:
        return _ASCII[name]
    for start in ("script=", "sc=", "Is"):
        script = name.removeprefix(start).upper()
        if name.startswith(start) and script in _SCRIPTS:
            return lambda letter: unicodedata.name(letter, "").startswith(f"{script} ")
    category = name.removeprefix("general_category=").removeprefix("gc=").removeprefix("Is")
    if category == "LC":
        return lambda letter: unicodedata.category(letter) in {"Lu", "Ll", "Lt"}
    if category in _CATEGORIES:
        return lambda letter: unicodedata.category(letter).startswith(category)
    return None


def no_line_end(letter: str) -> bool:
    return letter not in _LINE_ENDS


def other_than(belongs: Belongs) -> Belongs:
    return lambda letter: not belongs(letter)


def any_of(classes: list[Belongs]) -> Belongs:
    if len(classes) == 1:
        return classes[0]
    return lambda letter: any(belongs(letter) for belongs in classes)


def all_of(classes: list[Belongs]) -> Belongs:
    return classes[0] if len(classes) == 1 else lambda letter: all(belongs(letter) for belongs in classes)


def between(first: str, last: str, *, fold: str) -> Belongs:
    """Return the class of letters from one to another; `fold` takes cases alike: "i" of ASCII, "iu" of all."""

    def inside(letter: str) -> bool:
        return first <= letter <= last

    if not fold:
        return inside

    def alike(letter: str) -> bool:
        if inside(letter):
            return True
        if fold == "i" and not letter.isascii():
            return False
        return any(inside(case) for case in (letter.lower(), letter.upper()) if len(case) == 1)

    return alike
