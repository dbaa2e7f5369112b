"""What visitors send from a profile: messages for the enterprise, and errors that they found."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import PhoneColumn
from center.base.shown_text import in_script
from center.choices import Language
from center.models import StoredMail
from center.models.columns import colleague
from entrepreneurs.choices import ErrorKind, MessageState, ReportState
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.querysets import EnterpriseMessageQuerySet, ErrorReportQuerySet


@pghistory.track(fields=["state", "passed_on_by", "passed_on_at"])
class EnterpriseMessage(CheckedModel):
    """A message to an enterprise: relayed by e-mail, or waiting for a colleague who passes it on by phone."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="messages", verbose_name=_("enterprise")
    )
    name = PersonNameColumn(_("name"), max_length=120)
    phone = PhoneColumn(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    text = EncryptedTextField(_("message"))
    language = models.CharField(_("language"), max_length=8, choices=Language)
    submission = models.UUIDField(unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=MessageState, default=MessageState.WAITING)
    mail = models.OneToOneField(
        StoredMail,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("email message"),
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    passed_on_by = colleague(_("passed on by"))
    passed_on_at = models.DateTimeField(_("passed on"), null=True, blank=True, editable=False)

    objects = EnterpriseMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to an enterprise")
        verbose_name_plural = _("messages to enterprises")
        ordering = ["-created_at", "-pk"]
        constraints = [
            only_a_name("name", constraint="enterprise_message_name_is_no_address"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""),
                name="enterprise_message_can_be_answered",
                violation_error_message=_(
                    "Give a phone number or an email address, so that they can answer."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.RELAYED, mail__isnull=False)
                | (Q(state__in=[MessageState.WAITING, MessageState.PASSED_ON]) & Q(mail__isnull=True)),
                name="enterprise_message_relayed_has_its_mail",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MessageState.PASSED_ON, passed_on_by__isnull=False, passed_on_at__isnull=False
                )
                | (
                    ~Q(state=MessageState.PASSED_ON) & Q(passed_on_by__isnull=True, passed_on_at__isnull=True)
                ),
                name="enterprise_message_passed_on_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return in_script(self.name)


@pghistory.track(fields=["state", "handled_by", "handled_at"])
class ErrorReport(CheckedModel):
    """A visitor says that something on a profile is wrong; staff look at it."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="error_reports", verbose_name=_("enterprise")
    )
    kind = models.CharField(_("what is wrong"), max_length=10, choices=ErrorKind)
    text = EncryptedTextField(_("in the visitor's words"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    submission = models.UUIDField(unique=True, editable=False)
    state = models.CharField(
        pgettext_lazy("of a report", "state"), max_length=10, choices=ReportState, default=ReportState.NEW
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_by = colleague(_("dealt with by"))
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True, editable=False)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ErrorKind.values), name="error_report_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=ReportState.NEW, handled_by__isnull=True, handled_at__isnull=True)
                | Q(
                    state__in=[ReportState.DONE, ReportState.DISMISSED],
                    handled_by__isnull=False,
                    handled_at__isnull=False,
                ),
                name="error_report_handled_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
