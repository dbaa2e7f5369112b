"""People of group sessions in the admin: facts to read, verbs to act."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_columns import email_link, moment_and_who, phone_link
from center.admin_verbs import Verb, VerbAdmin, through
from center.base.person_names import shown_name
from center.base.references import normalise_reference
from center.models import User
from consultations import rules
from consultations.choices import PlaceState
from consultations.models import Participation
from consultations.services import participations, waiting_list
from consultations.templatetags.group_desk import place_badge


def _outcome(name: str) -> Callable[[Any, User, Any], object]:
    def call(place: Participation, user: User, _reason: Any) -> object:
        return participations.enter_outcomes(session=place.session, by=user, **{name: [place]})

    return call


def _can_be_given(place: Participation) -> bool:
    now = timezone.now()
    return (
        place.state == PlaceState.WAITING
        and place.session.ends_at > now
        and rules.offer_deadline(place.session, now) is None
    )


def _may_have_come(place: Participation) -> bool:
    return place.state in {PlaceState.SIGNED_UP, PlaceState.MISSED} and rules.doors_are_open(
        place.session, timezone.now()
    )


def _may_have_missed(place: Participation) -> bool:
    has_begun = place.session.starts_at <= timezone.now()
    return place.state in {PlaceState.SIGNED_UP, PlaceState.ATTENDED} and has_begun


def _can_be_cancelled(place: Participation) -> bool:
    return place.is_open and place.session.ends_at > timezone.now()


VERBS = (
    Verb(
        "accept",
        _("Said yes: give the place"),
        through(waiting_list.accept_offer, "participation"),
        lambda place: place.state == PlaceState.OFFERED,
        kind="primary",
        told=_("The place is taken"),
    ),
    Verb(
        "decline",
        _("Said no: offer it to the next"),
        through(waiting_list.decline_offer, "participation"),
        lambda place: place.state == PlaceState.OFFERED,
        told=_("The place went on"),
    ),
    Verb(
        "give",
        _("Give a free place"),
        through(waiting_list.give_place, "participation"),
        _can_be_given,
        kind="primary",
        told=_("The place is given"),
    ),
    Verb("came", _("Came"), _outcome("came"), _may_have_come, kind="primary", told=_("It is noted who came")),
    Verb(
        "missed",
        _("Did not come"),
        _outcome("missed"),
        _may_have_missed,
        told=_("It is noted who did not come"),
    ),
    Verb(
        "cancel",
        _("Take off the list"),
        through(participations.cancel_place, "participation"),
        _can_be_cancelled,
        kind="danger",
        told=_("Taken off the list"),
        warning=_(
            "The place goes to the next person who waits. Somebody with an email address gets an email; others must be"
            " called."
        ),
    ),
)


@admin.register(Participation)
class ParticipationAdmin(VerbAdmin[Participation]):
    list_display = ["who", "phone_link", "badge", "where_and_when", "signing_up"]
    list_filter: ClassVar = ["state", ("session__topic", admin.RelatedOnlyFieldListFilter)]
    list_select_related: ClassVar = ["session__topic", "signed_by"]
    folded_search = ("contact_name", "contact_email", "contact_phone", "reference")
    search_help_text = _("Name, email, phone or reference, in either script.")
    nothing_yet = _(
        "People who sign up for group sessions are listed here. They are added on the page of a session."
    )
    reading_is_logged = True
    verbs = VERBS
    fieldsets: ClassVar = [
        (_("Place"), {"fields": ["badge", "reference", "where_and_when", "offer"]}),
        (_("Person"), {"fields": ["name", "phone_link", "email_link", "language", "person"]}),
        (_("What happened"), {"fields": ["signing_up", "placing", "outcome", "cancellation"]}),
    ]
    readonly_fields: ClassVar = [
        "badge",
        "where_and_when",
        "offer",
        "name",
        "phone_link",
        "email_link",
        "person",
        "signing_up",
        "placing",
        "outcome",
        "cancellation",
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Participation | None = None) -> Any:
        """Leave out what has not happened."""
        happened = {
            "offer": obj and obj.offered_at,
            "placing": obj and obj.placed_at,
            "outcome": obj and obj.closed_at,
            "cancellation": obj and obj.cancelled_at,
        }
        return [
            (heading, {**options, "fields": [name for name in options["fields"] if happened.get(name, True)]})
            for heading, options in super().get_fieldsets(request, obj)
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the page with who it is; a browser's list of pages gets the reference only."""
        response = super().render_change_form(request, context, *args, **kwargs)
        place: Participation = context["original"]
        response.context_data |= {
            "title": shown_name(place.contact_name),
            "subtitle": str(place.session),
            "page_title": place.reference,
        }
        return response

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Participation]:
        return Participation.objects.visible_to(request.user).with_details()  # type: ignore[arg-type]  # admin_view: signed in

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-session__starts_at", "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Participation], search_term: str
    ) -> tuple[models.QuerySet[Participation], bool]:
        """Find by words in either script; a reference also with blanks, or typed in Cyrillic."""
        found, many = super().get_search_results(request, queryset, search_term)
        reference = normalise_reference(search_term)
        return (found | queryset.filter(reference=reference) if reference else found), many

    def in_words(self, place: Participation) -> str:
        """Say who it is and which session."""
        return f"{shown_name(place.contact_name)}, {place.session}"

    @admin.display(description=_("person"), ordering="contact_name")
    def who(self, place: Participation) -> str:
        return shown_name(place.contact_name)

    @admin.display(description=_("name as given"))
    def name(self, place: Participation) -> str:
        return shown_name(place.contact_name)

    @admin.display(description=_("state"), ordering="state")
    def badge(self, place: Participation) -> SafeString:
        return place_badge(place)

    @admin.display(description=_("group session"), ordering="session__starts_at")
    def where_and_when(self, place: Participation) -> SafeString:
        address = reverse("admin:consultations_groupsession_change", args=[place.session_id])
        return format_html('<a href="{}">{}</a>', address, str(place.session))

    @admin.display(description=_("phone"))
    def phone_link(self, place: Participation) -> SafeString | str:
        return phone_link(place.contact_phone)

    @admin.display(description=_("email"))
    def email_link(self, place: Participation) -> SafeString | str:
        return email_link(place.contact_email)

    @admin.display(description=_("person"))
    def person(self, place: Participation) -> str:
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[place.entrepreneur_id])
        return format_html('<a href="{}">{}</a>', address, shown_name(place.entrepreneur.name))

    @admin.display(description=_("place offered"))
    def offer(self, place: Participation) -> str:
        if place.offered_at is None or place.offered_until is None:
            return "–"
        return " – ".join(
            date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
            for moment in (place.offered_at, place.offered_until)
        )

    @admin.display(description=_("signed up"), ordering="created_at")
    def signing_up(self, place: Participation) -> str:
        return moment_and_who(place.created_at, place.signed_by or _("the person"))

    @admin.display(description=_("has a place since"))
    def placing(self, place: Participation) -> str:
        return moment_and_who(place.placed_at, place.placed_by or _("by the order of the list"))

    @admin.display(description=_("outcome entered"))
    def outcome(self, place: Participation) -> str:
        return moment_and_who(place.closed_at, place.closed_by)

    @admin.display(description=_("cancelled"))
    def cancellation(self, place: Participation) -> str:
        return moment_and_who(place.cancelled_at, place.cancelled_by or place.get_ending_display())
