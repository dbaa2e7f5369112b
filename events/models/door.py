"""Who came: noted by volunteers with a pass, person by person where they registered, by a stroke where not."""

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from events.choices import HeadKind, RegistrationState
from events.models.event import Event
from events.models.registration import Registration

# What one press of the counter may add or take back.
_MOST_AT_ONCE = 50


# When it was last used changes all day and tells nothing later; the secret is nobody's to read.
@pghistory.track(exclude=["secret", "last_used_at"])
class DoorPass(CheckedModel):
    """What opens the page of the door on a volunteer's phone, without an account. Written by the services only."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="door_passes", verbose_name=_("event")
    )
    label = models.CharField(
        _("for whom"), max_length=80, help_text=_("A door or a volunteer, such as: main entrance, Ana.")
    )
    # A keyed hash of the code that opens the page; the code itself is shown once and kept nowhere.
    secret = models.CharField(max_length=64, unique=True, editable=False)
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"))
    made_by = colleague(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    revoked_by = colleague(_("taken back by"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("pass for the door")
        verbose_name_plural = _("passes for the door")
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")),
                name="door_pass_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(label=""),
                name="door_pass_has_label",
                violation_error_message=_("Write for whom the pass is."),
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, made_by__isnull=False),
                name="door_pass_made_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="door_pass_revoked_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class CheckIn(CheckedModel):
    """One of the people of a registration is here, on one day of the event: twice at two doors is once.

    Rows are facts: an arrival that was noted by mistake is taken back and stays, so that a phone that sends the same
    arrival once more does not bring it back.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="check_ins", verbose_name=_("registration")
    )
    # Which of the people: 1 to the size of the registration.
    person = models.PositiveSmallIntegerField(_("person"), validators=[MinValueValidator(1)])
    day = models.DateField(_("day"))
    # Made on the phone, so that what was sent twice through bad reception counts once; the people who came together
    # have the same.
    action = models.UUIDField(editable=False)
    # When it happened; through bad reception we hear of it later.
    at = models.DateTimeField(_("arrived"), default=timezone.now, editable=False)
    door = models.ForeignKey(
        DoorPass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="check_ins",
        verbose_name=_("door"),
    )
    noted_by = colleague(_("noted by"))
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    undone_door = models.ForeignKey(
        DoorPass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back at"),
    )
    # Empty: a volunteer at the door.
    undone_by = colleague(_("taken back by"))

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["registration", "day", "person", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "day", "person"],
                condition=Q(undone_at__isnull=True),
                name="check_in_person_once_a_day",
                violation_error_message=_("This person was noted as here before."),
            ),
            models.CheckConstraint(condition=Q(person__gte=1), name="check_in_person_from_one"),
            models.CheckConstraint(
                condition=Q(door__isnull=False) | Q(noted_by__isnull=False), name="check_in_has_who"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_door__isnull=True)
                | (Q(undone_at__isnull=False) & (Q(undone_by__isnull=False) | Q(undone_door__isnull=False))),
                name="check_in_undone_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["action"], name="check_in_by_action")]
        triggers = [
            pgtrigger.Protect(name="arrivals_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="arrivals_are_facts", exclude=["undone_at", "undone_door", "undone_by"]),
            # FOR SHARE waits for whoever is changing the registration.
            pgtrigger.Trigger(
                name="one_of_the_people",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("people", "INTEGER"), ("standing", "TEXT")],
                func=(
                    "SELECT size, state INTO people, standing FROM events_registration"  # noqa: S608 -- our own
                    " WHERE id = NEW.registration_id FOR SHARE;"
                    f" IF standing <> '{RegistrationState.SIGNED_UP.value}' OR NEW.person > people THEN"
                    " RAISE EXCEPTION 'person % of % who are %', NEW.person, people, standing"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'check_in_one_of_the_people';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration} {self.person}"


class HeadCount(CheckedModel):
    """A stroke of the counter at the door: people without a name, sex and age as far as somebody could see.

    Only added: a stroke too many is taken back by one of -1.
    """

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="head_counts", verbose_name=_("event")
    )
    day = models.DateField(_("day"))
    kind = models.CharField(_("who"), max_length=9, choices=HeadKind, default=HeadKind.VISITOR)
    sex = models.CharField(_("sex"), max_length=7, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(_("age"), max_length=6, choices=AgeBand, blank=True)
    number = models.SmallIntegerField(_("people"), default=1)
    action = models.UUIDField(unique=True, editable=False)
    at = models.DateTimeField(_("counted"), default=timezone.now, editable=False)
    door = models.ForeignKey(
        DoorPass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="head_counts",
        verbose_name=_("door"),
    )
    noted_by = colleague(_("counted by"))

    class Meta:
        verbose_name = _("counted visitors")
        verbose_name_plural = _("counted visitors")
        ordering = ["event", "at", "pk"]
        indexes = [models.Index(fields=["event", "day"], name="head_count_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HeadKind.values), name="head_count_kind_is_known"),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="head_count_sex_is_known"),
            models.CheckConstraint(
                condition=Q(age_band="") | Q(age_band__in=AgeBand.values), name="head_count_age_is_known"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(-_MOST_AT_ONCE, _MOST_AT_ONCE)) & ~Q(number=0),
                name="head_count_number_in_range",
                violation_error_message=_("Count 1 to 50 people at once."),
            ),
            models.CheckConstraint(
                condition=Q(door__isnull=False) | Q(noted_by__isnull=False), name="head_count_has_who"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="counts_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number:+d}"
