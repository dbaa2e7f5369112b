"""Figures of a year: a table of numbers where an empty field means "not known" and 0 means nobody."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_versions import VersionedForm
from entrepreneurs.admin.filters import EnterpriseFilter
from entrepreneurs.admin.offers import OfEnterpriseAdmin
from entrepreneurs.choices import Contract, Sex
from entrepreneurs.models import AnnualFigures, Engagement
from entrepreneurs.services.figures import enter_figures, refuse_more_than_all

_MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Line:
    """One contract: a field for each sex, and the sum of what is saved."""

    label: str
    fields: list[Any]
    total: str


def _name(contract: str, sex: str) -> str:
    return f"people-{contract}-{sex}"


class FiguresForm(VersionedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.instance.engagements.all() if self.instance.pk else []  # type: ignore[attr-defined]
        self.saved = {(row.contract, row.sex): row.people for row in rows}
        for contract in Contract:
            for sex in Sex:
                self.fields[_name(contract, sex)] = forms.IntegerField(
                    label=f"{contract.label}, {sex.label}",
                    min_value=0,
                    max_value=_MOST_PEOPLE,
                    required=False,
                    initial=self.saved.get((contract, sex)),
                    widget=forms.NumberInput(attrs={"class": "people", "inputmode": "numeric"}),
                )

    @property
    def engaged(self) -> dict[tuple[str, str], int | None]:
        return {
            (str(contract), str(sex)): self.cleaned_data.get(_name(contract, sex))
            for contract in Contract
            for sex in Sex
        }

    @property
    def table(self) -> list[Line]:
        return [
            Line(
                str(contract.label),
                [self[_name(contract, sex)] for sex in Sex],
                _total([self.saved.get((contract, sex)) for sex in Sex]),
            )
            for contract in Contract
        ]

    @property
    def sexes(self) -> list[str]:
        return [str(sex.label) for sex in Sex]

    @property
    def totals(self) -> list[str]:
        """The sums of what is saved: one for each sex, and that of all."""
        by_sex = [_total([self.saved.get((contract, sex)) for contract in Contract]) for sex in Sex]
        return [*by_sex, _total(list(self.saved.values()))]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        try:
            refuse_more_than_all(vulnerable=self.cleaned_data.get("vulnerable_engaged"), engaged=self.engaged)
        except ValidationError as error:
            self.add_error(None, error)
        return data


def _total(numbers: list[int | None]) -> str:
    known = [number for number in numbers if number is not None]
    return str(sum(known)) if known else "–"


@admin.register(AnnualFigures)
class AnnualFiguresAdmin(OfEnterpriseAdmin):
    form = FiguresForm
    change_form_template = "admin/entrepreneurs/figures_change_form.html"
    list_display = [
        "of_enterprise",
        "year",
        "people",
        "vulnerable_engaged",
        "income_band",
        "source",
        "confidence",
    ]
    list_display_links = ["year"]
    list_filter: ClassVar = ["year", "source", "confidence", EnterpriseFilter]
    list_select_related: ClassVar = ["enterprise"]
    folded_search = ("enterprise__name_sr", "enterprise__name_en")
    search_help_text = gettext_lazy("Name of the enterprise, in either script.")
    nothing_yet = gettext_lazy("Figures are added in the record of an enterprise, at the bottom.")
    ordering = ("-year", "enterprise__name_sr", "pk")
    fieldsets: ClassVar = [
        (
            gettext_lazy("Which year, and who says so"),
            {
                "fields": ["enterprise", "year", "source", "source_note", "confidence"],
                "description": gettext_lazy("No figure without its year and its source."),
            },
        ),
        (
            gettext_lazy("What the source says"),
            {
                "fields": ["income_band", "profit_reinvested", "decision_share", "vulnerable_engaged"],
                "description": gettext_lazy("Leave empty what is not known; 0 means none."),
            },
        ),
    ]

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        return (Engagement,)

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        """Tell the table of people with the figures."""
        return [Engagement]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(all_people=Sum("engagements__people"))

    def save_model(self, request: HttpRequest, obj: AnnualFigures, form: Any, change: Any) -> None:
        enter_figures(figures=obj, engaged=form.engaged, by=request.user)  # type: ignore[arg-type]  # admin_view: signed in

    @admin.display(description=gettext_lazy("people engaged"), ordering="all_people")
    def people(self, figures: Any) -> str:
        return _("not known") if figures.all_people is None else str(figures.all_people)
