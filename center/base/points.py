"""Points on the map as people give them: two numbers, degrees with minutes, or a link copied from a map.

Pure functions; nothing is looked up on the internet. WGS 84, latitude first.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

LONGEST: Final = 2000
_PLACES: Final = Decimal("0.000001")  # what the columns keep: about 10 cm


class Coordinates(NamedTuple):
    """Degrees north and degrees east, to six decimals."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return ", ".join(f"{number.normalize():f}" for number in self)


class NotAPointError(ValueError):
    """The text names no point."""


class ShortLinkError(NotAPointError):
    """A shortened link: the point stands only in the address to which it leads."""


_NUMBER = r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)"
_PAIR = re.compile(rf"{_NUMBER}[,~ ]+{_NUMBER}")
_SHORT = re.compile(
    r"^(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/kgs|osm\.org/go|w\.wiki)/", re.IGNORECASE
)
_LINK = re.compile(r"^(?:https?://|www\.|geo:|[a-z0-9.-]+\.[a-z]{2,6}/)", re.IGNORECASE)
# Where a link keeps its point, the surest first: the pin itself before the middle of the picture around it.
_IN_LINKS: Final = (
    re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    re.compile(rf"[?&#]mlat={_NUMBER}&mlon={_NUMBER}"),
    re.compile(
        rf"[?&#](?:q|query|daddr|destination|sll|ll|center|cp|loc|mlat)=(?:loc:)?{_NUMBER}[,~ ]+{_NUMBER}"
    ),
    re.compile(rf"/(?:place|search|dir/[^/]*)/{_NUMBER},[ ]?{_NUMBER}"),
    re.compile(rf"/@{_NUMBER},{_NUMBER}"),
    re.compile(rf"[#&]map=[0-9.]+/{_NUMBER}/{_NUMBER}"),
)
_GEO = re.compile(rf"^geo:{_NUMBER},{_NUMBER}", re.IGNORECASE)
_SIGNS: Final = str.maketrans(
    {
        "º": "°",
        "˚": "°",
        "’": "'",
        "′": "'",
        "‘": "'",
        "″": '"',
        "”": '"',
        "“": '"',
        "„": '"',
        "−": "-",
        "–": "-",
    }
)
# Letters of the compass: English, Serbian in Cyrillic, then Latin. S is south in English and north (sever) in
# Serbian Latin; `I` (istok) beside it tells which.
_COMPASS: Final = {"N": "N", "S": "S", "E": "E", "W": "W", "O": "E", "С": "N", "Ј": "S", "И": "E", "З": "W"}
_SERBIAN_LATIN: Final = {"S": "N", "J": "S", "I": "E", "Z": "W"}
_FRACTION = r"([0-9]{1,2}(?:\.[0-9]{1,20})?)"
_SECONDS = rf"{_FRACTION}(?:\"|'')"
_ANGLE = rf"([0-9]{{1,3}}(?:\.[0-9]{{1,20}})?)(?:°\s*(?:{_FRACTION}'\s*(?:{_SECONDS})?)?)?"
_LETTER = r"([A-ZСЈИЗ])"
_LETTER_LAST = re.compile(rf"{_ANGLE}\s*{_LETTER}[,;]?\s*{_ANGLE}\s*{_LETTER}")
_LETTER_FIRST = re.compile(rf"{_LETTER}\s*{_ANGLE}[,;]?\s*{_LETTER}\s*{_ANGLE}")
_NO_LETTERS = re.compile(rf"{_ANGLE}[,;]?\s+{_ANGLE}")
_COMMAS: Final = (
    # "43,58 21,334", "43,58; 21,334" and "43,58, 21,334": decimal commas; then "43.58,21.334" with none.
    re.compile(r"([+-]?[0-9]{1,3},[0-9]+)\s*[; ,]\s*([+-]?[0-9]{1,3},[0-9]+)"),
    re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,; ]\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)"),
)


def parse(text: str) -> Coordinates:
    """Return the point that a text names.

    Reads `43.58, 21.334` (also with decimal commas), degrees with minutes and seconds and letters of the compass
    in English or Serbian, `geo:` addresses, and links of OpenStreetMap, Google, Apple, Bing and others that keep
    the point in the address. Raises ShortLinkError for a shortened link, NotAPointError for everything else.
    """
    text = unicodedata.normalize("NFC", text).strip().strip("()[]").strip()
    if not text or len(text) > LONGEST:
        raise NotAPointError
    if _SHORT.match(text):
        raise ShortLinkError
    return _from_link(text) if _LINK.match(text) else _from_numbers(text)


def _from_link(text: str) -> Coordinates:
    geo = _GEO.match(text)
    if geo and {float(number) for number in geo.groups()} != {0.0}:
        return _point(*geo.groups())
    plain = unquote_plus(text)
    # `geo:0,0?q=43.58,21.334(Name)` is Android's way to name a pin.
    for form in _IN_LINKS:
        if found := form.search(plain):
            return _point(*found.groups())
    raise NotAPointError


def _from_numbers(text: str) -> Coordinates:
    text = " ".join(text.translate(_SIGNS).split()).upper()
    for form in _COMMAS:
        if found := form.fullmatch(text):
            return _point(*(number.replace(",", ".") for number in found.groups()))
    # Behind here a comma between digits is a decimal one: 43° 34,8' N.
    text = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    if found := _LETTER_LAST.fullmatch(text):
        first, second = found.groups()[:4], found.groups()[4:]
        return _lettered((*first[:3], first[3]), (*second[:3], second[3]))
    if found := _LETTER_FIRST.fullmatch(text):
        first, second = found.groups()[:4], found.groups()[4:]
        return _lettered((*first[1:], first[0]), (*second[1:], second[0]))
    if found := _NO_LETTERS.fullmatch(text):
        return _point(_degrees(*found.groups()[:3]), _degrees(*found.groups()[3:]))
    raise NotAPointError


def _lettered(*angles: tuple[str | None, ...]) -> Coordinates:
    letters = [str(angle[3]) for angle in angles]
    known = _SERBIAN_LATIN if set(letters) & {"I", "J", "Z"} else _COMPASS
    numbers: dict[str, Decimal] = {}
    for angle, letter in zip(angles, letters, strict=True):
        side = known.get(letter)
        if side is None:
            raise NotAPointError
        degrees = _degrees(*angle[:3])
        numbers["NS" if side in "NS" else "EW"] = -degrees if side in "SW" else degrees
    if len(numbers) != len(angles):
        raise NotAPointError
    return _point(numbers["NS"], numbers["EW"])


def _degrees(degrees: str | None, minutes: str | None, seconds: str | None) -> Decimal:
    minute, second = Decimal(minutes or 0), Decimal(seconds or 0)
    if degrees is None or minute >= 60 or second >= 60:  # noqa: PLR2004 -- minutes of an hour
        raise NotAPointError
    return Decimal(degrees) + minute / 60 + second / 3600


def _point(latitude: str | Decimal, longitude: str | Decimal) -> Coordinates:
    try:
        north, east = (Decimal(number).quantize(_PLACES) for number in (latitude, longitude))
    except InvalidOperation as error:
        raise NotAPointError from error
    if abs(north) > 90 or abs(east) > 180:  # noqa: PLR2004 -- degrees of the globe
        raise NotAPointError
    # A zero has no sign, so that what is shown is what is kept.
    return Coordinates(north + 0, east + 0)
