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
from entrepreneurs.choices import PictureKind
from entrepreneurs.models.enterprise import Enterprise


@pghistory.track()
class Picture(BilingualContent):
    """A picture of an enterprise; what is served are our own copies, named by `stem`, never the upload.

    The upload rests in `original` (a private place) until a job has made the copies.
    """

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="pictures", verbose_name=_("enterprise")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PictureKind, default=PictureKind.PHOTO)
    alt_sr = SerbianCharField(
        _("what the picture shows (Serbian)"),
        max_length=160,
        help_text=_("For people who cannot see it: jars of honey on a wooden table."),
    )
    alt_en = EnglishCharField(_("what the picture shows (English)"), max_length=160)
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
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    widths = ArrayField(models.PositiveIntegerField(), default=list, editable=False)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    # A picture sent by an editor waits for a look by staff.
    is_approved = models.BooleanField(_("may be shown"), default=False)
    submitted_by = colleague(_("added by"))
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    alt = Bilingual("alt", _("what the picture shows"))

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PictureKind.values), name="picture_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=PictureState.values), name="picture_state_is_known"),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="picture_focus_is_inside",
                violation_error_message=_("The focus lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=~Q(alt_sr=""),
                name="picture_has_alternative_text",
                violation_error_message=_("Write what the picture shows."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PictureState.READY)
                | (Q(width__gt=0, height__gt=0, widths__len__gt=0, original="")),
                name="picture_ready_has_its_copies",
            ),
        ]

    @property
    def is_mark(self) -> bool:
        """Whether it is shown whole, on white, instead of cut to 4:3."""
        return self.kind == PictureKind.LOGO

    def __str__(self) -> str:
        return self.alt.plain


@storing.add_owner
def _named() -> tuple[set[str], set[str]]:
    rows = Picture.objects.values_list("stem", "original")
    return {stem for stem, _original in rows}, {original for _stem, original in rows if original}
