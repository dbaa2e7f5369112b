"""News and pages for tests, through the services."""

from datetime import datetime
from typing import Any, TypeVar

from center.models import NewsCategory, NewsItem, NewsPicture, Page, Picture, User
from center.models.publication import Publication
from center.services import publications

Text = TypeVar("Text", bound=Publication)


def writer() -> User:
    """Return a colleague who writes; the same one each time."""
    found = User.objects.filter(email="writer@example.org").first()
    return found or User.objects.create_user(
        "writer@example.org", "a long password", name="Ана", is_staff=True
    )


def make_news(title: str = "Отворен сајам", **values: Any) -> NewsItem:
    """Return a draft."""
    return _written(NewsItem(), title, values)


def make_page(title: str = "Како радимо", **values: Any) -> Page:
    """Return a draft."""
    return _written(Page(), title, values)


def published(record: Text, at: datetime | None = None) -> Text:
    """Publish a draft, now or from a moment on."""
    return publications.publish(record=record, by=writer(), at=at)


def make_category(name: str = "Приче о успеху", slug: str = "stories") -> NewsCategory:
    values = {"name_sr": name, "holds_stories": slug == "stories"}
    return NewsCategory.objects.get_or_create(slug=slug, defaults=values)[0]


def place_picture(item: NewsItem, picture: Picture, number: int) -> NewsPicture:
    return NewsPicture.objects.create(record=item, picture=picture, number=number)


def _written(record: Text, title: str, values: dict[str, Any]) -> Text:
    usual = {
        "summary_sr": "Најављујемо га у једној реченици.",
        "body_sr": "Текст вести.\n\n## Поднаслов\n\nЈош.",
    }
    return publications.write(record=record, by=writer(), title_sr=title, **{**usual, **values})
