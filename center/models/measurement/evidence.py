"""What proves a value."""

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.file_kinds import FileKind
from center.choices.indicators import PUBLIC_EVIDENCE, EvidenceKind
from center.models.columns import colleague
from center.models.measurement.value import Measurement
from center.models.picture import Picture
from center.querysets.indicators import EvidenceQuerySet

# Erasing empties some of them and is the only way in which they change.
_AS_ADDED: Final = ("measurement_id", "kind", "title_sr", "title_en", "added_by_id", "added_at")
_ERASED: Final = ("url", "note", "file_kind", "size", "file_name", "stored_as", "digest")


def _same(names: tuple[str, ...]) -> str:
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
    return f"({old}) IS NOT DISTINCT FROM ({new})"


# Names of files and notes may name people; they go with the file and leave no trace.
@pghistory.track(exclude=["file_name", "note"])
class Evidence(BilingualContent):
    """What proves a value: a file in private storage, or the address of an article.

    A list of people holds personal data: only who may see evidence opens it, and it goes when the grant no longer asks
    for it (`erased_at`; that it was there stays). Photos and articles can be marked for everybody.
    """

    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("value")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    title_sr = SerbianCharField(
        _("what it is (Serbian)"),
        max_length=160,
        help_text=_("Without names of people: it stands in the report."),
    )
    title_en = EnglishCharField(_("what it is (English)"), max_length=160)
    alt_sr = SerbianCharField(
        _("what the photo shows (Serbian)"),
        max_length=160,
        blank=True,
        help_text=_("For people who cannot see it: three women sew bags at a long table."),
    )
    alt_en = EnglishCharField(_("what the photo shows (English)"), max_length=160)
    url = models.URLField(_("address of the article"), max_length=500, blank=True)
    note = models.TextField(_("note for colleagues"), max_length=1000, blank=True)
    is_public = models.BooleanField(
        _("for everybody"),
        default=False,
        help_text=_("Only articles, and photos on which everybody agreed to be shown."),
    )
    # Our own copies of a photo that is shown, made when its value is approved.
    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("picture"),
    )
    file_kind = models.CharField(
        _("kind of file"), max_length=4, choices=FileKind, blank=True, editable=False
    )
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    file_name = models.CharField(_("file name"), max_length=110, blank=True, editable=False)
    stored_as = models.CharField(max_length=120, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    title = Bilingual("title", _("what it is"))
    alt = Bilingual("alt", _("what the photo shows"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["measurement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stored_as"], condition=~Q(stored_as=""), name="evidence_file_is_of_one_row"
            ),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="evidence_has_title",
                violation_error_message=_("Write what it is."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(url="") | ~Q(stored_as=""),
                name="evidence_has_file_or_address",
                violation_error_message=_("Add a file or the address of an article."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(url="", stored_as="", file_name="", note=""),
                name="evidence_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(stored_as="") | (Q(size__gte=1) & ~Q(file_kind="") & ~Q(digest="")),
                name="evidence_file_is_described",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(kind__in=PUBLIC_EVIDENCE),
                name="evidence_for_everybody_is_photo_or_article",
                violation_error_message=_("Only photos and articles can be shown to everybody."),
            ),
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False),
                name="evidence_added_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | Q(is_public=True, kind=EvidenceKind.PHOTO),
                name="evidence_picture_is_of_a_photo_for_everybody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_added_is_true",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("found", "RECORD")],
                func=(
                    "SELECT m.state, m.approved_at INTO found FROM center_measurement m"
                    " WHERE m.id = NEW.measurement_id FOR SHARE;"
                    " IF found.state NOT IN ('proposed', 'approved') THEN"
                    " RAISE EXCEPTION 'a value that does not count gets no evidence'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_of_a_value_that_counts'; END IF;"
                    " IF NEW.added_at < found.approved_at THEN"
                    " RAISE EXCEPTION 'evidence says that it came after the approval'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_added_is_true'; END IF;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="evidence_stays_as_it_was_added",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=(
                    f"IF NOT ({_same(_AS_ADDED)}) OR OLD.erased_at IS NOT NULL"
                    f" OR (NEW.erased_at IS NULL AND NOT ({_same(_ERASED)})) THEN"
                    " RAISE EXCEPTION 'evidence stays as it was added, or is erased'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_stays_as_it_was_added'; END IF;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title.plain

    @property
    def came_after(self) -> bool:
        """Whether it was added when the value was approved already, so that who approved did not see it."""
        approved = self.measurement.approved_at
        return approved is not None and self.added_at > approved
