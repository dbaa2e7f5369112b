"""What the office invites people to."""

from datetime import timedelta
from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
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
    ShownText,
    shown,
)
from center.base.full_text import search_column
from center.models.columns import colleague
from entrepreneurs.choices import SpokenLanguage
from events.choices import (
    EVENT_TRANSITIONS,
    RESERVED_SLUGS,
    SLUG_PATTERN,
    Admission,
    EventKind,
    EventState,
)
from events.models.series import SLUG_FORM, EventSeries
from events.models.venue import Venue
from events.querysets import EventQuerySet

_MOST_PLACES = 20_000
_MOST_TOGETHER = 50
_LONGEST_OFFER = 7 * 24
# Longer ones are years mistyped.
_LONGEST = timedelta(days=14)


def _serbian_only() -> list[str]:
    return [SpokenLanguage.SERBIAN.value]


# Written by the services only, but for what people read (`services.events.DESCRIBED`).
@pghistory.track(exclude=["search"])
class Event(BilingualContent):
    """A mini-fair, workshop, info session or meeting. Rows are never deleted; past ones keep their page.

    Whoever counts or gives away places locks this row first: `Place` has the rest of the rule.
    """

    REASON_LENGTH = 400
    # It follows every other change, and those are told.
    not_told_in_history: ClassVar = frozenset({"changed_at"})

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens. An earlier one keeps leading here."),
    )
    series = models.ForeignKey(
        EventSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("series"),
        help_text=_("For editions of the same fair, or a workshop that is held again."),
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=140)
    title_en = EnglishCharField(_("title (English)"), max_length=140)
    summary_sr = SerbianCharField(
        _("in one sentence (Serbian)"),
        max_length=240,
        blank=True,
        help_text=_("What happens there, and for whom. Stands in lists and in shared links."),
    )
    summary_en = EnglishCharField(_("in one sentence (English)"), max_length=240)
    about_sr = SerbianTextField(
        _("description (Serbian)"),
        max_length=6000,
        blank=True,
        help_text=_("An empty line begins a new paragraph."),
    )
    about_en = EnglishTextField(_("description (English)"), max_length=6000)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
        verbose_name=_("venue"),
        help_text=_("Empty: online only."),
    )
    online_link = models.URLField(
        _("address of the video call"),
        max_length=300,
        blank=True,
        help_text=_("Only people with a place see it, on their own page and in their email."),
    )
    languages = ArrayField(
        models.CharField(max_length=5, choices=SpokenLanguage),
        verbose_name=_("languages"),
        default=_serbian_only,
        help_text=_("In which people speak there, interpreters included."),
    )
    access_sr = SerbianTextField(
        _("access to this event (Serbian)"),
        max_length=1000,
        blank=True,
        help_text=_("What differs from the venue: an interpreter, reserved seats, a quiet hour."),
    )
    access_en = EnglishTextField(_("access to this event (English)"), max_length=1000)
    admission = models.CharField(
        _("admission"), max_length=12, choices=Admission, default=Admission.REGISTRATION
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_PLACES)],
        help_text=_("How many people can take part; empty: as many as come. Never fewer than are taken."),
    )
    most_together = models.PositiveSmallIntegerField(
        _("people in one registration"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_TOGETHER)],
        help_text=_("How many people one may register at once, oneself included."),
    )
    registration_opens_at = models.DateTimeField(
        _("registration from"), null=True, blank=True, help_text=_("Empty: as soon as it is published.")
    )
    registration_closes_at = models.DateTimeField(
        _("registration until"),
        null=True,
        blank=True,
        help_text=_("Empty: until it begins. Staff can register people after that too."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(_LONGEST_OFFER)],
        help_text=_(
            "How long a place that became free is kept for the next person on the waiting list. An offer always ends"
            " two hours before the event."
        ),
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("reminder, hours before"),
        default=24,
        validators=[MaxValueValidator(_LONGEST_OFFER)],
        help_text=_("By email to everybody with a place; 0: no reminder."),
    )
    applications_open_at = models.DateTimeField(
        _("applications for stands from"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as the fair is published."),
    )
    applications_close_at = models.DateTimeField(
        _("applications for stands until"),
        null=True,
        blank=True,
        help_text=_("Empty: enterprises do not apply here. Staff can enter applications after that too."),
    )
    conditions_sr = SerbianTextField(
        _("for exhibitors (Serbian)"),
        max_length=3000,
        blank=True,
        help_text=_(
            "What a stand costs, what there is on the spot, who may exhibit, what is asked of exhibitors."
        ),
    )
    conditions_en = EnglishTextField(_("for exhibitors (English)"), max_length=3000)
    needs_until = models.DateField(
        _("needs until"),
        null=True,
        blank=True,
        help_text=_("The last day on which exhibitors say how many tables, chairs and sockets they need."),
    )
    thanks_after = models.BooleanField(
        _("say thank you afterwards"),
        default=True,
        help_text=_(
            "On the next day, by email to who came, with a link to say what was good and what was not."
        ),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=EventState, default=EventState.DRAFT, editable=False
    )
    # Why it was postponed or cancelled, for everybody to read.
    reason_sr = SerbianCharField(_("reason"), max_length=REASON_LENGTH, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    created_by = colleague(_("planned by"))
    created_at = models.DateTimeField(_("planned"), default=timezone.now, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    state_changed_by = colleague(_("changed by"))
    state_changed_at = models.DateTimeField(_("state changed"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    # Grows with every change that calendars have to hear of.
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)
    search = search_column(("title_sr", "title_en"), ("summary_sr", "summary_en"), ("about_sr", "about_en"))

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("in one sentence"))
    about = Bilingual("about", _("description"))
    access = Bilingual("access", _("access"))
    conditions = Bilingual("conditions", _("for exhibitors"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        permissions = [("publish_event", "Can publish, postpone, cancel and finish events")]
        indexes = [models.Index(fields=["state", "starts_at"], name="event_by_start")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="event_state_is_known"),
            models.CheckConstraint(
                condition=Q(admission__in=Admission.values), name="event_admission_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="event_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="event_slug_form",
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="event_has_title",
                violation_error_message=_("Write the title of the event."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + _LONGEST),
                name="event_within_two_weeks",
                violation_error_message=_("An event lasts at most 14 days. Please check the dates."),
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=SpokenLanguage.values) & Q(languages__len__gt=0),
                name="event_languages_are_known",
                violation_error_message=_("Choose languages from the list."),
            ),
            models.CheckConstraint(
                condition=Q(online_link="") | Q(online_link__startswith="https://"),
                name="event_link_is_https",
                violation_error_message=_("An address of a video call begins with https://."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__range=(1, _MOST_PLACES)),
                name="event_capacity_in_range",
                violation_error_message=_("An event has 1 to 20,000 places."),
            ),
            models.CheckConstraint(
                condition=Q(most_together__range=(1, _MOST_TOGETHER)),
                name="event_most_together_in_range",
                violation_error_message=_("One registration is for 1 to 50 people."),
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__range=(1, _LONGEST_OFFER)),
                name="event_offer_hours_in_range",
                violation_error_message=_("People have 1 to 168 hours to answer an offer."),
            ),
            models.CheckConstraint(
                condition=Q(reminder_hours__lte=_LONGEST_OFFER),
                name="event_reminder_within_a_week",
                violation_error_message=_("A reminder goes out at most 168 hours before."),
            ),
            models.CheckConstraint(
                condition=(Q(registration_opens_at__isnull=True) | Q(registration_opens_at__lt=F("ends_at")))
                & (Q(registration_closes_at__isnull=True) | Q(registration_closes_at__lte=F("ends_at")))
                & (
                    Q(registration_opens_at__isnull=True)
                    | Q(registration_closes_at__isnull=True)
                    | Q(registration_closes_at__gt=F("registration_opens_at"))
                ),
                name="event_registration_before_end",
                violation_error_message=_(
                    "Registration opens first, then closes, and both before the event ends."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.FAIR)
                | Q(
                    applications_open_at__isnull=True,
                    applications_close_at__isnull=True,
                    needs_until__isnull=True,
                    conditions_sr="",
                    conditions_en="",
                ),
                name="event_stands_at_fairs_only",
                violation_error_message=_("Only a mini-fair has stands. Empty what is said about them."),
            ),
            models.CheckConstraint(
                condition=Q(applications_open_at__isnull=True)
                | Q(applications_close_at__gt=F("applications_open_at")),
                name="event_applications_open_before_they_close",
                violation_error_message=_("Say until when enterprises apply; that is after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(applications_close_at__isnull=True)
                | Q(applications_close_at__lte=F("starts_at")),
                name="event_applications_before_start",
                violation_error_message=_("Applications close before the fair begins."),
            ),
            models.CheckConstraint(
                condition=Q(state=EventState.DRAFT)
                | (
                    Q(published_at__isnull=False, published_by__isnull=False)
                    & ~Q(summary_sr="")
                    & (Q(venue__isnull=False) | ~Q(online_link=""))
                ),
                name="event_published_is_whole",
                violation_error_message=_(
                    "To be published, an event needs one sentence about it, and a venue or an address of a video call."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EventState.DRAFT, EventState.PUBLISHED])
                | Q(state_changed_at__isnull=False, state_changed_by__isnull=False),
                name="event_state_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="event_created_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(EVENT_TRANSITIONS)),
            # The other half of `for_a_fair` on ExhibitorApplication.
            pgtrigger.Trigger(
                name="a_fair_with_applications_stays_one",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.kind = 'fair' AND NEW.kind <> 'fair'"),
                func=(
                    "IF EXISTS (SELECT FROM events_exhibitorapplication WHERE event_id = NEW.id) THEN"
                    " RAISE EXCEPTION 'enterprises have applied for stands'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'event_with_applications_is_a_fair';"
                    " END IF; RETURN NEW;"
                ),
            ),
            # The other half of `number_within_capacity` on Place.
            pgtrigger.Trigger(
                name="capacity_holds_the_places",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("capacity"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.capacity IS NOT NULL"),
                func=(
                    "IF EXISTS (SELECT FROM events_place WHERE event_id = NEW.id AND item_id IS NULL"
                    " AND number > NEW.capacity) THEN RAISE EXCEPTION 'somebody has a place beyond the capacity'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'event_capacity_holds_the_places';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain

    @property
    def reason(self) -> ShownText:
        """Why it was postponed or cancelled, in the active language; written in Serbian only."""
        return shown(self.reason_sr, "")
