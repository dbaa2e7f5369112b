"""The programme of an event: drafted as rows, released as numbered versions that the public reads."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Func, Q
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
from entrepreneurs.models import Entrepreneur
from entrepreneurs.models.columns import refuse_erased
from events.choices import ItemKind
from events.models.event import Event

_MOST_PLACES = 5000


@pghistory.track()
class Room(BilingualContent):
    """A hall, stage or corner in which something of the programme happens."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, editable=False, related_name="rooms", verbose_name=_("event")
    )
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=80)
    name_en = EnglishCharField(_("name (English)"), max_length=80)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("room of an event")
        verbose_name_plural = _("rooms of events")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name_sr"],
                name="event_room_unique",
                violation_error_message=_("This event already has a room of this name."),
            ),
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="event_room_has_name",
                violation_error_message=_("Write the name of the room."),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain


@pghistory.track()
class Speaker(BilingualContent):
    """Somebody who speaks or leads at an event; the name is public."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, editable=False, related_name="speakers", verbose_name=_("event")
    )
    name = SerbianCharField(_("name"), max_length=120)
    role_sr = SerbianCharField(_("who it is (Serbian)"), max_length=160, blank=True)
    role_en = EnglishCharField(_("who it is (English)"), max_length=160)
    about_sr = SerbianTextField(_("about the person (Serbian)"), max_length=1000, blank=True)
    about_en = EnglishTextField(_("about the person (English)"), max_length=1000)
    # Of our own people: so that their record says that they spoke.
    entrepreneur = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="talks",
        verbose_name=_("person in our records"),
    )

    role = Bilingual("role", _("who it is"))
    about = Bilingual("about", _("about the person"))

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="event_speaker_unique",
                violation_error_message=_("This speaker is already in the list."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="event_speaker_has_name",
                violation_error_message=_("Write the name of the speaker."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="not_for_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entrepreneur_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.entrepreneur_id IS NOT NULL"),
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("entrepreneur_id", "speaker_not_for_the_erased"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ProgrammeItem(BilingualContent):
    """Something that happens at an event at its own time. What the public reads is the last `ProgrammeRelease`.

    An item that is taken out of the programme is `dropped`, never deleted: people may have a place in it.
    """

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, editable=False, related_name="items", verbose_name=_("event")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind, default=ItemKind.TALK)
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=140)
    title_en = EnglishCharField(_("title (English)"), max_length=140)
    about_sr = SerbianTextField(_("description (Serbian)"), max_length=2000, blank=True)
    about_en = EnglishTextField(_("description (English)"), max_length=2000)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("room"),
        help_text=_("Empty: for all rooms, such as a break."),
    )
    speakers = models.ManyToManyField(
        Speaker, through="ItemSpeaker", editable=False, related_name="items", verbose_name=_("speakers")
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_PLACES)],
        help_text=_(
            "Only where people choose it when they register; empty: everybody of the event may come."
        ),
    )
    is_dropped = models.BooleanField(_("taken out of the programme"), default=False, editable=False)

    title = Bilingual("title", _("title"))
    about = Bilingual("about", _("description"))

    class Meta:
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ItemKind.values), name="programme_item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="programme_item_has_title",
                violation_error_message=_("Write the title."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="programme_item_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__range=(1, _MOST_PLACES)),
                name="programme_item_capacity_in_range",
                violation_error_message=_("An item has 1 to 5,000 places."),
            ),
            ExclusionConstraint(
                name="programme_item_room_once",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(room__isnull=False, is_dropped=False),
                # Looked at when a statement is through: all items can move by an hour at once.
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Something else is in this room at that time."),
            ),
        ]
        triggers = [
            # The other half of `number_within_capacity` on Place.
            pgtrigger.Trigger(
                name="capacity_holds_the_places",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("capacity"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.capacity IS NOT NULL"),
                func=(
                    "IF EXISTS (SELECT FROM events_place WHERE item_id = NEW.id AND number > NEW.capacity)"
                    " THEN RAISE EXCEPTION 'somebody has a place beyond the capacity'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_item_capacity_holds_the_places';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="room_of_the_same_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("room_id", "event_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.room_id IS NOT NULL"),
                func=(
                    "IF NOT EXISTS (SELECT FROM events_room WHERE id = NEW.room_id AND event_id = NEW.event_id)"
                    " THEN RAISE EXCEPTION 'a room of another event'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_item_room_of_the_same_event';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class ItemSpeaker(CheckedModel):
    """Who speaks at which item, in the order of the programme."""

    item = models.ForeignKey(
        ProgrammeItem, on_delete=models.CASCADE, related_name="speaking", verbose_name=_("item")
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, related_name="speaking", verbose_name=_("speaker")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        verbose_name = _("speaker of an item")
        verbose_name_plural = _("speakers of items")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "speaker"],
                name="item_speaker_unique",
                violation_error_message=_("This speaker is already in the list."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="speaker_of_the_same_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    "IF (SELECT event_id FROM events_speaker WHERE id = NEW.speaker_id) IS DISTINCT FROM"
                    " (SELECT event_id FROM events_programmeitem WHERE id = NEW.item_id)"
                    " THEN RAISE EXCEPTION 'a speaker of another event'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'item_speaker_of_the_same_event';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.speaker)


class ProgrammeRelease(CheckedModel):
    """A version of the programme as the public reads it; written once, never changed.

    `data` is `{"rooms": [...], "speakers": [...], "items": [...]}` as `programmes.to_data` makes it: texts in both
    languages, moments in UTC. Two releases are compared by the keys of the items. Only the erasure of a person may
    write into `data`, and then `digest` follows, by which pages are kept in memory.
    """

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="releases", verbose_name=_("event")
    )
    number = models.PositiveIntegerField(_("version"))
    data = models.JSONField(_("content"))
    digest = models.CharField(_("mark of the content"), max_length=64, editable=False)
    note_sr = models.CharField(_("what changed, in a sentence (Serbian)"), max_length=300, blank=True)
    note_en = models.CharField(_("what changed, in a sentence (English)"), max_length=300, blank=True)
    released_at = models.DateTimeField(_("released"), default=timezone.now, editable=False)
    released_by = colleague(_("released by"))

    note = Bilingual("note", _("what changed"))

    class Meta:
        verbose_name = _("version of a programme")
        verbose_name_plural = _("versions of programmes")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="programme_release_number_once"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False, released_by__isnull=False),
                name="programme_release_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="release_written_once", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.event} v{self.number}"
