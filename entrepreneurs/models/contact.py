import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.checked_model import CheckedModel
from center.base.phones import E164_PATTERN, PhoneColumn, display_phone
from center.base.web_addresses import validate_web_address
from center.choices import Weekday
from entrepreneurs.choices import ChannelKind, WebKind
from entrepreneurs.models.consent import Consent
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import ChannelQuerySet


@pghistory.track()
class Channel(BilingualContent):
    """A phone or an e-mail of an enterprise. Public only with a consent in force; an e-mail is never printed.

    Messages from the contact form of the profile go to the e-mail that `receives_messages`.
    """

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="channels", verbose_name=_("enterprise")
    )
    person = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("whose"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind)
    phone = PhoneColumn(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    note_sr = SerbianCharField(
        _("note (Serbian)"),
        max_length=80,
        blank=True,
        help_text=_("For example: orders, Mondays to Fridays."),
    )
    note_en = EnglishCharField(_("note (English)"), max_length=80)
    receives_messages = models.BooleanField(_("receives messages from the profile"), default=False)
    publication_consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent to publish"),
        help_text=_("Without one this stays inside the office."),
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    note = Bilingual("note", _("note"))

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("phone or email")
        verbose_name_plural = _("phones and emails")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChannelKind.PHONE, email="", phone__regex=E164_PATTERN)
                | (Q(kind=ChannelKind.EMAIL, phone="") & ~Q(email="")),
                name="channel_is_of_its_kind",
                violation_error_message=_("Write a phone number or an email address, as the kind says."),
            ),
            models.CheckConstraint(
                condition=Q(receives_messages=False) | Q(kind=ChannelKind.EMAIL),
                name="channel_messages_go_to_email",
                violation_error_message=_("Only an email address receives messages."),
            ),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(receives_messages=True),
                name="channel_one_receives_messages",
                violation_error_message=_("One address receives the messages."),
            ),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "phone", "email"],
                name="channel_unique",
                violation_error_message=_("This is already in the list."),
            ),
        ]

    def __str__(self) -> str:
        return display_phone(self.phone) if self.kind == ChannelKind.PHONE else self.email


@pghistory.track()
class WebLink(CheckedModel):
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="web_links", verbose_name=_("enterprise")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WebKind)
    url = models.URLField(_("address"), max_length=300, validators=[validate_web_address])

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "url"],
                name="web_link_unique",
                violation_error_message=_("This is already in the list."),
            ),
            models.CheckConstraint(condition=Q(kind__in=WebKind.values), name="web_link_kind_is_known"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="web_link_is_web",
                violation_error_message=_("The address must begin with https://."),
            ),
            models.CheckConstraint(
                condition=~Q(url__regex=r"^[^/]*//[^/?#]*@"),
                name="web_link_without_login",
                violation_error_message=_("The address must not have a name and @ before the site."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@pghistory.track()
class OpeningTime(CheckedModel):
    """When customers may come; two rows for one day make a break. Clock time in Belgrade."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="opening_times", verbose_name=_("enterprise")
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening time")
        verbose_name_plural = _("opening times")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_time_closes_after_opening",
                violation_error_message=_("The closing time must be after the opening time."),
            ),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="opening_time_day_is_known"),
            models.UniqueConstraint(
                fields=["enterprise", "weekday", "opens"],
                name="opening_time_unique",
                violation_error_message=_("This is already in the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
