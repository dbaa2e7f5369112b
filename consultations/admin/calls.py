"""Calls in the admin: the list to work through (and to print), each call with its tries, and what came of one."""

from typing import Any, ClassVar

import pghistory
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from center.admin_base import PortalTabularInline
from center.admin_columns import badge, moment, moment_column, phone_link, two_lines
from center.admin_verbs import Verb, VerbAdmin
from center.audit import record_accesses
from center.base.own_addresses import own_address
from center.base.shown_text import in_script, quoted
from center.models import User
from consultations import services
from consultations.admin.call_forms import AgainForm, AttemptForm
from consultations.admin.filters import WaitingFilter
from consultations.choices import AttemptResult, CallOutcome
from consultations.errors import ChangeRefused
from consultations.models import Call, CallAttempt
from consultations.querysets import DIALLING
from consultations.templatetags.consultations_desk import tries_in_words
from entrepreneurs.templatetags.safe_contact import heed

_BADGES = {
    "": ("warning", "phone"),
    CallOutcome.REACHED: ("success", "check"),
    CallOutcome.HELPER: ("success", "people"),
    CallOutcome.WRONG_NUMBER: ("error", "error"),
    CallOutcome.GAVE_UP: ("neutral", "error"),
    CallOutcome.NOT_NEEDED: ("neutral", "check"),
    CallOutcome.TOO_LATE: ("error", "clock"),
}
_MOST_AT_ONCE = 50


def _tried(result: AttemptResult) -> Any:
    def record(call: Call, user: User, _reason: str) -> object:
        return services.record_attempt(call=call, result=result, by=user)

    return record


def _again(call: Call, user: User, clean: Any) -> object:
    return services.record_attempt(call=call, by=user, **_answers(clean))


def _give_up(call: Call, user: User, _reason: str) -> object:
    return services.give_up(call=call, by=user)


def _answers(clean: dict[str, Any]) -> dict[str, Any]:
    return {
        "result": AttemptResult(clean["result"]),
        "again_at": clean["again_at"],
        "note": clean["note"],
    }


def _again_form(call: Call, user: User, data: Any) -> forms.Form:
    return AgainForm(data)


def _is_open(call: Call) -> bool:
    return call.is_open


_NOTED = gettext_lazy("It is noted")
VERBS = (
    *(
        Verb(result, result.label, _tried(result), _is_open, kind=kind, told=_NOTED)
        for result, kind in (
            (AttemptResult.REACHED, "primary"),
            (AttemptResult.NO_ANSWER, "outline"),
            (AttemptResult.BUSY, "outline"),
        )
    ),
    Verb(AttemptResult.AGAIN, AttemptResult.AGAIN.label, _again, _is_open, told=_NOTED, form=_again_form),
    *(
        Verb(result, result.label, _tried(result), _is_open, told=_NOTED)
        for result in (AttemptResult.HELPER, AttemptResult.WRONG_NUMBER)
    ),
    Verb(
        "give_up",
        gettext_lazy("Give up"),
        _give_up,
        _is_open,
        kind="danger",
        told=gettext_lazy("The call is off the list"),
        warning=gettext_lazy("Nobody will call this person about it any more. What happened so far stays."),
    ),
)


class AttemptInline(PortalTabularInline[CallAttempt]):
    """Every try, to read."""

    model = CallAttempt
    extra = 0
    fields = ("when", "result", "again", "tried_by", "words")
    readonly_fields = ("when", "result", "again", "tried_by", "words")
    ordering: ClassVar = ["-tried_at", "-pk"]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("consultations.view_callattempt")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[CallAttempt]":
        return super().get_queryset(request).select_related("tried_by")

    @admin.display(description=gettext_lazy("tried"))
    def when(self, attempt: CallAttempt) -> SafeString | str:
        return moment(attempt.tried_at)

    @admin.display(description=gettext_lazy("call again at"))
    def again(self, attempt: CallAttempt) -> SafeString | str:
        return moment(attempt.again_at)

    @admin.display(description=gettext_lazy("note"))
    def words(self, attempt: CallAttempt) -> str:
        return quoted(attempt.note) if attempt.note else "–"


