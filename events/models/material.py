"""Pictures and files of an event."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.file_kinds import FileKind
from center.base.pictures import storing
from center.base.pictures.making import PictureState
from center.models.columns import colleague
from events.choices import PictureKind
from events.models.event import Event

# What people can open everywhere without an office program.
DOWNLOAD_KINDS = (FileKind.PDF, FileKind.JPEG, FileKind.PNG)


@pghistory.track()
class EventPicture(BilingualContent):
    """The poster of an event, or a photo of its gallery; what is served are our own copies, named by `stem`.

    The upload rests in `original` (a private place) until a job has made the copies. Photos are shown once the event
    is over.
    """

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, editable=False, related_name="pictures", verbose_name=_("event")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=PictureKind, default=PictureKind.PHOTO)
    alt_sr = SerbianCharField(
        _("what the picture shows (Serbian)"),
        max_length=160,
        help_text=_("For people who cannot see it: a stand with honey, two women talk to visitors."),
    )
    alt_en = EnglishCharField(_("what the picture shows (English)"), max_length=160)
    # Per cent from left and top; what must stay inside when the picture is cut to 4:3.
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=PictureState, default=PictureState.PROCESSING, editable=False
    )
    stem = models.CharField(max_length=40, unique=True, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    # SHA-256 of the upload, so that the same photo is not shown twice; empty where it was not noted.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    widths = ArrayField(models.PositiveIntegerField(), default=list, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    alt = Bilingual("alt", _("what the picture shows"))

    class Meta:
        verbose_name = _("picture of an event")
        verbose_name_plural = _("pictures of events")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(kind=PictureKind.POSTER),
                name="event_poster_once",
                violation_error_message=_("This event has a poster already. Remove that one first."),
            ),
            models.UniqueConstraint(
                fields=["event", "digest"],
                condition=Q(kind=PictureKind.PHOTO) & ~Q(digest=""),
                name="event_photo_once",
                violation_error_code="here",
                violation_error_message=_("This photo is here already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PictureKind.values), name="event_picture_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PictureState.values), name="event_picture_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="event_picture_focus_is_inside",
                violation_error_message=_("The focus lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=~Q(alt_sr=""),
                name="event_picture_has_alternative_text",
                violation_error_message=_("Write what the picture shows."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PictureState.READY)
                | (Q(width__gt=0, height__gt=0, widths__len__gt=0, original="")),
                name="event_picture_ready_has_its_copies",
            ),
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False),
                name="event_picture_added_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.alt.plain

    @property
    def is_poster(self) -> bool:
        """Whether it is shown whole instead of cut to 4:3."""
        return self.kind == PictureKind.POSTER


@storing.add_owner
def _named() -> tuple[set[str], set[str]]:
    rows = EventPicture.objects.values_list("stem", "original")
    return {stem for stem, _original in rows}, {original for _stem, original in rows if original}


@pghistory.track()
class EventDownload(BilingualContent):
    """A file that everybody may take away from the page of an event; it rests in private storage."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, editable=False, related_name="downloads", verbose_name=_("event")
    )
    label_sr = SerbianCharField(
        _("what it is (Serbian)"),
        max_length=120,
        help_text=_("Such as: application form, rules of the fair."),
    )
    label_en = EnglishCharField(_("what it is (English)"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    file_name = models.CharField(_("file name"), max_length=110, editable=False)
    stored_as = models.CharField(max_length=120, unique=True, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    label = Bilingual("label", _("what it is"))

    class Meta:
        verbose_name = _("file of an event")
        verbose_name_plural = _("files of events")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DOWNLOAD_KINDS]),
                name="event_download_kind_is_known",
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="event_download_has_content"),
            models.CheckConstraint(
                condition=~Q(label_sr=""),
                name="event_download_has_label",
                violation_error_message=_("Write what the file is."),
            ),
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False),
                name="event_download_added_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.label.plain
