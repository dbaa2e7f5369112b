"""Group sessions in the admin: planned in a form, changed by verbs, with their people on the same page."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import moment_and_who, two_lines
from center.admin_grants import CarriesGrants
from center.admin_verbs import Verb, VerbsMixin, through
from center.base.shown_text import in_script
from consultations.admin import group_pages
from consultations.admin.filters import PeriodFilter, looks_further
from consultations.admin.group_forms import GroupSessionForm
from consultations.choices import LIVE_SESSION_STATES, SessionState
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Absence, Closure, GroupSession
from consultations.services import sessions
from consultations.templatetags.group_desk import session_badge

VERBS = (
    Verb(
        "publish",
        _("Publish"),
        through(sessions.publish_session, "session"),
        lambda session: session.state == SessionState.DRAFT and session.starts_at > timezone.now(),
        kind="primary",
        told=_("People can see it and sign up"),
    ),
    Verb(
        "close",
        _("Took place"),
        through(sessions.close_session, "session"),
        lambda session: session.state == SessionState.PUBLISHED and session.starts_at <= timezone.now(),
        kind="primary",
        told=_("It is noted that the session took place"),
    ),
    Verb(
        "cancel",
        _("Cancel the session"),
        through(sessions.cancel_session, "session", with_reason=True),
        lambda session: session.is_live and session.ends_at > timezone.now(),
        kind="danger",
        told=_("The session is cancelled"),
        asks=_("Reason (shown in the email to everybody on the list; may stay empty)"),
        warning=_(
            "The advisor's time becomes free. Everybody on the list with an email address gets an email; others must"
            " be called."
        ),
    ),
)


@admin.register(GroupSession)
class GroupSessionAdmin(CarriesGrants[GroupSession], VerbsMixin[GroupSession], VersionedAdmin[GroupSession]):
    form = GroupSessionForm
    change_form_template = "admin/consultations/groupsession_form.html"
    list_display = ["when", "badge", "subject", "advisor", "standing"]
    list_filter: ClassVar = [
        PeriodFilter,
        "state",
        ("advisor", admin.RelatedOnlyFieldListFilter),
        ("topic", admin.RelatedOnlyFieldListFilter),
    ]
    date_hierarchy = "starts_at"
    folded_search = ("topic__name_sr", "topic__name_en", "advisor__name_sr", "note_sr")
    add_label = _("Plan a group session")
    nothing_yet = _("Plan the first one: people then sign up on the public pages.")
    verbs = VERBS
    refusals = (ChangeRefused, BookingRefusedError)
    fieldsets: ClassVar = [
        (
            _("What and when"),
            {
                "fields": ["topic", "advisor", "starts_at", "ends_at", "mode", "online_link"],
                "description": _(
                    "The session holds its advisor's time, also while it is in preparation, outside opening hours and"
                    " on days off. When you change the time or the place, participants with an email address are"
                    " written to; the others must be called."
                ),
            },
        ),
        (
            _("Places"),
            {
                "fields": ["places", ("signup_opens_at", "signup_closes_at"), "offer_hours"],
                "description": _("More places are offered at once to those who wait, in their order."),
            },
        ),
        (_("What people read"), {"fields": ["spoken_sr", "spoken_en", "note_sr", "note_en"]}),
        (_("What happened"), {"fields": ["planning", "publication", "closing", "cancellation"]}),
    ]
    readonly_fields: ClassVar = ["planning", "publication", "closing", "cancellation"]

    def get_fieldsets(self, request: HttpRequest, obj: GroupSession | None = None) -> Any:
        """Leave out what has not happened."""
        *others, (heading, options) = super().get_fieldsets(request, obj)
        happened = {
            "planning": obj,
            "publication": obj and obj.published_at,
            "closing": obj and obj.closed_at,
            "cancellation": obj and obj.cancelled_at,
        }
        fields = [name for name in options["fields"] if happened.get(str(name), True)]
        return [*others, (heading, {**options, "fields": fields})] if fields else others

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let what is over or cancelled be read only; its people can still be noted."""
        is_over = isinstance(obj, GroupSession) and obj.state not in LIVE_SESSION_STATES
        return not is_over and super().has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[GroupSession]:
        return GroupSession.objects.visible_to(request.user).with_details().with_counts()  # type: ignore[arg-type]  # admin_view: signed in

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-starts_at", "-pk"] if looks_further(request) else ["starts_at", "pk"]

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            return path(f"<int:object_id>/{part}/", wrapped, name=f"consultations_groupsession_{part}")

        return [
            address("people", group_pages.sign_up),
            address("outcomes", group_pages.outcomes),
            address("sheet", group_pages.sheet),
            *super().get_urls(),
        ]

    # --- saving

    def save_model(self, request: HttpRequest, obj: GroupSession, form: Any, change: Any) -> None:
        """Plan or change through the services, and warn of a time in which the advisor is away."""
        values = {name: form.cleaned_data[name] for name in sessions.PLANNED}
        user: Any = request.user
        if change:
            saved = sessions.change_session(session=obj, by=user, **values)
        else:
            saved = sessions.plan_session(by=user, **values)
        obj.__dict__.update(saved.__dict__)
        meets = {"starts_at__lt": obj.ends_at, "ends_at__gt": obj.starts_at}
        is_away = Absence.objects.filter(advisor=obj.advisor_id, **meets).exists()
        if is_away or Closure.objects.filter(**meets).exists():
            messages.warning(
                request, gettext("The advisor is away or the office is closed at this time. Is it meant so?")
            )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        session = context.get("original")
        if session is not None:
            context |= group_pages.people_of(request, session)
        response = super().render_change_form(request, context, *args, **kwargs)
        if session is not None:
            response.context_data |= {"title": session.topic.name, "subtitle": self.day_and_times(session)}
        return response

    # --- columns and facts

    def in_words(self, session: GroupSession) -> str:
        """Say what it is about and when."""
        return str(session)

    def day_and_times(self, session: GroupSession) -> str:
        """Return "Mon 14. 9. 2026. 17:00–19:00"."""
        start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        day = f"{date_format(start, 'D')} {date_format(start, 'SHORT_DATE_FORMAT')}".replace(" ", "\u00a0")
        return f"{day} {start:%H:%M}–{end:%H:%M}"

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, session: GroupSession) -> SafeString:
        day, _space, times = self.day_and_times(session).partition(" ")
        return format_html('<span class="moment"><span>{}</span> <span>{}</span></span>', day, times)

    @admin.display(description=_("state"), ordering="state")
    def badge(self, session: GroupSession) -> SafeString:
        return session_badge(session)

    @admin.display(description=_("topic"), ordering="topic")
    def subject(self, session: GroupSession) -> SafeString:
        return two_lines(session.topic.name, session.get_mode_display())

    @admin.display(description=_("places"), ordering="places")
    def standing(self, session: Any) -> SafeString:
        """Return how many places are taken, and how many people wait."""
        waiting = ngettext("%(count)d person waits", "%(count)d people wait", session.in_queue)
        return two_lines(
            f"{session.taken} / {session.places}",
            waiting % {"count": session.in_queue} if session.in_queue else "",
        )

    @admin.display(description=_("planned"))
    def planning(self, session: GroupSession) -> str:
        return moment_and_who(session.created_at, session.created_by)

    @admin.display(description=_("published"))
    def publication(self, session: GroupSession) -> str:
        return moment_and_who(session.published_at, session.published_by)

    @admin.display(description=_("closed"))
    def closing(self, session: GroupSession) -> str:
        return moment_and_who(session.closed_at, session.closed_by)

    @admin.display(description=_("cancelled"))
    def cancellation(self, session: GroupSession) -> SafeString:
        return two_lines(
            moment_and_who(session.cancelled_at, session.cancelled_by), in_script(session.cancel_reason)
        )
