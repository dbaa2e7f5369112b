"""What of a survey is published, and the weights behind it."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
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
from center.base.shown_text import in_script
from center.models.columns import colleague
from research.choices import RELEASE_TRANSITIONS, ReleaseState
from research.models.survey import Survey
from research.querysets import ReleaseQuerySet


@pghistory.track()
class Weighting(CheckedModel):
    """Margins of the population, typed in by staff with their source, to which answers are raked.

    `margins` holds, by the name of a question, the share of each of its codes: `{"sex": {"f": 51.4, "m": 48.6}}`.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="weightings", verbose_name=_("survey")
    )
    name = models.CharField(_("name"), max_length=80)
    margins = models.JSONField(_("margins"), default=dict)
    source = models.CharField(
        _("source"), max_length=300, help_text=_("For example: Statistical Office, census of 2022, table 1.")
    )
    lowest = models.DecimalField(_("smallest weight"), max_digits=4, decimal_places=2, default=0.3)
    highest = models.DecimalField(_("largest weight"), max_digits=4, decimal_places=2, default=3)
    made_by = colleague(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("weighting")
        verbose_name_plural = _("weightings")
        ordering = ["survey", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name"],
                name="weighting_name_once",
                violation_error_message=_("There is a weighting of this name."),
            ),
            models.CheckConstraint(
                condition=Q(lowest__gt=0, lowest__lt=1, highest__gt=1),
                name="weighting_trims_around_one",
                violation_error_message=_("The smallest weight lies between 0 and 1, the largest above 1."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="weighting_has_source",
                violation_error_message=_("Write where the margins come from."),
            ),
        ]

    def __str__(self) -> str:
        return in_script(self.name)


# The frozen document is its own history.
@pghistory.track(exclude=["document", "search"])
class Release(BilingualContent):
    """Published results of a survey: chosen questions, frozen with figures, data and method.

    `plan` is what staff chose (`research.services.releases`), `document` what became of it (`research.study`). From
    publishing on neither can be changed; a withdrawn release is empty for good, and a new one gets the next number.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="releases", verbose_name=_("survey")
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=140)
    title_en = EnglishCharField(_("title (English)"), max_length=140)
    summary_sr = SerbianTextField(
        _("what came out, in a few sentences (Serbian)"),
        max_length=3000,
        blank=True,
        help_text=_("The answer first. An empty line begins a new paragraph."),
    )
    summary_en = EnglishTextField(_("what came out, in a few sentences (English)"), max_length=3000)
    weighting = models.ForeignKey(
        Weighting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("weighting"),
        editable=False,
    )
    questions = ArrayField(
        models.CharField(max_length=64), verbose_name=_("questions"), default=list, blank=True, editable=False
    )
    plan = models.JSONField(_("what else is shown"), default=dict, blank=True, editable=False)
    document = models.JSONField(_("results"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=ReleaseState, default=ReleaseState.DRAFT, editable=False
    )
    made_by = colleague(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    withdrawn_by = colleague(_("withdrawn by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason_sr = SerbianCharField(
        _("why it was withdrawn (Serbian)"), max_length=300, blank=True, editable=False
    )
    withdrawal_reason_en = EnglishCharField(
        _("why it was withdrawn (English)"), max_length=300, editable=False
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(("title_sr", "title_en"), ("summary_sr", "summary_en"))

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary")
    withdrawal_reason = Bilingual("withdrawal_reason")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release of results")
        verbose_name_plural = _("releases of results")
        ordering = ["survey", "-number"]
        permissions = [("publish_release", _("Can publish and withdraw results"))]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=Q(state=ReleaseState.DRAFT, published_at__isnull=True, withdrawn_at__isnull=True)
                | Q(
                    state=ReleaseState.PUBLISHED,
                    published_at__isnull=False,
                    withdrawn_at__isnull=True,
                    document__isnull=False,
                )
                | Q(
                    state=ReleaseState.WITHDRAWN,
                    published_at__isnull=False,
                    withdrawn_at__isnull=False,
                    document__isnull=True,
                ),
                name="release_state_has_what_it_needs",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.WITHDRAWN) | ~Q(withdrawal_reason_sr=""),
                name="release_withdrawn_has_reason",
                violation_error_message=_("Write why the results are withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="release_published_by_has_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | Q(withdrawn_at__isnull=False),
                name="release_withdrawn_by_has_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("published_at")),
                name="release_withdrawn_after_published",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(RELEASE_TRANSITIONS)),
            pgtrigger.Trigger(
                name="published_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state = 'withdrawn' OR (OLD.state = 'published' AND NEW.state = 'published')"
                ),
                func=(
                    "RAISE EXCEPTION 'published results are frozen' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'release_published_is_frozen';"
                ),
            ),
            pgtrigger.Trigger(
                name="of_a_closed_survey",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.state = 'published' AND OLD.state = 'draft'"),
                declare=[("survey_state", "TEXT")],
                func=(
                    "SELECT state INTO survey_state FROM research_survey WHERE id = NEW.survey_id FOR SHARE;"
                    " IF survey_state <> 'closed' THEN RAISE EXCEPTION 'the survey still runs'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'release_of_a_closed_survey'; END IF;"
                    " RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain


class ReleaseFile(CheckedModel):
    """A download of a published release, made once when somebody first asks for it; the same for everybody."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="files", verbose_name=_("release")
    )
    kind = models.CharField(_("format"), max_length=12)
    language = models.CharField(_("language"), max_length=8)
    content = models.BinaryField(_("content"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of releases")
        ordering = ["release", "kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "language"], name="release_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
