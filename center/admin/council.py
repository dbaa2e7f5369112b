"""The council in the admin: members with their terms, a page for each meeting, and the list of decisions."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.admin.advocacy_forms import DocumentForm
from center.admin.kept_files import FileInline, FilesMixin
from center.admin_base import FoldedInline, VersionedAdmin
from center.admin_columns import NOTHING, badge, two_lines
from center.admin_verbs import Verb, VerbsMixin
from center.admin_versions import VersionedForm
from center.base.bilingual_admin import BilingualAdminMixin
from center.choices.advocacy import DecisionState, MeetingState
from center.models import (
    CouncilAttendance,
    CouncilDecision,
    CouncilDocument,
    CouncilMeeting,
    CouncilMember,
    User,
)
from center.refusals import ServiceRefused
from center.services import council
from center.services.kept_files import add_file
from center.templatetags.center_advocacy import decision_state

_MEETINGS = {
    MeetingState.PLANNED: ("info", "calendar"),
    MeetingState.HELD: ("success", "check"),
    MeetingState.CANCELLED: ("neutral", "info"),
}


class InOfficeFilter(admin.SimpleListFilter):
    title = _("term")
    parameter_name = "term"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("In the council now")), ("over", _("Term is over"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "now":
            return queryset.in_office()
        if self.value() == "over":
            return queryset.filter(until__lt=timezone.localdate())
        return queryset


@admin.register(CouncilMember)
class CouncilMemberAdmin(VersionedAdmin[CouncilMember]):
    list_display = ["called", "role", "term", "is_public"]
    list_filter: ClassVar = [InOfficeFilter, "role"]
    folded_search = ("name", "organisation_sr")
    add_label = _("Add a member")
    nothing_yet = _("Add the members of the council with the day from which they are in it.")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["name", "role", "organisation_sr", "organisation_en", ("since", "until")],
                "description": _("A second term is a second row, so that it stays known who was there when."),
            },
        ),
        (_("For the public"), {"fields": ["is_public", "agreed_on", "about_sr", "about_en"]}),
    ]

    def save_model(self, request: HttpRequest, obj: CouncilMember, form: Any, change: Any) -> None:
        """Refuse a term without a day on which somebody was at a meeting."""
        if change:
            council.check_term(obj)
        super().save_model(request, obj, form, change)

    refusals = (ServiceRefused,)

    @admin.display(description=_("name"), ordering="name")
    def called(self, member: CouncilMember) -> SafeString:
        return two_lines(member, member.organisation)

    @admin.display(description=_("term"), ordering="since")
    def term(self, member: CouncilMember) -> str:
        until = date_format(member.until, "SHORT_DATE_FORMAT") if member.until else ""
        return f"{date_format(member.since, 'SHORT_DATE_FORMAT')} – {until}".rstrip()


class MeetingForm(VersionedForm):
    """A meeting with who was there: those in the council on its day."""

    instance: CouncilMeeting

    there = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=CouncilMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those in the council on that day. Of a new meeting save the day first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "there" not in self.fields:
            return
        field: Any = self.fields["there"]
        field.queryset = CouncilMember.objects.in_office(self._day()).by_rank()
        if self.instance.pk:
            field.initial = list(self.instance.attended.values_list("pk", flat=True))

    def _day(self) -> Any:
        """Return the day that is typed, or saved, or today."""
        if self.is_bound:
            try:
                return self.fields["day"].clean(self.data.get(self.add_prefix("day")))
            except ValidationError:
                pass
        return self.instance.day if self.instance.pk else timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        there = self.cleaned_data.get("there")
        state = self.cleaned_data.get("state", self.instance.state)
        if there and state != MeetingState.HELD:
            self.add_error("state", _("People were there, so the meeting was held."))
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own
        if not self.errors:
            try:
                council.check_meeting(self.instance, there=self.cleaned_data.get("there"))
            except ValidationError as error:
                self._update_errors(error)  # type: ignore[attr-defined]  # Django's own


class DecisionInline(BilingualAdminMixin, FoldedInline[CouncilDecision]):
    """What was decided at the meeting; each gets the next number of the year."""

    model = CouncilDecision
    extra = 1
    fields: ClassVar = [
        "text_sr",
        "text_en",
        "is_public",
        "responsible",
        "due_on",
    ]
    description = _(
        "Numbers follow one another within the year. Save a meeting as held before you add a decision."
    )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Add decisions to a meeting that was held."""
        is_held = isinstance(obj, CouncilMeeting) and obj.state == MeetingState.HELD
        return is_held and super().has_add_permission(request, obj)

    def row_note(self, row: CouncilDecision) -> str:
        """Say whether it is done."""
        return str(row.get_state_display())


class DocumentInline(FileInline):
    model = CouncilDocument
    file_url = "center_councildocument_file"


def _document(meeting: CouncilMeeting, user: User, clean: dict[str, Any]) -> object:
    upload = clean.pop("file")
    return add_file(CouncilDocument(meeting=meeting, **clean), file=upload.file, name=upload.name, by=user)


