"""The handbook on a phone, and on paper."""

import pytest

from center.handbook import contents
from center.models import User
from tests.browser import PHONE, Watched, session_of, sheets, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_fits_a_small_phone_and_axe_finds_nothing(portal: Watched, coordinator: User) -> None:
    portal.sign_in(session_of(coordinator))
    portal.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a TypedDict
    for path in ("", "booking/"):
        page = portal.open(f"/admin/handbook/{path}")
        assert (path, portal.faults, too_wide(page)) == (path, [], 0)
        assert (path, portal.violations()) == (path, [])
        # axe itself writes to the console.
        portal.faults.clear()


@pytest.mark.long
def test_every_page_is_printed_on_three_sheets_at_most(portal: Watched, coordinator: User) -> None:
    portal.sign_in(session_of(coordinator))
    found = {}
    for each in contents():
        page = portal.open(f"/admin/handbook/{each.slug}/")
        page.locator("img").evaluate_all("all => all.forEach(one => { one.loading = 'eager' })")
        page.wait_for_function("[...document.images].every(one => one.complete)")
        found[each.slug] = sheets(page)
    assert {slug: number for slug, number in found.items() if number > 3} == {}
