"""A person's place in a group session, or in the queue for one."""

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.base.references import REFERENCE_LENGTH, REFERENCE_PATTERN
from center.choices import Language
from center.models.columns import colleague
from consultations.choices import OPEN_PLACE_STATES, PLACE_TRANSITIONS, SEATED_STATES, Ending, PlaceState
from consultations.group_querysets import ParticipationQuerySet
from consultations.models.group_session import GroupSession
from entrepreneurs.models import Entrepreneur
from entrepreneurs.models.columns import refuse_erased

_OUTCOMES = [PlaceState.ATTENDED, PlaceState.MISSED]
_PLACED = [PlaceState.SIGNED_UP, *_OUTCOMES]


# Written only by the services.
@pghistory.track()
class Participation(CheckedModel):
    """Somebody who signed up for a group session. The queue is the order of the keys; rows are never deleted.

    Who has a place has a `seat`: a number from 1 to the places of the session, each given once. The number means
    nothing to people; it is what makes it impossible to give away more places than there are, also by hand. The
    services count under the lock of the session's row, so that nobody ever sees these constraints at work.
    """

    session = models.ForeignKey(
        GroupSession, on_delete=models.PROTECT, related_name="participations", verbose_name=_("group session")
    )
    entrepreneur = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    reference = models.CharField(
        _("reference"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        editable=False,
        validators=[RegexValidator(REFERENCE_PATTERN)],
    )
    state = models.CharField(_("state"), max_length=9, choices=PlaceState, editable=False)
    seat = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    contact_name = PersonNameColumn(_("name as given"), max_length=120)
    contact_phone = PhoneColumn(_("phone as given"), blank=True)
    contact_email = models.EmailField(_("email as given"), blank=True)
    language = models.CharField(_("language of the emails"), max_length=8, choices=Language)
    # Made by the form; the same form sent twice is one place.
    submission = models.UUIDField(unique=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    ics_sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    walked_in = models.BooleanField(_("came without signing up"), default=False, editable=False)

    # Empty: the person signed up on the public pages.
    signed_by = colleague(_("signed up by"))
    created_at = models.DateTimeField(_("signed up"), default=timezone.now, editable=False)
    # The offer of a freed place; it stays as a fact after it was answered or ran out.
    offered_at = models.DateTimeField(_("place offered"), null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True, editable=False)
    # Nobody: there was a place, or the person took the offered one.
    placed_by = colleague(_("place given by"))
    placed_at = models.DateTimeField(_("has a place since"), null=True, blank=True, editable=False)
    closed_by = colleague(_("outcome entered by"))
    closed_at = models.DateTimeField(_("outcome entered"), null=True, blank=True, editable=False)
    ending = models.CharField(_("why it ended"), max_length=8, choices=Ending, blank=True, editable=False)
    cancelled_by = colleague(_("cancelled by"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["session", "pk"]
        constraints = [
            only_a_name("contact_name", constraint="participation_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE_PATTERN), name="participation_reference_form"
            ),
            models.CheckConstraint(
                condition=~Q(contact_phone="") | ~Q(contact_email="") | Q(erased_at__isnull=False),
                name="participation_can_be_reached",
                violation_error_message=_("Give a phone number or an email address."),
            ),
            models.CheckConstraint(
                condition=Q(contact_phone="") | Q(contact_phone__regex=E164_PATTERN),
                name="participation_phone_form",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlaceState.values), name="participation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="participation_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SEATED_STATES, seat__isnull=False, seat__gte=1)
                | (~Q(state__in=SEATED_STATES) & Q(seat__isnull=True)),
                name="participation_place_is_a_seat",
            ),
            models.UniqueConstraint(
                fields=["session", "seat"],
                name="participation_seat_once",
                violation_error_message=_("This place was just taken."),
            ),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_until__isnull=True)
                | Q(offered_at__isnull=False, offered_until__isnull=False),
                name="participation_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=PlaceState.WAITING, offered_at__isnull=True, placed_at__isnull=True)
                | Q(state=PlaceState.OFFERED, offered_at__isnull=False, placed_at__isnull=True)
                | Q(state__in=_PLACED, placed_at__isnull=False)
                | Q(state=PlaceState.CANCELLED),
                name="participation_place_has_time",
            ),
            models.CheckConstraint(
                condition=Q(placed_at__isnull=False) | Q(placed_by__isnull=True),
                name="participation_placed_who_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OUTCOMES, closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state__in=_OUTCOMES) & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="participation_closed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=PlaceState.CANCELLED, cancelled_at__isnull=False, ending__in=Ending.values)
                | (
                    ~Q(state=PlaceState.CANCELLED)
                    & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, ending="")
                ),
                name="participation_cancelled_has_why_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.STAFF) | Q(cancelled_by__isnull=False),
                name="participation_cancelled_by_staff_has_who",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | (~Q(state__in=OPEN_PLACE_STATES) & Q(contact_name="", contact_phone="", contact_email="")),
                name="participation_erased_is_over_and_empty",
                violation_error_message=_("The person was erased. This place can be changed no more."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(PLACE_TRANSITIONS)),
            pgtrigger.Trigger(
                name="not_for_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entrepreneur_id"),  # type: ignore[no-untyped-call]
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("entrepreneur_id", "participation_not_for_the_erased"),
            ),
            # FOR SHARE waits for whoever is changing the number of places, and makes them wait for this row.
            pgtrigger.Trigger(
                name="seat_within_places",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("seat", "session_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.seat IS NOT NULL"),
                declare=[("most", "INTEGER")],
                func=(
                    "SELECT places INTO most FROM consultations_groupsession WHERE id = NEW.session_id FOR SHARE;"
                    " IF NEW.seat > most THEN RAISE EXCEPTION 'the session has only % places', most"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_seat_within_places';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether the person has a place that is still to come, or hopes for one."""
        return self.state in OPEN_PLACE_STATES
