"""Events in the admin: planned in a form, changed by verbs, with their people on the same page."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.admin_base import FoldedInline, VersionedAdmin
from center.admin_columns import badge, moment_and_who, two_lines
from center.admin_grants import CarriesGrants
from center.admin_verbs import VerbsMixin
from center.base.bilingual_admin import BilingualAdminMixin
from entrepreneurs.choices import SpokenLanguage
from events.admin import door_pages, event_pages
from events.admin.event_form import EventForm
from events.admin.event_verbs import VERBS
from events.admin.period import PeriodFilter, looks_further
from events.admin.sign_in_import import sign_in_import
from events.choices import EventKind, EventState
from events.errors import ChangeRefused
from events.models import Event, Question
from events.services import events
from events.templatetags.event_words import event_badge
from events.wording import day_words, time_words


class QuestionInline(BilingualAdminMixin, FoldedInline[Question]):
    """Questions of an event; one that was answered is asked no more, but never removed."""

    model = Question
    extra = 0
    description = _(
        "What you have to know to prepare the event. Ask little: every question keeps somebody from registering."
    )
    fields: ClassVar = [
        "text_sr",
        "text_en",
        "kind",
        "options_sr",
        "options_en",
        "help_sr",
        "help_en",
        "is_required",
        "is_dropped",
        "position",
    ]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def row_note(self, row: Question) -> str:
        """Say how it is answered, or that it is asked no more."""
        return str(_("no longer asked")) if row.is_dropped else str(row.get_kind_display())


@admin.register(Event)
class EventAdmin(CarriesGrants[Event], VerbsMixin[Event], VersionedAdmin[Event]):
    form = EventForm
    change_form_template = "admin/events/event_form.html"
    list_display = ["when", "badge", "what", "place", "standing"]
    list_filter: ClassVar = [PeriodFilter, "kind", "state", ("series", admin.RelatedOnlyFieldListFilter)]
    date_hierarchy = "starts_at"
    folded_search = ("title_sr", "title_en", "summary_sr", "venue__name_sr")
    add_label = _("Plan an event")
    nothing_yet = _("Plan the first one: a workshop, an info session, or the next mini-fair.")
    shown_to_readers: ClassVar = {"languages": "spoken"}
    inlines: ClassVar = [QuestionInline]
    verbs = VERBS
    refusals = (ChangeRefused,)
    fieldsets: ClassVar = [
        (
            _("What and when"),
            {
                "fields": [
                    "kind",
                    "title_sr",
                    "title_en",
                    "slug",
                    "series",
                    ("starts_at", "ends_at"),
                    "venue",
                    "online_link",
                ],
                "description": _(
                    "When you change the time or the place of a published event, people on the list with an email"
                    " address are written to; the others must be called."
                ),
            },
        ),
        (
            _("What people read"),
            {
                "fields": [
                    "summary_sr",
                    "summary_en",
                    "about_sr",
                    "about_en",
                    "languages",
                    "access_sr",
                    "access_en",
                ]
            },
        ),
        (
            _("Who can come"),
            {
                "fields": [
                    "admission",
                    ("capacity", "most_together"),
                    "registration_opens_at",
                    "registration_closes_at",
                    "offer_hours",
                    ("reminder_hours", "thanks_after"),
                ],
                "description": _("More places are offered at once to those who wait, in their order."),
            },
        ),
        (
            _("Stands of a mini-fair"),
            {
                "fields": [
                    "applications_open_at",
                    "applications_close_at",
                    "conditions_sr",
                    "conditions_en",
                    "needs_until",
                ],
                "description": _("Leave this empty for all other events."),
            },
        ),
        (_("What happened"), {"fields": ["planning", "publication", "last_change"]}),
    ]
    readonly_fields: ClassVar = ["planning", "publication", "last_change", "spoken"]

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """Leave out what has not happened."""
        *others, (heading, options) = super().get_fieldsets(request, obj)
        if obj is not None and obj.kind != EventKind.FAIR:
            others = [each for each in others if "needs_until" not in each[1]["fields"]]
        happened = {
            "planning": obj,
            "publication": obj and obj.published_at,
            "last_change": obj and obj.state_changed_at,
        }
        fields = [name for name in options["fields"] if happened.get(str(name), True)]
        return [*others, (heading, {**options, "fields": fields})] if fields else others

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let what is cancelled be read only."""
        is_off = isinstance(obj, Event) and obj.state == EventState.CANCELLED
        return not is_off and super().has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Event]:
        return Event.objects.with_details().with_counts()

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-starts_at", "-pk"] if looks_further(request) else ["starts_at", "pk"]

    def get_prepopulated_fields(self, request: Any, obj: Event | None = None) -> dict[str, Any]:
        """Propose the short name from the English title while the event is new."""
        return {} if obj else {"slug": ("title_en",)}

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            return path(f"<int:object_id>/{part}/", wrapped, name=f"events_event_{part.replace('-', '_')}")

        return [
            address("register", event_pages.register),
            address("sheet", event_pages.sheet),
            address("signed-list", sign_in_import),
            address("door", door_pages.door),
            address("door-paper", door_pages.paper),
            path(
                "<int:object_id>/door/<int:pass_id>/",
                self.admin_site.admin_view(
                    lambda request, object_id, pass_id: door_pages.change(self, request, object_id, pass_id)
                ),
                name="events_event_door_change",
            ),
            address("arrivals", door_pages.arrivals),
            address("came", door_pages.came),
            *super().get_urls(),
        ]

    # --- saving

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: Any) -> None:
        """Plan or change through the services."""
        values = {name: form.cleaned_data[name] for name in events.PLANNED if name in form.cleaned_data}
        user: Any = request.user
        saved = (
            events.change_event(event=obj, by=user, **values)
            if change
            else events.plan_event(by=user, **values)
        )
        obj.__dict__.update(saved.__dict__)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        event = context.get("original")
        if event is not None:
            context |= event_pages.people_of(request, event)
        response = super().render_change_form(request, context, *args, **kwargs)
        if event is not None:
            response.context_data |= {
                "title": event.title,
                "subtitle": f"{day_words(event)}, {time_words(event)}",
            }
        return response

    # --- columns and facts

    def in_words(self, event: Event) -> str:
        """Say what it is about and when."""
        return f"{event} ({date_format(timezone.localtime(event.starts_at), 'SHORT_DATE_FORMAT')})"

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, event: Event) -> SafeString:
        start = timezone.localtime(event.starts_at)
        day = f"{date_format(start, 'D')} {date_format(start, 'SHORT_DATE_FORMAT')}".replace(" ", "\u00a0")
        return format_html(
            '<span class="moment"><span>{}</span> <span>{}</span></span>', day, time_words(event)
        )

    @admin.display(description=_("state"), ordering="state")
    def badge(self, event: Event) -> SafeString:
        return badge(**event_badge(event))

    @admin.display(description=_("title"), ordering="title_sr")
    def what(self, event: Event) -> SafeString:
        return two_lines(event.title, event.get_kind_display())

    @admin.display(description=_("venue"), ordering="venue__name_sr")
    def place(self, event: Event) -> SafeString:
        if event.venue is None:
            return two_lines(_("Online"), "")
        return two_lines(event.venue.name, event.venue.settlement.name)

    @admin.display(description=_("places"))
    def standing(self, event: Any) -> SafeString:
        """Return how many places are taken, and how many people wait."""
        waiting = ngettext("%(count)d person waits", "%(count)d people wait", event.in_queue)
        taken = str(event.taken) if event.capacity is None else f"{event.taken} / {event.capacity}"
        return two_lines(taken, waiting % {"count": event.in_queue} if event.in_queue else "")

    @admin.display(description=_("Languages"))
    def spoken(self, event: Event) -> str:
        """Say in words what is spoken, for those who may only look."""
        return ", ".join(str(each.label) for each in SpokenLanguage if each.value in event.languages)

    @admin.display(description=_("planned"))
    def planning(self, event: Event) -> str:
        return moment_and_who(event.created_at, event.created_by)

    @admin.display(description=_("published"))
    def publication(self, event: Event) -> str:
        return moment_and_who(event.published_at, event.published_by)

    @admin.display(description=_("state changed"))
    def last_change(self, event: Event) -> SafeString:
        return two_lines(moment_and_who(event.state_changed_at, event.state_changed_by), event.reason)
