"""Drawn pictures for the demo's press releases and its press kit; the press itself is made by the Center."""

from collections.abc import Iterator
from typing import Final

from center.models import PressKitPicture, PressPicture, PressRelease
from entrepreneurs.demo_data.news import drawn

# By release: what is drawn, and what it shows in Serbian and English; the first stands in the text by {picture:1}.
_PICTURES: Final = {
    "open-workshop-day-demo": (
        ("cloth", "Тканине и конац на кројачком столу", "Cloth and thread on a cutting table"),
        ("honey", "Тегла меда и дрвена кашика на столу", "A jar of honey and a wooden spoon on a table"),
        ("workshop", "Столарска радионица са алатом на зиду", "A joiner's workshop with tools on the wall"),
    ),
    "new-jobs-demo": (
        ("people", "Троје људи у разговору испред радионице", "Three people talking in front of a workshop"),
    ),
}
_KIT: Final = (
    ("rosette", "Камена розета, знак портала", "A rosette of stone, the mark of the portal"),
    ("pottery", "Глинене посуде на полици", "Clay pots on a shelf"),
)


def draw_pictures() -> Iterator[None]:
    """Draw what the demo's releases and press kit lack, one at a step; what a killed run left undone, the next does."""
    for slug, pictures in _PICTURES.items():
        release = PressRelease.objects.filter(slug=slug, is_demo=True).first()
        for position, (subject, serbian, english) in enumerate(pictures):
            if release is not None and not release.pictures.filter(position=position).exists():
                picture = drawn(subject, f"press {slug} {position}", serbian, english)
                PressPicture.objects.create(release=release, picture=picture, position=position)
                yield
    for position, (subject, serbian, english) in enumerate(_KIT):
        if not PressKitPicture.objects.filter(position=position).exists():
            picture = drawn(subject, f"press kit {position}", serbian, english)
            PressKitPicture.objects.get_or_create(picture=picture, defaults={"position": position})
            yield
