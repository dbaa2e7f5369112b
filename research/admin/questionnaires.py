"""Questionnaires in the admin: brought as workbooks, read, tried out, put into better words, mapped, taken away."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from center.admin_base import ReadOnlyAdmin
from center.admin_columns import NOTHING, badge, moment_and_who, two_lines
from center.base.folded_search import SrFold, has_words
from research.admin import questionnaire_files, version_mapping
from research.admin.question_words import language_name
from research.admin.questionnaire_outline import outline_of
from research.admin.questionnaire_preview import preview
from research.admin.questionnaire_texts import texts
from research.admin.questionnaire_upload import upload
from research.interview import numbers_of
from research.models import Draft, Questionnaire, Response, Survey

View = Callable[["QuestionnaireAdmin", HttpRequest, Questionnaire], HttpResponse]


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin[Questionnaire]):
    change_form_template = "admin/research/questionnaire.html"
    list_display = ["what", "question_count", "spoken", "standing", "used_in"]
    list_display_links = ["what"]
    search_fields = ("key",)
    add_label = gettext_lazy("Bring a questionnaire")
    nothing_yet = gettext_lazy("Write the first one in Excel as an XLSForm, and bring it here.")
    fields = (
        "short_name",
        "number",
        "question_count",
        "spoken",
        "standing",
        "used_in",
        "source",
        "note",
        "added",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("research.add_questionnaire")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        of_it = {"survey__questionnaire": OuterRef("pk")}
        return (
            Questionnaire.objects.select_related("added_by")
            .prefetch_related("surveys")
            .annotate(
                has_answers=Exists(Response.objects.filter(**of_it)),
                has_drafts=Exists(Draft.objects.filter(**of_it)),
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Questionnaire], search_term: str
    ) -> tuple[QuerySet[Questionnaire], bool]:
        """Find every typed word in the short name or in a title."""
        titles = [
            Coalesce(KT(f"definition__title__{code}"), Value(""), output_field=TextField())
            for code in ("sr", "en")
        ]
        words = Concat(F("key"), Value("\n"), titles[0], Value("\n"), titles[1], output_field=TextField())
        return queryset.alias(_folded=SrFold(words)).filter(has_words("_folded", search_term)), False

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: View) -> URLPattern:
            def found(request: HttpRequest, object_id: int) -> HttpResponse:
                return view(self, request, self.questionnaire(request, object_id))

            wrapped = self.admin_site.admin_view(found)
            return path(
                f"<int:object_id>/{part}/", wrapped, name=f"research_questionnaire_{part.replace('-', '_')}"
            )

        return [
            address("next-version", upload),
            address("texts", texts),
            address("preview", preview),
            address("workbook", questionnaire_files.workbook),
            address("paper", questionnaire_files.paper),
            path(
                "<int:object_id>/mapping/<int:earlier_id>/",
                self.admin_site.admin_view(self.mapping_view),
                name="research_questionnaire_mapping",
            ),
            *super().get_urls(),
        ]

    def questionnaire(self, request: HttpRequest, object_id: int) -> Questionnaire:
        """Return the questionnaire of an address, for somebody who may read it; 403 and 404 otherwise."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found: Questionnaire | None = self.get_object(request, str(object_id))
        if found is None:
            raise Http404
        return found

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Bring a new questionnaire as a workbook."""
        return upload(self, request)

    def mapping_view(self, request: HttpRequest, object_id: int, earlier_id: int) -> HttpResponse:
        """Say what corresponds to what in an earlier version."""
        return version_mapping.mapping(self, request, self.questionnaire(request, object_id), earlier_id)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        found = context.get("original")
        if found is not None:
            context |= self._page_of(request, found)
        response = super().render_change_form(request, context, *args, **kwargs)
        if found is not None:
            response.context_data |= {
                "title": found.title,
                "subtitle": _("Version %(number)s") % {"number": found.number},
            }
        return response

    def _page_of(self, request: HttpRequest, found: Questionnaire) -> dict[str, Any]:
        user = request.user
        versions = list(Questionnaire.objects.filter(key=found.key).only("key", "number").order_by("-number"))
        return {
            "sections": outline_of(found.asks),
            "versions": versions,
            "earlier": [each for each in versions if each.number < found.number],
            "is_newest": versions[0].pk == found.pk,
            "newest": versions[0],
            "may_add": user.has_perm("research.add_questionnaire"),
            "may_change": user.has_perm("research.change_questionnaire"),
            "may_map": user.has_perm("research.change_versionmapping"),
            "survey_url": self._survey_url(request, found),
        }

    def _survey_url(self, request: HttpRequest, found: Questionnaire) -> str:
        """Return where a survey with it is prepared, "" for whoever may not."""
        if not self.admin_site.is_registered(Survey) or not request.user.has_perm("research.add_survey"):
            return ""
        return f"{reverse('admin:research_survey_add')}?questionnaire={found.pk}"

    # --- columns and facts

    @admin.display(description=gettext_lazy("title"), ordering="key")
    def what(self, found: Questionnaire) -> SafeString:
        version = _("version %(number)s") % {"number": found.number}
        return two_lines(found.title, f"{found.key} · {version}")

    @admin.display(description=gettext_lazy("short name"))
    def short_name(self, found: Questionnaire) -> SafeString:
        return format_html("<code>{}</code>", found.key)

    @admin.display(description=gettext_lazy("how much is asked"))
    def question_count(self, found: Questionnaire) -> str:
        count = len(numbers_of(found.asks))
        return ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}

    @admin.display(description=gettext_lazy("languages"))
    def spoken(self, found: Questionnaire) -> str:
        return ", ".join(language_name(code) for code in found.asks.languages)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, found: Any) -> SafeString:
        """Say whether it can still be changed."""
        if found.has_answers:
            return badge("success", "check", _("Answered"))
        if found.has_drafts:
            return badge("info", "clock", _("Being answered"))
        return badge("", "document", _("Not answered yet"))

    @admin.display(description=gettext_lazy("surveys"))
    def used_in(self, found: Questionnaire) -> SafeString | str:
        surveys = found.surveys.all()
        if not self.admin_site.is_registered(Survey):
            return ", ".join(survey.title.plain for survey in surveys) or NOTHING
        links = ((reverse("admin:research_survey_change", args=[each.pk]), each.title) for each in surveys)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or NOTHING

    @admin.display(description=gettext_lazy("file"))
    def source(self, found: Questionnaire) -> str:
        return found.source_name or NOTHING

    @admin.display(description=gettext_lazy("added"))
    def added(self, found: Questionnaire) -> str:
        return moment_and_who(found.added_at, found.added_by)
