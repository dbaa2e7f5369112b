"""News and standing pages: who is named as the author; who wrote and published it is told by the history."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import not_findable, register
from center.models import (
    FormerNewsSlug,
    FormerPageSlug,
    NewsCategory,
    NewsItem,
    NewsPicture,
    Page,
    PagePicture,
)

_TEXT: Final = (
    "id",
    "typed_latin",
    "search",
    "title_sr",
    "title_en",
    "slug",
    "summary_sr",
    "summary_en",
    "body_sr",
    "body_en",
    "state",
    "is_demo",
    "preview_token",
    "preview_until",
    "created_by",
    "created_at",
    "changed_by",
    "changed_at",
    "published_by",
    "published_at",
    "archived_by",
    "archived_at",
)

register(
    NewsItem,
    personal={"byline": _("name of the author")},
    other=[*_TEXT, "category", "cover"],
    purpose=_("Telling the public what the office does; the author is named who wants to be."),
    retention=_("As long as the text is public; the name is taken away when its owner asks for that."),
    owner=not_findable(
        _(
            "Texts are not kept under a person's name. Tell the office which one it is, and your name is taken away."
        )
    ),
)
register(Page, other=[*_TEXT, "place", "position"])
register(
    NewsCategory,
    other=["id", "typed_latin", "name_sr", "name_en", "slug", "position", "holds_stories", "is_demo"],
)
register(NewsPicture, other=["id", "record", "picture", "number"])
register(PagePicture, other=["id", "record", "picture", "number"])
register(FormerNewsSlug, other=["id", "slug", "record"])
register(FormerPageSlug, other=["id", "slug", "record"])
