"""A run of a questionnaire: whom it asks, how people may answer, and until when."""

from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
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
from center.models.columns import colleague
from research.choices import (
    SLUG_PATTERN,
    SURVEY_TRANSITIONS,
    Mode,
    Population,
    SampleMethod,
    Stratum,
    SurveyState,
)
from research.models.questionnaire import Questionnaire
from research.querysets import SurveyQuerySet

if TYPE_CHECKING:
    from datetime import datetime

_SLUG_FORM = _("Use small Latin letters, digits and single hyphens.")
_LARGEST = 100_000_000


# Written by the services only, but for what people read (`services.surveys.DESCRIBED`).
@pghistory.track(exclude=["search"])
class Survey(BilingualContent):
    """A survey. Once opened it is never deleted.

    What was promised to those who answer (anonymous or not) and what they are asked is fixed by the database from its
    opening on.
    """

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(SLUG_PATTERN, _SLUG_FORM)],
        help_text=_SLUG_FORM,
    )
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("questionnaire")
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=140)
    title_en = EnglishCharField(_("title (English)"), max_length=140)
    about_sr = SerbianTextField(
        _("what it is about (Serbian)"),
        max_length=3000,
        blank=True,
        help_text=_("Who asks, why, how long it takes. Stands before the first question."),
    )
    about_en = EnglishTextField(_("what it is about (English)"), max_length=3000)
    thanks_sr = SerbianTextField(_("after sending (Serbian)"), max_length=1500, blank=True)
    thanks_en = EnglishTextField(_("after sending (English)"), max_length=1500)
    population = models.CharField(_("whom it asks"), max_length=12, choices=Population)
    population_size = models.PositiveIntegerField(
        _("how many there are"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_LARGEST)],
        help_text=_(
            "The size of the population, where somebody counted it; filled in by drawing a sample. Small populations"
            " make results more exact. Empty: not known."
        ),
    )
    modes = ArrayField(
        models.CharField(max_length=5, choices=Mode),
        verbose_name=_("how people answer"),
        help_text=_("An open link can be answered by anybody, so its results get no margin of error."),
    )
    is_anonymous = models.BooleanField(
        _("anonymous"),
        default=True,
        help_text=_(
            "Answers are kept apart from invitations: nobody can tell who answered what, not even the office. This"
            " cannot be changed once the survey runs."
        ),
    )
    state = models.CharField(
        _("state"), max_length=6, choices=SurveyState, default=SurveyState.DRAFT, editable=False
    )
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: when you close it.")
    )
    earlier_wave = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later_waves",
        verbose_name=_("earlier wave"),
        help_text=_("The survey with which this one is compared."),
    )
    is_listed = models.BooleanField(
        _("on the page of research"),
        default=True,
        help_text=_("Off: only whoever has the address or an invitation finds it."),
    )
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(("title_sr", "title_en"), ("about_sr", "about_en"))

    title = Bilingual("title", _("title"))
    about = Bilingual("about")
    thanks = Bilingual("thanks")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_at", "-pk"]
        permissions = [
            ("run_survey", _("Can open and close surveys")),
            ("invite_to_survey", _("Can invite to surveys")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="survey_slug_form",
                violation_error_message=_SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="survey_has_title",
                violation_error_message=_("Write the title."),
            ),
            models.CheckConstraint(condition=Q(state__in=SurveyState.values), name="survey_state_is_known"),
            models.CheckConstraint(
                condition=Q(population__in=Population.values), name="survey_population_is_known"
            ),
            models.CheckConstraint(
                condition=Q(modes__contained_by=Mode.values, modes__len__gte=1),
                name="survey_has_known_modes",
                violation_error_message=_("Choose how people answer."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="survey_closes_after_it_opens",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(population_size__isnull=True) | Q(population_size__gte=1),
                name="survey_population_from_one",
            ),
            models.CheckConstraint(
                condition=Q(earlier_wave__isnull=True) | ~Q(earlier_wave=F("pk")),
                name="survey_is_not_its_own_wave",
                violation_error_message=_("A survey is not compared with itself."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(SURVEY_TRANSITIONS)),
            pgtrigger.Trigger(
                name="promises_are_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("is_anonymous", "questionnaire_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND (NEW.is_anonymous, NEW.questionnaire_id)"
                    " IS DISTINCT FROM (OLD.is_anonymous, OLD.questionnaire_id)"
                ),
                func=(
                    "RAISE EXCEPTION 'what was promised cannot be changed' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'survey_promises_are_kept';"
                ),
            ),
            # Results stand for answers that are complete.
            pgtrigger.Trigger(
                name="published_stays_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.state = 'open' AND OLD.state = 'closed'"),
                func=(
                    "IF EXISTS (SELECT FROM research_release WHERE survey_id = OLD.id AND state = 'published')"
                    " THEN RAISE EXCEPTION 'its results are published' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'survey_published_stays_closed'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain

    def is_running(self, now: "datetime") -> bool:
        """Whether it can be answered at this moment; the same as `SurveyQuerySet.running`."""
        return (
            self.state == SurveyState.OPEN
            and self.opens_at <= now
            and (self.closes_at is None or self.closes_at > now)
        )

    @property
    def is_for_everybody(self) -> bool:
        """Whether it can be answered without an invitation."""
        return Mode.LINK in self.modes

    @property
    def is_probability_sample(self) -> bool:
        """Whether results may carry a margin of error: nobody can answer who was not drawn (design, Surveys)."""
        return Mode.LINK not in self.modes and hasattr(self, "sample")


@pghistory.track()
class Sample(CheckedModel):
    """How invitations were drawn from the registry: enough to draw the same ones again.

    `strata` holds, in the order of drawing, `{"key", "label_sr", "label_en", "population", "drawn"}`.
    """

    survey = models.OneToOneField(
        Survey, on_delete=models.PROTECT, related_name="sample", verbose_name=_("survey")
    )
    method = models.CharField(_("method"), max_length=10, choices=SampleMethod)
    strata_by = models.CharField(_("divided by"), max_length=10, choices=Stratum, blank=True)
    seed = models.CharField(
        _("seed"), max_length=40, help_text=_("The same seed draws the same enterprises.")
    )
    frame_on = models.DateField(_("registry as of"))
    frame_size = models.PositiveIntegerField(_("enterprises in the frame"))
    strata = models.JSONField(_("strata"), default=list)
    drawn_by = colleague(_("drawn by"))
    drawn_at = models.DateTimeField(_("drawn"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=SampleMethod.values), name="sample_method_is_known"
            ),
            models.CheckConstraint(condition=Q(strata_by__in=Stratum.values), name="sample_strata_are_known"),
            models.CheckConstraint(
                condition=Q(method=SampleMethod.STRATIFIED) & ~Q(strata_by="")
                | ~Q(method=SampleMethod.STRATIFIED),
                name="sample_stratified_says_by_what",
                violation_error_message=_("Choose by what enterprises are divided."),
            ),
            models.CheckConstraint(condition=Q(frame_size__gte=1), name="sample_frame_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(seed=""), name="sample_has_seed", violation_error_message=_("Write a seed.")
            ),
        ]

    def __str__(self) -> str:
        return str(self.survey)
