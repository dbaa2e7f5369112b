"""Scenes of the handbook: each clicks through the steps of a page in Chromium and takes its picture.

With HANDBOOK_PICTURES=1 the pictures are written to `static/center/handbook`; without it a scene only has to come to
its end, which it does not if a button that the page names is gone. HANDBOOK_PICTURES may also name the scenes wanted.
"""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from PIL import Image
from playwright.sync_api import Locator, Page

from center.choices import Role
from center.handbook.contents import PICTURES
from tests.browser import Watched

FOLDER: Final = Path(settings.BASE_DIR) / "static" / PICTURES
WANTED: Final = os.environ.get("HANDBOOK_PICTURES", "")
# So high that nothing has to be scrolled: where a part stands is where it is in the picture.
WINDOW: Final = {"width": 1140, "height": 3000}
_LARGEST: Final = 62_000  # bytes; a page has to open quickly on a phone too
_ROOM: Final = 20
_RING = """(element, number) => {
    element.style.outline = '3px solid #a8200d'
    element.style.outlineOffset = '3px'
    element.style.borderRadius = '4px'
    if (!number) return
    const sign = document.createElement('span'), box = element.getBoundingClientRect()
    sign.textContent = number
    Object.assign(sign.style, {
        position: 'absolute', zIndex: 9999, left: `${box.left + scrollX - 18}px`, top: `${box.top + scrollY - 18}px`,
        width: '28px', height: '28px', borderRadius: '50%', background: '#a8200d', color: '#fff', font:
        '700 16px/28px sans-serif', textAlign: 'center',
    })
    document.body.append(sign)
}"""
_BOX = """element => {
    const box = element.getBoundingClientRect()
    return [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]
}"""


@dataclass
class Stage:
    """The browser of one scene, in which somebody of the demo has signed in."""

    name: str
    watched: Watched

    @property
    def page(self) -> Page:
        return self.watched.page

    def open(self, path: str) -> Page:
        """Open a page of the portal and wait until it stands still."""
        page = self.watched.open(path)
        page.wait_for_load_state("networkidle")
        return page

    def link(self, words: str) -> Locator:
        """Return the first link with exactly these words."""
        return self.page.get_by_role("link", name=words, exact=True).first

    def button(self, words: str) -> Locator:
        """Return the first button with exactly these words."""
        return self.page.get_by_role("button", name=words, exact=True).first

    def mark(self, target: Locator, number: int = 0) -> Locator:
        """Draw a ring around what the page tells people to press, with the number of the step if it has one."""
        target.wait_for()
        target.evaluate(_RING, number)
        return target

    def take(self, *parts: Locator | str, lowest: int = 900) -> None:
        """Take the picture: as much of the page as the parts cover, at most `lowest` pixels high."""
        found = [self.page.locator(part).first if isinstance(part, str) else part for part in parts]
        # The last field that was typed into would keep its ring.
        self.page.evaluate("document.activeElement.blur()")
        boxes = [part.evaluate(_BOX) for part in found]
        left, top = (min(box[at] for box in boxes) - _ROOM for at in (0, 1))
        right, bottom = (max(box[at] for box in boxes) + _ROOM for at in (2, 3))
        assert right - left > 4 * _ROOM
        left, top = max(0, left), max(0, top)
        clip: Any = {
            "x": left,
            "y": top,
            "width": min(right, WINDOW["width"]) - left,
            "height": min(bottom - top, lowest),
        }
        if WANTED:
            _write(self.name, self.page.screenshot(clip=clip))


def _write(name: str, png: bytes) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    tries = (_packed(picture, quality) for quality in (80, 70, 60, 50))
    smallest = _packed(picture, 40)
    (FOLDER / f"{name}.webp").write_bytes(next((one for one in tries if len(one) < _LARGEST), smallest))


def _packed(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


@dataclass(frozen=True)
class Scene:
    """What is played for one picture, and the role of the person in it."""

    name: str
    role: Role | None
    play: Callable[[Stage], None]
    is_quick: bool


SCENES: dict[str, Scene] = {}


def scene(
    name: str, role: Role | None = Role.COORDINATOR, *, quick: bool = False
) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """Make the scene of a picture; a quick one is played in the default run, the others in the long one."""

    def register(play: Callable[[Stage], None]) -> Callable[[Stage], None]:
        assert name not in SCENES
        SCENES[name] = Scene(name, role, play, quick)
        return play

    return register
