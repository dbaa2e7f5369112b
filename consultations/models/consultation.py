from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.base.references import REFERENCE_LENGTH, REFERENCE_PATTERN
from center.choices import Language
from consultations.choices import LIVE_STATES, TRANSITIONS, Mode, State
from consultations.models.advisor import Advisor
from consultations.models.case import Case
from consultations.models.topic import Topic
from consultations.querysets import ConsultationQuerySet
from entrepreneurs.eligibility import validate_record
from entrepreneurs.eligibility.records import RECORD_KEYS
from entrepreneurs.models import Entrepreneur
from entrepreneurs.models.columns import refuse_erased

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from center.models import User

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE_STATES)


# Two objects and two texts of the right form. An empty object is contained in every object and in nothing else.
_IS_SELF_CHECK = Q(
    self_check__has_keys=list(RECORD_KEYS),
    self_check__contains={"answers": {}, "result": {}},
    self_check__law__regex=r"^[0-9]{1,3}/[0-9]{4}$",
    self_check__checked_on__regex=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
)


def _staff(label: "StrOrPromise") -> "models.ForeignKey[User | None, User | None]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


# Written only by the services. What the visitor wrote stays encrypted, and like the self-check out of the history.
@pghistory.track(exclude=["note", "self_check"])
class Consultation(CheckedModel):
    """A booked visit. Rows are never deleted: cancelled and missed visits stay as facts and free the time."""

    NOTE_LENGTH = 2000
    REASON_LENGTH = 300

    reference = models.CharField(
        _("reference"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        editable=False,
        validators=[RegexValidator(REFERENCE_PATTERN)],
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("topic")
    )
    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("advisor")
    )
    entrepreneur = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("person")
    )
    # Empty: the visit belongs to no case (yet). The database lets it be a case of the same person only.
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="visits",
        verbose_name=_("case"),
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    mode = models.CharField(_("place"), max_length=6, choices=Mode)
    state = models.CharField(_("state"), max_length=9, choices=State, editable=False)
    contact_name = PersonNameColumn(_("name as given"), max_length=120)
    contact_phone = PhoneColumn(_("phone as given"), blank=True)
    contact_email = models.EmailField(_("email as given"), blank=True)
    note = EncryptedTextField(_("what the visitor wrote"), blank=True)
    # Empty unless the visitor took the answers along.
    self_check = models.JSONField(
        _("self-check"), null=True, blank=True, editable=False, validators=[validate_record]
    )
    language = models.CharField(_("language of the emails"), max_length=8, choices=Language)
    # Made by the form; the same form sent twice is one booking.
    submission = models.UUIDField(unique=True, editable=False)
    # Whoever it was is not to be known any more; the visit still counts.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    # Visits that were booked together carry the same key.
    series = models.UUIDField(_("series"), null=True, blank=True, editable=False)
    walked_in = models.BooleanField(_("came without a booking"), default=False, editable=False)
    came_late = models.BooleanField(_("came late"), default=False, editable=False)
    ics_sequence = models.PositiveSmallIntegerField(default=0, editable=False)

    # Empty: the visitor booked it on the public pages.
    booked_by = _staff(_("booked by"))
    created_at = models.DateTimeField(_("booked"), default=timezone.now, editable=False)
    # A visit that its topic confirms at once has a time here and nobody.
    confirmed_by = _staff(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    closed_by = _staff(_("outcome entered by"))
    closed_at = models.DateTimeField(_("outcome entered"), null=True, blank=True, editable=False)
    cancelled_by = _staff(_("cancelled by"))
    cancelled_by_visitor = models.BooleanField(_("cancelled by the visitor"), default=False, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(
        _("reason of the cancellation"),
        max_length=REASON_LENGTH,
        blank=True,
        help_text=_("Shown in the email to the visitor."),
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at"], name="consultation_by_start"),
            models.Index(fields=["advisor", "starts_at"], name="consultation_by_advisor"),
            models.Index(fields=["series"], name="consultation_by_series", condition=Q(series__isnull=False)),
        ]
        constraints = [
            only_a_name("contact_name", constraint="consultation_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE_PATTERN), name="consultation_reference_form"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="consultation_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                # Who stands in the room need not be called.
                condition=~Q(contact_phone="")
                | ~Q(contact_email="")
                | Q(walked_in=True)
                | Q(erased_at__isnull=False),
                name="consultation_can_be_reached",
                violation_error_message=_("Give a phone number or an email address."),
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.PHONE) | ~Q(contact_phone="") | Q(erased_at__isnull=False),
                name="consultation_by_phone_has_phone",
                violation_error_message=_("A visit by phone needs a phone number."),
            ),
            models.CheckConstraint(
                condition=Q(contact_phone="") | Q(contact_phone__regex=E164_PATTERN),
                name="consultation_phone_form",
            ),
            models.CheckConstraint(
                condition=Q(walked_in=False) | Q(booked_by__isnull=False, mode=Mode.OFFICE),
                name="consultation_walk_in_is_received",
            ),
            models.CheckConstraint(
                condition=Q(came_late=False) | Q(state=State.DONE),
                name="consultation_late_took_place",
                violation_error_message=_("Only who came can have come late."),
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="consultation_mode_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="consultation_state_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="consultation_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(self_check__isnull=True) | _IS_SELF_CHECK,
                name="consultation_self_check_form",
                violation_error_message=_("This is no self-check."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.REQUESTED, confirmed_at__isnull=True)
                | Q(state__in=[State.CONFIRMED, State.DONE, State.MISSED], confirmed_at__isnull=False)
                | Q(state=State.CANCELLED),
                name="consultation_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by__isnull=True),
                name="consultation_confirmed_who_has_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.DONE, State.MISSED], closed_at__isnull=False, closed_by__isnull=False
                )
                | (
                    ~Q(state__in=[State.DONE, State.MISSED])
                    & Q(closed_at__isnull=True, closed_by__isnull=True)
                ),
                name="consultation_closed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.CANCELLED,
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=True,
                    cancelled_by_visitor=True,
                )
                | Q(
                    state=State.CANCELLED,
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=False,
                    cancelled_by_visitor=False,
                )
                | (
                    ~Q(state=State.CANCELLED)
                    & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_by_visitor=False)
                ),
                name="consultation_cancelled_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | (
                    ~Q(state__in=LIVE_STATES)
                    & Q(contact_name="", contact_phone="", contact_email="", self_check__isnull=True)
                ),
                name="consultation_erased_is_over_and_empty",
                violation_error_message=_("The person was erased. This visit can be changed no more."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(TRANSITIONS)),
            pgtrigger.Trigger(
                name="not_for_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entrepreneur_id"),  # type: ignore[no-untyped-call]
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("entrepreneur_id", "consultation_not_for_the_erased"),
            ),
            pgtrigger.Trigger(
                name="allocations_follow_state",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
                func=(
                    f"UPDATE consultations_allocation SET live = NEW.state IN ({_LIVE})"  # noqa: S608 -- our own
                    " WHERE consultation_id = NEW.id; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_live(self) -> bool:
        """Whether the visit holds its time."""
        return self.state in LIVE_STATES

    @property
    def may_be_left(self) -> bool:
        """Whether a room or a colleague can be taken from it: not once it is over."""
        return self.is_live or self.state == State.CANCELLED
