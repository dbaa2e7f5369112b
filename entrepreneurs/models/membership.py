import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import MemberRole
from entrepreneurs.models.consent import Consent
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import MembershipQuerySet


@pghistory.track()
class Membership(CheckedModel):
    """A person's place in an enterprise, and whether they may edit its profile. It ends, it is not deleted."""

    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("enterprise")
    )
    role = models.CharField(_("role"), max_length=20, choices=MemberRole)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    may_edit = models.BooleanField(
        _("may edit the profile"), default=False, help_text=_("Ends by itself when the membership ends.")
    )
    # Their name stands on the public profile while this consent is in force.
    publication_consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent to show the name"),
    )
    added_by = colleague(_("added by"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "enterprise", "role"],
                condition=Q(ended_on__isnull=True),
                name="membership_in_force_once",
                violation_error_message=_("This person has this role in this enterprise already."),
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(may_edit=False, publication_consent__isnull=True),
                name="membership_ended_gives_nothing",
                violation_error_message=_("Who has left may not edit the profile or be shown on it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.enterprise}"

    def end(self) -> None:
        """Let the person leave today; not saved yet."""
        self.ended_on = timezone.localdate()
        self.may_edit = False
        self.publication_consent = None


@pghistory.track()
class PersonLogin(CheckedModel):
    """Which persons stand behind a login; staff or a confirmed claim connect them, never an equal e-mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="person_logins",
        verbose_name=_("login"),
    )
    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="logins", verbose_name=_("person")
    )
    connected_by = colleague(_("connected by"))
    connected_at = models.DateTimeField(_("connected"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("login of a person")
        verbose_name_plural = _("logins of people")
        constraints = [
            models.UniqueConstraint(fields=["user", "person"], name="person_login_unique"),
            models.CheckConstraint(
                condition=Q(connected_at__isnull=False, connected_by__isnull=False),
                name="person_login_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
