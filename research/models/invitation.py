"""Who is invited to answer, and the mark of an invitation that has answered."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.choices import Language
from center.models.columns import colleague
from entrepreneurs.models import Enterprise
from research.choices import INVITED, Mode
from research.models.survey import Survey
from research.querysets import InvitationQuerySet


# Written by the services only. The code is nobody's to read.
@pghistory.track(exclude=["code_hash", "code_salt"])
class Invitation(CheckedModel):
    """One that may answer once: an enterprise of the sample, an address typed in, or a printed code for anybody.

    That it answered stands in `SpentInvitation`, so that this row knows nothing of it, neither by its columns nor by
    when it was last written.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("survey")
    )
    mode = models.CharField(_("how"), max_length=5, choices=[(each.value, each.label) for each in INVITED])
    enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("enterprise"),
    )
    stratum = models.CharField(_("stratum"), max_length=40, blank=True, editable=False)
    # For codes on paper, which nobody's name is on.
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    name = models.CharField(_("name in the letter"), max_length=140, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    language = models.CharField(
        _("language of the letter"), max_length=8, choices=Language, default=Language.SERBIAN_CYRILLIC
    )
    # A keyed hash; the code itself is in the letter or on the paper only.
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Of an invitation that is written to: with the key of the server it gives the code again, so that a reminder holds
    # the same one. A code on paper has none: nobody can print it again.
    code_salt = models.CharField(max_length=32, blank=True, editable=False)
    invited_by = colleague(_("invited by"))
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    # When the letter was stored or printed; empty: it is still to be written.
    letter_at = models.DateTimeField(_("letter written"), null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True, editable=False)
    withdrawn_by = colleague(_("taken back by"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["survey", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=INVITED), name="invitation_mode_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="invitation_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.MAIL) | ~Q(email="") | Q(erased_at__isnull=False),
                name="invitation_by_mail_has_address",
                violation_error_message=_("Write an email address."),
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_at__isnull=True)
                | Q(reminders__gte=1, reminded_at__isnull=False),
                name="invitation_reminded_has_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | Q(withdrawn_at__isnull=False),
                name="invitation_withdrawn_by_has_when",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email=""), name="invitation_erased_is_empty"
            ),
            models.UniqueConstraint(
                fields=["survey", "enterprise"],
                condition=Q(enterprise__isnull=False, withdrawn_at__isnull=True),
                name="invitation_of_enterprise_once",
                violation_error_message=_("This enterprise is invited already."),
            ),
            models.UniqueConstraint(
                fields=["survey", "email"],
                condition=~Q(email="") & Q(withdrawn_at__isnull=True),
                name="invitation_of_address_once",
                violation_error_message=_("This address is invited already."),
            ),
            models.UniqueConstraint(
                fields=["survey", "number"],
                condition=Q(number__isnull=False),
                name="invitation_number_once",
            ),
        ]

    def __str__(self) -> str:
        if self.enterprise_id:
            return str(self.enterprise)
        return self.name or self.email or str(_("Code no. %(number)s") % {"number": self.number or self.pk})


class SpentInvitation(CheckedModel):
    """An invitation that has answered: that it did, and nothing else. No time, no number of its own, no history.

    The key makes a second answer impossible. The rows of this table and of the answers are put into a random order
    every night (`services.shuffling`), since the order and the transaction of two rows would tell what the columns
    do not.
    """

    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="spent",
        verbose_name=_("invitation"),
    )

    class Meta:
        verbose_name = _("invitation that answered")
        verbose_name_plural = _("invitations that answered")
        triggers = [
            # What `spends_an_invitation` of the answers looks for, within this transaction.
            pgtrigger.Trigger(
                name="is_spent",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=(
                    "PERFORM set_config('research.spent', (coalesce(nullif("
                    "current_setting('research.spent', true), ''), '0')::integer + 1)::text, true); RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Answered"))
