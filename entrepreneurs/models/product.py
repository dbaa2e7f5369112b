import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.picture import Picture
from entrepreneurs.querysets import ProductQuerySet


@pghistory.track()
class ProductCategory(BilingualContent):
    """A kind of goods or services by which buyers look for them."""

    slug = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=80)
    name_en = EnglishCharField(_("name (English)"), max_length=80)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("category of products")
        verbose_name_plural = _("categories of products")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name.plain


@pghistory.track()
class Product(BilingualContent):
    """Something to buy: goods or a service. The price is text, since many are by agreement."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="products", verbose_name=_("enterprise")
    )
    category = models.ForeignKey(
        ProductCategory, on_delete=models.PROTECT, related_name="products", verbose_name=_("category")
    )
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=120)
    name_en = EnglishCharField(_("name (English)"), max_length=120)
    description_sr = SerbianTextField(_("description (Serbian)"), max_length=1000, blank=True)
    description_en = EnglishTextField(_("description (English)"), max_length=1000)
    price_sr = SerbianCharField(
        _("price (Serbian)"),
        max_length=80,
        blank=True,
        help_text=_("In words: 450 dinars a jar; by agreement."),
    )
    price_en = EnglishCharField(_("price (English)"), max_length=80)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)
    how_to_order_sr = SerbianCharField(_("how to order (Serbian)"), max_length=250, blank=True)
    how_to_order_en = EnglishCharField(_("how to order (English)"), max_length=250)
    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("picture"),
    )
    is_offered = models.BooleanField(
        _("offered"), default=True, help_text=_("Turn it off instead of deleting what may come back.")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    name = Bilingual("name", _("name"))
    description = Bilingual("description", _("description"))
    price = Bilingual("price", _("price"))
    how_to_order = Bilingual("how_to_order", _("how to order"))

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product or service")
        verbose_name_plural = _("products and services")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="product_has_name",
                violation_error_message=_("Write what is offered."),
            ),
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="product_available_in_order",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain
