"""The form of a fair's plan: its ground, a table of stands and a table of what else stands there. Typed in metres."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from events import ground
from events.choices import ThingKind
from events.models import FairPlan
from events.plan_table import MOST_STANDS, MOST_THINGS, Size, StandRow, ThingRow, mark_of


def shown_length(length: int) -> str:
    """Return centimetres as metres with the decimal mark of the page."""
    return ground.metres(length, formats.get_format("DECIMAL_SEPARATOR"))


class MetresField(forms.CharField):
    """A length typed in metres, with comma or point, and kept in whole centimetres."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "size": 5, "maxlength": 10, "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **options})

    def prepare_value(self, value: Any) -> Any:
        return shown_length(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return ground.centimetres(text)
        except ValueError as error:
            raise forms.ValidationError(_("Metres, for example 2 or 2,5.")) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CornersField(forms.CharField):
    """Corners of an outline, one on each line: metres from the left and from the top."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(f"{shown_length(x)}; {shown_length(y)}" for x, y in value)
        return value

    def to_python(self, value: Any) -> Any:
        corners = []
        for line in str(super().to_python(value) or "").splitlines():
            parts = [part for part in line.replace(";", " ").split() if part]
            if not parts:
                continue
            try:
                across, down = (ground.centimetres(part) for part in parts)
            except ValueError as error:
                text = _(
                    "On each line two lengths in metres, for example “12,5; 8”. Not understood: %(line)s"
                )
                raise forms.ValidationError(text, params={"line": line[:40]}) from error
            corners.append((across, down))
        return tuple(corners)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class GroundForm(forms.Form):
    """How large the hall or square is, and what shape it has."""

    width = MetresField(label=_("Width in metres"), help_text=_("From left to right on the plan."))
    height = MetresField(label=_("Depth in metres"), help_text=_("From top to bottom on the plan."))
    outline = CornersField(
        label=_("Corners, if it is no rectangle"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 24}),
        help_text=_(
            "One corner on each line, in their order around: metres from the left; metres from the top. Empty: the"
            " whole rectangle."
        ),
    )

    @property
    def size(self) -> Size:
        """The ground as it was typed; the form is valid."""
        clean = self.cleaned_data
        return Size(clean["width"], clean["height"], clean["outline"])


class WordsForm(forms.Form):
    """What stands below the plan."""

    note_sr = forms.CharField(label=_("Below the plan (Serbian)"), required=False, max_length=240)
    note_en = forms.CharField(label=_("Below the plan (English)"), required=False, max_length=240)


class _RowForm(forms.Form):
    """A row of a table; one in which nothing was typed is left out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # The mark of the row as it was when the page was opened.
    was = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    x = MetresField(label=_("From the left (m)"))
    y = MetresField(label=_("From the top (m)"))
    width = MetresField(label=_("Width (m)"))
    height = MetresField(label=_("Depth (m)"))
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            # The head of the column names it for the eye, this for the ear; where it fails, so does the error.
            field.widget.attrs["aria-label"] = f"{field.label} – {self.row_name}"
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"{self.prefix}-errors"}

    def full_clean(self) -> None:
        """Ask nothing of a row that is to go."""
        super().full_clean()
        if self.is_bound and self.data.get(self.add_prefix("remove")):
            self._errors = ErrorDict()

    @property
    def row_name(self) -> str:
        """How the row is named to people."""
        place = int(str(self.prefix).rpartition("-")[2]) if str(self.prefix)[-1].isdigit() else 0
        return str(_("row %(number)d") % {"number": place + 1})

    @property
    def is_new_and_empty(self) -> bool:
        return self.empty_permitted and not self.has_changed()

    @property
    def is_untouched(self) -> bool:
        """Whether a saved row was left as it stood on the page; the form is valid."""
        row: Any = self.row()
        return row.pk is not None and self.cleaned_data["was"] == mark_of(row)

    def row(self) -> Any:
        """Return the row as it was typed; the form is valid."""
        raise NotImplementedError

    def mark_errors(self) -> None:
        """Tie errors that came from the whole table to their fields."""
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"{self.prefix}-errors",
                }


