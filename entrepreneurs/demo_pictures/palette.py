"""The colours of the portal and the tints that its drawings are painted with."""

Colour = tuple[int, int, int]


def _colour(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


PAPER = _colour("FBF8F2")
SAND = _colour("F2EADC")
STONE = _colour("E3D7C3")
INK = _colour("3A2A26")
BRICK = _colour("8F2F24")
CLAY = _colour("C4634A")
ROSE = _colour("E8B3A0")
FOREST = _colour("2C5A4B")
MOSS = _colour("5F8A6E")
SAGE = _colour("B4CCB4")
RIVER = _colour("1D4E79")
LAKE = _colour("5B88AC")
SKY = _colour("BCD2E0")
HONEY = _colour("E9B44C")
AMBER = _colour("C9822B")
CREAM = _colour("FBE9C3")
PLUM = _colour("6A3347")
OAK = _colour("B9804F")
PINE = _colour("DDB683")
WALNUT = _colour("7A4E35")
_DARK = _colour("2B1512")

# Wall, the light on it, table: calm grounds on which every subject stands out.
GROUNDS = (
    (SAND, PAPER, OAK),
    (_colour("EBC9B4"), _colour("F4DDCC"), _colour("9C5A41")),
    (_colour("C7D8C6"), _colour("DDE8D8"), _colour("C99A66")),
    (_colour("C3D6E1"), _colour("DBE7EC"), _colour("B98A5E")),
    (_colour("F3D794"), _colour("F9E8BD"), _colour("A8683F")),
    (_colour("3E6B5C"), _colour("4D7C6B"), _colour("D2A26B")),
    (_colour("32608A"), _colour("4272A0"), _colour("C8955F")),
    (_colour("A4473A"), _colour("B75A4A"), _colour("E0B98A")),
    (_colour("D9CBB4"), _colour("E8DDCA"), _colour("7F553C")),
)
BRIGHT = (BRICK, CLAY, FOREST, MOSS, RIVER, LAKE, HONEY, AMBER, PLUM)
SKINS = (_colour("F0C8A8"), _colour("DDA77F"), _colour("B97C55"), _colour("8C5A3C"), _colour("F6D7C0"))
HAIRS = (_colour("3B2620"), _colour("6B4027"), _colour("A9692F"), _colour("CFC6BC"), _colour("8E3B22"))


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """Return `one` with this part (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, part: float = 0.18) -> Colour:
    """Return the colour in shadow, which is warm and never grey."""
    return mix(colour, _DARK, part)


def lighter(colour: Colour, part: float = 0.25) -> Colour:
    return mix(colour, PAPER, part)


def is_dark(colour: Colour) -> bool:
    return colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11 < 140  # about the middle
