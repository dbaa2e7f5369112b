"""An office's own main colour as one small stylesheet, and the WCAG contrast that it must have."""

import hashlib
from collections.abc import Callable

from django.urls import reverse

PAPER = "#FBF8F2"
WHITE = "#FFFFFF"
# Grounds and inks of the dark: the page, and light letters on a large ground of the main colour.
NIGHT = "#1B1917"
NIGHT_INK = "#FBF3EA"
ENOUGH = 4.5
# As the house's own dark colours have at least.
_ENOUGH_AT_NIGHT = 7.0
_STEPS = 40
_LINEAR_BELOW = 0.04045  # of the sRGB curve


def _luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, WCAG 2.2, definition of "relative luminance"."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [
        value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(colour: str) -> bool:
    """Say whether the colour can be text on paper and carry white text (WCAG 2.2, 1.4.3: at least 4.5)."""
    return min(contrast(colour, PAPER), contrast(colour, WHITE)) >= ENOUGH


def at_night(colour: str) -> tuple[str, str]:
    """Return the colour for the dark: so light that it is read on the page, so deep that it carries letters."""
    lighter = _towards(colour, WHITE, lambda mixed: contrast(mixed, NIGHT) >= _ENOUGH_AT_NIGHT)
    deeper = _towards(colour, NIGHT, lambda mixed: contrast(mixed, NIGHT_INK) >= _ENOUGH_AT_NIGHT)
    return lighter, deeper


def _towards(colour: str, end: str, is_enough: Callable[[str], bool]) -> str:
    """Mix the colour with ever more of another one, until it is enough; the other one itself always is."""
    for step in range(_STEPS):
        mixed = _mixed(colour, end, step / _STEPS)
        if is_enough(mixed):
            return mixed
    return end


def _mixed(colour: str, end: str, share: float) -> str:
    pairs = [(int(colour[index : index + 2], 16), int(end[index : index + 2], 16)) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)


def style(colour: str, band: str = "") -> str:
    """Return the stylesheet of an office: its colour in place of brick, its band (an address) in place of ours.

    In the dark the colour is mixed lighter and deeper, so that it can be read there too.
    """
    rules = ""
    if colour:
        rule = f":root {{ --brand: {colour}; }}"
        rules += f"@media (prefers-color-scheme: light) {{ {rule} }}\n@media print {{ {rule} }}\n"
        lighter, deeper = at_night(colour)
        rules += (
            "@media screen and (prefers-color-scheme: dark) { :root {"
            f" --brand: {lighter}; --on-brand: {NIGHT}; --brand-ground: {deeper}; --on-brand-ground: {NIGHT_INK};"
            " } }\n"
        )
    if band:
        # An address of ours: letters, digits, dots, hyphens and slashes.
        rules += f'.band {{ background: url("{band}") 0 0 / auto 12px repeat-x; }}\n'
    return rules


def style_hash(colour: str, band: str = "") -> str:
    return hashlib.sha256(style(colour, band).encode()).hexdigest()[:12]


def style_address(colour: str, band: str = "") -> str:
    """Return the address of the stylesheet; it holds a hash, so browsers may keep the file for ever."""
    return reverse("office_style", args=[style_hash(colour, band)])
