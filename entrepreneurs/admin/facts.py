"""Dated facts in the record of an enterprise: rows "from – until", written through the services alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from center.admin_base import FoldedInline
from center.admin_choices import SharedChoiceField, SharedMultipleChoiceField
from center.base.bilingual_admin import BilingualForm
from entrepreneurs.choices import ActivityLevel, Area, Way
from entrepreneurs.models import (
    ActivityCode,
    Existence,
    LegalStatus,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services import correct_fact, record_fact, remove_fact, serve_groups

if TYPE_CHECKING:
    from center.models import User
    from entrepreneurs.models import DatedFact

    _FormSet = forms.models.BaseInlineFormSet[Any, Any, Any]
else:
    _FormSet = forms.models.BaseInlineFormSet

_DAY: Final = timedelta(days=1)
# Columns that say of which enterprise a fact is, not what it is.
_NOT_SAID: Final = {"id", "enterprise"}


class FactForm(BilingualForm):
    """One fact. People write the last day on which it is so; the database keeps the first on which it is not."""

    since = forms.DateField(label=pgettext_lazy("day", "from"), required=False, widget=AdminDateWidget)
    until = forms.DateField(
        label=pgettext_lazy("day", "until"),
        required=False,
        widget=AdminDateWidget,
        help_text=gettext_lazy("Last day. Empty: still so."),
    )

    def __init__(self, *args: Any, by: "User | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fact = cast("Any", self.instance)
        self.fields["since"].help_text = _("First day. Empty: not known since when.")
        valid = self.fact.valid if self.fact.pk else None
        if valid is not None:
            self.initial.setdefault("since", valid.lower)
            self.initial.setdefault("until", valid.upper and valid.upper - _DAY)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return data

    @property
    def days(self) -> DateRange:
        """The days as typed, as the database keeps them."""
        until = self.cleaned_data.get("until")
        return DateRange(self.cleaned_data.get("since"), until and until + _DAY)

    @property
    def values(self) -> dict[str, Any]:
        """What the fact says, by column."""
        names = {field.name for field in self.instance._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.fields if name in names - _NOT_SAID}


class StatusForm(FactForm):
    """Standing under the Law; who checks it is whoever enters the day of the check."""

    ways = forms.MultipleChoiceField(
        label=gettext_lazy("basis (Art. 5)"),
        choices=Way,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("areas (Art. 7)"),
        choices=Area,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # From the prefetched rows.
            self.initial.setdefault("served", [row.group_id for row in self.fact.served_groups.all()])

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if "checked_on" in self.changed_data:
            self.fact.checked_by = self.by if self.cleaned_data.get("checked_on") else None
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Let the rule about the decision see who checked it, which is no field here."""
        others: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook
        return others - {"checked_by"}

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "checked_by": self.fact.checked_by}


def _overlap(one: DateRange, other: DateRange) -> bool:
    lower, upper = date.min, date.max
    return (one.lower or lower) < (other.upper or upper) and (other.lower or lower) < (one.upper or upper)


class FactFormSet(_FormSet):
    """All facts of a kind of one enterprise. A new row that begins later ends the open one by itself.

    The record's form holds the lock of the enterprise and has compared versions, so nobody writes in between.
    """

    by: "User | None" = None

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "by": self.by}

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = {form: form.days for form in self._kept()}
        added = sorted(self._added(), key=lambda form: form.days.lower or date.min)
        for form in added:
            self._place(form, kept)
        self._refuse_swaps()

    def _kept(self) -> list[Any]:
        return [form for form in self.initial_forms if form not in self.deleted_forms]

    def _added(self) -> list[Any]:
        return [form for form in self.extra_forms if form.has_changed() and form not in self.deleted_forms]

    def _place(self, form: Any, kept: dict[Any, DateRange]) -> None:
        """Let a new row end the open one, as `record_fact` does; any other overlap is an error at the row."""
        since = form.days.lower
        for other, days in kept.items():
            if since and days.upper is None and (days.lower is None or days.lower < since):
                kept[other] = DateRange(days.lower, since)
        self._refuse_overlap(form, kept)
        kept[form] = form.days

    def _refuse_overlap(self, form: Any, kept: dict[Any, DateRange]) -> None:
        if any(_overlap(form.days, days) for other, days in kept.items() if other is not form):
            form.add_error("since", _("These days overlap with another row of the same kind."))

    def _refuse_swaps(self) -> None:
        """Find corrections that overlap, and those that only work in another order than we save in."""
        rows = {form: form.instance.valid for form in self.initial_forms}
        for form in self.deleted_forms:
            rows.pop(form, None)
        for form in self._corrected():
            self._refuse_overlap(form, rows)
            rows[form] = form.days

    def _corrected(self) -> list[Any]:
        """Return the changed rows, those that become shorter first."""
        changed = [form for form in self._kept() if form.has_changed()]
        return sorted(changed, key=lambda form: not _within(form.days, form.instance.valid))

    def save(self, commit: bool = True) -> list[Any]:
        """Write through the services; each row by itself, the removed ones first."""
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects = [form.instance for form in self.deleted_forms if form.instance.pk]
        for fact in self.deleted_objects:
            remove_fact(fact)
        for form in self._corrected():
            fact = correct_fact(form.instance, since=form.days.lower, until=form.days.upper, **form.values)
            self._more(form, fact)
            self.changed_objects.append((fact, form.changed_data))
        for form in sorted(self._added(), key=lambda form: form.days.lower or date.min):
            model: Any = self.model
            fact = record_fact(
                model,
                enterprise=self.instance,
                since=form.days.lower,
                until=form.days.upper,
                by=self.by,
                **form.values,
            )
            self._more(form, fact)
            self.new_objects.append(fact)
        return [*self.new_objects, *(fact for fact, _names in self.changed_objects)]

    @staticmethod
    def _more(form: Any, fact: "DatedFact") -> None:
        if isinstance(fact, LegalStatus):
            serve_groups(fact, form.cleaned_data["served"])


