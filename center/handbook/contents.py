"""The pages of the handbook as they lie in `pages/`: a head of `name: value` lines, an empty line, Markdown.

The head of a page names its `title`, its `purpose` (one sentence), the `area` it belongs to, its `order` in the whole
book, the `roles` whose task it is, and its pictures, one `picture: name | alternative text` for each. In the text
`{picture:1}` stands for the first of them. Texts are Serbian in Cyrillic; „words in quotes" stand on the screen.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image

from center.choices import Role

FOLDER: Final = Path(__file__).parent / "pages"
PICTURES: Final = "center/handbook/"
"""Where the pictures lie among the static files."""


class Area(models.TextChoices):
    """Parts of the handbook, in the order of its contents."""

    DESK = "desk", _("Every day")
    ENTERPRISES = "enterprises", _("Enterprises and people")
    EVENTS = "events", _("Events and the fair")
    PUBLIC = "public", _("What we say in public")
    FIGURES = "figures", _("Figures and reports")
    PORTAL = "portal", _("The portal itself")


@dataclass(frozen=True)
class HandbookPicture:
    """A picture of a page; width and height are CSS pixels, 0 if nobody has made it yet."""

    name: str
    alt: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Its place among the static files."""
        return f"{PICTURES}{self.name}.webp"


@dataclass(frozen=True)
class HandbookPage:
    """One task; all texts are Serbian as they were written."""

    slug: str
    title: str
    purpose: str
    area: Area
    order: int
    roles: frozenset[Role]
    pictures: tuple[HandbookPicture, ...]
    body: str


@cache
def contents() -> tuple[HandbookPage, ...]:
    """Return all pages in the order of the book; they change only with the program."""
    return tuple(sorted(map(_read, FOLDER.glob("*.md")), key=lambda page: page.order))


def page_of(slug: str) -> HandbookPage | None:
    return next((page for page in contents() if page.slug == slug), None)


def _read(path: Path) -> HandbookPage:
    head, _gap, body = path.read_text(encoding="utf-8").partition("\n\n")
    lines = [line.partition(":")[::2] for line in head.splitlines()]
    facts = {name.strip(): value.strip() for name, value in lines}
    return HandbookPage(
        slug=path.stem,
        title=facts["title"],
        purpose=facts["purpose"],
        area=Area(facts["area"]),
        order=int(facts["order"]),
        roles=frozenset(map(Role, facts["roles"].split())),
        pictures=tuple(_picture(value) for name, value in lines if name.strip() == "picture"),
        body=body.strip(),
    )


def _picture(line: str) -> HandbookPicture:
    name, _bar, alt = (part.strip() for part in line.partition("|"))
    path = Path(settings.BASE_DIR) / "static" / f"{PICTURES}{name}.webp"
    if not path.exists():
        return HandbookPicture(name, alt)
    with Image.open(path, formats=["WEBP"]) as picture:
        return HandbookPicture(name, alt, *picture.size)
