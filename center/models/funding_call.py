"""Calls for funding, and who wants to be reminded of their deadlines."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
    ShownText,
    shown,
)
from center.base.checked_model import CheckedModel
from center.base.deadlines import last_day
from center.base.full_text import search_column
from center.choices import Language
from center.choices.grants import Currency
from center.choices.resources import (
    RESERVED_SLUGS,
    SLUG_FORM,
    SLUG_PATTERN,
    ApplicantKind,
    CallEnds,
    CallReminderKind,
    CallStanding,
    ContentState,
)
from center.models.columns import colleague
from center.models.sourced import SourcedContent, known_transitions
from center.querysets.resources import FundingCallQuerySet

_LAST_DAYS = 7


@pghistory.track(exclude=["search"])
class FundingCall(SourcedContent):
    """Somebody gives money: to whom, for what, how much, until when. Archived means withdrawn by the donor.

    `deadline_at` is the moment from which nobody can apply any more; of a deadline that is a whole day it is the
    midnight after it (`deadline_is_day`). How far a call has come is computed from the dates (`standing`).
    """

    REASON_LENGTH = 300
    not_told_in_history: ClassVar = frozenset({"changed_at", "ics_sequence"})

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens. An earlier one keeps leading here."),
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=200)
    title_en = EnglishCharField(_("title (English)"), max_length=200)
    summary_sr = SerbianCharField(
        _("in one sentence (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("For what the money is given. Stands in lists and in shared links."),
    )
    summary_en = EnglishCharField(_("in one sentence (English)"), max_length=300)
    body_sr = SerbianTextField(
        _("what people should know (Serbian)"),
        max_length=20_000,
        blank=True,
        help_text=_(
            "Markdown: an empty line begins a new paragraph, # a heading; a hyphen in front makes a list."
        ),
    )
    body_en = EnglishTextField(_("what people should know (English)"), max_length=20_000)
    caller_sr = SerbianCharField(_("who gives the money (Serbian)"), max_length=200, blank=True)
    caller_en = EnglishCharField(_("who gives the money (English)"), max_length=200)
    applicants = ArrayField(
        models.CharField(max_length=20, choices=ApplicantKind),
        verbose_name=_("who may apply"),
        default=list,
        blank=True,
    )
    for_whom_sr = SerbianTextField(
        _("who may apply, in words (Serbian)"),
        max_length=1000,
        blank=True,
        help_text=_("Conditions that the list above does not say."),
    )
    for_whom_en = EnglishTextField(_("who may apply, in words (English)"), max_length=1000)
    amount_min = models.DecimalField(
        _("smallest amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    amount_max = models.DecimalField(
        _("largest amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.RSD)
    opens_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Empty: one can apply already.")
    )
    ends = models.CharField(
        _("how long one can apply"), max_length=8, choices=CallEnds, default=CallEnds.DEADLINE
    )
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True, editable=False)
    deadline_is_day = models.BooleanField(_("deadline without an hour"), default=False, editable=False)
    # Who signed up before that does not know this deadline.
    deadline_set_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_by = colleague(_("closed by"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    # Why it was withdrawn, for everybody to read.
    reason_sr = SerbianCharField(_("reason"), max_length=REASON_LENGTH, blank=True, editable=False)
    # Grows with every change that calendars have to hear of.
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)
    search = search_column(
        ("title_sr", "title_en"),
        ("summary_sr", "summary_en", "caller_sr", "caller_en", "for_whom_sr", "for_whom_en"),
        ("body_sr", "body_en"),
    )

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("in one sentence"))
    body = Bilingual("body", _("what people should know"))
    caller = Bilingual("caller", _("who gives the money"))
    for_whom = Bilingual("for_whom", _("who may apply, in words"))

    objects = FundingCallQuerySet.as_manager()

    class Meta(SourcedContent.Meta):
        verbose_name = _("call for funding")
        verbose_name_plural = _("calls for funding")
        ordering = [F("deadline_at").asc(nulls_last=True), "pk"]
        constraints = [
            *SourcedContent.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="funding_call_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="funding_call_slug_form",
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="funding_call_has_title",
                violation_error_message=_("Write the title of the call."),
            ),
            models.CheckConstraint(
                condition=Q(applicants__contained_by=ApplicantKind.values),
                name="funding_call_applicants_are_known",
                violation_error_message=_("Choose who may apply from the list."),
            ),
            models.CheckConstraint(
                condition=(Q(amount_min__isnull=True) | Q(amount_min__gte=0))
                & (Q(amount_max__isnull=True) | Q(amount_max__gt=0)),
                name="funding_call_amounts_are_positive",
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(amount_min__isnull=True)
                | Q(amount_max__isnull=True)
                | Q(amount_max__gte=F("amount_min")),
                name="funding_call_amounts_in_order",
                violation_error_message=_("The largest amount is not less than the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values), name="funding_call_currency_is_known"
            ),
            models.CheckConstraint(condition=Q(ends__in=CallEnds.values), name="funding_call_end_is_known"),
            models.CheckConstraint(
                condition=Q(ends=CallEnds.DEADLINE, deadline_at__isnull=False)
                | Q(ends=CallEnds.FUNDS)
                | Q(ends=CallEnds.ROLLING, deadline_at__isnull=True),
                name="funding_call_deadline_fits_its_end",
                violation_error_message=_(
                    "A call that ends at a deadline needs one; a call without an end has none."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(deadline_is_day=True) | Q(deadline_at__isnull=False),
                name="funding_call_whole_day_is_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(ends=CallEnds.DEADLINE)),
                name="funding_call_closed_has_who_and_when",
                violation_error_message=_("A call with a deadline closes by itself."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.PUBLISHED)
                | (
                    ~Q(summary_sr="")
                    & ~Q(caller_sr="")
                    & ~Q(source_url="")
                    & (Q(applicants__len__gt=0) | ~Q(for_whom_sr=""))
                ),
                name="funding_call_published_is_whole",
                violation_error_message=_(
                    "To be published a call needs one sentence about it, who gives the money, who may apply, and the"
                    " address of its source."
                ),
            ),
        ]
        triggers = [known_transitions()]

    def __str__(self) -> str:
        return self.title.plain

    @property
    def reason(self) -> ShownText:
        """Why it was withdrawn, in the active language; written in Serbian only."""
        return shown(self.reason_sr, "")

    @property
    def deadline_day(self) -> date | None:
        """The last local day on which one can apply."""
        return last_day(self.deadline_at, is_whole_day=self.deadline_is_day) if self.deadline_at else None

    @property
    def deadline_time(self) -> time | None:
        """The local hour of the deadline; None for a whole day."""
        if self.deadline_at is None or self.deadline_is_day:
            return None
        return timezone.localtime(self.deadline_at, timezone.get_default_timezone()).time()

    @property
    def ended_at(self) -> datetime | None:
        """Since when nobody is reminded any more, where it ended before its deadline."""
        return self.archived_at or self.closed_at

    def standing(self, now: datetime | None = None) -> CallStanding:
        """Say how far it has come by its dates."""
        moment = now or timezone.now()
        today = timezone.localdate(moment, timezone.get_default_timezone())
        if self.is_archived:
            return CallStanding.WITHDRAWN
        if self.closed_at is not None or (self.deadline_at is not None and self.deadline_at <= moment):
            return CallStanding.CLOSED
        if self.opens_on is not None and self.opens_on > today:
            return CallStanding.ANNOUNCED
        day = self.deadline_day
        return CallStanding.LAST_WEEK if day and (day - today).days < _LAST_DAYS else CallStanding.OPEN


@pghistory.track()
class FormerCallSlug(CheckedModel):
    """A short name that a call had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    call = models.ForeignKey(
        FundingCall, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("call for funding")
    )

    class Meta:
        verbose_name = _("earlier short name of a call")
        verbose_name_plural = _("earlier short names of calls")

    def __str__(self) -> str:
        return self.slug


