"""Guides, law explained step by step, document templates and links; the words that they use."""

from typing import ClassVar, Final

import pghistory
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
from center.base.file_kinds import FileKind
from center.base.full_text import search_column
from center.choices import Language
from center.choices.resources import (
    RESERVED_SLUGS,
    SLUG_FORM,
    SLUG_PATTERN,
    ContentState,
    ResourceKind,
)
from center.models.columns import colleague
from center.models.sourced import SourcedContent, known_transitions
from center.querysets.resources import LibraryQuerySet, TermQuerySet

# What an office program or a reader of PDF opens.
TEMPLATE_KINDS: Final = (FileKind.DOCX, FileKind.ODT, FileKind.XLSX, FileKind.PDF)
_MARKDOWN = _("Markdown: an empty line begins a new paragraph, # a heading; a hyphen in front makes a list.")


@pghistory.track(exclude=["search"])
class Term(SourcedContent):
    """A word of the glossary. Its short name is the place on the page, so it stays once the word is published."""

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Links in texts lead to /resources/glossary/#short-name, so it is not changed later."),
    )
    word_sr = SerbianCharField(_("word (Serbian)"), max_length=120)
    word_en = EnglishCharField(_("word (English)"), max_length=120)
    short_sr = SerbianCharField(
        _("in one sentence (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("Stands beside texts that use the word; in plain language."),
    )
    short_en = EnglishCharField(_("in one sentence (English)"), max_length=300)
    definition_sr = SerbianTextField(
        _("more about it (Serbian)"), max_length=4000, blank=True, help_text=_MARKDOWN
    )
    definition_en = EnglishTextField(_("more about it (English)"), max_length=4000)
    see_also = models.ManyToManyField("self", blank=True, verbose_name=_("see also"))
    search = search_column(
        ("word_sr", "word_en"), ("short_sr", "short_en"), ("definition_sr", "definition_en")
    )

    word = Bilingual("word", _("word"))
    short = Bilingual("short", _("in one sentence"))
    definition = Bilingual("definition", _("more about it"))

    objects = TermQuerySet.as_manager()

    class Meta(SourcedContent.Meta):
        verbose_name = _("word of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ["word_sr", "pk"]
        constraints = [
            *SourcedContent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="term_slug_form",
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(word_sr=""),
                name="term_has_word",
                violation_error_message=_("Write the word."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.PUBLISHED) | ~Q(short_sr=""),
                name="term_published_is_explained",
                violation_error_message=_("Explain the word in one sentence before it is published."),
            ),
        ]
        triggers = [known_transitions()]

    def __str__(self) -> str:
        return self.word.plain


@pghistory.track(exclude=["search"])
class Resource(SourcedContent):
    """A guide, the law explained, a document template or a link to somebody else's page."""

    not_told_in_history: ClassVar = frozenset({"changed_at"})

    kind = models.CharField(_("kind"), max_length=8, choices=ResourceKind)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens. An earlier one keeps leading here."),
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("title (English)"), max_length=160)
    summary_sr = SerbianCharField(
        _("in one sentence (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("What people find here, and who needs it. Stands in lists and in shared links."),
    )
    summary_en = EnglishCharField(_("in one sentence (English)"), max_length=300)
    body_sr = SerbianTextField(_("text (Serbian)"), max_length=30_000, blank=True, help_text=_MARKDOWN)
    body_en = EnglishTextField(_("text (English)"), max_length=30_000)
    terms = models.ManyToManyField(
        Term,
        blank=True,
        related_name="used_in",
        verbose_name=_("words explained on the page"),
        help_text=_("They stand below the text with their sentence from the glossary."),
    )
    search = search_column(("title_sr", "title_en"), ("summary_sr", "summary_en"), ("body_sr", "body_en"))

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("in one sentence"))
    body = Bilingual("body", _("text"))

    objects = LibraryQuerySet.as_manager()

    class Meta(SourcedContent.Meta):
        verbose_name = _("guide or document")
        verbose_name_plural = _("guides and documents")
        ordering = ["title_sr", "pk"]
        constraints = [
            *SourcedContent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="center_resource_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="center_resource_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="center_resource_slug_form",
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="center_resource_has_title",
                violation_error_message=_("Write a title."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.PUBLISHED)
                | (~Q(summary_sr="") & (Q(kind=ResourceKind.TEMPLATE) | ~Q(source_url=""))),
                name="center_resource_published_is_whole",
                violation_error_message=_(
                    "To be published it needs one sentence about it and the address of its source. A template of our"
                    " own needs no address."
                ),
            ),
        ]
        triggers = [known_transitions()]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track(exclude=["search"])
class ResourceStep(BilingualContent):
    """One step of a guide, in the order in which people do it."""

    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="steps", verbose_name=_("guide or document")
    )
    title_sr = SerbianCharField(_("what to do (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("what to do (English)"), max_length=160)
    body_sr = SerbianTextField(
        _("how it is done (Serbian)"), max_length=6000, blank=True, help_text=_MARKDOWN
    )
    body_en = EnglishTextField(_("how it is done (English)"), max_length=6000)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    search = search_column(("title_sr", "title_en"), texts=("body_sr", "body_en"))

    title = Bilingual("title", _("what to do"))
    body = Bilingual("body", _("how it is done"))

    class Meta:
        verbose_name = _("step of a guide")
        verbose_name_plural = _("steps")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="resource_step_has_title",
                violation_error_message=_("Write what to do in this step."),
            )
        ]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class FormerResourceSlug(CheckedModel):
    """A short name that a guide or document had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    resource = models.ForeignKey(
        Resource,
        on_delete=models.PROTECT,
        related_name="former_slugs",
        verbose_name=_("guide or document"),
    )

    class Meta:
        verbose_name = _("earlier short name of a document")
        verbose_name_plural = _("earlier short names of documents")

    def __str__(self) -> str:
        return self.slug


@pghistory.track()
class ResourceFile(CheckedModel):
    """A version of a document template in one language; it rests in private storage and is given to be saved.

    The newest is the one without `replaced_at`. Earlier ones stay for staff, to see what people were given.
    """

    resource = models.ForeignKey(
        Resource,
        on_delete=models.PROTECT,
        editable=False,
        related_name="files",
        verbose_name=_("guide or document"),
    )
    language = models.CharField(_("language"), max_length=8, choices=Language)
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    file_name = models.CharField(_("file name"), max_length=110, editable=False)
    stored_as = models.CharField(max_length=120, unique=True, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    replaced_by = colleague(_("replaced by"))
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("file of a template")
        verbose_name_plural = _("files of templates")
        ordering = ["language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language", "version"], name="resource_file_version_once"
            ),
            models.UniqueConstraint(
                fields=["resource", "language"],
                condition=Q(replaced_at__isnull=True),
                name="resource_file_one_is_newest",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="resource_file_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TEMPLATE_KINDS]),
                name="resource_file_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, version__gte=1), name="resource_file_has_content"
            ),
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False),
                name="resource_file_added_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True, replaced_by__isnull=True)
                | Q(replaced_at__isnull=False, replaced_by__isnull=False),
                name="resource_file_replaced_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
