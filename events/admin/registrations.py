"""Registrations in the admin: facts to read, verbs to act."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_columns import NOTHING, badge, email_link, moment_and_who, phone_link, two_lines
from center.admin_verbs import Refused, Verb, VerbAdmin, through
from center.base.person_names import shown_name
from center.base.references import normalise_reference
from center.base.shown_text import in_script
from center.models import User
from entrepreneurs.admin.person_field import FindPersonForm
from events import rules
from events.choices import RegistrationState
from events.models import Registration
from events.services import linking, registrations, waiting_list
from events.services.answers import in_words as answer_in_words
from events.templatetags.event_words import registration_badge


def _link(registration: Registration, user: User, clean: dict[str, Any]) -> object:
    person = clean.get("person")
    if person is None:
        raise Refused(gettext("Choose one of the people who were found."))
    return linking.link_person(registration=registration, person=person, by=user)


def _can_be_given(registration: Registration) -> bool:
    now = timezone.now()
    return (
        registration.state == RegistrationState.WAITING
        and registration.event.ends_at > now
        and rules.offer_deadline(registration.event, now) is None
    )


VERBS = (
    Verb(
        "accept",
        _("Said yes: give the places"),
        through(waiting_list.accept_offer, "registration"),
        lambda registration: registration.state == RegistrationState.OFFERED,
        kind="primary",
        told=_("The places are taken"),
    ),
    Verb(
        "decline",
        _("Said no: offer them to the next"),
        through(waiting_list.decline_offer, "registration"),
        lambda registration: registration.state == RegistrationState.OFFERED,
        told=_("The places went on"),
    ),
    Verb(
        "give",
        _("Give free places"),
        through(waiting_list.give_place, "registration"),
        _can_be_given,
        kind="primary",
        told=_("The places are given"),
    ),
    Verb(
        "link",
        _("Link to a person"),
        _link,
        lambda registration: registration.entrepreneur_id is None and registration.erased_at is None,
        told=_("Linked"),
        form=lambda _registration, user, data: FindPersonForm(user, data),
        needs="entrepreneurs.view_entrepreneur",
        warning=_(
            "Only when the person says so: families share phones. It then stands in the person's record."
        ),
    ),
    Verb(
        "unlink",
        _("Take the link away"),
        through(linking.unlink_person, "registration"),
        lambda registration: registration.entrepreneur_id is not None,
        told=_("The link is taken away"),
        needs="entrepreneurs.view_entrepreneur",
    ),
    Verb(
        "cancel",
        _("Take off the list"),
        through(registrations.cancel_registration, "registration"),
        lambda registration: registration.is_open and not rules.is_over(registration.event, timezone.now()),
        kind="danger",
        told=_("Taken off the list"),
        warning=_(
            "The places go to the next people who wait. Somebody with an email address gets an email; others must be"
            " called."
        ),
    ),
)


@admin.register(Registration)
class RegistrationAdmin(VerbAdmin[Registration]):
    list_display = ["who", "phone_link", "badge", "size", "where_and_when", "registering"]
    list_filter: ClassVar = ["state", ("event", admin.RelatedOnlyFieldListFilter)]
    folded_search = ("contact_name", "organisation", "contact_email", "contact_phone", "reference")
    search_help_text = _("Name, organisation, email, phone or reference, in either script.")
    nothing_yet = _("People who register for events are listed here. They are added on the page of an event.")
    reading_is_logged = True
    verbs = VERBS
    fieldsets: ClassVar = [
        (_("Registration"), {"fields": ["badge", "reference", "where_and_when", "size", "parts", "offer"]}),
        (
            _("Person"),
            {"fields": ["name", "organisation_name", "phone_link", "email_link", "language", "person"]},
        ),
        (_("Answers"), {"fields": ["answers_given"]}),
        (
            _("What happened"),
            {"fields": ["registering", "placing", "arrivals", "cancellation", "agreement"]},
        ),
    ]
    readonly_fields: ClassVar = [
        "badge",
        "where_and_when",
        "parts",
        "offer",
        "name",
        "organisation_name",
        "phone_link",
        "email_link",
        "person",
        "answers_given",
        "registering",
        "placing",
        "arrivals",
        "cancellation",
        "agreement",
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Registration | None = None) -> Any:
        """Leave out what has not happened and what was not asked."""
        has: dict[Any, Any] = {
            "offer": obj and obj.offered_at,
            "placing": obj and obj.placed_at,
            "arrivals": obj and obj.check_ins.filter(undone_at=None).exists(),
            "cancellation": obj and obj.cancelled_at,
            "answers_given": obj and obj.answers.exists(),
            "parts": obj and obj.held_places.filter(item__isnull=False).exists(),
            "organisation_name": obj and obj.organisation,
            "person": request.user.has_perm("entrepreneurs.view_entrepreneur"),
        }
        sections = [
            (heading, {**options, "fields": [name for name in options["fields"] if has.get(name, True)]})
            for heading, options in super().get_fieldsets(request, obj)
        ]
        return [(heading, options) for heading, options in sections if options["fields"]]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the page with who it is; a browser's list of pages gets the reference only."""
        response = super().render_change_form(request, context, *args, **kwargs)
        registration: Registration = context["original"]
        response.context_data |= {
            "title": self.who(registration),
            "subtitle": str(registration.event),
            "page_title": registration.reference,
        }
        return response

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Registration]:
        return Registration.objects.with_details().select_related("registered_by", "consent_text")

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-event__starts_at", "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Registration], search_term: str
    ) -> tuple[models.QuerySet[Registration], bool]:
        """Find by words in either script; a reference also with blanks, or typed in Cyrillic."""
        found, many = super().get_search_results(request, queryset, search_term)
        reference = normalise_reference(search_term)
        return (found | queryset.filter(reference=reference) if reference else found), many

    def in_words(self, registration: Registration) -> str:
        """Say who it is and which event."""
        return f"{self.who(registration)}, {registration.event}"

    @admin.display(description=_("person"), ordering="contact_name")
    def who(self, registration: Registration) -> str:
        return shown_name(registration.contact_name) or registration.reference

    @admin.display(description=_("name as given"))
    def name(self, registration: Registration) -> str:
        return shown_name(registration.contact_name)

    @admin.display(description=_("organisation"))
    def organisation_name(self, registration: Registration) -> str:
        return in_script(registration.organisation)

    @admin.display(description=_("state"), ordering="state")
    def badge(self, registration: Registration) -> SafeString:
        return badge(**registration_badge(registration))

    @admin.display(description=_("event"), ordering="event__starts_at")
    def where_and_when(self, registration: Registration) -> SafeString:
        address = reverse("admin:events_event_change", args=[registration.event_id])
        day = date_format(timezone.localtime(registration.event.starts_at), "SHORT_DATETIME_FORMAT")
        return two_lines(format_html('<a href="{}">{}</a>', address, str(registration.event)), day)

    @admin.display(description=_("takes part in"))
    def parts(self, registration: Registration) -> SafeString:
        places = registration.held_places.filter(item__isnull=False).select_related("item")
        items = {place.item_id: place.item for place in places}
        return format_html_join(
            "", "<p>{}</p>", ((item.title,) for item in items.values() if item is not None)
        )

    @admin.display(description=_("phone"))
    def phone_link(self, registration: Registration) -> SafeString | str:
        return phone_link(registration.contact_phone)

    @admin.display(description=_("email"))
    def email_link(self, registration: Registration) -> SafeString | str:
        return email_link(registration.contact_email)

    @admin.display(description=_("person in our records"))
    def person(self, registration: Registration) -> SafeString | str:
        if registration.entrepreneur is None:
            return NOTHING
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[registration.entrepreneur_id])
        return format_html('<a href="{}">{}</a>', address, shown_name(registration.entrepreneur.name))

    @admin.display(description=_("answers"))
    def answers_given(self, registration: Registration) -> SafeString:
        rows = registration.answers.select_related("question")
        return format_html_join(
            "",
            "<p>{}<br><strong>{}</strong></p>",
            (
                (
                    answer.question.text,
                    answer_in_words(answer, yes=gettext("Yes"), no=gettext("No")) or NOTHING,
                )
                for answer in rows
            ),
        )

    @admin.display(description=_("place offered"))
    def offer(self, registration: Registration) -> str:
        if registration.offered_at is None or registration.offered_until is None:
            return NOTHING
        return " – ".join(
            date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
            for moment in (registration.offered_at, registration.offered_until)
        )

    @admin.display(description=_("registered"), ordering="created_at")
    def registering(self, registration: Registration) -> str:
        return moment_and_who(registration.created_at, registration.registered_by or _("the person"))

    @admin.display(description=_("has a place since"))
    def placing(self, registration: Registration) -> str:
        return moment_and_who(registration.placed_at, registration.placed_by or _("by the order of the list"))

    @admin.display(description=_("were there"))
    def arrivals(self, registration: Registration) -> SafeString:
        """Say for each day how many came and since when; the page of the door puts it right."""
        rows = registration.check_ins.filter(undone_at=None).values("day")
        days = rows.order_by("day").annotate(people=Count("pk"), since=Min("at"))
        return format_html_join(
            "",
            "<p>{}: {}</p>",
            ((moment_and_who(row["since"], ""), row["people"]) for row in days),
        )

    @admin.display(description=_("cancelled"))
    def cancellation(self, registration: Registration) -> str:
        return moment_and_who(
            registration.cancelled_at, registration.cancelled_by or registration.get_ending_display()
        )

    @admin.display(description=_("agreed to"))
    def agreement(self, registration: Registration) -> SafeString | str:
        if registration.consent_text is None:
            return NOTHING
        withdrawn = registration.consent_withdrawn_at
        return two_lines(
            str(registration.consent_text),
            gettext("Taken back: %(moment)s") % {"moment": moment_and_who(withdrawn, "")}
            if withdrawn
            else "",
        )
