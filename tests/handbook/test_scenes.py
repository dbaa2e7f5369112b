"""The steps of the handbook in a real browser; with HANDBOOK_PICTURES=1 its pictures are made anew."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from center.demo_data import demo_user
from tests.browser import session_of, watch
from tests.handbook import demo_day
from tests.handbook.scenes import SCENES
from tests.handbook.stage import WANTED, WINDOW, Scene, Stage

pytestmark = [pytest.mark.browser, pytest.mark.each, pytest.mark.django_db(transaction=True)]


def chosen(*, quick: bool) -> list[Scene]:
    wanted = set(WANTED.split(",")) & SCENES.keys()
    return [each for each in SCENES.values() if (each.name in wanted if wanted else each.is_quick == quick)]


def played(scenes: list[Scene], browser: Browser, base: str) -> dict[str, list[str] | str]:
    """Play one scene after the other on the same demo; return what went wrong by the scene's name."""
    demo_day.begin()
    wrong: dict[str, list[str] | str] = {}
    for each in scenes:
        demo_day.show_that_jobs_are_done()
        context = browser.new_context(viewport=WINDOW, locale="sr-RS", color_scheme="light")  # type: ignore[arg-type]  # a TypedDict
        context.set_default_timeout(8_000)
        watched = watch(context, base)
        if each.role is not None:
            watched.sign_in(session_of(demo_user(each.role)))
        try:
            each.play(Stage(each.name, watched))
        except (AssertionError, BrowserError) as error:
            wrong[each.name] = f"{type(error).__name__}: {error} at {watched.page.url}"
        if watched.faults:
            wrong.setdefault(each.name, watched.faults)
        context.close()
    return wrong


# One demo for all of them: to load it takes longer than to play a scene.
@pytest.mark.always
@pytest.mark.parametrize(
    "quick", [True, pytest.param(False, marks=[] if WANTED else pytest.mark.long)], ids=["quick", "others"]
)
def test_the_steps_of_the_handbook_lead_where_it_says(
    quick: bool, browser: Browser, live_server: Any
) -> None:
    with time_machine.travel(demo_day.office_hours(timezone.now())):
        assert played(chosen(quick=quick), browser, live_server.url) == {}


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-12-01T02:10+01:00", "2026-11-30T10:20+01:00"),
        ("2026-12-01T23:10+01:00", "2026-12-01T10:20+01:00"),
        ("2026-12-06T15:00+01:00", "2026-12-04T10:20+01:00"),
        ("2026-07-06T08:00+02:00", "2026-07-03T10:20+02:00"),
    ],
)
def test_pictures_show_the_last_working_morning(now: str, shown: str) -> None:
    assert demo_day.office_hours(datetime.fromisoformat(now)) == datetime.fromisoformat(shown)