class CallSignUp(CheckedModel):
    """An address that wants to be reminded of one deadline. It counts once its owner has said yes by a mailed link.

    Deleted when the owner leaves, and by itself a while after the deadline; so no history of it is kept.
    """

    call = models.ForeignKey(
        FundingCall, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("call for funding")
    )
    email = models.EmailField(_("email"))
    language = models.CharField(_("language"), max_length=8, choices=Language)
    created_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    # When the letter with the link was last sent.
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("reminder of a deadline")
        verbose_name_plural = _("reminders of deadlines")
        constraints = [
            models.UniqueConstraint("call", Lower("email"), name="call_sign_up_once"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="call_sign_up_language_is_known"
            ),
            models.CheckConstraint(condition=~Q(email=""), name="call_sign_up_has_address"),
        ]

    def __str__(self) -> str:
        return str(self.call)


class CallReminder(CheckedModel):
    """That an address was reminded of a deadline, or told that the call ended early: once for each moment."""

    sign_up = models.ForeignKey(
        CallSignUp, on_delete=models.CASCADE, related_name="sent", verbose_name=_("reminder of a deadline")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=CallReminderKind)
    # The deadline, or since when the call has ended.
    moment = models.DateTimeField(_("deadline"))
    made_at = models.DateTimeField(_("reminded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sent reminder of a deadline")
        verbose_name_plural = _("sent reminders of deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "kind", "moment"], name="call_reminder_once_for_each_moment"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CallReminderKind.values), name="call_reminder_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
