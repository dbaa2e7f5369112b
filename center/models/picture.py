"""The office's library of pictures: uploaded once, shown in news, pages, guides and press releases."""

from typing import TYPE_CHECKING

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.pictures import storing
from center.base.pictures.making import PictureState
from center.models.columns import colleague
from center.querysets.pictures import PictureQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@pghistory.track()
class Picture(BilingualContent):
    """A picture of the library; what is served are our own copies, named by `stem`, never the upload.

    The upload rests in `original` (a private place) until a job has made the copies. Records name a picture by a
    foreign key, or in a list with `placed_picture`.
    """

    alt_sr = SerbianCharField(
        _("what the picture shows (Serbian)"),
        max_length=160,
        help_text=_("For people who cannot see it: three women sew bags at a long table."),
    )
    alt_en = EnglishCharField(_("what the picture shows (English)"), max_length=160)
    caption_sr = SerbianCharField(
        _("caption (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("Stands below the picture: who, where and when. May stay empty."),
    )
    caption_en = EnglishCharField(_("caption (English)"), max_length=300)
    credit = models.CharField(
        _("author of the picture"),
        max_length=120,
        blank=True,
        help_text=_("Who must be named beside it; empty for a picture of the office."),
    )
    # Per cent from left and top; what must stay inside when the picture is cut to 4:3.
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PictureState, default=PictureState.PROCESSING, editable=False
    )
    stem = models.CharField(max_length=40, unique=True, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    # SHA-256 of the upload, so that the same picture is not in the library twice; empty once it failed.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    widths = ArrayField(models.PositiveIntegerField(), default=list, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    alt = Bilingual("alt", _("what the picture shows"))
    caption = Bilingual("caption", _("caption"))

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of the library")
        verbose_name_plural = _("library of pictures")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=~Q(digest=""),
                name="library_picture_once",
                violation_error_code="here",
                violation_error_message=_("This picture is in the library already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=PictureState.values), name="library_picture_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="library_picture_focus_is_inside",
                violation_error_message=_("The focus lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=~Q(alt_sr=""),
                name="library_picture_has_alternative_text",
                violation_error_message=_("Write what the picture shows."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PictureState.READY)
                | (Q(width__gt=0, height__gt=0, widths__len__gt=0, original="")),
                name="library_picture_ready_has_its_copies",
            ),
            models.CheckConstraint(
                condition=Q(is_demo=True) | Q(added_at__isnull=False, added_by__isnull=False),
                name="library_picture_added_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.alt.plain

    @property
    def is_ready(self) -> bool:
        return self.state == PictureState.READY


def placed_picture(label: "StrOrPromise | None" = None) -> "models.ForeignKey[Picture, Picture]":
    """Return the column of a link table that names a picture of the library, which cannot go while it is shown."""
    return models.ForeignKey(
        Picture, on_delete=models.PROTECT, related_name="+", verbose_name=label or _("picture")
    )


@storing.add_owner
def _named() -> tuple[set[str], set[str]]:
    rows = Picture.objects.values_list("stem", "original")
    return {stem for stem, _original in rows}, {original for _stem, original in rows if original}
