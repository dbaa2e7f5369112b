"""Published results in a real browser: axe, the smallest phone, light and dark."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from center.models import Office
from research.services import releases
from tests.browser import PHONE, watch
from tests.browser import too_wide as wide
from tests.marks import seldom
from tests.research.answered import answered, drafted, made_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 320, "height": 640}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", *seldom(["dark"])])
def test_axe_finds_nothing_in_results_and_the_smallest_phone_is_wide_enough(
    browser: Browser, live_server: Any, office: Office, scheme: Any
) -> None:
    releases.publish(release=drafted(answered(made_up(60), slug="rezultati")))
    wrong = {}
    for language, size in (("sr", SMALL), ("en", PHONE)):
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # a TypedDict
        watched = watch(context, live_server.url)
        page = watched.open(f"/{language}/research/results/rezultati/")
        page.locator(".result-contents summary").click()
        faults = list(watched.faults)
        wrong[language] = (faults, wide(page), watched.violations())
        context.close()
    assert {language: found for language, found in wrong.items() if found != ([], 0, [])} == {}
