"""Group sessions in a real browser: by keyboard on a phone without scripts, checked by axe, no page too wide."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Browser

from center.choices import Role
from center.models import Office
from consultations.choices import PlaceState
from consultations.models import GroupSession, Participation
from consultations.services import participations
from consultations.views.addresses import place_address
from tests.browser import DESK, PHONE, Watched, session_of, sheets, too_wide, watch
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor, make_topic
from tests.consultations.groups import enter, make_session, states
from tests.consultations.test_admin_browser import enter as sign_in
from tests.consultations.test_admin_browser import small_targets
from tests.consultations.test_browser_booking import A_PERSON_READS, tab_to
from tests.consultations.test_browser_booking import enter as press_enter
from tests.marks import seldom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Александра Станковић-Радосављевић"


@pytest.fixture
def session(office: Office) -> GroupSession:
    """A full session in three days, with words as long as ours get, a queue, and an offer."""
    full = make_session(
        places=2,
        start=timezone.now() + timedelta(days=3),
        topic=make_topic(name_sr="Запошљавање лица из осетљивих група", name_en="Employing people"),
        advisor=make_advisor(name_sr=LONG_NAME),
        note_sr="Улаз је без степеница.",
    )
    people = [
        enter(full, number, name=LONG_NAME, email=f"aleksandra.stankovic.{number}@primer.example")
        for number in range(4)
    ]
    participations.cancel_place(participation=people[0])
    return full


def path_of(place: Participation) -> str:
    with translation.override("en"):
        return place_address(place)


@pytest.mark.long
def test_a_person_signs_up_and_cancels_by_keyboard_alone(phone: Watched, office: Office) -> None:
    session = make_session(start=timezone.now() + timedelta(days=3), topic=make_topic(name_en="Evening"))
    page = phone.open("/en/consultations/")
    press_enter(page, "Evening")
    tab_to(page, "name$")
    page.keyboard.type("Мира")
    tab_to(page, "phone$")
    page.keyboard.type("064 123 45 67")
    page.wait_for_timeout(A_PERSON_READS)
    press_enter(page, "Sign up for the session")
    assert page.locator("h1").inner_text() == "You are signed up"
    assert page.locator(".reference").inner_text() == Participation.objects.get().reference
    press_enter(page, "Cancel my place")
    press_enter(page, "Yes, cancel my place")
    assert states(session) == [PlaceState.CANCELLED]


@pytest.mark.long
def test_an_offer_is_taken_by_keyboard_alone(phone: Watched, session: GroupSession) -> None:
    offered = session.participations.get(state=PlaceState.OFFERED)
    page = phone.open(path_of(offered))
    press_enter(page, "Yes, I am coming")
    assert page.locator("h1").inner_text() == "Your place in the group session"


@pytest.mark.long
@pytest.mark.parametrize("kind", ["session", "offered", *seldom(["list", "waiting", "placed", "cancel"])])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    kind: str, browser: Browser, live_server: Any, session: GroupSession
) -> None:
    by_state = {place.state: place for place in session.participations.order_by("-pk")}
    path = {
        "list": "/sr/consultations/groups/",
        "session": f"/sr/consultations/groups/{session.pk}/",
        "offered": path_of(by_state[PlaceState.OFFERED]),
        "waiting": path_of(by_state[PlaceState.WAITING]),
        "placed": path_of(by_state[PlaceState.SIGNED_UP]),
        "cancel": path_of(by_state[PlaceState.SIGNED_UP]).replace("/?", "/cancel/?"),
    }[kind].replace("/en/", "/sr/")
    for size in (PHONE, {"width": 320, "height": 640}, DESK):
        context = browser.new_context(viewport=size, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
        watched = watch(context, live_server.url)
        page = watched.open(path)
        # axe itself writes to the console, so the faults of the page are looked at first.
        assert (watched.faults, too_wide(page), watched.violations()) == ([], 0, [])
        context.close()


@pytest.mark.long
def test_the_page_of_a_place_is_printed_on_one_sheet(portal: Watched, session: GroupSession) -> None:
    placed = session.participations.get(state=PlaceState.SIGNED_UP)
    assert sheets(portal.open(path_of(placed))) == 1


@pytest.fixture
def signed_in(make_user: MakeUser) -> str:
    return session_of(make_user(Role.COORDINATOR))


@pytest.mark.long
@pytest.mark.parametrize(
    "part", ["change", "people", *seldom(["list", "add", "sheet", "participant", "index"])]
)
def test_the_pages_of_staff_fit_a_phone_and_axe_finds_nothing(
    part: str, browser: Browser, live_server: Any, session: GroupSession, signed_in: str
) -> None:
    base = "/admin/consultations/groupsession/"
    path = {
        "list": base,
        "add": f"{base}add/",
        "participant": f"/admin/consultations/participation/{session.participations.latest('pk').pk}/change/",
        "index": "/admin/",
    }.get(part, f"{base}{session.pk}/{part}/")
    GroupSession.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() - timedelta(minutes=5),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    for size in (PHONE, DESK):
        context = browser.new_context(viewport=size, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
        watched = sign_in(watch(context, live_server.url), signed_in, "sr")
        page = watched.open(path)
        page.wait_for_load_state("networkidle")
        assert (watched.faults, too_wide(page), small_targets(page)) == ([], 0, [])
        assert watched.violations() == []
        context.close()


@pytest.mark.long
def test_the_attendance_list_is_printed_on_one_sheet(
    portal: Watched, session: GroupSession, signed_in: str
) -> None:
    page = sign_in(portal, signed_in, "sr").open(f"/admin/consultations/groupsession/{session.pk}/sheet/")
    assert sheets(page) == 1
