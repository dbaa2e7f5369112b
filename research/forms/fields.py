"""A form field for each kind of question; each cleans to the plain value that is kept, or to None where open."""

import re
from datetime import date
from typing import Any, Final

from django import forms
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.shown_text import ENGLISH, shown_language
from research.definition import OTHER, Choice, Kind, Question
from research.interview.display import label_of, texts
from research.interview.scales import range_of

LONGEST_TEXT: Final = 4000
_LONGEST_NUMBER: Final = 30
# ODK keeps integers in 32 bits.
_LARGEST: Final = 2**31 - 1
_LARGEST_DECIMAL: Final = 1e15
# A scale with more steps is typed, not ticked.
_MOST_STEPS: Final = 11
ACKNOWLEDGED: Final = "OK"
# A choice that takes back what was ticked by mistake; nothing is ticked before somebody answers.
NOTHING: Final = "-"
_TYPED: Final = {"class": "form-control"}


class OpenCharField(forms.CharField):
    """A text; what holds nothing is open."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class _NumberField(forms.CharField):
    """A number as people write it: "1.200,5", "1200.5", "1 200"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=_LONGEST_NUMBER, **options)

    def read(self, value: Any) -> str | None:
        typed = super().clean(value)
        if not typed:
            return None
        if "_" in typed:
            raise forms.ValidationError(_("Write a number, in digits."))
        kept = "".join(sign for sign in typed if not sign.isspace()).replace("−", "-")
        # The last of both marks is that of the decimals.
        if "," in kept and "." in kept:
            thousands = "." if kept.rindex(",") > kept.rindex(".") else ","
            kept = kept.replace(thousands, "")
        return kept.replace(",", ".")


class WholeNumberField(_NumberField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **_TYPED})

    def clean(self, value: Any) -> int | None:
        """Return a whole number of at most 32 bits. Raises ValidationError."""
        typed = self.read(value)
        if typed is None:
            return None
        try:
            number = int(typed)
        except ValueError:
            raise forms.ValidationError(_("Write a whole number, in digits.")) from None
        if abs(number) > _LARGEST:
            raise forms.ValidationError(_("This number is too large."))
        return number


class DecimalNumberField(_NumberField):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **_TYPED})

    # "1.200" in a Serbian text is 1200 to those who write it, and 1.2 to a machine.
    is_typed = True

    def clean(self, value: Any) -> float | int | None:
        """Return a number, whole ones as int. Raises ValidationError."""
        typed = self.read(value)
        if typed is None:
            return None
        if self.is_typed and _could_be_thousands(str(value).strip()):
            raise forms.ValidationError(
                _("This can be read in two ways. Write it without a mark between thousands, as 1200.")
            )
        try:
            number = float(typed)
        except ValueError:
            raise forms.ValidationError(_("Write a number, in digits.")) from None
        if not abs(number) <= _LARGEST_DECIMAL:
            raise forms.ValidationError(_("This number is too large."))
        return int(number) if number.is_integer() else number

    def prepare_value(self, value: Any) -> Any:
        """Show a number as the page writes numbers, so that it is read again as it was."""
        if self.is_typed and isinstance(value, float):
            return str(value) if shown_language() == ENGLISH else str(value).replace(".", ",")
        return value


def _could_be_thousands(typed: str) -> bool:
    mark = "," if shown_language() == ENGLISH else "."
    return bool(re.fullmatch(rf"[+−-]?[1-9]\d{{0,2}}{re.escape(mark)}\d{{3}}", typed))


class RangeField(DecimalNumberField):
    """A number between two ends, in steps from the first."""

    is_typed = False

    def __init__(self, *, start: float, end: float, step: float, **options: Any) -> None:
        self.start, self.end, self.step = start, end, step
        super().__init__(**options)

    def clean(self, value: Any) -> float | int | None:
        """Return a number of the scale. Raises ValidationError."""
        number = super().clean("" if value == NOTHING else value)
        if number is None:
            return None
        steps = (number - self.start) / self.step
        lies_inside = min(self.start, self.end) <= number <= max(self.start, self.end)
        if not lies_inside or abs(steps - round(steps)) > 1e-6:  # noqa: PLR2004 -- floating point
            raise forms.ValidationError(_("Choose one of the numbers of the scale."))
        return number


class DayField(forms.DateField):
    """A day, typed or chosen; kept in ISO form."""

    widget = forms.DateInput(attrs={"autocomplete": "off", "inputmode": "numeric", **_TYPED})
    default_error_messages = {"invalid": gettext_lazy("Write a date, for example 7. 7. 2026.")}

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.isoformat() if isinstance(day, date) else None

    def prepare_value(self, value: Any) -> Any:
        return parse_date(value) or value if isinstance(value, str) else value


class OneOfField(forms.ChoiceField):
    def clean(self, value: Any) -> Any:
        return super().clean("" if value == NOTHING else value) or None


