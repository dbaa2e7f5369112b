from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models import StoredMail
from consultations.models.consultation import Consultation


class VisitMail(models.Model):
    """That a mail was about a visit. The link belongs here: the mails themselves know nothing of people."""

    mail = models.OneToOneField(
        StoredMail, on_delete=models.CASCADE, related_name="visit_mail", verbose_name=_("email message")
    )
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="mails", verbose_name=_("visit")
    )

    class Meta:
        verbose_name = _("mail about a visit")
        verbose_name_plural = _("mails about visits")

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.consultation_id}"
