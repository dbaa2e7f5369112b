"""The case of a person: where it stands, every change of that with its day, and who works on it."""

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.models.columns import colleague
from consultations.choices import STAGE_TRANSITIONS, CaseOutcome, CaseRole, CaseStage
from consultations.models.advisor import Advisor
from consultations.querysets import CaseAdvisorQuerySet, CaseQuerySet
from entrepreneurs.models import Enterprise, Entrepreneur
from entrepreneurs.models.columns import refuse_erased

_NUMBER = r"^[0-9]{4}-[0-9]{4,}$"


# Written only by the services. What a case is about stands in one place, so that it can be erased there.
@pghistory.track(exclude=["subject"])
class Case(CheckedModel):
    """One person's way from an idea to an enterprise, under a number that can be said on the phone.

    A person has one open case at a time. `closed_on` and `outcome` are there while it is closed.
    """

    SUBJECT_LENGTH = 120

    number = models.CharField(
        _("number"), max_length=12, unique=True, editable=False, validators=[RegexValidator(_NUMBER)]
    )
    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="cases", verbose_name=_("person")
    )
    subject = models.CharField(
        _("what it is about"),
        max_length=SUBJECT_LENGTH,
        blank=True,
        help_text=_(
            "A few words, such as “Bakery of the parents’ association”. The person reads them too; nothing about health"
            " or family."
        ),
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=CaseStage, default=CaseStage.INTAKE, editable=False
    )
    opened_on = models.DateField(_("opened"), editable=False)
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=9, choices=CaseOutcome, blank=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("enterprise"),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    jobs_created = models.PositiveSmallIntegerField(_("jobs created"), null=True, blank=True)
    jobs_counted_on = models.DateField(_("jobs counted on"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["stage"], name="case_by_stage")]
        constraints = [
            # What the foreign key of a visit to its case and person together leads to; see the migrations.
            models.UniqueConstraint(fields=["id", "person"], name="case_of_one_person"),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(stage=CaseStage.CLOSED),
                name="case_open_once",
                violation_error_message=_("This person has an open case already."),
            ),
            models.CheckConstraint(condition=Q(number__regex=_NUMBER), name="case_number_form"),
            models.CheckConstraint(condition=Q(stage__in=CaseStage.values), name="case_stage_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=CaseOutcome.values), name="case_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage=CaseStage.CLOSED, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(stage=CaseStage.CLOSED) & Q(closed_on__isnull=True, outcome=""),
                name="case_closed_has_day_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="case_closes_after_it_opens",
                violation_error_message=_("A case is closed after it was opened."),
            ),
            models.CheckConstraint(
                condition=Q(jobs_created__isnull=True, jobs_counted_on__isnull=True)
                | Q(jobs_created__isnull=False, jobs_counted_on__isnull=False),
                name="case_jobs_have_their_day",
                violation_error_message=_("Give the number of jobs together with the day of the count."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(stage=CaseStage.CLOSED, subject=""),
                name="case_erased_is_closed_and_empty",
                violation_error_message=_("This case was erased and can be changed no more."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_stages", field="stage", transitions=list(STAGE_TRANSITIONS)),
            pgtrigger.Trigger(
                name="not_for_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id"),  # type: ignore[no-untyped-call]
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("person_id", "case_not_for_the_erased"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.stage != CaseStage.CLOSED


@pghistory.track(exclude=["reason"])
class StageChange(CheckedModel):
    """From which day on a case stood at a stage; the first row is its opening. Figures are counted from these rows.

    `place` numbers the rows of a case without gaps, so that two changes at once cannot both be the next one. A day may
    be entered late, but never before that of the row before it (trigger).
    """

    REASON_LENGTH = 2000

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="stage_changes", verbose_name=_("case")
    )
    place = models.PositiveSmallIntegerField(_("number in the case"))
    stage = models.CharField(_("stage"), max_length=12, choices=CaseStage)
    day = models.DateField(_("from"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=CaseOutcome, blank=True)
    reason = EncryptedTextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    # Empty: a merge of two records of the person closed the case.
    recorded_by = colleague(_("entered by"))

    class Meta:
        verbose_name = _("change of stage")
        verbose_name_plural = _("changes of stage")
        ordering = ["case", "place"]
        indexes = [models.Index(fields=["stage", "day"], name="stage_change_by_stage_and_day")]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="stage_change_one_after_another"),
            models.CheckConstraint(
                condition=Q(stage__in=CaseStage.values), name="stage_change_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage=CaseStage.CLOSED, outcome__in=CaseOutcome.values)
                | ~Q(stage=CaseStage.CLOSED) & Q(outcome=""),
                name="stage_change_outcome_at_the_end",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=False, recorded_by__isnull=False)
                | Q(recorded_at__isnull=False, outcome=CaseOutcome.CONTINUED),
                name="stage_change_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="days_in_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF EXISTS (SELECT FROM consultations_stagechange WHERE case_id = NEW.case_id"
                    " AND place < NEW.place AND day > NEW.day) THEN RAISE EXCEPTION 'stage_change_days_in_order'"
                    " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())


@pghistory.track()
class CaseAdvisor(CheckedModel):
    """Who works on a case, from when until when. One leads it at a time; what has ended stays as a fact."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("case")
    )
    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("advisor")
    )
    role = models.CharField(_("role"), max_length=9, choices=CaseRole)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CaseAdvisorQuerySet.as_manager()

    class Meta:
        verbose_name = _("advisor of a case")
        verbose_name_plural = _("advisors of a case")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role=CaseRole.LEAD, until__isnull=True),
                name="case_advisor_one_leads",
                violation_error_message=_("Somebody leads this case already."),
            ),
            models.UniqueConstraint(
                fields=["case", "advisor"],
                condition=Q(until__isnull=True),
                name="case_advisor_once",
                violation_error_message=_("This advisor works on the case already."),
            ),
            models.CheckConstraint(condition=Q(role__in=CaseRole.values), name="case_advisor_role_is_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="case_advisor_ends_after_beginning",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.advisor)
