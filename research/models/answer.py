"""What people answer: while they do (drafts), and for good (responses)."""

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.choices import Language
from center.models.columns import colleague
from research.choices import ENTERED, INVITED, DurationBand, Mode
from research.models.invitation import Invitation
from research.models.survey import Survey

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_IN_INVITED = ", ".join(f"'{mode.value}'" for mode in INVITED)


def _language(label: "StrOrPromise") -> "models.CharField[str, str]":
    return models.CharField(label, max_length=8, choices=Language)


class Draft(CheckedModel):
    """Answers on their way, tied to the code by which somebody goes on, also on another device.

    Sending makes a Response of it and deletes it in the same transaction. The answers rest encrypted: a draft is
    bound to its invitation, also in an anonymous survey.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("survey")
    )
    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name=_("invitation"),
    )
    mode = models.CharField(_("how"), max_length=5, choices=Mode)
    # A keyed hash of the code to go on with; of an invitation, which has a code, there is none.
    code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 -- NULLs are unique
    answers = EncryptedTextField(_("answers"), blank=True, context="research.Draft.answers")
    # The first page is 1; how far somebody came, back and forth.
    page = models.PositiveSmallIntegerField(_("page"), default=1)
    furthest = models.PositiveSmallIntegerField(_("furthest page"), default=1)
    language = _language(_("language"))
    form_number = models.CharField(_("number of the form"), max_length=20, blank=True)
    entered_by = colleague(_("entered by"))
    started_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("unfinished answer")
        verbose_name_plural = _("unfinished answers")
        ordering = ["survey", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="draft_mode_is_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="draft_language_is_known"),
            models.CheckConstraint(
                condition=Q(page__gte=1, furthest__gte=F("page")), name="draft_pages_in_order"
            ),
            # Whoever is invited holds the invitation; on paper and on the phone staff may use one.
            models.CheckConstraint(
                condition=~Q(mode__in=INVITED) | Q(invitation__isnull=False),
                name="draft_invited_has_invitation",
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.LINK) | Q(invitation__isnull=True), name="draft_of_a_link_has_none"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=ENTERED, entered_by__isnull=False)
                | ~Q(mode__in=ENTERED) & Q(entered_by__isnull=True, form_number=""),
                name="draft_entered_has_who",
            ),
            models.UniqueConstraint(
                fields=["survey", "form_number"],
                condition=~Q(form_number=""),
                name="draft_form_number_once",
                violation_error_message=_("A form with this number is being entered already."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Unfinished answer"))


class Response(CheckedModel):
    """One answer to a survey. Rows are facts: they are never changed.

    Of an anonymous survey it holds neither who nor when, only the day and a band of minutes; its key is random, and
    the order of the rows is mixed every night. `answers` are as `research.definition` says.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="responses", verbose_name=_("survey")
    )
    is_anonymous = models.BooleanField(_("anonymous"), editable=False)
    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="response",
        verbose_name=_("invitation"),
    )
    mode = models.CharField(_("how"), max_length=5, choices=Mode)
    language = _language(_("language"))
    stratum = models.CharField(_("stratum"), max_length=40, blank=True)
    day = models.DateField(_("day"))
    duration = models.CharField(_("duration"), max_length=5, choices=DurationBand, blank=True)
    is_fast = models.BooleanField(
        _("faster than one can read"),
        default=False,
        help_text=_("Under 300 ms a word (Zhang and Conrad, 2014)."),
    )
    answers = models.JSONField(_("answers"))
    form_number = models.CharField(_("number of the form"), max_length=20, blank=True)
    entered_by = colleague(_("entered by"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["survey", "day", "key"]
        indexes = [models.Index(fields=["survey", "day"], name="response_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="response_mode_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="response_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(duration__in=DurationBand.values), name="response_duration_is_known"
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(invitation__isnull=True),
                name="response_anonymous_has_nobody",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=True) | ~Q(mode__in=INVITED) | Q(invitation__isnull=False),
                name="response_invited_has_invitation",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=ENTERED, entered_by__isnull=False)
                | ~Q(mode__in=ENTERED) & Q(entered_by__isnull=True, form_number=""),
                name="response_entered_has_who",
            ),
            models.UniqueConstraint(
                fields=["survey", "form_number"],
                condition=~Q(form_number=""),
                name="response_form_number_once",
                violation_error_message=_("A form with this number was entered already."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="promise_of_its_survey",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("promised", "BOOLEAN"), ("survey_state", "TEXT")],
                # FOR KEY SHARE waits for who is just closing it, and lets all others answer meanwhile.
                func=(
                    "SELECT is_anonymous, state INTO promised, survey_state FROM research_survey"
                    " WHERE id = NEW.survey_id FOR KEY SHARE;"
                    " IF survey_state <> 'open' THEN RAISE EXCEPTION 'the survey does not run'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'response_while_it_runs'; END IF;"
                    " IF promised IS DISTINCT FROM NEW.is_anonymous THEN"
                    " RAISE EXCEPTION 'not as its survey promised' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'response_promise_of_its_survey'; END IF; RETURN NEW;"
                ),
            ),
            # The invitation of an anonymous answer is nowhere in it; that one was spent is seen within the transaction.
            pgtrigger.Trigger(
                name="spends_an_invitation",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(f"NEW.mode IN ({_IN_INVITED})"),
                declare=[("spent", "INTEGER")],
                func=(
                    "spent := coalesce(nullif(current_setting('research.spent', true), ''), '0')::integer;"
                    " IF spent < 1 THEN RAISE EXCEPTION 'an invited answer spends an invitation'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'response_spends_an_invitation'; END IF;"
                    " PERFORM set_config('research.spent', (spent - 1)::text, true); RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="is_a_fact",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=(
                    "RAISE EXCEPTION 'an answer is never changed' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'response_is_a_fact';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class PageReach(CheckedModel):
    """How many people came as far as a page of a survey: drop-off, without anybody's trace."""

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="reached", verbose_name=_("survey")
    )
    page = models.PositiveSmallIntegerField(_("page"))
    people = models.PositiveIntegerField(_("people"), default=0)

    class Meta:
        verbose_name = _("people on a page")
        verbose_name_plural = _("people on pages")
        ordering = ["survey", "page"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "page"], name="page_reach_once"),
            models.CheckConstraint(condition=Q(page__gte=1), name="page_reach_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.people}"
