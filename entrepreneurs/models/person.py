import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.folded_search import SrFold
from center.base.person_names import PersonNameColumn, only_a_name, shown_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.choices import Language
from center.models.columns import colleague
from entrepreneurs.choices import Stage
from entrepreneurs.models.place import Settlement
from entrepreneurs.querysets import EntrepreneurQuerySet


@pghistory.track()
class Entrepreneur(CheckedModel):
    """A person whom the Center serves. Phone and e-mail may be shared, so neither says who somebody is."""

    name = PersonNameColumn(_("name"), max_length=120)
    stage = models.CharField(_("stands where"), max_length=10, choices=Stage, default=Stage.ASPIRING)
    phone = PhoneColumn(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=Language, default=Language.SERBIAN_CYRILLIC
    )
    settlement = models.ForeignKey(
        Settlement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("settlement"),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    # Empty: the person came by a public page.
    added_by = colleague(_("added by"))
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    # Everything that names the person is empty since then; figures stay.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = EntrepreneurQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        permissions = [
            ("give_out_data", _("Can give people a copy of their data")),
            ("erase_person", _("Can erase people")),
        ]
        indexes = [
            models.Index(fields=["phone"], name="entrepreneur_by_phone"),
            models.Index(fields=["email"], name="entrepreneur_by_email"),
            GinIndex(OpClass(SrFold("name"), "gin_trgm_ops"), name="entrepreneur_by_folded_name"),
        ]
        constraints = [
            only_a_name("name", constraint="entrepreneur_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=E164_PATTERN),
                name="entrepreneur_phone_form",
                violation_error_message=_("Write a phone number such as 064 123 4567 or +381 64 123 4567."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="entrepreneur_language_is_known"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="entrepreneur_stage_is_known"),
            models.CheckConstraint(
                condition=~Q(name="") | Q(erased_at__isnull=False),
                name="entrepreneur_has_name",
                violation_error_message=_("Write the person's name."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="entrepreneur_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", phone="", email=""),
                name="entrepreneur_erased_is_empty",
                violation_error_message=_("This person was erased and can be changed no more."),
            ),
        ]

    def __str__(self) -> str:
        return shown_name(self.name)
