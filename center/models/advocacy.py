"""What the Center asks of institutions, in the open: what, of whom, when, what they answered, what changed."""

from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
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
from center.choices.advocacy import (
    RESERVED_SLUGS,
    SLUG_PATTERN,
    InitiativeState,
    InstitutionLevel,
    StepKind,
)
from center.models.advocacy_path import path_trigger
from center.models.advocacy_words import words_trigger
from center.models.columns import colleague
from center.models.kept_file import KeptFile, file_rules
from center.querysets.advocacy import InitiativeQuerySet, StepQuerySet

if TYPE_CHECKING:
    from datetime import date


@pghistory.track()
class Institution(BilingualContent):
    """An institution that was asked for something; a body, never a person."""

    name_sr = SerbianCharField(_("name (Serbian)"), max_length=160, unique=True)
    name_en = EnglishCharField(_("name (English)"), max_length=160)
    level = models.CharField(
        _("level"), max_length=12, choices=InstitutionLevel, default=InstitutionLevel.MUNICIPAL
    )
    website = models.URLField(_("website"), blank=True)
    is_offered = models.BooleanField(
        _("offered for new initiatives"),
        default=True,
        help_text=_("Turn this off for an institution that exists no more; its initiatives stay."),
    )

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name_sr"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=InstitutionLevel.values), name="institution_level_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="institution_has_name",
                violation_error_message=_("Write the name of the institution."),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain


