import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.choices import Language
from center.models.columns import colleague
from center.models.mail import StoredMail
from center.models.press.contacts import Journalist, MediaOutlet
from center.models.press.release import PressRelease
from center.querysets.press import PressDeliveryQuerySet


class PressDelivery(CheckedModel):
    """That a press release went to an address: each release goes to each address once.

    `mail` tells whether it arrived. The address is kept in small letters; it is empty once the person was erased.
    """

    # Stands in the personal links, so that nothing else needs to.
    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("press release")
    )
    address = models.EmailField(_("email"), blank=True)
    journalist = models.ForeignKey(
        Journalist,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("journalist"),
    )
    outlet = models.ForeignKey(
        MediaOutlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("medium"),
    )
    language = models.CharField(_("language"), max_length=8, choices=Language)
    mail = models.OneToOneField(
        StoredMail, on_delete=models.PROTECT, related_name="+", verbose_name=_("email message")
    )
    sent_by = colleague(_("sent by"))
    sent_at = models.DateTimeField(_("handed over"), default=timezone.now, editable=False)

    objects = PressDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of a press release")
        verbose_name_plural = _("deliveries of press releases")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "address"], condition=~Q(address=""), name="press_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(address=Lower(F("address"))), name="press_delivery_address_is_lower"
            ),
            models.CheckConstraint(
                condition=Q(journalist__isnull=False, outlet__isnull=True)
                | Q(journalist__isnull=True, outlet__isnull=False),
                name="press_delivery_to_one",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=False, sent_at__isnull=False),
                name="press_delivery_sent_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="press_delivery_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.journalist or self.outlet or "")
