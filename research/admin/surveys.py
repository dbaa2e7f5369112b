"""Surveys in the admin: prepared in a form, run by verbs, with their pages beside."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import NOTHING, badge, moment_and_who, two_lines
from center.admin_grants import CarriesGrants
from center.admin_verbs import VerbsMixin
from center.base.bilingual import shown
from research.admin import answer_pages, entry_pages, invitation_pages, progress_page, sample_pages
from research.admin.survey_form import SurveyForm
from research.admin.survey_verbs import VERBS
from research.choices import Mode, SurveyState
from research.errors import SurveyRefused
from research.models import Invitation, Response, Survey
from research.services.describing import add_survey, change_survey, changeable

_BADGES: dict[str, tuple[str, str]] = {
    SurveyState.DRAFT: ("neutral", "document"),
    SurveyState.OPEN: ("success", "check"),
    SurveyState.CLOSED: ("info", "clock"),
}


def _count(rows: models.QuerySet[Any], counted: str = "pk") -> Any:
    """Count rows of a survey beside other counts, without multiplying them."""
    alone = rows.filter(survey=OuterRef("pk")).order_by().values("survey").annotate(number=Count(counted))
    return Coalesce(Subquery(alone.values("number")), 0)


@admin.register(Survey)
class SurveyAdmin(CarriesGrants[Survey], VerbsMixin[Survey], VersionedAdmin[Survey]):
    form = SurveyForm
    change_form_template = "admin/research/survey_form.html"
    list_display = ["what", "badge", "dates", "answers", "rate"]
    list_filter = ["state", "population", "is_anonymous"]
    folded_search = ("title_sr", "title_en", "slug")
    ordering = ("-opens_at", "-pk")
    add_label = _("Prepare a survey")
    nothing_yet = _("Import a questionnaire first, then prepare a survey that asks it.")
    verbs = VERBS
    refusals = (SurveyRefused,)
    fieldsets: ClassVar = [
        (_("What it asks, and whom"), {"fields": ["questionnaire", "population", "population_size"]}),
        (
            _("How people answer"),
            {
                "fields": ["modes", "is_anonymous", "opens_at", "closes_at"],
                "description": _("All of this but the end is fixed once the survey is open."),
            },
        ),
        (
            _("What people read"),
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "slug",
                    "about_sr",
                    "about_en",
                    "thanks_sr",
                    "thanks_en",
                    "is_listed",
                ]
            },
        ),
        (_("More"), {"fields": ["earlier_wave", "planning"]}),
    ]
    readonly_fields: ClassVar = ["planning"]
    shown_to_readers: ClassVar = {"modes": "modes_in_words"}

    def get_urls(self) -> list[URLPattern]:
        def address(route: str, name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, **given: view(self, request, **given))
            return path(f"<int:object_id>/{route}", wrapped, name=f"research_survey_{name}")

        return [
            address("progress/", "progress", progress_page.progress),
            address("sample/", "sample", sample_pages.sample),
            address("invitations/", "invitations", invitation_pages.invitations),
            address("invite/", "invite", invitation_pages.invite),
            address("codes/", "codes", invitation_pages.codes),
            address("enter/", "enter", entry_pages.enter),
            address("enter/<int:draft_id>/", "enter_on", entry_pages.enter),
            address("answers/", "answers", answer_pages.answers),
            address("answers/file/", "answers_file", answer_pages.answers_file),
            address("answers/<uuid:key>/", "answer", answer_pages.answer),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Survey]:
        letters = Invitation.objects.filter(letter_at__isnull=False, withdrawn_at=None)
        return Survey.objects.select_related("questionnaire", "added_by").annotate(
            sent=_count(Response.objects.all()),
            invited=_count(letters),
            answered=_count(letters, "spent"),
        )

    def get_fieldsets(self, request: HttpRequest, obj: Survey | None = None) -> Any:
        """Show in words what cannot be changed any more."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [
                (title, {**options, "fields": [name for name in options["fields"] if name != "planning"]})
                for title, options in fieldsets
            ]
        if obj.state == SurveyState.DRAFT:
            return fieldsets
        return [
            (title, {**options, "fields": [self._shown_to_readers(name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Survey | None = None) -> Any:
        if obj is None or obj.state == SurveyState.DRAFT:
            return self.readonly_fields
        names = [str(name) for _title, options in self.fieldsets for name in options["fields"]]
        free = changeable(obj.state)
        return [self.shown_to_readers.get(name, name) for name in names if name not in free]

    def get_prepopulated_fields(self, request: Any, obj: Survey | None = None) -> dict[str, Any]:
        """Propose the short name from the English title while the survey is new."""
        return {} if obj else {"slug": ("title_en",)}

    def response_post_save_add(self, request: HttpRequest, obj: Survey) -> HttpResponseRedirect:
        """Go on at the page of what was made: the next step stands there."""
        return redirect("admin:research_survey_change", obj.pk)

    def save_model(self, request: HttpRequest, obj: Survey, form: Any, change: Any) -> None:
        """Prepare or change through the services."""
        state = obj.state if change else SurveyState.DRAFT
        values = {name: form.cleaned_data[name] for name in changeable(state) if name in form.cleaned_data}
        user: Any = request.user
        saved = change_survey(survey=obj, by=user, **values) if change else add_survey(by=user, **values)
        obj.__dict__.update(saved.__dict__)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        survey = context.get("original")
        context |= {"survey": survey, "part": "survey"}
        response = super().render_change_form(request, context, *args, **kwargs)
        if survey is not None:
            response.context_data |= {"title": survey.title, "subtitle": survey.get_state_display()}
        return response

    def _back(self, request: HttpRequest, record: Survey) -> str:
        """Go to the list once the survey is given up."""
        if not Survey.objects.filter(pk=record.pk).exists():
            return reverse("admin:research_survey_changelist")
        return super()._back(request, record)

    # --- columns and facts

    @admin.display(description=_("survey"), ordering="title_sr")
    def what(self, survey: Survey) -> SafeString:
        return two_lines(survey.title, survey.get_population_display())

    @admin.display(description=_("state"), ordering="state")
    def badge(self, survey: Survey) -> SafeString:
        kind, icon = _BADGES[survey.state]
        return badge(kind, icon, survey.get_state_display())

    @admin.display(description=_("from and until"), ordering="opens_at")
    def dates(self, survey: Survey) -> SafeString:
        first, last = _day(survey.opens_at), _day(survey.closes_at) if survey.closes_at else ""
        return two_lines(first, last)

    @admin.display(description=_("answers"), ordering="sent")
    def answers(self, survey: Any) -> int:
        return int(survey.sent)

    @admin.display(description=_("response rate"))
    def rate(self, survey: Any) -> SafeString | str:
        """Return the part of the invited who answered; a dash where nobody is invited."""
        if not survey.invited:
            return NOTHING
        part = number_format(100 * survey.answered / survey.invited, decimal_pos=0)
        return two_lines(f"{part} %", f"{survey.answered} / {survey.invited}")

    @admin.display(description=_("How people answer"))
    def modes_in_words(self, survey: Survey) -> str:
        """Say in words how people answer, where it cannot be changed."""
        return ", ".join(str(mode.label) for mode in Mode if mode.value in survey.modes)

    @admin.display(description=_("prepared"))
    def planning(self, survey: Survey) -> str:
        return moment_and_who(survey.added_at, survey.added_by)

    def in_words(self, survey: Survey) -> str:
        """Name the survey in the language of the page."""
        return shown(survey.title_sr, survey.title_en).plain


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
