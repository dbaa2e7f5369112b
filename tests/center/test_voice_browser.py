"""Pages for media, initiatives, the council and the newsletter in a real browser: small phones, dark, keyboard, axe."""

from typing import TYPE_CHECKING, Final

import pytest

from center.demo_data import advocacy, newsletter, press
from center.links import newsletter as links
from center.models import AdvocacyInitiative, NewsletterIssue, PressRelease
from center.services.press.keys import leave_url
from center.services.press.sending import send_release
from center.services.wordings import revise_initiative
from entrepreneurs.services.signatures import sign_on_paper
from tests.browser import Watched, too_wide
from tests.center.advocacy.factories import days_ago
from tests.center.media import make_journalist
from tests.center.newsletters import make_subscriber
from tests.entrepreneurs.factories import published

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from center.models import Office, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_SIZES: "Final[list[tuple[str, ViewportSize]]]" = [
    ("sr", {"width": 360, "height": 740}),
    ("en", {"width": 320, "height": 640}),
    ("sr-latn", {"width": 1280, "height": 900}),
]


def _addresses(by: "User") -> list[str]:
    """Make the demo's records, a signed initiative whose text was changed among them; return paths without language."""
    for domain in (press, advocacy, newsletter):
        domain.load()
    release = PressRelease.objects.public().latest("pk")
    [delivery] = send_release(release=release, by=by, journalists=[make_journalist(language="sr").pk])
    signed = AdvocacyInitiative.objects.taking_signatures().earliest("pk")
    sign_on_paper(
        initiative=signed,
        enterprise=published("Предузеће Прва"),
        signed_for="Ана",
        signed_on=days_ago(1),
        by=by,
    )
    revise_initiative(
        initiative=signed,
        by=by,
        reason_sr="Додали смо цене.",
        reason_en="We added prices.",
        why_sr=f"{signed.why_sr}\n\nКирија расте сваке године.",
    )
    reader = make_subscriber()
    issue = NewsletterIssue.objects.public().latest("pk")
    key = leave_url(delivery).partition("/press/leave/")[2]
    mine = links.manage_url(reader).partition("/sr/newsletter/")[2]
    return [
        "/press/",
        f"/press/{release.slug}/",
        "/press/coverage/",
        "/press/kit/",
        "/press/sent/",
        f"/press/leave/{key}",
        "/advocacy/",
        f"/advocacy/{signed.slug}/",
        "/advocacy/council/",
        "/newsletter/",
        "/newsletter/asked/",
        "/newsletter/issues/",
        f"/newsletter/issues/{issue.slug}/",
        f"/newsletter/{mine}",
    ]


@pytest.mark.long
def test_every_page_of_the_centers_voice_fits_a_small_phone_and_passes_axe(
    office: "Office", coordinator: "User", portal: Watched
) -> None:
    wrong = []
    for address in _addresses(coordinator):
        for language, size in _SIZES:
            portal.page.set_viewport_size(size)
            portal.open(f"/{language}{address}")
            found = [
                *portal.violations(),
                *([str(too_wide(portal.page))] if too_wide(portal.page) > 0 else []),
            ]
            wrong += [f"{language}{address} at {size['width']}: {each}" for each in found]
    assert wrong == []
