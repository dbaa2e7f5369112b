"""The library in a real browser: small phones, axe, and a guide on paper."""

from typing import TYPE_CHECKING, Final

import pytest
from django.urls import reverse
from django.utils import translation

from center.demo_data import library
from center.links.calls import make_key
from center.models import FundingCall, Resource
from tests.browser import Watched, too_wide
from tests.center.resources.library import sign_up

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from center.models import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


_SIZES: "Final[list[tuple[str, ViewportSize]]]" = [
    ("sr", {"width": 360, "height": 740}),
    ("en", {"width": 320, "height": 640}),
]


def addresses() -> list[str]:
    """Return the pages of the library of the demo, without their language."""
    with translation.override("sr"):
        waiting = sign_up(FundingCall.objects.get(slug="start-of-work-demo"))
        key = f"?key={make_key(waiting)}"
        pages = [
            reverse("resources:library"),
            reverse("resources:resource", args=["law-step-by-step"]),
            reverse("resources:resource", args=["how-to-apply-for-money"]),
            reverse("resources:resource", args=["idea-on-one-page"]),
            reverse("resources:calls"),
            reverse("resources:call", args=["start-of-work-demo"]),
            reverse("resources:calls_archive"),
            reverse("resources:glossary"),
            reverse("resources:reminder_confirm", args=[waiting.pk]) + key,
            reverse("resources:reminder_leave", args=[waiting.pk]) + key,
        ]
    return [page.removeprefix("/sr") for page in pages]


@pytest.mark.long
def test_every_page_of_the_library_fits_a_small_phone_and_passes_axe(
    office: "Office", portal: Watched
) -> None:
    library.load()
    # Of the demo, and one that nobody can break at a good place.
    word = "Непрестолонаследниковљевичица" * 3
    FundingCall.objects.filter(slug="small-repairs-demo").update(
        title_sr=word, caller_sr=word, summary_sr=word
    )
    Resource.objects.filter(slug="idea-on-one-page").update(
        body_sr=f"| {word} | б |\n|---|---|\n| 1 | {word} |"
    )
    wrong = []
    for address in addresses():
        for language, size in _SIZES:
            portal.page.set_viewport_size(size)
            portal.open(f"/{language}{address}")
            found = [
                *portal.violations(),
                *([str(too_wide(portal.page))] if too_wide(portal.page) > 0 else []),
            ]
            wrong += [f"{language}{address}: {each}" for each in found]
    assert wrong == []
