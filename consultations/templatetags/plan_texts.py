"""Numbers, hints and fields of a plan as its pages show them."""

import uuid
from typing import Any, Final

from django import forms, template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from consultations.choices import BudgetKind
from consultations.models import BudgetRow
from consultations.views import plan_words
from consultations.views.plan_parts import Budget

register = template.Library()

_HINTS: Final[dict[BudgetKind, Promise]] = {
    BudgetKind.SALE: _(
        "What one costs you is what you would not spend if you did not make it: material, packaging, a fee."
    ),
    BudgetKind.MONTHLY: _(
        "Rent, gross wages with contributions of the employer, electricity, bookkeeping, transport. An instalment of a"
        " loan belongs here too."
    ),
    BudgetKind.START: _("Machines, works on the room, permits, the first stock: what you pay once."),
    BudgetKind.MONEY: _(
        "What you put in yourself, a grant, a loan. Write only what is certain or applied for."
    ),
}


@register.filter
def dinars(amount: int) -> str:
    return plan_words.dinars(amount)


@register.filter
def whole(number: int) -> str:
    """Return a number with its thousands parted as the language of the page does it."""
    return plan_words.whole(number)


@register.filter
def sales_with_units(budget: Budget) -> list[tuple[BudgetRow, int]]:
    """Return each sale with the units that are just enough."""
    return list(zip(budget.of_kind(BudgetKind.SALE), budget.figures.units, strict=True))


@register.simple_tag
def budget_hint(kind: BudgetKind) -> Promise:
    return _HINTS[kind]


@register.simple_tag
def comment_key() -> SafeString:
    """Return the hidden key of one form: the same form sent twice is one comment, each other form another."""
    return format_html('<input type="hidden" name="submission" value="{}">', uuid.uuid4())


@register.simple_tag
def settle_address(name: str, case: Any, pk: int) -> str:
    return reverse(name, args=[case, pk])


@register.simple_tag
def row_field(field: forms.BoundField) -> SafeString:
    """Return a field that names its error, and looks as all fields do."""
    css = "form-select" if isinstance(field.field, forms.ChoiceField) else "form-control"
    more = {"class": f"{css} is-invalid" if field.errors else css}
    if field.errors:
        more |= {"aria-invalid": "true", "aria-describedby": f"{field.id_for_label}_error"}
    return field.as_widget(attrs={**field.field.widget.attrs, **more})