class SomeOfField(forms.MultipleChoiceField):
    """Codes, kept in the order of the list."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        order = [code for code, _label in list(self.choices)]  # type: ignore[arg-type]  # pairs, as we made them
        return sorted(chosen, key=order.index) or None


class RankWidget(forms.MultiWidget):
    """One list of places for each choice: no script, no dragging, readable by every reader."""

    use_fieldset = True

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.codes = [choice.name for choice in choices]
        self.labels = [texts(choice.label) or choice.name for choice in choices]
        places = [("", "–"), *((str(place), str(place)) for place in range(1, len(choices) + 1))]
        super().__init__(
            {code: forms.Select(choices=places, attrs={"class": "form-select"}) for code in self.codes}
        )

    def decompress(self, value: Any) -> list[str]:
        ranked = value if isinstance(value, list) else []
        return [str(ranked.index(code) + 1) if code in ranked else "" for code in self.codes]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Show places as they were typed; an answer that was kept is a list of codes."""
        context = self.get_context(name, self.places(value), attrs)
        rows = []
        for widget, part, label in zip(
            self.widgets, context["widget"]["subwidgets"], self.labels, strict=True
        ):
            chosen = part["value"][0] if part["value"] else ""
            html = widget.render(part["name"], chosen, part["attrs"], renderer)
            rows.append({"id": part["attrs"].get("id"), "label": label, "html": html})
        return render_to_string(
            "research/widgets/rank.html", {"rows": rows, "id": context["widget"]["attrs"].get("id")}
        )

    def places(self, value: Any) -> list[str]:
        """Return the place of each choice, "" where it has none."""
        is_typed = isinstance(value, list) and not set(value) <= set(self.codes)
        return value if is_typed else self.decompress(value)


class RankField(forms.Field):
    """All choices, the first place first; nothing at all is open."""

    def __init__(self, *, choices: tuple[Choice, ...], **options: Any) -> None:
        self.codes = [choice.name for choice in choices]
        super().__init__(widget=RankWidget(choices), **options)

    def clean(self, value: Any) -> list[str] | None:
        """Return the codes in the order of their places. Raises ValidationError unless each has a place of its own."""
        places = [str(each or "") for each in value or []]
        if not any(places):
            return None
        if sorted(places) != sorted(str(place) for place in range(1, len(self.codes) + 1)):
            raise forms.ValidationError(_("Give each a place, and no two the same."))
        return [code for _place, code in sorted(zip(map(int, places), self.codes, strict=True))]


class AcknowledgeField(forms.BooleanField):
    def clean(self, value: Any) -> str | None:
        return ACKNOWLEDGED if super().clean(value) else None

    def prepare_value(self, value: Any) -> bool:
        return value in {True, ACKNOWLEDGED, "on"}


_PLAIN: Final[dict[Kind, type[forms.Field]]] = {
    Kind.INTEGER: WholeNumberField,
    Kind.DECIMAL: DecimalNumberField,
    Kind.DATE: DayField,
    Kind.ACKNOWLEDGE: AcknowledgeField,
}


def field_for(
    question: Question, choices: tuple[Choice, ...], *, label: str, hint: str, required: bool
) -> forms.Field:
    """Return the field of a question with the choices that are offered.

    `required` is for showing it. Whether an answer is missing is the interview's to say, since that may depend on
    other answers: a form that reads answers makes fields that are not required.
    """
    common: dict[str, Any] = {"label": label, "help_text": hint, "required": required}
    if question.kind in _PLAIN:
        return _PLAIN[question.kind](**common)
    if question.kind == Kind.RANGE:
        return _range(question, common)
    if question.kind == Kind.RANK:
        return RankField(choices=choices, **common)
    if question.kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE}:
        return _choosing(question, choices, common)
    is_long = "multiline" in question.appearance
    widget = forms.Textarea(attrs={"rows": 4, **_TYPED}) if is_long else forms.TextInput(attrs=_TYPED)
    return OpenCharField(max_length=LONGEST_TEXT, widget=widget, **common)


def _choosing(question: Question, choices: tuple[Choice, ...], common: dict[str, Any]) -> forms.Field:
    is_list = "minimal" in question.appearance and question.kind == Kind.SELECT_ONE
    # A list to choose from holds letters only; elsewhere a label says in which language it stands in.
    options: list[tuple[str, Any]] = [
        (choice.name, (label_of(choice.label) if is_list else texts(choice.label).__html__()) or choice.name)
        for choice in choices
    ]
    if question.or_other and OTHER not in dict(options):
        options.append((OTHER, _("Other")))
    if question.kind == Kind.SELECT_MULTIPLE:
        return SomeOfField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
    if is_list:
        chosen = [("", _("Choose")), *options]
        return OneOfField(choices=chosen, widget=forms.Select(attrs={"class": "form-select"}), **common)
    # What was ticked by mistake can be taken back, also without a script.
    offered = options if common["required"] else [*options, (NOTHING, _("No answer"))]
    return OneOfField(choices=offered, widget=forms.RadioSelect, **common)


def _range(question: Question, common: dict[str, Any]) -> forms.Field:
    start, end, step = range_of(question)
    steps = round((end - start) / step)
    widget = None
    if 0 <= steps < _MOST_STEPS:
        values = [start + number * step for number in range(steps + 1)]
        options = [(_plain(value), _plain(value)) for value in values]
        widget = forms.RadioSelect(
            choices=options if common["required"] else [*options, (NOTHING, _("No answer"))]
        )
    return RangeField(start=start, end=end, step=step, **common, **({"widget": widget} if widget else {}))


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:g}"
