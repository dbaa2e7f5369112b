"""How a person may be reached without harm: when to call, what to leave unsaid, and who else may be told."""

from datetime import time
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.models.columns import colleague
from entrepreneurs.choices import HelperRelation
from entrepreneurs.models.consent import Consent
from entrepreneurs.models.person import Entrepreneur

if TYPE_CHECKING:
    from datetime import datetime

HELPER_COLUMNS = ("helper_name", "helper_phone", "helper_email", "helper_relation")
_NO_HELPER = Q(**dict.fromkeys(HELPER_COLUMNS, ""), helper_consent__isnull=True)
_HELPER = (
    ~Q(helper_name="")
    & (~Q(helper_phone="") | ~Q(helper_email=""))
    & Q(helper_relation__in=HelperRelation.values, helper_consent__isnull=False)
)


# Who helps, and the free words, have no second home: what is erased here is gone.
@pghistory.track(exclude=["advice", *HELPER_COLUMNS])
class ContactPreference(CheckedModel):
    """What one person asked for. Whoever has no row asked for nothing; see `preference_of`.

    A helper is there by the person's own consent only, may be told time and place and nothing else, and leaves with the
    consent.
    """

    ADVICE_LENGTH = 300

    person = models.OneToOneField(
        Entrepreneur, on_delete=models.PROTECT, related_name="contact_preference", verbose_name=_("person")
    )
    no_voicemail = models.BooleanField(_("no messages on the answering machine"), default=False)
    # By the office's clock.
    call_from = models.TimeField(_("call only from"), null=True, blank=True)
    call_until = models.TimeField(_("call only until"), null=True, blank=True)
    neutral_texts = models.BooleanField(_("neutral texts, without the topic"), default=False)
    no_email_reminders = models.BooleanField(_("no reminders by email"), default=False)
    advice = EncryptedTextField(_("what else to know before calling"), blank=True)
    helper_name = PersonNameColumn(_("name of the helper"), max_length=120, blank=True)
    helper_phone = PhoneColumn(_("phone of the helper"), blank=True)
    helper_email = models.EmailField(_("email of the helper"), blank=True)
    helper_relation = models.CharField(
        _("who the helper is"), max_length=13, choices=HelperRelation, blank=True
    )
    helper_consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent to tell the helper"),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    # Empty: the person wrote it at booking.
    updated_by = colleague(_("last changed by"))

    class Meta:
        verbose_name = _("safe contact")
        verbose_name_plural = _("safe contacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(call_from__isnull=True, call_until__isnull=True)
                | Q(call_from__isnull=False, call_until__isnull=False, call_from__lt=F("call_until")),
                name="contact_preference_hours_in_order",
                violation_error_message=_("Choose both hours, the earlier one first, or none."),
            ),
            models.CheckConstraint(
                condition=_NO_HELPER | _HELPER,
                name="contact_preference_helper_is_whole",
                violation_error_message=_(
                    "A helper has a name, a phone number or an email address, and the person's consent."
                ),
            ),
            models.CheckConstraint(
                condition=Q(helper_phone="") | Q(helper_phone__regex=E164_PATTERN),
                name="contact_preference_helper_phone_form",
            ),
            only_a_name("helper_name", constraint="contact_preference_helper_is_no_address"),
        ]

    def __str__(self) -> str:
        return str(_("Person no. %(number)s") % {"number": self.person_id})

    def may_be_called_at(self, local: "datetime") -> bool:
        """Say whether the person may be called at this local time; the end itself is too late."""
        if self.call_from is None or self.call_until is None:
            return True
        return self.call_from <= local.time() < self.call_until

    def careful_hours(self, other: "ContactPreference") -> tuple[time | None, time | None]:
        """Return the hours in which neither of the two wishes forbids to call; where there are none, these hours."""
        if self.call_from is None or self.call_until is None:
            return other.call_from, other.call_until
        if other.call_from is None or other.call_until is None:
            return self.call_from, self.call_until
        start, end = max(self.call_from, other.call_from), min(self.call_until, other.call_until)
        return (start, end) if start < end else (self.call_from, self.call_until)


def preference_of(person: Entrepreneur) -> ContactPreference:
    """Return what the person asked for, or an unsaved row that asks for nothing."""
    found: ContactPreference | None = getattr(person, "contact_preference", None)
    return found or ContactPreference(person=person)
