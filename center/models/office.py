from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.phones import PhoneColumn
from center.choices import LinkKind, Weekday
from center.choices.indicators import OrganisationType
from center.querysets import OfficeQuerySet

_HEX_COLOUR = RegexValidator(
    r"^#[0-9A-Fa-f]{6}$", _("Write a colour as # and six digits, for example #8F2F24.")
)
_LATITUDE = [MinValueValidator(Decimal(-90)), MaxValueValidator(Decimal(90))]
_LONGITUDE = [MinValueValidator(Decimal(-180)), MaxValueValidator(Decimal(180))]


@pghistory.track()
class Office(BilingualContent):
    """The one office that runs this portal: header, footer, mails, calendars and search engines read it."""

    name_sr = SerbianCharField(_("name (Serbian)"), max_length=160)
    name_en = EnglishCharField(_("name (English)"), max_length=160)
    short_name_sr = SerbianCharField(
        _("short name (Serbian)"), max_length=60, help_text=_("Shown beside the mark in the header.")
    )
    short_name_en = EnglishCharField(_("short name (English)"), max_length=60)
    neutral_name_sr = SerbianCharField(
        _("neutral name (Serbian)"),
        max_length=60,
        blank=True,
        help_text=_(
            "For people who must not be seen with the Center: their emails, messages and calendars use these words in"
            " place of its name, such as “Office in Main Street”. Empty: “The office”."
        ),
    )
    neutral_name_en = EnglishCharField(_("neutral name (English)"), max_length=60)
    tagline_sr = SerbianCharField(
        _("what the office does, in one sentence (Serbian)"),
        max_length=240,
        help_text=_("The first sentence of the home page."),
    )
    tagline_en = EnglishCharField(_("what the office does, in one sentence (English)"), max_length=240)
    street_sr = SerbianCharField(_("street and number"), max_length=120)
    street_en = EnglishCharField(_("street and number (English)"), max_length=120)
    postcode = models.CharField(
        _("postcode"), max_length=5, validators=[RegexValidator(r"^\d{5}$", _("A postcode has five digits."))]
    )
    town_sr = SerbianCharField(_("town"), max_length=80)
    town_en = EnglishCharField(_("town (English)"), max_length=80)
    directions_sr = SerbianTextField(
        _("how to get there (Serbian)"),
        blank=True,
        help_text=_(
            "The nearest bus stop, where to park, what the house looks like, which entrance, which floor, "
            "whether there are steps or a lift. Shown on the contact page, on the page of each visit to "
            "the office and in the emails about it. An empty line begins a new paragraph."
        ),
    )
    directions_en = EnglishTextField(_("how to get there (English)"))
    about_sr = SerbianTextField(
        _("about the office (Serbian)"),
        blank=True,
        help_text=_("The first paragraphs of the page about the Center."),
    )
    about_en = EnglishTextField(_("about the office (English)"))
    phone = PhoneColumn(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    contact_is_placeholder = models.BooleanField(
        _("phone and email are examples"),
        default=False,
        help_text=_("The public pages then say that they are examples. Turn it off once both are real."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=_LATITUDE,
        help_text=_(
            "Of the entrance, for the map: in any map on the internet press on the place (with a mouse, the right"
            " button) and copy the two numbers, for example 43.58 and 21.334. The latitude comes first."
        ),
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=_LONGITUDE
    )
    town_latitude = models.DecimalField(
        _("middle of the town: latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=_LATITUDE,
        help_text=_(
            "A place that everybody knows, such as the main square. The map then says how far the office is from"
            " it. If it is the same point as above, pages say that the map shows the town and not the entrance."
        ),
    )
    town_longitude = models.DecimalField(
        _("middle of the town: longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=_LONGITUDE,
    )
    logo = models.ImageField(
        _("logo"),
        upload_to="office/",
        blank=True,
        help_text=_("PNG, JPEG or WebP up to 2 MB. Without one the portal's own mark is shown."),
    )
    band = models.ImageField(
        _("band under the head of pages"),
        upload_to="office/",
        blank=True,
        help_text=_(
            "One piece of an ornament of your town, which repeats from left to right; PNG, JPEG or WebP up to 2 MB."
            " It is shown 12 pixels high. Without one there is a chequered band."
        ),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write the code of the country in two capitals."))],
        help_text=_("Its code by ISO 3166-1, two letters: the country that grants are said to serve."),
    )
    organisation_identifier = models.CharField(
        _("identifier of the organisation"),
        max_length=80,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]{2,3}-[A-Z0-9_]+-[A-Za-z0-9./_-]+$",
                _("Write the code of the register and the number in it, such as RS-XYZ-12345678."),
            )
        ],
        help_text=_(
            "As org-id.guide names registers, with the number there: under it donors find the grants. Without it and"
            " the country the files by the standard of IATI are not offered."
        ),
    )
    organisation_type = models.CharField(
        _("kind of organisation"), max_length=2, choices=OrganisationType, blank=True
    )
    brand_colour = models.CharField(
        _("main colour"),
        max_length=7,
        blank=True,
        validators=[_HEX_COLOUR],
        help_text=_(
            "Buttons and the current item. It must be readable on white and on paper; empty keeps brick."
        ),
    )

    name = Bilingual("name")
    short_name = Bilingual("short_name")
    neutral_name = Bilingual("neutral_name")
    tagline = Bilingual("tagline")
    street = Bilingual("street")
    town = Bilingual("town")
    directions = Bilingual("directions")
    about = Bilingual("about")

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("office")
        # The figures are about the whole office, whichever app counts them.
        permissions = [("view_indicators", _("Can see the indicators"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="office_is_one",
                violation_error_message=_("There is one office."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="office_point_has_both_numbers",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=models.Q(town_latitude__isnull=True, town_longitude__isnull=True)
                | models.Q(town_latitude__isnull=False, town_longitude__isnull=False),
                name="office_town_point_has_both_numbers",
                violation_error_message=_("Give both numbers for the middle of the town, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def real_email(self) -> str:
        """The address at which the office can be reached; an example is none."""
        return "" if self.contact_is_placeholder else self.email

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the entrance, as far as the office knows them."""
        return _point(self.latitude, self.longitude)

    @property
    def town_point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of the town."""
        return _point(self.town_latitude, self.town_longitude)

    @property
    def point_is_the_towns(self) -> bool:
        """Whether the town's point stands in for an entrance that nobody has measured yet."""
        return self.point is not None and self.point == self.town_point

    @property
    def is_known_to_iati(self) -> bool:
        """Whether files by the standard of IATI can say whose they are and which country is served."""
        return bool(self.country and self.organisation_identifier and self.organisation_type)

    @property
    def coordinates(self) -> list[str]:
        """`["43.58", "21.334"]` as programs read them: a decimal point in every language; empty without a point."""
        if self.latitude is None or self.longitude is None:
            return []
        # `normalize` drops the zeros that the column adds, which would promise more than is known.
        return [f"{self.latitude.normalize():f}", f"{self.longitude.normalize():f}"]


def _point(latitude: Decimal | None, longitude: Decimal | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (float(latitude), float(longitude))


@pghistory.track()
class OfficeHours(CheckedModel):
    """When the door is open to everyone; an advisor's own hours are `consultations.OpeningHours`."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="office_hours_close_after_opening",
                violation_error_message=_("The office must close later than it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__range=(1, 7)), name="office_hours_day_is_known"
            ),
            models.UniqueConstraint(fields=["office", "weekday", "opens"], name="office_hours_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


@pghistory.track()
class OfficeLink(CheckedModel):
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)
    url = models.URLField(_("address"), max_length=300)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="office_link_one_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://"),
                name="office_link_is_https",
                violation_error_message=_("The address must begin with https://."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
