from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models import StoredMail
from entrepreneurs.models.person import Entrepreneur


class PersonMail(models.Model):
    """That a mail went to a person. The link belongs here: the mails themselves know nothing of people."""

    mail = models.OneToOneField(
        StoredMail, on_delete=models.CASCADE, related_name="person_mail", verbose_name=_("email message")
    )
    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="mails", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("email to a person")
        verbose_name_plural = _("emails to people")

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.person_id}"
