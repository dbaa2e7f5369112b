"""Who registered for an event, and the places that they hold."""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
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
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.models.columns import refuse_erased
from events.choices import OPEN_STATES, PLACED_STATES, REGISTRATION_TRANSITIONS, Ending, RegistrationState
from events.models.event import Event
from events.models.programme import ProgrammeItem
from events.querysets import RegistrationQuerySet

_MOST_TOGETHER = 50
_PLACED = ", ".join(f"'{state.value}'" for state in PLACED_STATES)


# Written only by the services.
@pghistory.track()
class Registration(CheckedModel):
    """A person, or somebody for a group, who registered for an event. The queue is the order of the keys.

    It keeps the name and contact as given, and may be linked to a person of the registry: people who come to a fair
    once are no clients. Rows are never deleted.
    """

    MOST_PEOPLE = _MOST_TOGETHER

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    entrepreneur = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("person in our records"),
    )
    reference = models.CharField(
        _("reference"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        editable=False,
        validators=[RegexValidator(REFERENCE_PATTERN)],
    )
    state = models.CharField(_("state"), max_length=9, choices=RegistrationState, editable=False)
    size = models.PositiveSmallIntegerField(
        _("people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_TOGETHER)],
        help_text=_("How many people come, oneself included."),
    )
    contact_name = PersonNameColumn(_("name as given"), max_length=120)
    contact_phone = PhoneColumn(_("phone as given"), blank=True)
    contact_email = models.EmailField(_("email as given"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    language = models.CharField(_("language of the emails"), max_length=8, choices=Language)
    # Made by the form; the same form sent twice is one registration.
    submission = models.UUIDField(unique=True, editable=False)
    ics_sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    walked_in = models.BooleanField(_("came without registering"), default=False, editable=False)
    imported = models.BooleanField(_("from a list on paper"), default=False, editable=False)
    # What people agree to by sending the form; entered by others from a list on paper there is none.
    consent_text = models.ForeignKey(
        ConsentText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed to"),
    )
    consent_withdrawn_at = models.DateTimeField(_("consent withdrawn"), null=True, blank=True, editable=False)
    # The beginning of which somebody was reminded: another time is reminded of again.
    reminded_for = models.DateTimeField(_("reminded of"), null=True, blank=True, editable=False)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    # Empty: the person registered on the public pages, or a volunteer at the door did it.
    registered_by = colleague(_("registered by"))
    created_at = models.DateTimeField(_("registered"), default=timezone.now, editable=False)
    # The offer of freed places; it stays as a fact after it was answered or ran out.
    offered_at = models.DateTimeField(_("place offered"), null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True, editable=False)
    placed_by = colleague(_("place given by"))
    placed_at = models.DateTimeField(_("has a place since"), null=True, blank=True, editable=False)
    ending = models.CharField(_("why it ended"), max_length=8, choices=Ending, blank=True, editable=False)
    cancelled_by = colleague(_("cancelled by"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["event", "pk"]
        indexes = [models.Index(fields=["event", "state"], name="registration_by_state")]
        constraints = [
            only_a_name("contact_name", constraint="registration_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE_PATTERN), name="registration_reference_form"
            ),
            models.CheckConstraint(
                condition=~Q(contact_phone="")
                | ~Q(contact_email="")
                | Q(walked_in=True)
                | Q(imported=True)
                | Q(erased_at__isnull=False),
                name="registration_can_be_reached",
                violation_error_message=_("Give a phone number or an email address."),
            ),
            models.CheckConstraint(
                condition=Q(contact_phone="") | Q(contact_phone__regex=E164_PATTERN),
                name="registration_phone_form",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values), name="registration_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="registration_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(size__range=(1, _MOST_TOGETHER)),
                name="registration_size_in_range",
                violation_error_message=_("One registration is for 1 to 50 people."),
            ),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_until__isnull=True)
                | Q(offered_at__isnull=False, offered_until__isnull=False),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.WAITING, offered_at__isnull=True, placed_at__isnull=True)
                | Q(state=RegistrationState.OFFERED, offered_at__isnull=False, placed_at__isnull=True)
                | Q(state=RegistrationState.SIGNED_UP, placed_at__isnull=False)
                | Q(state=RegistrationState.CANCELLED),
                name="registration_place_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RegistrationState.CANCELLED, cancelled_at__isnull=False, ending__in=Ending.values
                )
                | (
                    ~Q(state=RegistrationState.CANCELLED)
                    & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, ending="")
                ),
                name="registration_cancelled_has_why_and_when",
            ),
            models.CheckConstraint(
                condition=Q(placed_by__isnull=True) | Q(placed_at__isnull=False),
                name="registration_placed_by_has_when",
            ),
            models.CheckConstraint(
                condition=Q(consent_withdrawn_at__isnull=True) | Q(erased_at__isnull=False),
                name="registration_withdrawn_is_erased",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.STAFF) | Q(cancelled_by__isnull=False),
                name="registration_cancelled_by_staff_has_who",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(contact_name="", contact_phone="", contact_email="", organisation=""),
                name="registration_erased_is_empty",
                violation_error_message=_("The person was erased. This registration can be changed no more."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="known_transitions", field="state", transitions=list(REGISTRATION_TRANSITIONS)
            ),
            pgtrigger.Trigger(
                name="not_for_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entrepreneur_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.entrepreneur_id IS NOT NULL"),
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("entrepreneur_id", "registration_not_for_the_erased"),
            ),
            # The other half of `one_of_the_people` of the arrivals, whose row it locks.
            pgtrigger.Trigger(
                name="holds_who_is_here",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("size"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.size < OLD.size"),
                func=(
                    "IF EXISTS (SELECT FROM events_checkin WHERE registration_id = NEW.id AND undone_at IS NULL"
                    " AND person > NEW.size) THEN RAISE EXCEPTION 'more people are here'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_holds_who_is_here';"
                    " END IF; RETURN NEW;"
                ),
            ),
            # At the end of the transaction, since places are rows of their own: nobody has more or fewer than people.
            pgtrigger.Trigger(
                name="places_for_everybody",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                level=pgtrigger.Row,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "size"),  # type: ignore[no-untyped-call]
                declare=[("wanted", "INTEGER"), ("held", "INTEGER")],
                func=(
                    f"SELECT CASE WHEN state IN ({_PLACED}) THEN size ELSE 0 END INTO wanted"  # noqa: S608 -- our own
                    " FROM events_registration WHERE id = NEW.id;"
                    " SELECT count(*) INTO held FROM events_place WHERE registration_id = NEW.id AND item_id IS NULL;"
                    " IF wanted IS NOT NULL AND held <> wanted THEN"
                    " RAISE EXCEPTION 'a registration holds % places for % people', held, wanted"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_places_for_everybody';"
                    " END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether people have places that are still to come, or hope for them."""
        return self.state in OPEN_STATES


class Place(CheckedModel):
    """One place of an event, or of one item of its programme, held by a registration.

    Its number means nothing to people: from 1 to the capacity, each given once, it is what makes it impossible to
    give away more places than there are, also by hand. A place that is given back is deleted; who had one and lost
    it stands in the registration.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="held_places")
    item = models.ForeignKey(
        ProgrammeItem, on_delete=models.PROTECT, null=True, blank=True, related_name="held_places"
    )
    number = models.PositiveIntegerField()
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="held_places")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="event_place_number_from_one"),
            models.UniqueConstraint(
                fields=["event", "number"],
                condition=Q(item__isnull=True),
                name="event_place_once",
                violation_error_message=_("This place was just taken."),
            ),
            models.UniqueConstraint(
                fields=["item", "number"],
                condition=Q(item__isnull=False),
                name="programme_item_place_once",
                violation_error_message=_("This place was just taken."),
            ),
        ]
        triggers = [
            # FOR SHARE waits for whoever is changing the capacity, and makes them wait for this row.
            pgtrigger.Trigger(
                name="number_within_capacity",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("most", "INTEGER"), ("whose", "BIGINT")],
                func=(
                    "SELECT event_id INTO whose FROM events_registration WHERE id = NEW.registration_id;"
                    " IF whose IS DISTINCT FROM NEW.event_id THEN RAISE EXCEPTION 'a place of another event'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'event_place_of_the_same_event'; END IF;"
                    " IF NEW.item_id IS NULL THEN"
                    " SELECT capacity INTO most FROM events_event WHERE id = NEW.event_id FOR SHARE;"
                    " ELSE SELECT capacity, event_id INTO most, whose FROM events_programmeitem"
                    " WHERE id = NEW.item_id FOR SHARE;"
                    " IF whose IS DISTINCT FROM NEW.event_id THEN RAISE EXCEPTION 'an item of another event'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'event_place_of_the_same_event'; END IF;"
                    " END IF;"
                    " IF NEW.number > most THEN RAISE EXCEPTION 'there are only % places', most"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'event_place_within_capacity';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