@pghistory.track(exclude=["search"])
class AdvocacyInitiative(BilingualContent):
    """One thing that is asked of one or more institutions.

    Its state is where its steps led (`choices.advocacy.LEADS_TO`, `TRANSITIONS`); a trigger holds both together when a
    transaction ends. Enterprises that do something together among themselves are a `JointAction` of the members'
    board; an initiative always asks an institution. It is supported by enterprises; citizens sign nothing here.

    Signatures were taken from `signing_opened_at` until `signing_closed_at`, both moments.
    """

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens. An earlier one keeps leading here."),
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("title (English)"), max_length=160)
    summary_sr = SerbianCharField(
        _("what we ask (Serbian)"), max_length=300, help_text=_("One sentence that everybody understands.")
    )
    summary_en = EnglishCharField(_("what we ask (English)"), max_length=300)
    why_sr = SerbianTextField(
        _("why (Serbian)"), max_length=12000, blank=True, help_text=_("In Markdown, for everybody.")
    )
    why_en = EnglishTextField(_("why (English)"), max_length=12000)
    institutions = models.ManyToManyField(
        Institution, related_name="initiatives", verbose_name=_("asked of"), blank=True
    )
    signs_until = models.DateField(
        _("last day for signatures"),
        null=True,
        blank=True,
        help_text=_("Enterprises can sign until the end of this day; without one, until it is submitted."),
    )
    answer_due = models.DateField(
        _("answer due by"),
        null=True,
        blank=True,
        help_text=_("A day that follows from a law or from what was agreed; say below where it comes from."),
    )
    due_source_sr = SerbianCharField(
        _("where that day comes from (Serbian)"),
        max_length=240,
        blank=True,
        help_text=_("Such as: the article of the law as somebody checked it, or: promised at the meeting."),
    )
    due_source_en = EnglishCharField(_("where that day comes from (English)"), max_length=240)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=InitiativeState,
        default=InitiativeState.PREPARED,
        editable=False,
    )
    signing_opened_at = models.DateTimeField(
        _("opened for signatures"), null=True, blank=True, editable=False
    )
    signing_closed_at = models.DateTimeField(_("signing ended"), null=True, blank=True, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    created_by = colleague(_("written by"))
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(("title_sr", "title_en"), ("summary_sr", "summary_en"), ("why_sr", "why_en"))

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("what we ask"))
    why = Bilingual("why", _("why"))
    due_source = Bilingual("due_source", _("where that day comes from"))

    # It follows every other change, and those are told.
    not_told_in_history: ClassVar = frozenset({"changed_at"})

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["-created_at", "-pk"]
        permissions = [("publish_initiative", "Can publish initiatives and record their steps")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=InitiativeState.values), name="initiative_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="initiative_slug_form",
                violation_error_message=_("Use small Latin letters, digits and single hyphens."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="initiative_slug_not_reserved",
                violation_error_message=_("This short name is the address of another page."),
            ),
            models.CheckConstraint(
                condition=~Q(title_sr="") & ~Q(summary_sr=""),
                name="initiative_says_what_it_asks",
                violation_error_message=_("Write a title and, in one sentence, what is asked."),
            ),
            models.CheckConstraint(
                condition=Q(answer_due__isnull=True) | ~Q(due_source_sr=""),
                name="initiative_due_day_has_its_source",
                violation_error_message=_("Say where the day comes from by which an answer is due."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="initiative_published_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="initiative_created_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=InitiativeState.PREPARED) | Q(published_at__isnull=False),
                name="initiative_that_moves_is_public",
                violation_error_message=_(
                    "Publish the initiative first: from here on everybody can follow it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state=InitiativeState.PREPARED, signing_opened_at__isnull=True)
                | Q(
                    state=InitiativeState.SIGNING,
                    signing_opened_at__isnull=False,
                    signing_closed_at__isnull=True,
                )
                | ~Q(state__in=[InitiativeState.PREPARED, InitiativeState.SIGNING])
                & (
                    Q(signing_opened_at__isnull=True)
                    | Q(signing_opened_at__isnull=False, signing_closed_at__isnull=False)
                ),
                name="initiative_signing_fits_its_state",
            ),
            models.CheckConstraint(
                condition=Q(signing_closed_at__isnull=True)
                | Q(signing_opened_at__isnull=False, signing_closed_at__gte=F("signing_opened_at")),
                name="initiative_signing_ends_after_it_opens",
            ),
        ]
        triggers = [path_trigger("id"), words_trigger("id")]

    def __str__(self) -> str:
        return self.title.plain

    def get_absolute_url(self) -> str:
        """Return the public page in the active language."""
        return reverse("advocacy:initiative", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def takes_signatures_on(self, day: "date") -> bool:
        """Whether enterprises may sign on a local day."""
        return self.state == InitiativeState.SIGNING and (self.signs_until is None or day <= self.signs_until)


@pghistory.track()
class FormerInitiativeSlug(CheckedModel):
    """A short name that an initiative had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    initiative = models.ForeignKey(
        AdvocacyInitiative,
        on_delete=models.PROTECT,
        related_name="former_slugs",
        verbose_name=_("initiative"),
    )

    class Meta:
        verbose_name = _("earlier short name of an initiative")
        verbose_name_plural = _("earlier short names of initiatives")

    def __str__(self) -> str:
        return self.slug


@pghistory.track()
class InitiativeDocument(KeptFile):
    """A file of an initiative: what was submitted, the answer as it came."""

    initiative = models.ForeignKey(
        AdvocacyInitiative,
        on_delete=models.PROTECT,
        editable=False,
        related_name="documents",
        verbose_name=_("initiative"),
    )

    class Meta(KeptFile.Meta):
        verbose_name = _("document of an initiative")
        verbose_name_plural = _("documents of initiatives")
        constraints = file_rules("initiative_document")


@pghistory.track()
class InitiativeStep(BilingualContent):
    """Something that happened with an initiative on a day; everybody can read it once the initiative is public.

    `place` numbers the steps of an initiative as they were entered; within a day they stand in that order.
    """

    initiative = models.ForeignKey(
        AdvocacyInitiative, on_delete=models.PROTECT, related_name="steps", verbose_name=_("initiative")
    )
    place = models.PositiveSmallIntegerField(_("number in the initiative"), editable=False)
    day = models.DateField(_("day"))
    kind = models.CharField(_("what happened"), max_length=9, choices=StepKind)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("institution"),
    )
    text_sr = SerbianTextField(
        _("in a few sentences (Serbian)"),
        max_length=4000,
        help_text=_("Everybody can read it. Name offices, not their people."),
    )
    text_en = EnglishTextField(_("in a few sentences (English)"), max_length=4000)
    document = models.ForeignKey(
        InitiativeDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("document"),
    )
    recorded_by = colleague(_("entered by"))
    recorded_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    text = Bilingual("text", _("in a few sentences"))

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an initiative")
        verbose_name_plural = _("steps of initiatives")
        ordering = ["initiative", "day", "place"]
        indexes = [models.Index(fields=["kind", "day"], name="initiative_step_by_kind_day")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "place"], name="initiative_step_one_after_another"),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="initiative_step_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(text_sr=""),
                name="initiative_step_says_something",
                violation_error_message=_("Write what happened."),
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="initiative_step_recorded_has_who_and_when",
            ),
        ]
        triggers = [
            path_trigger("initiative_id"),
            pgtrigger.ReadOnly(
                name="what_happened_when_stays", fields=["initiative", "place", "day", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {date_format(self.day)}"
