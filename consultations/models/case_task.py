"""What is to be done in a case, by an advisor or by the person, until when."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.models.columns import colleague
from consultations.choices import OPEN_STAGES
from consultations.models.advisor import Advisor
from consultations.models.case import Case
from consultations.querysets import CaseTaskQuerySet

_MOST_DAYS = 730


@pghistory.track()
class TaskTemplate(BilingualContent):
    """A task that every case gets when it enters a stage; changing it touches no task that is there already."""

    stage = models.CharField(
        _("stage"), max_length=12, choices=[(stage.value, stage.label) for stage in OPEN_STAGES]
    )
    title_sr = SerbianCharField(_("task (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("task (English)"), max_length=160)
    days = models.PositiveSmallIntegerField(
        _("days from the beginning of the stage"), default=14, validators=[MaxValueValidator(_MOST_DAYS)]
    )
    for_person = models.BooleanField(
        _("the person’s own task"),
        default=False,
        help_text=_("The person sees it on their own pages and can mark it done."),
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Turn this off to give it to no further case.")
    )

    title = Bilingual("title", _("task"))

    class Meta:
        verbose_name = _("task of a stage")
        verbose_name_plural = _("tasks of the stages")
        ordering = ["stage", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in OPEN_STAGES]),
                name="task_template_stage_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="task_template_has_title",
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(days__lte=_MOST_DAYS),
                name="task_template_within_two_years",
                violation_error_message=_("At most 730 days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain


# A title may say what is nobody's business: it stands in one place, where it can be erased.
@pghistory.track(exclude=["title_sr", "title_en", "typed_latin"])
class CaseTask(BilingualContent):
    """A task of one case: somebody's, due on a day, done, or no longer needed. Tasks of a closed case rest."""

    TITLE_LENGTH = 160
    REASON_LENGTH = 300

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("case"))
    # Empty: somebody wrote it for this case.
    template = models.ForeignKey(
        TaskTemplate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="tasks",
        verbose_name=_("task of a stage"),
    )
    title_sr = SerbianCharField(_("what is to be done"), max_length=TITLE_LENGTH)
    title_en = EnglishCharField(_("what is to be done (English)"), max_length=TITLE_LENGTH)
    due_on = models.DateField(_("due"))
    for_person = models.BooleanField(_("the person’s own task"), default=False)
    advisor = models.ForeignKey(
        Advisor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("whose task"),
    )
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    # Empty: it came with the stage.
    added_by = colleague(_("added by"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    # The person's own login where the person did it.
    done_by = colleague(_("done by"))
    dropped_at = models.DateTimeField(_("no longer needed"), null=True, blank=True, editable=False)
    dropped_by = colleague(_("dropped by"))
    drop_reason = models.CharField(
        _("why it is no longer needed"), max_length=REASON_LENGTH, blank=True, editable=False
    )
    # Made by the form; the same form sent twice is one task.
    submission = models.UUIDField(null=True, unique=True, editable=False)

    title = Bilingual("title", _("task"))

    objects = CaseTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="case_task_to_do_by_day",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "template"],
                condition=Q(template__isnull=False),
                name="case_task_of_a_stage_once",
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="case_task_has_title",
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(for_person=True, advisor__isnull=True)
                | Q(for_person=False, advisor__isnull=False),
                name="case_task_is_somebodys",
                violation_error_message=_("A task is an advisor’s or the person’s own."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="case_task_done_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True, drop_reason="")
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="case_task_dropped_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
                name="case_task_done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Task no. %(number)s") % {"number": self.pk})

    @property
    def is_to_do(self) -> bool:
        return self.done_at is None and self.dropped_at is None
