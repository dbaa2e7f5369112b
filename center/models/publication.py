"""What news and standing pages have in common: a text in two languages that is written, published and archived."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.full_text import search_column
from center.base.rich_text.parsing import PICTURE
from center.choices.publications import (
    PUBLICATION_TRANSITIONS,
    RESERVED_SLUGS,
    SLUG_PATTERN,
    PublicationState,
)
from center.models.columns import colleague
from center.models.picture import Picture, placed_picture

if TYPE_CHECKING:
    from datetime import datetime

_MOST_IN_A_TEXT = 99
_MARKDOWN = _(
    "An empty line begins a new paragraph; ## begins a heading; {picture:1} on a line of its own shows picture 1."
)


class Publication(BilingualContent):
    """A text of the office; its rows are never deleted.

    Public from `published_at` on, which may lie in the future. Who holds the preview link reads a draft until
    `preview_until`; `preview_token` is a part of what the link signs, so that emptying it withdraws the link.
    """

    # It follows every other change, and those are told.
    not_told_in_history: ClassVar = frozenset({"changed_at", "changed_by", "preview_token"})

    title_sr = SerbianCharField(_("title (Serbian)"), max_length=140)
    title_en = EnglishCharField(_("title (English)"), max_length=140)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_(
            "Small Latin letters, digits and hyphens. Empty: made of the title. An earlier one leads here."
        ),
    )
    summary_sr = SerbianCharField(
        _("in one or two sentences (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("Stands in lists, in search results and in shared links."),
    )
    summary_en = EnglishCharField(_("in one or two sentences (English)"), max_length=300)
    body_sr = SerbianTextField(_("text (Serbian)"), max_length=30_000, blank=True, help_text=_MARKDOWN)
    body_en = EnglishTextField(_("text (English)"), max_length=30_000)
    state = models.CharField(
        _("state"), max_length=9, choices=PublicationState, default=PublicationState.DRAFT, editable=False
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    preview_token = models.CharField(max_length=40, blank=True, editable=False)
    preview_until = models.DateTimeField(_("preview link until"), null=True, blank=True, editable=False)
    created_by = colleague(_("begun by"))
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_by = colleague(_("changed by"))
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    archived_by = colleague(_("archived by"))
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    search = search_column(("title_sr", "title_en"), ("summary_sr", "summary_en"), ("body_sr", "body_en"))

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("in one or two sentences"))
    body = Bilingual("body", _("text"))

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=PublicationState.values),
                name="%(app_label)s_%(class)s_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="%(app_label)s_%(class)s_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="%(app_label)s_%(class)s_slug_form",
                violation_error_message=_(
                    "Use small Latin letters, digits and single hyphens; at least one letter."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="%(app_label)s_%(class)s_has_title",
                violation_error_message=_("Write the title."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.PUBLISHED) | (~Q(summary_sr="") & ~Q(body_sr="")),
                name="%(app_label)s_%(class)s_published_is_whole",
                violation_error_message=_(
                    "What is public needs a sentence about it and its text, both in Serbian."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[PublicationState.PUBLISHED, PublicationState.ARCHIVED],
                    published_at__isnull=False,
                    published_by__isnull=False,
                )
                | Q(
                    state__in=[PublicationState.DRAFT, PublicationState.ARCHIVED],
                    published_at__isnull=True,
                    published_by__isnull=True,
                ),
                name="%(app_label)s_%(class)s_published_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PublicationState.ARCHIVED, archived_at__isnull=False, archived_by__isnull=False
                )
                | (
                    ~Q(state=PublicationState.ARCHIVED)
                    & Q(archived_at__isnull=True, archived_by__isnull=True)
                ),
                name="%(app_label)s_%(class)s_archived_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="%(app_label)s_%(class)s_created_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="%(app_label)s_%(class)s_changed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(preview_token="", preview_until__isnull=True)
                | (~Q(preview_token="") & Q(preview_until__isnull=False)),
                name="%(app_label)s_%(class)s_preview_ends",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(PUBLICATION_TRANSITIONS))
        ]

    def __str__(self) -> str:
        return self.title.plain

    def is_public(self, now: "datetime | None" = None) -> bool:
        """Whether everybody may read it at this moment (aware)."""
        return (
            self.state == PublicationState.PUBLISHED
            and self.published_at is not None
            and self.published_at <= (now or timezone.now())
        )

    @property
    def is_scheduled(self) -> bool:
        return self.state == PublicationState.PUBLISHED and not self.is_public()

    @cached_property
    def numbered_pictures(self) -> dict[int, Picture]:
        """The ready pictures of the text by their number."""
        placed: Any = self.placed.all()  # type: ignore[attr-defined]  # the link table of each concrete model
        return {each.number: each.picture for each in placed if each.picture.is_ready}

    @property
    def loose_pictures(self) -> list[Picture]:
        """The pictures that the text shown now does not name; they stand below it."""
        named = {int(number) for number in PICTURE.findall(self.body.plain)}
        return [picture for number, picture in self.numbered_pictures.items() if number not in named]


class PlacedPicture(CheckedModel):
    """A picture of the library in a text, where the text says `{picture:NUMBER}`, else below it."""

    picture = placed_picture()
    number = models.PositiveSmallIntegerField(
        _("number in the text"), validators=[MinValueValidator(1), MaxValueValidator(_MOST_IN_A_TEXT)]
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.picture}"


class FormerAddress(CheckedModel):
    """A short name that a public text had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug
