from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models import StoredMail, StoredText
from entrepreneurs.models.person import Entrepreneur


class PersonMail(CheckedModel):
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


class PersonText(CheckedModel):
    """That a text message went to a person, by whose consent it went; see `PersonMail`."""

    text = models.OneToOneField(
        StoredText, on_delete=models.CASCADE, related_name="person_text", verbose_name=_("text message")
    )
    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="texts", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("text message to a person")
        verbose_name_plural = _("text messages to people")

    def __str__(self) -> str:
        return f"{self.text_id}: {self.person_id}"
