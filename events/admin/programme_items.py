"""Items, rooms and speakers of a programme, each a form that is reached from the page of the programme."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_columns import NOTHING
from center.admin_verbs import Refused, Verb, VerbsMixin, through
from center.base.person_names import shown_name
from center.models import User
from center.templatetags.moments import times
from entrepreneurs.admin.person_field import FindPersonForm
from events.admin import programme_page
from events.admin.of_event import OfEventAdmin, OfEventForm
from events.models import ProgrammeItem, Room, Speaker
from events.services import programme_items, speakers

_PAGE = "events_programmeitem_programme"
_USUAL = timedelta(minutes=30)


class ItemForm(OfEventForm):
    """An item of the draft; who speaks keeps the order in which they were chosen."""

    also_checked = frozenset({"event", "is_dropped"})

    who = forms.ModelMultipleChoiceField(
        queryset=Speaker.objects.none(),
        label=_("who speaks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "room" in fields:
            fields["room"].queryset = Room.objects.filter(event=self.event)
        if "who" not in fields:
            return
        fields["who"].queryset = Speaker.objects.filter(event=self.event)
        fields["who"].help_text = _("Add a speaker on the page of the programme first.")
        item: Any = self.instance
        if item.pk:
            self.initial["who"] = [row.speaker_id for row in item.speaking.all()]

    def clean(self) -> dict[str, Any] | None:
        """Say what else is in the room; the database refuses it too, without the name."""
        data = super().clean()
        clean: Any = self.cleaned_data
        room, start, end = (clean.get(name) for name in ("room", "starts_at", "ends_at"))
        item: Any = self.instance
        if room is None or start is None or end is None or item.is_dropped:
            return data
        there = room.items.filter(is_dropped=False, starts_at__lt=end, ends_at__gt=start).exclude(pk=item.pk)
        other = there.order_by("starts_at", "pk").first()
        if other is not None:
            self.add_error(
                "room",
                gettext("Something else is in this room at that time: %(title)s, %(hours)s.")
                % {"title": other.title.plain, "hours": times(other.starts_at, other.ends_at)},
            )
        return data

    def chosen_speakers(self) -> list[Speaker]:
        """Return who speaks: those who did already in their order, then the others."""
        chosen = {speaker.pk: speaker for speaker in self.cleaned_data["who"]}
        before = [pk for pk in self.initial.get("who", []) if pk in chosen]
        return [chosen[pk] for pk in dict.fromkeys([*before, *chosen])]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(VerbsMixin[ProgrammeItem], OfEventAdmin[ProgrammeItem]):
    form = ItemForm
    back_to = _PAGE
    back_label = _("Programme")
    verbs = (
        Verb(
            "drop",
            _("Take out of the programme"),
            through(programme_items.drop_item, "item", with_user=False),
            lambda item: not item.is_dropped,
            told=_("Taken out of the draft"),
            warning=_(
                "Only out of the draft. With the next version the public reads that it does not take place, its places"
                " become free, and who has one there is told."
            ),
        ),
        Verb(
            "restore",
            _("Put back into the programme"),
            through(programme_items.restore_item, "item", with_user=False),
            lambda item: item.is_dropped,
            told=_("Back in the draft"),
        ),
    )
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "kind",
                    "starts_at",
                    "ends_at",
                    "room",
                    "who",
                    "capacity",
                ],
                "description": _("The public reads it with the next version of the programme."),
            },
        ),
        (_("What people read"), {"fields": ["about_sr", "about_en"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, event_id: view(self, request, event_id))
            name = f"events_programmeitem_{part or 'programme'}"
            return path(f"of/<int:event_id>/{part + '/' if part else ''}", wrapped, name=name)

        return [
            address("", programme_page.show),
            address("preview", programme_page.preview),
            address("shift", programme_page.shift),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose the half hour after what is last in the draft."""
        event = self.event_of(request, None)
        if event is None:
            return {}
        last = event.items.filter(is_dropped=False).aggregate(models.Max("ends_at"))["ends_at__max"]
        start = timezone.localtime(last or event.starts_at)
        return {"starts_at": start, "ends_at": start + _USUAL}

    def save_model(self, request: HttpRequest, obj: ProgrammeItem, form: Any, change: Any) -> None:
        """Plan or change through the service."""
        values = {
            name: form.cleaned_data[name] for name in programme_items.PLANNED if name in form.cleaned_data
        }
        chosen = form.chosen_speakers()
        if change:
            saved = programme_items.change_item(item=obj, speakers=chosen, **values)
        else:
            saved = programme_items.plan_item(event=form.event, speakers=chosen, **values)
        obj.__dict__.update(saved.__dict__)

    def in_words(self, item: ProgrammeItem) -> str:
        """Say what it is and when."""
        return f"{item} ({timezone.localtime(item.starts_at):%H:%M})"


