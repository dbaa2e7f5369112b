"""Forms for the photos of an event: many files with common words, and a table with the words of all."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.bilingual_admin import BilingualForm
from center.base.pictures.fields import SeveralPicturesField
from events.choices import PictureKind
from events.models import EventPicture
from events.services.photos import Words, seen_of

# Forty photos of a phone; nginx of docs/production.md lets as much through.
MOST_MEGABYTES: Final = 200
_ROW: Final = re.compile(r"photo-([1-9][0-9]{0,15})-alt_sr")


class AddPhotosForm(BilingualForm):
    """Many photos that get the same words for now."""

    photos = SeveralPicturesField(
        label=gettext_lazy("photos"),
        error_messages={"required": gettext_lazy("Choose at least one photo.")},
        help_text=gettext_lazy(
            "Choose as many as you like: PNG, JPEG or WebP, each up to 7 MB, together up to 200 MB. Where they were"
            " taken is not kept. A photo that is here already is not added again."
        ),
    )
    field_order = ("photos", "alt_sr", "alt_en")

    class Meta:
        model = EventPicture
        fields: ClassVar = ["alt_sr", "alt_en"]
        labels: ClassVar = {
            "alt_sr": gettext_lazy("what the photos show (Serbian)"),
            "alt_en": gettext_lazy("what the photos show (English)"),
        }
        help_texts: ClassVar = {
            "alt_sr": gettext_lazy(
                "The same for all, for people who cannot see them. Afterwards give each its own."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        photo: Any = self.instance
        photo.kind = PictureKind.PHOTO


class PhotoForm(forms.Form):
    """One row of the table: the words of a photo and its place."""

    alt_sr = forms.CharField(
        label=gettext_lazy("What it shows (Serbian)"),
        max_length=160,
        strip=True,
        error_messages={"required": gettext_lazy("Write what the picture shows.")},
        widget=forms.Textarea(attrs={"rows": 2, "lang": "sr-Cyrl"}),
    )
    alt_en = forms.CharField(
        label=gettext_lazy("What it shows (English)"),
        required=False,
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )
    place = forms.IntegerField(
        label=gettext_lazy("Number in the order"),
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "autocomplete": "off"}),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    seen_place = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, photo: EventPicture, place: int, data: Any = None) -> None:
        self.photo, self.is_typed = photo, data is not None and f"photo-{photo.pk}-alt_sr" in data
        # What is saved by now, where a colleague changed it meanwhile.
        self.saved: list[str] = []
        self.now = {
            "seen": seen_of(alt_sr=photo.alt_sr, alt_en=photo.alt_en),
            "seen_place": place,
        }
        super().__init__(
            data if self.is_typed else None,
            prefix=f"photo-{photo.pk}",
            initial={"alt_sr": photo.alt_sr, "alt_en": photo.alt_en, "place": place, **self.now},
        )
        for name in ("alt_sr", "alt_en", "place"):
            self.fields[name].widget.attrs["aria-describedby"] = f"saved-{photo.pk}"

    def clean_alt_sr(self) -> str:
        return " ".join(self.cleaned_data["alt_sr"].split())

    def clean_alt_en(self) -> str:
        return " ".join(self.cleaned_data["alt_en"].split())

    @property
    def words(self) -> Words:
        """What the row says; the form is valid."""
        clean = self.cleaned_data
        return Words(
            alt_sr=clean["alt_sr"],
            alt_en=clean["alt_en"],
            place=clean["place"],
            seen=clean["seen"],
            seen_place=clean["seen_place"] or clean["place"],
        )

    def look_again(self, *, words: bool, order: bool) -> None:
        """Note what is saved by now, so that the next saving means it."""
        data: dict[str, Any] = {key: self.data[key] for key in self.data}
        photo, typed = self.photo, self.words
        if words:
            self.saved += [
                text % {"text": now or "–"}
                for text, now, mine in (
                    (_("Saved in Serbian: %(text)s"), photo.alt_sr, typed.alt_sr),
                    (_("Saved in English: %(text)s"), photo.alt_en, typed.alt_en),
                )
                if now != mine
            ]
            data[self.add_prefix("seen")] = self.now["seen"]
        if not typed.is_moved:
            data[self.add_prefix("place")] = str(self.now["seen_place"])
        elif order:
            self.saved.append(_("Saved place: %(place)s") % {"place": self.now["seen_place"]})
        data[self.add_prefix("seen_place")] = str(self.now["seen_place"])
        self.data = data


def words_of_gone(data: Any, rows: Iterable[PhotoForm]) -> list[str]:
    """Return what was typed about photos that are not there any more."""
    there = {row.photo.pk for row in rows}
    gone = []
    for key in data:
        found = _ROW.fullmatch(key)
        if found is None or int(found[1]) in there:
            continue
        serbian, english = (data.get(f"photo-{found[1]}-{name}", "") for name in ("alt_sr", "alt_en"))
        if seen_of(alt_sr=serbian, alt_en=english) != data.get(f"photo-{found[1]}-seen"):
            gone.append(" / ".join(filter(None, (serbian, english))))
    return gone


def rows_of(photos: Iterable[EventPicture], data: Any = None) -> list[PhotoForm]:
    """Return the table: a row for each photo as it is saved, or as it was typed."""
    return [PhotoForm(photo, place, data) for place, photo in enumerate(photos, start=1)]