@admin.register(Call)
class CallAdmin(VerbAdmin[Call]):
    list_display = ["whom", "visit", "why", moment_column("due_at", gettext_lazy("due by")), "state"]
    list_display_links = ["why"]
    list_filter: ClassVar = [WaitingFilter, "reason", "outcome"]
    date_hierarchy = "due_at"
    folded_search = (
        "consultation__contact_name",
        "consultation__contact_phone",
        "participation__contact_name",
        "participation__contact_phone",
    )
    search_help_text = gettext_lazy("Name or digits of the phone, in either script.")
    nothing_yet = gettext_lazy("People without email whom somebody has to call are listed here.")
    reading_is_logged = True
    verbs = VERBS
    inlines = (AttemptInline,)
    fieldsets: ClassVar = [
        (None, {"fields": ["whom", "visit", "why", "words", "due_at", "state"]}),
        (gettext_lazy("What happened"), {"fields": ["asking", "closing"]}),
    ]
    readonly_fields: ClassVar = ["whom", "visit", "why", "words", "state", "asking", "closing"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Call]:
        return Call.objects.visible_to(request.user).with_details().with_turns()  # type: ignore[arg-type]  # admin_view: signed in

    def get_ordering(self, request: HttpRequest) -> Any:
        """Begin with whom to dial first; where closed calls are shown, with the last day."""
        return DIALLING if WaitingFilter.shows_waiting(request) else ("-due_at", "-pk")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.tried_view)
        return [path("tried/", view, name="consultations_call_tried"), *super().get_urls()]

    def tried_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what came of dialling a person once (GET), or keep it for all the calls named (POST)."""
        if not self.has_verb_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        chosen = (data or request.GET).getlist("call")[:_MOST_AT_ONCE]
        numbers = [int(number) for number in chosen if number.isascii() and number.isdigit()]
        calls = list(self.get_queryset(request).filter(pk__in=numbers))
        if not calls:
            raise Http404
        after = (data or request.GET).get("next", "")
        form = AttemptForm(data)
        if data is not None and form.is_valid():
            self._keep(request, calls, form)
            if not form.errors:
                return redirect(self._after(request, after))
        return self._ask_about(request, calls, form, after)

    def _keep(self, request: HttpRequest, calls: list[Call], form: AttemptForm) -> None:
        """Record the try and say so; what was refused is told on the page one comes from."""
        words = dict.fromkeys(in_script(call.name) for call in calls)
        try:
            with pghistory.context(verb="tried"), transaction.atomic():
                services.record_attempts(calls=calls, by=request.user, **_answers(form.cleaned_data))  # type: ignore[arg-type]
        except ChangeRefused as refused:
            self.message_user(request, str(refused.message), messages.ERROR)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            result = AttemptResult(form.cleaned_data["result"]).label
            text = _("%(told)s: %(record)s") % {"told": result, "record": ", ".join(words)}
            self.message_user(request, text, messages.SUCCESS)

    def _after(self, request: HttpRequest, target: str) -> str:
        return own_address(request, target) or reverse("admin:consultations_call_changelist")

    def _ask_about(
        self, request: HttpRequest, calls: list[Call], form: forms.Form, after: str
    ) -> TemplateResponse:
        record_accesses(
            user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            objects=calls,
            purpose=gettext_noop("opened to change it"),
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("What came of the call?"),
            "calls": calls,
            "name": calls[0].name,
            "phone": calls[0].phone,
            "people": [call.person for call in calls],
            "form": form,
            "opts": self.opts,
            "media": self.media + form.media,
            "next": after if self._after(request, after) == after else "",
        }
        return TemplateResponse(request, "admin/consultations/call_tried.html", context)

    def in_words(self, call: Call) -> str:
        return f"{in_script(call.name)}, {call.get_reason_display()}"

    @admin.display(description=gettext_lazy("person"), ordering="consultation__contact_name")
    def whom(self, call: Call) -> SafeString:
        """Return what to heed before dialling, then the name with the number below it."""
        number = phone_link(call.phone)
        return format_html("{}{}", heed(call.person), two_lines(in_script(call.name), number))

    @admin.display(description=gettext_lazy("consultation"), ordering="consultation__starts_at")
    def visit(self, call: Call) -> SafeString:
        """Return when the visit is, leading to it, with its reference below."""
        start = date_format(timezone.localtime(call.starts_at), "SHORT_DATETIME_FORMAT")
        reference = call.appointment.reference
        if call.consultation_id is None:
            return two_lines(start, f"{reference}, {call.appointment._meta.verbose_name}")
        address = reverse("admin:consultations_consultation_change", args=[call.consultation_id])
        return two_lines(format_html('<a href="{}">{}</a>', address, start), reference)

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def why(self, call: Call) -> SafeString:
        """Return the reason; what a colleague wants said stands below it."""
        return two_lines(call.get_reason_display(), quoted(call.about) if call.about else "")

    @admin.display(description=gettext_lazy("what to say"))
    def words(self, call: Call) -> str:
        return quoted(call.about) if call.about else "–"

    @admin.display(description=gettext_lazy("state"), ordering="outcome")
    def state(self, call: Call) -> SafeString:
        """Return the outcome or that the call waits, with what the last try came to."""
        label = call.get_outcome_display() if call.outcome else _("To be called")
        return two_lines(badge(*_BADGES[call.outcome], label), tries_in_words(call))

    @admin.display(description=gettext_lazy("asked for"))
    def asking(self, call: Call) -> SafeString:
        return two_lines(moment(call.asked_at), call.asked_by or _("the portal"))

    @admin.display(description=gettext_lazy("closed"))
    def closing(self, call: Call) -> SafeString | str:
        return two_lines(moment(call.closed_at), call.closed_by or _("the portal")) if call.closed_at else "–"
