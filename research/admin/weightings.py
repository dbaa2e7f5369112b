"""Weightings: for each answer of a question the share of the population, added up by the server."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from center.admin_base import PortalModelAdmin
from center.base.shown_text import in_script
from center.refusals import tell
from research.errors import SurveyRefused
from research.models import Survey, Weighting
from research.services import weightings
from research.study import said

_LONGEST: Final = 20
if TYPE_CHECKING:
    _WeightingForm = forms.ModelForm[Weighting]
else:
    _WeightingForm = forms.ModelForm


@dataclass(frozen=True)
class Field:
    """One answer with the share that is typed."""

    key: str
    label: str
    typed: str


@dataclass(frozen=True)
class Block:
    """A question with its answers; `total` is the sum of what is typed, None where nothing is."""

    name: str
    label: str
    fields: list[Field]
    total: str


class WeightingForm(_WeightingForm):
    class Meta:
        model = Weighting
        fields: ClassVar = ["name", "source", "lowest", "highest"]


class SurveyForm(forms.Form):
    survey = forms.ModelChoiceField(Survey.objects.none(), label=gettext_lazy("Survey"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["survey"]
        field.queryset = Survey.objects.order_by("-opens_at", "-pk")


@admin.register(Weighting)
class WeightingAdmin(PortalModelAdmin[Weighting]):
    list_display = ["what", "survey", "whence", "made_at"]
    list_select_related = ("survey",)
    folded_search = ("name", "survey__title_sr", "survey__title_en")
    add_label = gettext_lazy("Add a weighting")
    nothing_yet = gettext_lazy(
        "With shares of the population answers weigh as many people as they stand for."
    )

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def what(self, weighting: Weighting) -> str:
        return str(weighting)

    @admin.display(description=gettext_lazy("source"), ordering="source")
    def whence(self, weighting: Weighting) -> str:
        return in_script(weighting.source)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask which survey, then for the shares."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = SurveyForm({"survey": request.GET.get("survey")} if "survey" in request.GET else None)
        if chosen.is_valid():
            return self._page(request, chosen.cleaned_data["survey"], None)
        context = {
            **self._frame(request),
            "title": _("New weighting: of which survey?"),
            "form": SurveyForm(),
        }
        return TemplateResponse(request, "admin/research/weighting_survey.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the shares; those that published results use cannot be changed."""
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return self._page(request, found.survey, found)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Weighting]:
        rows: models.QuerySet[Weighting] = super().get_queryset(request)
        return rows.select_related("survey__questionnaire")

    def _page(self, request: HttpRequest, survey: Survey, found: Weighting | None) -> HttpResponse:
        is_posted = request.method == "POST"
        may_change = (
            self.has_add_permission(request)
            if found is None
            else self.has_change_permission(request, found) and not weightings.is_used(found)
        )
        if is_posted and not may_change:
            raise PermissionDenied
        typed = (
            {key: str(text).strip()[:_LONGEST] for key, text in request.POST.items() if key.startswith("m-")}
            if is_posted
            else _saved_shares(found)
        )
        form = WeightingForm(request.POST if is_posted else None, instance=found)
        status = HTTPStatus.OK
        if is_posted and "_sum" not in request.POST:
            made = self._save(request, survey, found, form, typed) if form.is_valid() else None
            if made is not None:
                messages.success(request, _("The weighting is saved."))
                return redirect("admin:research_weighting_change", made.pk)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        context = {
            **self._frame(request),
            "title": _("Weighting") if found is not None else _("New weighting"),
            "subtitle": str(survey),
            "form": form,
            "blocks": _blocks(survey, typed),
            "survey": survey,
            "weighting": found,
            "may_change": may_change,
            "shows_errors": is_posted and "_sum" not in request.POST,
        }
        return TemplateResponse(request, "admin/research/weighting.html", context, status=status)

    def _save(
        self,
        request: HttpRequest,
        survey: Survey,
        found: Weighting | None,
        form: WeightingForm,
        typed: dict[str, str],
    ) -> Weighting | None:
        """Save through the service; what it refuses becomes errors of the form."""
        margins, wrong = _margins(survey, typed)
        if wrong:
            form.add_error(None, _("These are no numbers: %(texts)s.") % {"texts": ", ".join(wrong)})
            return None
        values = {name: form.cleaned_data[name] for name in ("name", "source", "lowest", "highest")}
        user: Any = request.user
        try:
            if found is None:
                return weightings.add_weighting(survey=survey, margins=margins, by=user, **values)
            return weightings.change_weighting(weighting=found, margins=margins, by=user, **values)
        except (SurveyRefused, ValidationError) as refused:
            tell(form, refused, {"margins": None})
            return None

    def _frame(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}


def _key(name: str, code: str) -> str:
    return f"m-{name}-{code}"


def _saved_shares(found: Weighting | None) -> dict[str, str]:
    margins = {} if found is None else found.margins
    return {
        _key(name, code): f"{share:g}".replace(".", ",")
        for name, shares in margins.items()
        for code, share in shares.items()
    }


def _number(text: str) -> Decimal | None:
    """Read "51,4", "51.4" and "12 345"; None for anything else."""
    try:
        found = Decimal(text.replace(" ", "").replace("\u00a0", "").replace("%", "").replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _margins(survey: Survey, typed: dict[str, str]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Return the shares of the questions where anything is typed, and the texts that are no numbers."""
    found: dict[str, dict[str, float]] = {}
    wrong = []
    for name, asked in weightings.weightable(survey.questionnaire.asks).items():
        for code in asked.codes:
            text = typed.get(_key(name, code), "")
            number = _number(text) if text else None
            if text and number is None:
                wrong.append(f"„{text}“")
            if number is not None:
                found.setdefault(name, {})[code] = float(number)
    return found, wrong


def _blocks(survey: Survey, typed: dict[str, str]) -> list[Block]:
    language = get_language() or "sr"
    found = []
    for name, asked in weightings.weightable(survey.questionnaire.asks).items():
        fields = [
            Field(_key(name, each.code), said(each.label, language), typed.get(_key(name, each.code), ""))
            for each in asked.categories
        ]
        numbers = [number for each in fields if (number := _number(each.typed)) is not None]
        total = f"{sum(numbers):g}".replace(".", ",") if numbers else ""
        found.append(Block(name, said(asked.label, language), fields, total))
    return found
