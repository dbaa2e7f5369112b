"""The media that the office works with, and the people who write for them."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name, shown_name
from center.base.shown_text import in_script
from center.base.web_addresses import validate_web_address
from center.choices import Language
from center.choices.press import ContactSource, OutletKind, OutletReach
from center.querysets.press import JournalistQuerySet, MediaOutletQuerySet


@pghistory.track()
class MediaOutlet(CheckedModel):
    """A newspaper, a station, a portal: where it is, how far it reaches, and its newsroom's address.

    `language` is that in which the newsroom wants letters. `left_at` is when it asked for no more releases.
    """

    name = models.CharField(_("name"), max_length=120, help_text=_("As it calls itself, in its own script."))
    kind = models.CharField(_("kind"), max_length=10, choices=OutletKind)
    reach = models.CharField(_("reach"), max_length=10, choices=OutletReach, default=OutletReach.LOCAL)
    place = models.CharField(_("place"), max_length=80, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True, validators=[validate_web_address])
    email = models.EmailField(
        _("email of the newsroom"), blank=True, help_text=_("A general address, not that of one person.")
    )
    phone = models.CharField(_("phone of the newsroom"), max_length=20, blank=True)
    language = models.CharField(
        _("language of our letters"), max_length=8, choices=Language, default=Language.SERBIAN_LATIN
    )
    is_archived = models.BooleanField(_("no longer exists or no longer concerns us"), default=False)
    notes = models.TextField(_("notes"), max_length=2000, blank=True, help_text=_("For the staff."))
    left_at = models.DateTimeField(_("wants no more releases since"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    objects = MediaOutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("media outlet")
        verbose_name_plural = _("media outlets")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="outlet_name_once",
                violation_error_message=_("There is a medium of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="outlet_has_name",
                violation_error_message=_("Write the name of the medium."),
            ),
            models.CheckConstraint(condition=Q(kind__in=OutletKind.values), name="outlet_kind_is_known"),
            models.CheckConstraint(condition=Q(reach__in=OutletReach.values), name="outlet_reach_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="outlet_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return in_script(self.name)


@pghistory.track()
class Journalist(CheckedModel):
    """Somebody who reports, with the contact used for work.

    `touched_at` is when the office last had to do with them (a change of the record, a release sent): long after it
    they are erased. `left_at` is when they asked for no more releases.
    """

    name = PersonNameColumn(_("name"), max_length=120, blank=True)
    outlet = models.ForeignKey(
        MediaOutlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="journalists",
        verbose_name=_("medium"),
        help_text=_("Empty for somebody who works for several."),
    )
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    beat = models.CharField(
        _("writes about"), max_length=160, blank=True, help_text=_("Such as: economy, the town, culture.")
    )
    language = models.CharField(
        _("language of our letters"), max_length=8, choices=Language, default=Language.SERBIAN_LATIN
    )
    source = models.CharField(_("where we have the contact from"), max_length=10, choices=ContactSource)
    is_archived = models.BooleanField(_("no longer works there"), default=False)
    notes = models.TextField(_("notes"), max_length=2000, blank=True, help_text=_("For the staff."))
    left_at = models.DateTimeField(_("wants no more releases since"), null=True, blank=True, editable=False)
    touched_at = models.DateTimeField(_("last contact"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    objects = JournalistQuerySet.as_manager()

    class Meta:
        verbose_name = _("journalist")
        verbose_name_plural = _("journalists")
        ordering = ["name", "pk"]
        constraints = [
            only_a_name("name", constraint="journalist_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(name=""),
                name="journalist_has_name",
                violation_error_message=_("Write the name."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(email="") | ~Q(phone=""),
                name="journalist_can_be_reached",
                violation_error_message=_("Write an email address or a phone number."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email="", phone="", beat="", notes=""),
                name="journalist_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(source__in=ContactSource.values), name="journalist_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="journalist_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return shown_name(self.name)