@admin.register(Room)
class RoomAdmin(OfEventAdmin[Room]):
    back_to = _PAGE
    back_label = _("Programme")
    # One in which something happens is protected by that.
    may_be_deleted = True
    fields: ClassVar = ["name_sr", "name_en", "position"]


def _link(speaker: Speaker, _user: User, clean: dict[str, Any]) -> object:
    person = clean.get("person")
    if person is None:
        raise Refused(gettext("Choose one of the people who were found."))
    return speakers.link_speaker(speaker=speaker, person=person)


@admin.register(Speaker)
class SpeakerAdmin(VerbsMixin[Speaker], OfEventAdmin[Speaker]):
    # Who speaks somewhere is protected by that.
    may_be_deleted = True
    back_to = _PAGE
    back_label = _("Programme")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["name", "role_sr", "role_en", "about_sr", "about_en"],
                "description": _("All of this is public. Ask the person first."),
            },
        ),
        (_("In our records"), {"fields": ["person"]}),
    ]
    readonly_fields: ClassVar = ["person"]
    verbs = (
        Verb(
            "link",
            _("Link to a person"),
            _link,
            lambda speaker: speaker.entrepreneur_id is None,
            told=_("Linked"),
            form=lambda _speaker, user, data: FindPersonForm(user, data),
            needs="entrepreneurs.view_entrepreneur",
            warning=_(
                "It then stands in the person's record that they spoke. The public sees nothing of it."
            ),
        ),
        Verb(
            "unlink",
            _("Take the link away"),
            through(speakers.unlink_speaker, "speaker", with_user=False),
            lambda speaker: speaker.entrepreneur_id is not None,
            told=_("The link is taken away"),
            needs="entrepreneurs.view_entrepreneur",
        ),
        Verb(
            "take_out",
            _("Take the name out everywhere"),
            through(speakers.take_out, "speaker", with_user=False),
            lambda _speaker: True,
            kind="danger",
            told=_("Taken out of the programme and of all its versions"),
            warning=_(
                "For people who ask for it. The name and the words about them vanish at once from the draft and from"
                " all versions that were public. This cannot be taken back."
            ),
            needs="events.publish_event",
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Speaker | None = None) -> Any:
        """Show whose record it is to those who may see people."""
        own, records = super().get_fieldsets(request, obj)
        may_see = obj is not None and request.user.has_perm("entrepreneurs.view_entrepreneur")
        return [own, records] if may_see else [own]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Speaker]:
        return super().get_queryset(request).select_related("entrepreneur")

    def _back(self, request: HttpRequest, record: Speaker) -> str:
        """Lead from a button back to the programme: the speaker may be gone."""
        return self.back(record.event)

    @admin.display(description=_("person"))
    def person(self, speaker: Speaker) -> SafeString | str:
        if speaker.entrepreneur is None:
            return NOTHING
        address = programme_page.person_address(speaker.entrepreneur.pk)
        return format_html('<a href="{}">{}</a>', address, shown_name(speaker.entrepreneur.name))
