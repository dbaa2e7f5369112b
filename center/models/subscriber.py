import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.choices import Language
from center.choices.newsletter import SUBSCRIBER_TRANSITIONS, ConsentWay, LeavingWay, SubscriberState
from center.models.columns import colleague
from center.querysets.newsletter import SubscriberQuerySet


# Written by the services only. The history holds no address: it could not be forgotten as quickly.
@pghistory.track(fields=["state", "way", "added_by", "left_how", "left_by"])
class Subscriber(CheckedModel):
    """An address that receives the newsletter, is asked whether it wants to, or did once.

    Some days after leaving the address is emptied; a keyed hash stays for a while, with which version was agreed to and
    when, so that the office can answer for what it sent.
    """

    # What signed links name; by itself it opens nothing.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email"), blank=True)
    # Of the address in small letters, once that is emptied.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    state = models.CharField(
        _("state"), max_length=10, choices=SubscriberState, default=SubscriberState.WAITING
    )
    way = models.CharField(_("how they agreed"), max_length=6, choices=ConsentWay, default=ConsentWay.WEB)
    consent_version = models.CharField(_("version of the text agreed to"), max_length=10)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    paper_day = models.DateField(_("day of the signature"), null=True, blank=True)
    paper_note = models.CharField(_("where the paper is kept"), max_length=200, blank=True)
    added_by = colleague(_("added by"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)
    left_how = models.CharField(_("how they left"), max_length=10, choices=LeavingWay, blank=True)
    left_by = colleague(_("taken off by"))
    refused_at = models.DateTimeField(_("given up"), null=True, blank=True, editable=False)
    emptied_at = models.DateTimeField(_("address erased"), null=True, blank=True, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("newsletter subscriber")
        verbose_name_plural = _("newsletter subscribers")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(Upper("email"), name="subscriber_by_address")]
        constraints = [
            models.UniqueConstraint(
                Upper("email"),
                condition=Q(state__in=[SubscriberState.WAITING, SubscriberState.CONFIRMED]),
                name="subscriber_address_once",
                violation_error_message=_("This address is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubscriberState.values), name="subscriber_state_is_known"
            ),
            models.CheckConstraint(condition=Q(way__in=ConsentWay.values), name="subscriber_way_is_known"),
            models.CheckConstraint(
                condition=Q(left_how__in=["", *LeavingWay.values]), name="subscriber_leaving_is_known"
            ),
            models.CheckConstraint(condition=~Q(consent_version=""), name="subscriber_agreed_to_a_version"),
            models.CheckConstraint(
                condition=Q(state=SubscriberState.WAITING, confirmed_at__isnull=True)
                | Q(state=SubscriberState.LEFT)
                | Q(
                    state__in=[SubscriberState.CONFIRMED, SubscriberState.REFUSED], confirmed_at__isnull=False
                ),
                name="subscriber_receives_once_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state=SubscriberState.LEFT, left_at__isnull=False) & ~Q(left_how="")
                | ~Q(state=SubscriberState.LEFT) & Q(left_at__isnull=True, left_how=""),
                name="subscriber_left_has_when_and_how",
            ),
            models.CheckConstraint(
                condition=Q(left_by__isnull=True) | Q(left_at__isnull=False, left_how=LeavingWay.STAFF),
                name="subscriber_left_by_has_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubscriberState.REFUSED) | Q(refused_at__isnull=False),
                name="subscriber_refused_has_when",
            ),
            models.CheckConstraint(
                condition=Q(way=ConsentWay.PAPER, paper_day__isnull=False)
                | Q(way=ConsentWay.WEB, paper_day__isnull=True, paper_note="", added_by__isnull=True),
                name="subscriber_paper_has_its_day",
                violation_error_message=_("Write the day on which the paper was signed."),
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=True, fingerprint="") & ~Q(email="")
                | Q(
                    emptied_at__isnull=False,
                    email="",
                    state__in=[SubscriberState.LEFT, SubscriberState.REFUSED],
                )
                & ~Q(fingerprint=""),
                name="subscriber_has_address_or_hash",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(SUBSCRIBER_TRANSITIONS))
        ]

    def __str__(self) -> str:
        """Name the row without the address, which no log and no heading needs."""
        day = date_format(timezone.localtime(self.asked_at), "SHORT_DATE_FORMAT")
        return _("Subscriber no. %(number)s, %(day)s") % {"number": self.pk, "day": day}
