from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
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
from center.models.columns import colleague
from entrepreneurs.business_names import comparable_names
from entrepreneurs.choices import RESERVED_SLUGS, ConfirmedBy, EnterpriseState, SpokenLanguage
from entrepreneurs.identifiers import NOT_A_PIB, REGISTRATION_NUMBER, IsPib, validate_pib
from entrepreneurs.models.columns import latitude, longitude, whole_point
from entrepreneurs.models.consent import Consent
from entrepreneurs.querysets import EnterpriseQuerySet

if TYPE_CHECKING:
    from entrepreneurs.models.contact import Channel
    from entrepreneurs.models.facts import Existence, LegalStatus, RegisteredActivity, RegisteredForm, Seat
    from entrepreneurs.models.membership import Membership
    from entrepreneurs.models.picture import Picture
    from entrepreneurs.models.product import Product

# Two names of at most 200 and 120 letters; љ and њ take two letters each, џ and ђ too.
COMPARABLE_LENGTH = 700


def _serbian_only() -> list[str]:
    return [SpokenLanguage.SERBIAN.value]


@pghistory.track()
class Enterprise(BilingualContent):
    """A social enterprise, or one that works like one: identity and profile.

    What changes over time and is counted (legal form, activity, seat, status, existence) are dated facts beside
    it; a census reads those, never the history of changes. `uid` is its identifier in open data, for ever.
    """

    # It follows every other change, and those are told.
    not_told_in_history: ClassVar = frozenset({"changed_at"})

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens. An earlier one keeps leading here."),
    )
    legal_name = SerbianCharField(
        _("legal name"), max_length=200, blank=True, help_text=_("Exactly as it is registered.")
    )
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=120, help_text=_("Short, as people call it."))
    name_en = EnglishCharField(_("name (English)"), max_length=120)
    # Both names folded, without words of the legal form: what two records of one enterprise have in common.
    comparable_name = models.CharField(max_length=COMPARABLE_LENGTH, blank=True, editable=False)
    registration_number = models.CharField(
        _("registration number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(REGISTRATION_NUMBER, _("A registration number has eight digits."))],
    )
    tax_number = models.CharField(_("tax number (PIB)"), max_length=9, blank=True, validators=[validate_pib])
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    summary_sr = SerbianCharField(
        _("in one sentence (Serbian)"),
        max_length=200,
        blank=True,
        help_text=_("What you make or do, and for whom. Stands in lists."),
    )
    summary_en = EnglishCharField(_("in one sentence (English)"), max_length=200)
    description_sr = SerbianTextField(
        _("description (Serbian)"),
        max_length=4000,
        blank=True,
        help_text=_("An empty line begins a new paragraph."),
    )
    description_en = EnglishTextField(_("description (English)"), max_length=4000)
    how_to_buy_sr = SerbianTextField(_("how to buy (Serbian)"), max_length=1000, blank=True)
    how_to_buy_en = EnglishTextField(_("how to buy (English)"), max_length=1000)
    hours_note_sr = SerbianCharField(
        _("about the opening times (Serbian)"),
        max_length=160,
        blank=True,
        help_text=_("For example: by appointment; closed in August."),
    )
    hours_note_en = EnglishCharField(_("about the opening times (English)"), max_length=160)
    languages = ArrayField(
        models.CharField(max_length=5, choices=SpokenLanguage),
        verbose_name=_("languages"),
        default=_serbian_only,
        blank=True,
    )
    latitude = latitude(
        help_text=_(
            "Where customers come; shown on the public map. Leave it empty if nobody should come. In any map on the"
            " internet press on the place (with a mouse, the right button) and copy the two numbers."
        )
    )
    longitude = longitude()
    state = models.CharField(
        _("in the directory"),
        max_length=10,
        choices=EnterpriseState,
        default=EnterpriseState.DRAFT,
        editable=False,
    )
    publication_consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("consent to publish"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    # The yearly "still right?"; what follows from it stands in `DirectoryRules`.
    confirmed_on = models.DateField(_("last checked"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(
        _("checked by"), max_length=10, choices=ConfirmedBy, blank=True, editable=False
    )
    confirmation_asked_at = models.DateTimeField(_("asked to check"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    added_by = colleague(_("added by"))
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    internal_note = models.TextField(
        _("note for staff"), max_length=4000, blank=True, help_text=_("Never shown outside the admin.")
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    if TYPE_CHECKING:
        # What `with_facts_on` fetches: at most one row each.
        current_existence: list[Existence]
        current_registeredform: list[RegisteredForm]
        current_registeredactivity: list[RegisteredActivity]
        current_seat: list[Seat]
        current_legalstatus: list[LegalStatus]
        # What `with_profile` fetches besides: only what the public may see.
        profile_pictures: list[Picture]
        shown_products: list[Product]
        shown_phones: list[Channel]
        shown_members: list[Membership]

    name = Bilingual("name", _("name"))
    summary = Bilingual("summary", _("in one sentence"))
    description = Bilingual("description", _("description"))
    how_to_buy = Bilingual("how_to_buy", _("how to buy"))
    hours_note = Bilingual("hours_note", _("about the opening times"))

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["name_sr", "pk"]
        permissions = [("publish_enterprise", "Can put an enterprise into the directory and take it out")]
        indexes = [
            models.Index(fields=["state", "confirmed_on"], name="enterprise_by_check"),
            GinIndex(fields=["comparable_name"], opclasses=["gin_trgm_ops"], name="enterprise_by_likeness"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="enterprise_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="enterprise_slug_form",
                violation_error_message=_("Use small Latin letters, digits and single hyphens."),
            ),
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="enterprise_has_name",
                violation_error_message=_("Write the name of the enterprise."),
            ),
            models.CheckConstraint(
                condition=Q(registration_number="") | Q(registration_number__regex=REGISTRATION_NUMBER),
                name="enterprise_registration_number_form",
                violation_error_message=_("A registration number has eight digits."),
            ),
            models.CheckConstraint(
                condition=Q(tax_number="") | Q(IsPib("tax_number")),
                name="enterprise_tax_number_form",
                violation_error_message=NOT_A_PIB,
            ),
            # A record that was merged away keeps its numbers, for the undoing.
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~Q(registration_number="") & Q(merged_into__isnull=True),
                name="enterprise_registration_number_unique",
                violation_error_message=_("Another enterprise has this registration number."),
            ),
            models.UniqueConstraint(
                fields=["tax_number"],
                condition=~Q(tax_number="") & Q(merged_into__isnull=True),
                name="enterprise_tax_number_unique",
                violation_error_message=_("Another enterprise has this tax number."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=EnterpriseState.values), name="enterprise_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=EnterpriseState.PUBLISHED)
                | (Q(publication_consent__isnull=False) & ~Q(summary_sr="") & Q(published_at__isnull=False)),
                name="enterprise_published_with_consent_and_summary",
                violation_error_message=_(
                    "To be published, an enterprise needs a consent to publish and one sentence about itself."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by="")
                | Q(confirmed_on__isnull=False, confirmed_by__in=ConfirmedBy.values),
                name="enterprise_checked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=SpokenLanguage.values),
                name="enterprise_languages_are_known",
                violation_error_message=_("Choose languages from the list."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | (~Q(merged_into=F("pk")) & Q(state=EnterpriseState.ARCHIVED)),
                name="enterprise_merged_is_archived",
            ),
            whole_point("enterprise_point_has_both_numbers"),
        ]

    def __str__(self) -> str:
        return self.name.plain

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what duplicates are found by in step with the names, whoever saves them."""
        self.comparable_name = comparable_names(self.legal_name, self.name_sr)[:COMPARABLE_LENGTH]
        names = kwargs.get("update_fields")
        if names is not None and {"legal_name", "name_sr"} & set(names):
            kwargs["update_fields"] = {*names, "comparable_name"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the profile in the active language."""
        return reverse("entrepreneurs:profile", args=[self.slug])


@pghistory.track()
class FormerSlug(CheckedModel):
    """A short name that an enterprise had, or that of a record merged into it: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("enterprise")
    )

    class Meta:
        verbose_name = _("earlier short name")
        verbose_name_plural = _("earlier short names")

    def __str__(self) -> str:
        return self.slug
