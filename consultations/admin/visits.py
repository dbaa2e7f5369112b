"""Visits in the admin: facts to read, verbs to act, and one screen to book for a caller."""

import re
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from center.admin_columns import NOTHING, email_link, moment, moment_and_who, phone_link, two_lines
from center.admin_grants import CarriesGrants
from center.admin_lists import EmptyState
from center.admin_verbs import VerbAdmin
from center.base.folded_search import folded, has_words
from center.base.person_names import shown_name
from center.base.references import normalise_reference
from center.base.shown_text import in_script, quoted
from consultations.admin.booking import booking_view
from consultations.admin.day_plan import day_plan_view
from consultations.admin.displaced import displaced_view
from consultations.admin.filters import ALL, PARAMETER, PeriodFilter, looks_further
from consultations.admin.moving import MOVE, move_view
from consultations.admin.verbs import OPEN_CASE, VERBS
from consultations.admin.visit_import import visit_import_view
from consultations.admin.walk_in import walk_in_view
from consultations.models import Consultation, VisitMove
from consultations.services.holding import companions_of
from consultations.templatetags.consultations_desk import state_badge
from entrepreneurs.eligibility import described
from entrepreneurs.templatetags.safe_contact import heed

_FEWEST_DIGITS = 3


@admin.register(Consultation)
class ConsultationAdmin(CarriesGrants[Consultation], VerbAdmin[Consultation]):
    list_display = ["day_and_time", "badge", "caller", "subject", "advisor"]
    list_filter: ClassVar = [
        PeriodFilter,
        "state",
        ("advisor", admin.RelatedOnlyFieldListFilter),
        ("topic", admin.RelatedOnlyFieldListFilter),
        "mode",
    ]
    list_select_related: ClassVar = ["topic", "advisor", "entrepreneur__contact_preference"]
    date_hierarchy = "starts_at"
    search_fields: ClassVar = ["reference"]
    search_help_text = _("Name, email, phone or reference, in either script.")
    add_label = _("Book for a caller")
    nothing_yet = _("Visits booked by visitors or by you are listed here.")
    reading_is_logged = True
    verbs = VERBS
    fieldsets: ClassVar = [
        (_("Visit"), {"fields": ["badge", "reference", "when", "topic", "advisor", "companions", "mode"]}),
        (
            _("Visitor"),
            {
                "fields": [
                    "visitor",
                    "heed",
                    "phone_link",
                    "email_link",
                    "note_text",
                    "self_check_words",
                    "language",
                    "person",
                    "case_link",
                ]
            },
        ),
        (
            _("What happened"),
            {
                "fields": [
                    "booking",
                    "confirmation",
                    "moves",
                    "reminders",
                    "calls",
                    "outcome",
                    "cancellation",
                    "shown_reason",
                ]
            },
        ),
    ]
    readonly_fields: ClassVar = [
        "badge",
        "when",
        "companions",
        "moves",
        "visitor",
        "heed",
        "phone_link",
        "email_link",
        "note_text",
        "self_check_words",
        "person",
        "case_link",
        "booking",
        "confirmation",
        "reminders",
        "calls",
        "outcome",
        "cancellation",
        "shown_reason",
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Consultation | None = None) -> Any:
        """Leave out what has not happened."""
        *others, (heading, options) = super().get_fieldsets(request, obj)
        left_out = {
            *(() if obj and obj.self_check else ("self_check_words",)),
            *(() if obj and companions_of(obj) else ("companions",)),
        }
        others = [
            (each, {**more, "fields": [name for name in more["fields"] if name not in left_out]})
            for each, more in others
        ]
        happened = {
            "confirmation": obj and obj.confirmed_at,
            "moves": obj and obj.moves.exists(),
            "reminders": obj and obj.reminders.exists(),
            "calls": obj and obj.calls.exists(),
            "outcome": obj and obj.closed_at,
            "cancellation": obj and obj.cancelled_at,
            "shown_reason": obj and obj.cancel_reason,
        }
        fields = [name for name in options["fields"] if happened.get(str(name), True)]
        return [*others, (heading, {**options, "fields": fields})]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the page with who comes and when; a browser's list of pages gets the reference only."""
        response = super().render_change_form(request, context, *args, **kwargs)
        visit: Consultation = context["original"]
        response.context_data |= {
            "title": shown_name(visit.contact_name),
            "subtitle": self.when(visit),
            "page_title": visit.reference,
        }
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("consultations.add_consultation")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Consultation]:
        return Consultation.objects.visible_to(request.user)  # type: ignore[arg-type]  # admin_view: signed in

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-starts_at", "-pk"] if looks_further(request) else ["starts_at", "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Consultation], search_term: str
    ) -> tuple[models.QuerySet[Consultation], bool]:
        """Find by name or e-mail (any script, no diacritics), digits of the phone, or the reference."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found = has_words("_folded", term) | models.Q(reference=normalise_reference(term))
        # As kept: country code without zeros; as typed: 064…, 0038164…, +381 64…. The prefix alone is no search.
        digits = re.sub(r"^(00381|381|0)", "", re.sub(r"\D", "", term))
        if len(digits) >= _FEWEST_DIGITS and not re.search(r"[^\W\d_]", term):
            found |= models.Q(contact_phone__contains=digits)
        folded_contact = folded(["contact_name", "contact_email"])
        return queryset.alias(_folded=folded_contact).filter(found), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("calendar/", view(partial(day_plan_view, self)), name="consultations_consultation_day_plan"),
            path("walk-in/", view(partial(walk_in_view, self)), name="consultations_consultation_walk_in"),
            path(
                "import/",
                view(partial(visit_import_view, self)),
                name="consultations_consultation_visit_import",
            ),
            path(
                "displaced/", view(partial(displaced_view, self)), name="consultations_consultation_displaced"
            ),
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Book for a caller."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return booking_view(self, request)

    def do_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Show the page of its own that moving has, go on to a case that was opened, else do the usual."""
        if verb == MOVE:
            return move_view(self, request, object_id)
        answer = super().do_view(request, object_id, verb)
        if verb == OPEN_CASE and request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            case_id = Consultation.objects.values_list("case", flat=True).get(pk=object_id)
            if case_id is not None:
                return redirect(reverse("admin:consultations_case_change", args=[case_id]))
        return answer

    def empty_state(self, changelist: ChangeList) -> EmptyState:
        """Say that past visits are not shown, where that may be why nothing is."""
        by_date = any(name.startswith("starts_at__") for name in changelist.filter_params)
        shows_coming = changelist.params.get(PARAMETER) not in ("today", "week", ALL)
        if shows_coming and not changelist.query and not by_date and Consultation.objects.exists():
            every = changelist.get_query_string({PARAMETER: ALL})
            return EmptyState(
                _("No visits to come"),
                _("Only visits from today on are shown."),
                every,
                _("Show past visits too"),
            )
        return super().empty_state(changelist)

    def in_words(self, visit: Consultation) -> str:
        """Say who comes, when and about what."""
        return f"{shown_name(visit.contact_name)}, {self.when(visit)}, {visit.topic}"

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, visit: Consultation) -> str:
        start, end = timezone.localtime(visit.starts_at), timezone.localtime(visit.ends_at)
        day = f"{date_format(start, 'D')} {date_format(start, 'SHORT_DATE_FORMAT')}".replace(" ", "\u00a0")
        return f"{day} {start:%H:%M}–{end:%H:%M}"

    @admin.display(description=_("when"), ordering="starts_at")
    def day_and_time(self, visit: Consultation) -> SafeString:
        """Return the day and, below it in the list, the times."""
        day, _space, times = self.when(visit).partition(" ")
        return format_html('<span class="moment"><span>{}</span> <span>{}</span></span>', day, times)

    @admin.display(description=_("visitor"), ordering="contact_name")
    def caller(self, visit: Consultation) -> SafeString:
        """Return what to heed before dialling, then the name with the number below it."""
        number = self.phone_link(visit) if visit.contact_phone else ""
        return format_html(
            "{}{}", heed(visit.entrepreneur), two_lines(shown_name(visit.contact_name), number)
        )

    @admin.display(description=_("topic"), ordering="topic")
    def subject(self, visit: Consultation) -> SafeString:
        """Return the topic with the place below it."""
        return two_lines(visit.topic.name, visit.get_mode_display())

    @admin.display(description=_("visitor"), ordering="contact_name")
    def visitor(self, visit: Consultation) -> str:
        return shown_name(visit.contact_name)

    @admin.display(description=_("state"), ordering="state")
    def badge(self, visit: Consultation) -> SafeString:
        return state_badge(visit)

    @admin.display(description=_("to heed"))
    def heed(self, visit: Consultation) -> SafeString | str:
        """Return what the person asked for about being reached."""
        return heed(visit.entrepreneur) or NOTHING

    @admin.display(description=_("phone"))
    def phone_link(self, visit: Consultation) -> SafeString | str:
        return phone_link(visit.contact_phone)

    @admin.display(description=_("email"))
    def email_link(self, visit: Consultation) -> SafeString | str:
        return email_link(visit.contact_email)

    @admin.display(description=_("person"))
    def person(self, visit: Consultation) -> str:
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[visit.entrepreneur_id])
        return format_html('<a href="{}">{}</a>', address, shown_name(visit.entrepreneur.name))

    @admin.display(description=_("case"))
    def case_link(self, visit: Consultation) -> str:
        if visit.case is None:
            return "–"
        address = reverse("admin:consultations_case_change", args=[visit.case_id])
        return format_html('<a href="{}">{}</a>', address, visit.case.number)

    @admin.display(description=_("what the visitor wrote"))
    def note_text(self, visit: Consultation) -> str:
        return quoted(visit.note, visit.language) if visit.note else "–"

    @admin.display(description=_("self-check"))
    def self_check_words(self, visit: Consultation) -> str:
        """Return the answers and what they came to when they were given, article by article."""
        record = visit.self_check
        if not record:
            return "–"
        checked_on = date.fromisoformat(record["checked_on"])
        context = {"rows": described(record), "law": record["law"], "checked_on": checked_on}
        return render_to_string("admin/consultations/self_check.html", context)

    @admin.display(description=_("takes part too"))
    def companions(self, visit: Consultation) -> str:
        """Name the second advisor, the interpreter and the room."""
        resources = (each.resource for each in companions_of(visit))
        return ", ".join(f"{resource} ({resource.get_kind_display()})" for resource in resources)

    @admin.display(description=_("moved"))
    def moves(self, visit: Consultation) -> SafeString:
        """Say of each move what the time and the advisor were before, who moved it and why."""
        rows = visit.moves.select_related("moved_by", "from_advisor")
        return format_html_join(mark_safe("<br>"), "{}", ((_move_in_words(each),) for each in rows))

    @admin.display(description=_("booked"))
    def booking(self, visit: Consultation) -> str:
        if visit.walked_in:
            return moment_and_who(
                visit.created_at, _("came without a booking, received by %(who)s") % {"who": visit.booked_by}
            )
        who = visit.booked_by or _("the visitor")
        return moment_and_who(visit.created_at, who)

    @admin.display(description=_("confirmed"))
    def confirmation(self, visit: Consultation) -> str:
        return moment_and_who(visit.confirmed_at, visit.confirmed_by or _("at once"))

    @admin.display(description=_("reminders sent"))
    def reminders(self, visit: Consultation) -> SafeString:
        """Return which reminder went when; those of an earlier time of the visit too."""
        rows = visit.reminders.order_by("made_at", "pk")
        return format_html_join(
            mark_safe("<br>"), "{}, {}", ((row.get_kind_display(), moment(row.made_at)) for row in rows)
        )

    @admin.display(description=_("calls"))
    def calls(self, visit: Consultation) -> SafeString:
        """Return each call with what came of it, leading to its tries."""
        rows = visit.calls.with_tries().select_related("closed_by").order_by("pk")
        return render_to_string("admin/consultations/calls_of_visit.html", {"calls": rows})

    @admin.display(description=_("outcome entered"))
    def outcome(self, visit: Consultation) -> str:
        words = moment_and_who(visit.closed_at, visit.closed_by)
        return f"{words}, {_('came late')}" if visit.came_late else words

    @admin.display(description=_("cancelled"))
    def cancellation(self, visit: Consultation) -> str:
        return moment_and_who(visit.cancelled_at, visit.cancelled_by or _("the visitor"))

    @admin.display(description=_("reason of the cancellation"))
    def shown_reason(self, visit: Consultation) -> str:
        return in_script(visit.cancel_reason)


def _move_in_words(move: VisitMove) -> str:
    before = date_format(timezone.localtime(move.from_start), "SHORT_DATETIME_FORMAT")
    who = in_script(str(move.moved_by or _("the visitor")))
    words = _("%(moment)s, %(who)s; before: %(time)s, %(advisor)s") % {
        "moment": date_format(timezone.localtime(move.moved_at), "SHORT_DATETIME_FORMAT"),
        "who": who,
        "time": before,
        "advisor": move.from_advisor,
    }
    return f"{words}. {in_script(move.reason)}" if move.reason else words
