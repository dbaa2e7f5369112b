"""Applications for stands in the admin: one to read, with its reviews, and buttons to act."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_columns import NOTHING, badge, email_link, moment_and_who, phone_link, two_lines
from center.admin_verbs import Verb, VerbAdmin, through
from center.base.shown_text import in_script
from center.models import User
from events import rules
from events.admin import application_pages, fair_pages
from events.admin.stand_verbs import STAND_VERBS
from events.choices import ApplicationState
from events.exhibitor_words import wishes_in_words
from events.models import ExhibitorApplication
from events.services import applications, decisions
from events.templatetags.exhibitor_words import application_badge, decision_badge

DECIDE = "events.decide_application"


def _called(application: ExhibitorApplication, _user: User, _reason: Any) -> object:
    return decisions.note_call(application=application)


def _is_coming(application: ExhibitorApplication) -> bool:
    return not rules.is_over(application.event, timezone.now())


VERBS = (
    Verb(
        "called",
        _("Told by phone"),
        _called,
        lambda application: application.to_call,
        kind="primary",
        told=_("It is noted that they know"),
    ),
    Verb(
        "move_up",
        _("Give a stand that became free"),
        through(decisions.move_up, "application"),
        lambda application: (
            application.state == ApplicationState.RESERVE
            and not rules.has_begun(application.event, timezone.now())
        ),
        kind="primary",
        told=_("Accepted, and told so"),
        warning=_(
            "They are accepted at once and get the letter about it. Who left no email has to be called."
        ),
        needs=DECIDE,
    ),
    *STAND_VERBS,
    Verb(
        "withdraw",
        _("Withdraw for them"),
        through(applications.withdraw, "application", by_staff=True),
        lambda application: application.is_live and _is_coming(application),
        kind="danger",
        told=_("Withdrawn"),
        warning=_("Only when they say so themselves. They get a letter that confirms it."),
    ),
)


class FairFilter(admin.SimpleListFilter):
    """The fairs for which somebody applied, the next one first."""

    title = _("fair")
    parameter_name = "fair"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = ExhibitorApplication.objects.order_by("-event__starts_at").values_list(
            "event", "event__title_sr", "event__title_en"
        )
        return [
            (str(pk), application_pages.title(serbian, english))
            for pk, serbian, english in dict.fromkeys(rows)
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        value = self.value()
        return queryset.filter(event=value) if value and value.isdecimal() else queryset


@admin.register(ExhibitorApplication)
class ExhibitorApplicationAdmin(VerbAdmin[ExhibitorApplication]):
    change_form_template = "admin/events/application_form.html"
    list_display = ["who", "badge", "held_back", "phone_link", "fair", "sending"]
    list_filter: ClassVar = [FairFilter, "state", "decision", "to_call"]
    list_select_related: ClassVar = ["event", "enterprise", "applicant", "entered_by"]
    folded_search = ("enterprise__name_sr", "enterprise__name_en", "contact_name", "offer_sr")
    search_help_text = _("Enterprise, contact or what they bring, in either script.")
    nothing_yet = _(
        "Enterprises apply for stands on the page of a mini-fair; staff enter who phones there too."
    )
    reading_is_logged = True
    verbs = VERBS
    fieldsets: ClassVar = [
        (_("Application"), {"fields": ["badge", "held_back", "fair", "stand", "past", "said"]}),
        (_("Contact"), {"fields": ["contact", "phone_link", "email_link", "letters_in"]}),
        (_("At the fair"), {"fields": ["needs_said"]}),
        (_("What happened"), {"fields": ["sending", "deciding", "telling", "withdrawal"]}),
    ]
    readonly_fields: ClassVar = [
        "badge",
        "held_back",
        "fair",
        "stand",
        "past",
        "said",
        "contact",
        "phone_link",
        "email_link",
        "letters_in",
        "needs_said",
        "sending",
        "deciding",
        "telling",
        "withdrawal",
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ExhibitorApplication]:
        return ExhibitorApplication.objects.with_past().select_related(
            "event__plan",
            "event__venue",
            "enterprise",
            "applicant",
            "entered_by",
            "decided_by",
            "beside",
            "needs",
            "assignment__stand",
        )

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-event__starts_at", "sent_at", "pk"]

    def get_fieldsets(self, request: HttpRequest, obj: ExhibitorApplication | None = None) -> Any:
        """Leave out what has not happened."""
        happened = {
            "held_back": obj and obj.decision,
            "stand": obj and obj.state == ApplicationState.ACCEPTED,
            "deciding": obj and obj.decided_at,
            "telling": obj and obj.told_at,
            "withdrawal": obj and obj.withdrawn_at,
            "needs_said": obj and obj.state == ApplicationState.ACCEPTED,
        }
        sections = [
            (heading, {**options, "fields": [name for name in options["fields"] if happened.get(name, True)]})
            for heading, options in super().get_fieldsets(request, obj)
        ]
        return [section for section in sections if section[1]["fields"]]

    def get_urls(self) -> list[URLPattern]:
        def address(route: str, name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, number: view(self, request, number))
            return path(route, wrapped, name=f"events_{name}")

        return [
            address("fair/<int:number>/", "fair_applications", fair_pages.overview),
            address("fair/<int:number>/decisions/", "fair_decisions", fair_pages.batch),
            address("fair/<int:number>/needs/", "fair_needs", fair_pages.needs),
            address("fair/<int:number>/reports/", "fair_reports", fair_pages.reports),
            address("fair/<int:number>/enter/", "fair_enter", application_pages.enter),
            address("<int:number>/answers/", "application_answers", application_pages.answers),
            address("<int:number>/needs/", "application_needs", application_pages.needs),
            address("<int:number>/review/", "application_review", application_pages.review),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the page with who it is, and add the reviews that this colleague may read."""
        application: ExhibitorApplication = context["original"]
        context |= application_pages.reviews_of(request, application)
        response = super().render_change_form(request, context, *args, **kwargs)
        response.context_data |= {
            "title": application.enterprise.name,
            "subtitle": str(application.event),
        }
        return response

    def in_words(self, application: ExhibitorApplication) -> str:
        """Say who it is and which fair."""
        return f"{application.enterprise}, {application.event}"

    @admin.display(description=_("enterprise"), ordering="enterprise__name_sr")
    def who(self, application: Any) -> SafeString:
        return two_lines(
            application.enterprise.name, "" if application.past_fairs else gettext("for the first time")
        )

    @admin.display(description=_("state"), ordering="state")
    def badge(self, application: ExhibitorApplication) -> SafeString:
        shown = badge(**application_badge(application))
        if not application.to_call:
            return shown
        return format_html("{} {}", shown, badge("warning", "phone", gettext("Has to be called")))

    @admin.display(description=_("decision not yet sent"), ordering="decision")
    def held_back(self, application: ExhibitorApplication) -> SafeString | str:
        return badge(**decision_badge(application)) if application.decision else NOTHING

    @admin.display(description=_("fair"), ordering="event__starts_at")
    def fair(self, application: ExhibitorApplication) -> SafeString:
        address = reverse("admin:events_fair_applications", args=[application.event_id])
        return format_html('<a href="{}">{}</a>', address, str(application.event))

    @admin.display(description=_("stand"))
    def stand(self, application: ExhibitorApplication) -> SafeString | str:
        """Show the number, which leads to the table of all stands."""
        assignment = getattr(application, "assignment", None)
        number = assignment.stand.number if assignment is not None else gettext("no stand yet")
        plan = getattr(application.event, "plan", None)
        if plan is None:
            return number
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:events_fairplan_stands", args=[plan.pk]), number
        )

    @admin.display(description=_("earlier fairs"))
    def past(self, application: Any) -> str:
        return str(application.past_fairs) if application.past_fairs else gettext("none: for the first time")

    @admin.display(description=_("answers"))
    def said(self, application: ExhibitorApplication) -> SafeString:
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", wishes_in_words(application))

    @admin.display(description=_("answers for the stand"))
    def contact(self, application: ExhibitorApplication) -> str:
        return in_script(application.contact_name) or NOTHING

    @admin.display(description=_("phone"))
    def phone_link(self, application: ExhibitorApplication) -> SafeString | str:
        return phone_link(application.contact_phone)

    @admin.display(description=_("email"))
    def email_link(self, application: ExhibitorApplication) -> SafeString | str:
        return email_link(application.contact_email)

    @admin.display(description=_("language of the emails"))
    def letters_in(self, application: ExhibitorApplication) -> str:
        return application.get_language_display()

    @admin.display(description=_("needs"))
    def needs_said(self, application: ExhibitorApplication) -> str:
        needs = getattr(application, "needs", None)
        return application_pages.needs_in_words(needs) if needs else gettext("not said yet")

    @admin.display(description=_("sent"), ordering="sent_at")
    def sending(self, application: ExhibitorApplication) -> str:
        return moment_and_who(
            application.sent_at, application.entered_by or application.applicant or gettext("editor")
        )

    @admin.display(description=_("decided"))
    def deciding(self, application: ExhibitorApplication) -> str:
        return moment_and_who(application.decided_at, application.decided_by)

    @admin.display(description=_("decision sent"))
    def telling(self, application: ExhibitorApplication) -> str:
        return moment_and_who(application.told_at, application.decided_by)

    @admin.display(description=_("withdrawn"))
    def withdrawal(self, application: ExhibitorApplication) -> str:
        return moment_and_who(application.withdrawn_at, application.enterprise.name)
