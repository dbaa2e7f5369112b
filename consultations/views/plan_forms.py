"""Forms of a plan: one block of the canvas, the budget with its rows, a comment. None needs JavaScript."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from consultations import budgets
from consultations.choices import BudgetKind, MoneySource
from consultations.models import BudgetRow, CanvasBlock, PlanComment
from consultations.services.business_plans import Row

_FEWEST_ROWS: Final = 3
_SPARE_ROWS: Final = 1
MORE_ROWS: Final = 3
# No page has a thousand rows.
_MANY_DIGITS: Final = 4
_MOST_VERSIONS: Final = 2**31 - 1


class NumberField(forms.CharField):
    """A whole number as people write it; an empty one is 0, so that a draft can be saved."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(required=False, max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the number. Raises ValidationError with a sentence that says how to write it."""
        typed = super().clean(value)
        if not typed:
            return 0
        try:
            number = budgets.read_number(typed)
        except budgets.NotWhole:
            raise forms.ValidationError(_("Write whole numbers, without paras.")) from None
        except budgets.Negative:
            raise forms.ValidationError(_("A number here is not below zero.")) from None
        except ValueError:
            raise forms.ValidationError(_("Write a number such as 12500 or 12.500.")) from None
        if number > self.most:
            raise forms.ValidationError(_("This number is too large."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """Part thousands as this field reads them again: by a dot, on English pages by a blank."""
        if not isinstance(value, int):
            return value
        return f"{value:,}".replace(",", "\u00a0" if (get_language() or "").startswith("en") else ".")


class SeenField(forms.IntegerField):
    """The version that was read. What is none counts as the one before the first, so that both texts are shown."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        try:
            number = super().clean(value) or 0
        except forms.ValidationError:
            return 0
        return number if 0 <= number < _MOST_VERSIONS else 0


class BlockForm(forms.Form):
    """The words of one block; `seen` is the version that was read."""

    text = forms.CharField(
        required=False,
        max_length=CanvasBlock.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
    )
    seen = SeenField()


class CommentForm(forms.Form):
    """A comment or an answer; `submission` is the key of this rendered form."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=PlanComment.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("Please write something.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class _RowForm(forms.Form):
    """One row of the budget. A row in which nothing is written is none."""

    pk = forms.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, initial=0, widget=forms.HiddenInput
    )
    name = forms.CharField(required=False, max_length=BudgetRow.NAME_LENGTH)

    kind: BudgetKind
    name_label: Any = ""
    is_blank = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = self.name_label

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = [self[name].data for name in self.fields if name not in {"pk", "source"}]
        self.is_blank = not any((value or "").strip() for value in typed)
        if not self.is_blank and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write what it is."))
        return data

    def row(self) -> Row:
        data = self.cleaned_data
        return Row(
            kind=self.kind,
            name=data["name"],
            amount=data["amount"],
            quantity=data.get("quantity"),
            unit_cost=data.get("unit_cost"),
            source=data.get("source", ""),
            pk=data["pk"] or 0,
        )


class SaleForm(_RowForm):
    kind = BudgetKind.SALE
    name_label = _("What you sell")
    amount = NumberField(label=_("Price of one"), most=budgets.MOST_DINARS)
    quantity = NumberField(label=_("How many in a month"), most=budgets.MOST_UNITS)
    unit_cost = NumberField(label=_("What one costs you"), most=budgets.MOST_DINARS)


class MonthlyForm(_RowForm):
    kind = BudgetKind.MONTHLY
    name_label = _("What you pay")
    amount = NumberField(label=pgettext_lazy("money", "In a month"), most=budgets.MOST_DINARS)


class StartForm(_RowForm):
    kind = BudgetKind.START
    name_label = _("What you buy or pay once")
    amount = NumberField(label=_("How much"), most=budgets.MOST_DINARS)


class MoneyForm(_RowForm):
    kind = BudgetKind.MONEY
    name_label = _("From whom")
    source = forms.ChoiceField(
        label=_("Kind of money"), choices=MoneySource, initial=MoneySource.OWN, required=False
    )
    amount = NumberField(label=_("How much"), most=budgets.MOST_DINARS)

    def clean_source(self) -> str:
        """Take what nobody chose as own money, as the page shows it."""
        return self.cleaned_data["source"] or MoneySource.OWN.value


_FORMS: Final[dict[BudgetKind, type[_RowForm]]] = {
    BudgetKind.SALE: SaleForm,
    BudgetKind.MONTHLY: MonthlyForm,
    BudgetKind.START: StartForm,
    BudgetKind.MONEY: MoneyForm,
}


class BudgetForm:
    """The whole budget: rows of each kind with some empty ones below, and a percent for each month.

    Not a formset: the number of rows stands in one field of each kind, and an empty row is simply none.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        rows: list[BudgetRow],
        shares: list[int],
        seen: int,
        more: str = "",
    ) -> None:
        self.is_bound = data is not None
        self.seen = seen
        self.sections: dict[BudgetKind, list[_RowForm]] = {}
        for kind, form_class in _FORMS.items():
            saved = [row for row in rows if row.kind == kind]
            extra = MORE_ROWS if more == kind else 0
            count = max(_FEWEST_ROWS, len(saved) + _SPARE_ROWS) + extra
            if data is not None:
                typed = str(data.get(f"{kind}-rows", ""))
                count = (
                    int(typed) + extra
                    if typed.isascii() and typed.isdigit() and len(typed) < _MANY_DIGITS
                    else count
                )
            self.sections[kind] = [
                form_class(data, prefix=f"{kind}-{number}", initial=_initial(saved, number), auto_id="id_%s")
                for number in range(min(count, BudgetRow.MOST_ROWS))
            ]
        self.months = MonthsForm(data, shares=shares)
        self.refusals: list[str] = []
        self.seen_field = SeenForm(data, initial={"seen": seen})

    def forms(self) -> Iterator[forms.Form]:
        for several in self.sections.values():
            yield from several
        yield self.months

    def is_valid(self) -> bool:
        """Check every field, so that all that is wrong is told at once."""
        found = [form.is_valid() for form in (*self.forms(), self.seen_field)]
        return all(found)

    def problems(self) -> list[tuple[str, str, str]]:
        """Return the id of each field that is wrong, what it is called, and why."""
        return [
            (form[name].id_for_label, f"{_place_of(form)}{form[name].label}", str(error))
            for form in self.forms()
            if self.is_bound
            for name, errors in form.errors.items()
            for error in errors
        ]

    def wanted(self) -> tuple[list[Row], list[int], int]:
        """Return the rows, the percents, and the version that was read, once the form is valid."""
        rows = [form.row() for several in self.sections.values() for form in several if not form.is_blank]
        return rows, self.months.shares(), self.seen_field.cleaned_data["seen"]


class SeenForm(forms.Form):
    seen = SeenField()


class MonthsForm(forms.Form):
    """Percents of the planned sales by month: all empty means every month alike, a single empty one 100."""

    def __init__(self, data: Mapping[str, str] | None, *, shares: list[int]) -> None:
        super().__init__(data, prefix="month", initial={str(at): share for at, share in enumerate(shares, 1)})
        self.is_used = bool(shares)
        for number in range(1, budgets.MONTHS + 1):
            field = NumberField(
                label=_("Month %(number)s, percent") % {"number": number}, most=budgets.MOST_PERCENT
            )
            self.fields[str(number)] = field

    def shares(self) -> list[int]:
        """Return twelve percents or none."""
        typed = [(self[name].data or "").strip() for name in self.fields]
        if not any(typed):
            return []
        return [
            self.cleaned_data[name] if text else budgets.FULL
            for name, text in zip(self.fields, typed, strict=True)
        ]


def _initial(saved: list[BudgetRow], number: int) -> dict[str, Any]:
    if number >= len(saved):
        return {}
    row = saved[number]
    return {
        "pk": row.pk,
        "name": row.name,
        "amount": row.amount,
        "quantity": row.quantity,
        "unit_cost": row.unit_cost,
        "source": row.source,
    }


def _place_of(form: forms.Form) -> str:
    if not isinstance(form, _RowForm):
        return ""
    number = int(str(form.prefix).rpartition("-")[2]) + 1
    return f"{form.kind.label}, {number}: "