def _within(inner: DateRange, outer: DateRange) -> bool:
    lower, upper = date.min, date.max
    return (inner.lower or lower) >= (outer.lower or lower) and (inner.upper or upper) <= (
        outer.upper or upper
    )


class FactInline(FoldedInline[Any]):
    """Rows of one kind of fact; the newest stand last, an empty row waits below."""

    form = FactForm
    formset = FactFormSet
    extra = 1
    ordering = ("valid",)
    # What the words of a row need.
    related: tuple[str, ...] = ()

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.by = request.user  # type: ignore[attr-defined]  # ours
        return formset

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("enterprise", "recorded_by", *self.related)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read the options of a choice once for all rows."""
        rows = self.options(db_field)
        if rows is None:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return SharedChoiceField(rows, label=db_field.verbose_name, required=not db_field.blank)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "recorded")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """End every row with when it was entered and by whom."""
        return (*super().get_fields(request, obj), "recorded")

    @admin.display(description=gettext_lazy("entered"))
    def recorded(self, fact: Any) -> str:
        """Say when a row was entered and by whom; later corrections stand in the history."""
        if fact.pk is None:
            return "–"
        day = date_format(timezone.localtime(fact.recorded_at), "SHORT_DATE_FORMAT")
        return f"{day}, {fact.recorded_by}" if fact.recorded_by else day

    def row_note(self, row: Any) -> str:
        return str(row.in_days)

    def options(self, db_field: Any) -> "models.QuerySet[Any] | None":
        """Return what the choice of this column offers; None: Django's own."""
        return None


class ExistenceInline(FactInline):
    model = Existence
    fields = (("since", "until"), "end_reason", "source")
    description = gettext_lazy("The days on which the enterprise exists. A census counts it on these days.")


class FormInline(FactInline):
    model = RegisteredForm
    fields = (("since", "until"), "form", "is_flat_rate", "source")
    description = gettext_lazy(
        "When the legal form changes, fill in the empty row with the first day: the earlier row ends by itself."
        " Change a row only to correct a mistake."
    )


class ActivityInline(FactInline):
    model = RegisteredActivity
    fields = (("since", "until"), "code", "source")
    related = ("code",)
    description = gettext_lazy("The main activity as it is registered, by the classification of activities.")

    def options(self, db_field: Any) -> "models.QuerySet[Any] | None":
        if db_field.name != "code":
            return None
        return ActivityCode.objects.exclude(level=ActivityLevel.SECTION).order_by("scheme", "version", "code")


class SeatInline(FactInline):
    model = Seat
    fields = (("since", "until"), "settlement", "street_sr", "street_en", "street_is_public", "source")
    related = ("settlement",)
    description = gettext_lazy(
        "Where the enterprise is registered. The seat of a sole trader is often a home: show the street only if the"
        " person wants customers to come there. The settlement is always shown."
    )

    def options(self, db_field: Any) -> "models.QuerySet[Any] | None":
        return (
            Settlement.objects.order_by("name_sr", "municipality_sr")
            if db_field.name == "settlement"
            else None
        )


class StatusInline(FactInline):
    model = LegalStatus
    form = StatusForm
    fields = (
        ("since", "until"),
        "status",
        ("decided_on", "decision_number"),
        "ways",
        "areas",
        "served",
        "checked_on",
        "who_checked",
        "end_reason",
        "source",
    )
    readonly_fields: ClassVar = ["who_checked"]
    related = ("checked_by",)
    description = gettext_lazy(
        "Standing under the Law on Social Entrepreneurship (14/2022). The register publishes no list, so for a"
        " registered enterprise write the decision, and the day on which you checked it."
    )

    @admin.display(description=gettext_lazy("checked by"))
    def who_checked(self, fact: LegalStatus) -> str:
        """Name the colleague who entered the day of the check."""
        return str(fact.checked_by) if fact.checked_by else "–"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("served_groups")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the groups in use, and those that a row of this enterprise names."""
        named = ServedGroup.objects.filter(status__enterprise=obj) if obj else ServedGroup.objects.none()
        served = SharedMultipleChoiceField(
            VulnerableGroup.objects.filter(
                Q(pk__in=VulnerableGroup.objects.in_use().values("pk")) | Q(pk__in=named.values("group"))
            ).order_by("position", "pk"),
            label=_("groups served (Art. 6)"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        form = type("StatusForm", (StatusForm,), {"served": served, "__module__": __name__})
        return super().get_formset(request, obj, form=form, **kwargs)


def fact_inlines() -> Iterator[type[FactInline]]:
    """Give the lists of facts in the order of the record."""
    yield from (StatusInline, FormInline, ActivityInline, SeatInline, ExistenceInline)