@admin.register(CouncilMeeting)
class CouncilMeetingAdmin(FilesMixin, VerbsMixin[CouncilMeeting], VersionedAdmin[CouncilMeeting]):
    markdown = ("agenda_sr", "agenda_en", "minutes_sr", "minutes_en")
    form = MeetingForm
    list_display = ["when", "badge", "decided", "came"]
    list_filter: ClassVar = ["state"]
    date_hierarchy = "day"
    folded_search = ("place_sr", "minutes_sr", "agenda_sr")
    add_label = _("Plan a meeting")
    nothing_yet = _("Plan the first meeting of the council, or enter one that was held.")
    inlines: ClassVar = [DecisionInline, DocumentInline]
    refusals = (ServiceRefused,)
    file_model = CouncilDocument
    file_url = "center_councildocument_file"
    verbs = (
        Verb(
            "document",
            _("Add a document"),
            _document,
            lambda _meeting: True,
            told=_("The document is added"),
            form=lambda _meeting, _user, data: DocumentForm(data),
        ),
    )
    fieldsets: ClassVar = [
        (
            _("Meeting"),
            {"fields": [("day", "starts"), "place_sr", "place_en", "state", "agenda_sr", "agenda_en"]},
        ),
        (
            _("What it brought"),
            {"fields": ["there", "minutes_sr", "minutes_en", "minutes_are_public"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CouncilMeeting]:
        rows: Any = super().get_queryset(request)
        found: models.QuerySet[CouncilMeeting] = rows.annotate(
            number_of_decisions=models.Count("decisions", distinct=True),
            number_there=models.Count("attendance", distinct=True),
        )
        return found

    def get_inlines(self, request: HttpRequest, obj: CouncilMeeting | None) -> list[Any]:
        return [*super().get_inlines(request, obj)] if obj else []

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        """Ask of attendance too, which is ticked in the form."""
        return (CouncilDecision, CouncilDocument, CouncilAttendance)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Write down who was there, then what was decided."""
        if "there" in form.cleaned_data:
            council.set_attendance(meeting=form.instance, members=form.cleaned_data["there"])
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Give new decisions their numbers, and save what was changed."""
        if formset.model is CouncilDocument:
            self.save_files(formset)
            return
        formset.save(commit=False)
        for decision in formset.new_objects:
            council.decide(decision=decision)
        for decision, _names in formset.changed_objects:
            decision.full_clean()
            decision.save()

    @admin.display(description=_("day"), ordering="day")
    def when(self, meeting: CouncilMeeting) -> SafeString:
        return two_lines(date_format(meeting.day, "SHORT_DATE_FORMAT"), meeting.place)

    @admin.display(description=_("state"), ordering="state")
    def badge(self, meeting: CouncilMeeting) -> SafeString:
        kind, icon = _MEETINGS[MeetingState(meeting.state)]
        return badge(kind, icon, meeting.get_state_display())

    @admin.display(description=_("decisions"))
    def decided(self, meeting: Any) -> int:
        number: int = meeting.number_of_decisions
        return number

    @admin.display(description=_("who was there"))
    def came(self, meeting: Any) -> str:
        number = meeting.number_there
        return (
            ngettext("%(count)d member", "%(count)d members", number) % {"count": number}
            if number
            else NOTHING
        )


class SettleForm(forms.Form):
    """What was done about a decision."""

    day = forms.DateField(label=_("Day"), widget=AdminDateWidget, initial=timezone.localdate)
    outcome_sr = forms.CharField(
        label=_("What was done about it (Serbian)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
    )
    outcome_en = forms.CharField(
        label=_("What was done about it (English)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
    )


@admin.register(CouncilDecision)
class CouncilDecisionAdmin(VerbsMixin[CouncilDecision], VersionedAdmin[CouncilDecision]):
    """Decisions of all meetings, by what is still to be done; they are made on the page of their meeting."""

    list_display = ["called", "badge", "due", "responsible"]
    list_filter: ClassVar = ["state", "year"]
    list_select_related = ("responsible", "meeting")
    folded_search = ("text_sr", "text_en", "outcome_sr")
    nothing_yet = _("Decisions are entered on the page of the meeting at which they were made.")
    fields: ClassVar = [
        "meeting",
        "text_sr",
        "text_en",
        "is_public",
        "responsible",
        "due_on",
        "state",
        "done_on",
        "outcome_sr",
    ]
    readonly_fields: ClassVar = ["meeting", "state", "done_on", "outcome_sr"]
    verbs = (
        Verb(
            "done",
            _("Done"),
            lambda decision, _user, clean: council.settle_decision(decision=decision, done=True, **clean),
            lambda decision: decision.state == DecisionState.OPEN,
            kind="primary",
            told=_("The decision is carried out"),
            form=lambda _decision, _user, data: SettleForm(data),
        ),
        Verb(
            "drop",
            _("Drop"),
            lambda decision, _user, clean: council.settle_decision(decision=decision, done=False, **clean),
            lambda decision: decision.state == DecisionState.OPEN,
            told=_("The decision is dropped"),
            form=lambda _decision, _user, data: SettleForm(data),
        ),
        Verb(
            "reopen",
            _("There is something to do again"),
            lambda decision, _user, _reason: council.reopen_decision(decision=decision),
            lambda decision: decision.state != DecisionState.OPEN,
            told=_("The decision is open again"),
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("decision"), ordering="-number")
    def called(self, decision: CouncilDecision) -> SafeString:
        text = decision.text.plain
        return two_lines(decision.mark, text[:90] + "…" if len(text) > 90 else text)  # noqa: PLR2004 -- a line

    @admin.display(description=_("state"), ordering="state")
    def badge(self, decision: CouncilDecision) -> SafeString:
        return badge(**decision_state(decision.state))

    @admin.display(description=_("to be done by"), ordering="due_on")
    def due(self, decision: CouncilDecision) -> SafeString | str:
        if decision.due_on is None:
            return NOTHING
        late = decision.state == DecisionState.OPEN and decision.due_on < timezone.localdate()
        return two_lines(date_format(decision.due_on, "SHORT_DATE_FORMAT"), _("late") if late else "")
