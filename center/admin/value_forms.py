"""What is asked for when a value is counted, entered by hand, or proven."""

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.file_kinds import ACCEPTED
from center.choices.indicators import PUBLIC_EVIDENCE, EvidenceKind, IndicatorKind, PartedBy
from center.models import Indicator, IndicatorPeriod
from center.services.evidence import Proof
from center.services.measurements import Entry, TypedPart

_ROWS = {"rows": 3}
_SEX_LINES = ("жене", "мушкарци")
# 1200, 1.200, 1,200 and 1 200 are the same in every language; two digits at most after a mark are decimals.
_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?:[ \u00a0][0-9]{3})+))"
    r"(?:[.,](?P<decimals>[0-9]{1,2}))?"
)


class CountForm(forms.Form):
    """A note for the colleague who approves; of a correction, why."""

    note = forms.CharField(
        label=gettext_lazy("Note for the colleague who approves"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=_ROWS),
    )
    reason_sr = forms.CharField(
        label=gettext_lazy("Why the value is corrected, in Serbian"),
        max_length=300,
        widget=forms.Textarea(attrs=_ROWS),
        help_text=gettext_lazy("Everybody reads it beside the value."),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Why the value is corrected, in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=_ROWS),
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason_sr"], self.fields["reason_en"]


class EvidenceForm(forms.Form):
    """A file, or the address of an article."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of evidence"), choices=EvidenceKind.choices)
    title_sr = forms.CharField(
        label=gettext_lazy("What it is, in Serbian"),
        max_length=160,
        help_text=gettext_lazy("Without names of people: it stands in the report."),
    )
    title_en = forms.CharField(label=gettext_lazy("What it is, in English"), max_length=160, required=False)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "Only colleagues who may see evidence open it, unless everybody may see it. Where a photo was taken is not"
            " kept."
        ),
    )
    url = forms.URLField(
        label=gettext_lazy("Address of the article"), max_length=500, required=False, assume_scheme="https"
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may see it"),
        required=False,
        help_text=gettext_lazy(
            "Only articles, and photos on which everybody agreed to be shown. Once the value is approved they stand on"
            " its public page, and photos in the reports."
        ),
    )
    alt_sr = forms.CharField(
        label=gettext_lazy("What the photo shows, in Serbian"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("For people who cannot see it; needed for a photo that everybody may see."),
    )
    alt_en = forms.CharField(
        label=gettext_lazy("What the photo shows, in English"), max_length=160, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("url"):
            self.add_error("file", _("Add a file or the address of an article."))
        if data.get("is_public") and data.get("kind") == EvidenceKind.PHOTO and not data.get("alt_sr"):
            self.add_error("alt_sr", _("Write what the photo shows, for people who cannot see it."))
        if data.get("is_public") and data.get("kind") not in PUBLIC_EVIDENCE:
            self.add_error("is_public", _("Only photos and articles can be shown to everybody."))
        return data

    def proof(self) -> Proof:
        """Return what was given."""
        clean = self.cleaned_data
        upload = clean["file"]
        return Proof(
            kind=EvidenceKind(clean["kind"]),
            title_sr=clean["title_sr"],
            title_en=clean["title_en"],
            file=upload or None,
            name=upload.name if upload else "",
            url=clean["url"],
            is_public=clean["is_public"],
            alt_sr=clean["alt_sr"],
            alt_en=clean["alt_en"],
        )


class EntryForm(EvidenceForm, CountForm):
    """A value typed in, its parts, and the first piece of evidence."""

    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=14, decimal_places=2, localize=True)
    numerator = forms.DecimalField(
        label=gettext_lazy("Part: how many of them"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
    )
    denominator = forms.DecimalField(
        label=gettext_lazy("Whole: of how many"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=True,
    )
    text_sr = forms.CharField(
        label=gettext_lazy("What was achieved, in Serbian"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("What was achieved, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, period: IndicatorPeriod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        self.parted_by = [] if self._kind != IndicatorKind.NUMBER else _dimensions(period.indicator)
        for dimension in self.parted_by:
            self.fields[f"parts_{dimension}"] = forms.CharField(
                label=_("By %(dimension)s") % {"dimension": dimension.label},
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One part in each line: a name, a colon, the number. Such as: 18 to 29: 12"),
                initial="\n".join(f"{each}: " for each in _SEX_LINES) if dimension == PartedBy.SEX else "",
            )
        asked = {
            IndicatorKind.NUMBER: ["value"],
            IndicatorKind.PERCENTAGE: ["numerator", "denominator"],
            IndicatorKind.QUALITATIVE: ["text_sr", "text_en"],
        }[self._kind]
        for name in {"value", "numerator", "denominator", "text_sr", "text_en"} - set(asked):
            del self.fields[name]
        parts = [f"parts_{each}" for each in self.parted_by]
        proof = ["kind", "title_sr", "title_en", "file", "url", "is_public", "alt_sr", "alt_en"]
        self.order_fields([*asked, *parts, *proof, "note", "reason_sr", "reason_en"])
        self.parts: list[TypedPart] = []

    @property
    def _kind(self) -> IndicatorKind:
        return IndicatorKind(self.period.indicator.kind)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for dimension in self.parted_by:
            name = f"parts_{dimension}"
            try:
                self.parts += _typed(dimension, data.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return data

    def entry(self) -> Entry:
        """Return what was typed."""
        clean = self.cleaned_data
        return Entry(
            value=clean.get("value"),
            numerator=clean.get("numerator"),
            denominator=clean.get("denominator"),
            text_sr=clean.get("text_sr", ""),
            text_en=clean.get("text_en", ""),
            parts=self.parts,
        )


def _dimensions(indicator: Indicator) -> list[PartedBy]:
    return [PartedBy(each) for each in PartedBy.values if each in indicator.parted_by]


def _typed(dimension: PartedBy, text: str) -> list[TypedPart]:
    """Read lines such as "women: 12"; one without a number is left out. Raises ValidationError."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        label, colon, number = line.rpartition(":")
        if colon and label.strip() and not number.strip():
            continue
        value = _number(number)
        if not label.strip() or value is None:
            raise ValidationError(
                _("Write a name, a colon and a number in each line; this one is not so: %(line)s"),
                params={"line": line},
            )
        found.append(TypedPart(dimension, label, value))
    return found


def _number(text: str) -> Decimal | None:
    """Return a number as people of both languages type it; None where it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    return Decimal(f"{re.sub('[^0-9]', '', found['whole'])}.{found['decimals'] or '0'}")