class StandForm(_RowForm):
    number = forms.CharField(
        label=_("Number"), max_length=4, widget=forms.TextInput(attrs={"size": 3, "autocomplete": "off"})
    )
    watts = forms.IntegerField(
        label=_("Electricity (W)"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "autocomplete": "off"}),
    )
    is_accessible = forms.BooleanField(label=_("Without steps"), required=False, initial=True)
    is_corner = forms.BooleanField(label=_("At a corner"), required=False)

    field_order = [
        "number",
        "x",
        "y",
        "width",
        "height",
        "watts",
        "is_accessible",
        "is_corner",
        "remove",
        "pk",
    ]

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip().upper().replace("А", "A")

    def row(self) -> StandRow:
        """Return the stand as it was typed; the form is valid."""
        clean = self.cleaned_data
        return StandRow(
            number=clean["number"],
            x=clean["x"],
            y=clean["y"],
            width=clean["width"],
            height=clean["height"],
            watts=clean["watts"] or 0,
            is_accessible=clean["is_accessible"],
            is_corner=clean["is_corner"],
            pk=clean["pk"],
        )


class ThingForm(_RowForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=[("", "–"), *ThingKind.choices])
    label_sr = forms.CharField(
        label=_("Name (Serbian)"), required=False, max_length=60, widget=forms.TextInput(attrs={"size": 14})
    )
    label_en = forms.CharField(
        label=_("Name (English)"), required=False, max_length=60, widget=forms.TextInput(attrs={"size": 14})
    )
    is_accessible = forms.BooleanField(label=_("For wheelchairs too"), required=False, initial=True)

    field_order = [
        "kind",
        "label_sr",
        "label_en",
        "x",
        "y",
        "width",
        "height",
        "is_accessible",
        "remove",
        "pk",
    ]

    def row(self) -> ThingRow:
        """Return the thing as it was typed; the form is valid."""
        clean = self.cleaned_data
        return ThingRow(
            kind=clean["kind"],
            x=clean["x"],
            y=clean["y"],
            width=clean["width"],
            height=clean["height"],
            label_sr=clean["label_sr"],
            label_en=clean["label_en"],
            is_accessible=clean["is_accessible"],
            pk=clean["pk"],
        )


class RowOfStandsForm(forms.Form):
    """Many stands at once: a row of equal ones, numbered onwards."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=60, initial=6)
    first = forms.CharField(label=_("Number of the first"), max_length=4)
    width = MetresField(label=_("Width of each (m)"), initial=300)
    height = MetresField(label=_("Depth of each (m)"), initial=300)
    x = MetresField(label=_("The first from the left (m)"), initial=100)
    y = MetresField(label=_("The first from the top (m)"), initial=100)
    gap = MetresField(label=_("Between two (m)"), initial=0)
    watts = forms.IntegerField(label=_("Electricity of each (W)"), min_value=0, initial=0, required=False)
    direction = forms.ChoiceField(
        label=_("They go on"), choices=[("right", _("to the right")), ("down", _("downwards"))]
    )

    def clean_first(self) -> str:
        return str(self.cleaned_data["first"]).strip().upper().replace("А", "A")

    def clean(self) -> dict[str, Any]:
        clean = dict(super().clean() or {})
        if not self.errors:
            try:
                self.rows = ground.row_of(
                    count=clean["count"],
                    width=clean["width"],
                    height=clean["height"],
                    x=clean["x"],
                    y=clean["y"],
                    gap=clean["gap"],
                    first=clean["first"],
                    down=clean["direction"] == "down",
                )
            except ValueError:
                self.add_error("first", _("A number up to 999, with a letter before it if you like: 7, A7."))
        return clean


_More: Final = 3
StandSet: Any = forms.formset_factory(
    StandForm, extra=_More, max_num=MOST_STANDS + 20, absolute_max=MOST_STANDS + 40
)
ThingSet: Any = forms.formset_factory(
    ThingForm, extra=_More, max_num=MOST_THINGS + 10, absolute_max=MOST_THINGS + 20
)


def initial_of(plan: FairPlan, stands: list[StandRow], things: list[ThingRow]) -> Mapping[str, Any]:
    """Return what the parts of the form show of a saved plan."""
    return {
        "ground": {"width": plan.width, "height": plan.height, "outline": plan.outline},
        "words": {"note_sr": plan.note_sr, "note_en": plan.note_en},
        "stands": [{**vars(row), "was": mark_of(row)} for row in stands],
        "things": [{**vars(row), "was": mark_of(row)} for row in things],
    }
