"""One advisor and several people at the same time."""

from datetime import timedelta

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
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
from center.models.columns import colleague
from consultations.choices import LIVE_SESSION_STATES, SESSION_MODES, SESSION_TRANSITIONS, Mode, SessionState
from consultations.group_querysets import GroupSessionQuerySet
from consultations.models.advisor import Advisor
from consultations.models.topic import Topic

_MOST_PLACES = 500
_LONGEST_OFFER = 7 * 24
# Longer ones are days mistyped.
_LONGEST = timedelta(hours=12)
_LIVE = ", ".join(f"'{state.value}'" for state in LIVE_SESSION_STATES)


# Written only by the services.
@pghistory.track()
class GroupSession(BilingualContent):
    """A consultation for several people. It holds its advisor's time as a visit does; rows are never deleted.

    Whoever counts its places or changes them locks this row first: `Participation` has the rest of the rule.
    """

    REASON_LENGTH = 300

    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="group_sessions", verbose_name=_("topic")
    )
    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="group_sessions", verbose_name=_("advisor")
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    places = models.PositiveSmallIntegerField(
        _("places"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_PLACES)],
        help_text=_("How many people can take part. Never fewer than are already taken."),
    )
    mode = models.CharField(
        _("place"),
        max_length=6,
        choices=[(mode.value, mode.label) for mode in SESSION_MODES],
        default=Mode.OFFICE,
    )
    online_link = models.URLField(
        _("address of the video call"),
        max_length=300,
        blank=True,
        help_text=_("Only people with a place see it, on their own page and in their email."),
    )
    spoken_sr = SerbianCharField(
        _("language we speak (Serbian)"),
        max_length=80,
        blank=True,
        help_text=_("Only where it is not simply Serbian, for example: Romani, with an interpreter."),
    )
    spoken_en = EnglishCharField(_("language we speak (English)"), max_length=80)
    note_sr = SerbianTextField(
        _("note for participants (Serbian)"),
        max_length=600,
        blank=True,
        help_text=_("What to bring, whether there are steps, who else speaks. Everybody can read it."),
    )
    note_en = EnglishTextField(_("note for participants (English)"), max_length=600)
    signup_opens_at = models.DateTimeField(
        _("sign-up from"), null=True, blank=True, help_text=_("Empty: as soon as the session is published.")
    )
    signup_closes_at = models.DateTimeField(
        _("sign-up until"),
        null=True,
        blank=True,
        help_text=_("Empty: until it begins. Staff can sign people up after that too."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(_LONGEST_OFFER)],
        help_text=_(
            "How long a place that became free is kept for the next person on the waiting list. An offer always ends"
            " two hours before the session."
        ),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=SessionState, default=SessionState.DRAFT, editable=False
    )

    created_by = colleague(_("planned by"))
    created_at = models.DateTimeField(_("planned"), default=timezone.now, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    closed_by = colleague(_("closed by"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    cancelled_by = colleague(_("cancelled by"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(
        _("reason of the cancellation"), max_length=REASON_LENGTH, blank=True, editable=False
    )

    spoken = Bilingual("spoken")
    note = Bilingual("note")

    objects = GroupSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("group session")
        verbose_name_plural = _("group sessions")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="group_session_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__range=(1, _MOST_PLACES)),
                name="group_session_places_in_range",
                violation_error_message=_("A session has 1 to 500 places."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="group_session_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + _LONGEST),
                name="group_session_within_half_a_day",
                violation_error_message=_("A session lasts at most 12 hours. Please check the days."),
            ),
            models.CheckConstraint(condition=Q(mode__in=SESSION_MODES), name="group_session_mode_is_known"),
            models.CheckConstraint(
                condition=Q(online_link="") | Q(mode=Mode.ONLINE, online_link__startswith="https://"),
                name="group_session_link_is_https",
                violation_error_message=_(
                    "An address of a video call belongs to an online session and begins with https://."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(signup_opens_at__isnull=True) | Q(signup_opens_at__lt=F("starts_at")))
                & (Q(signup_closes_at__isnull=True) | Q(signup_closes_at__lte=F("starts_at")))
                & (
                    Q(signup_opens_at__isnull=True)
                    | Q(signup_closes_at__isnull=True)
                    | Q(signup_closes_at__gt=F("signup_opens_at"))
                ),
                name="group_session_signup_before_start",
                violation_error_message=_(
                    "Sign-up opens first, then closes, and both before the session begins."
                ),
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__range=(1, _LONGEST_OFFER)),
                name="group_session_offer_hours_in_range",
                violation_error_message=_("People have 1 to 168 hours to answer an offer."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=SessionState.values), name="group_session_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="group_session_created_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[SessionState.DRAFT, SessionState.CANCELLED],
                    published_at__isnull=True,
                    published_by__isnull=True,
                )
                | (~Q(state=SessionState.DRAFT) & Q(published_at__isnull=False, published_by__isnull=False)),
                name="group_session_published_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=SessionState.DONE, closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state=SessionState.DONE) & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="group_session_closed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=SessionState.CANCELLED, cancelled_at__isnull=False, cancelled_by__isnull=False
                )
                | (
                    ~Q(state=SessionState.CANCELLED) & Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                ),
                name="group_session_cancelled_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(SESSION_TRANSITIONS)),
            pgtrigger.Trigger(
                name="allocations_follow_state",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
                func=(
                    f"UPDATE consultations_allocation SET live = NEW.state IN ({_LIVE})"  # noqa: S608 -- our own
                    " WHERE group_session_id = NEW.id; RETURN NULL;"
                ),
            ),
            # The other half of `seat_within_places` on Participation.
            pgtrigger.Trigger(
                name="places_hold_the_seats",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("places"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.places < OLD.places"),
                func=(
                    "IF EXISTS (SELECT FROM consultations_participation WHERE session_id = NEW.id"
                    " AND seat > NEW.places) THEN RAISE EXCEPTION 'somebody has a seat beyond the places'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'group_session_places_hold_the_seats';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {date_format(timezone.localtime(self.starts_at), 'SHORT_DATETIME_FORMAT')}"

    @property
    def is_live(self) -> bool:
        """Whether the session holds its advisor's time."""
        return self.state in LIVE_SESSION_STATES
