"""One walk over all forms as each persona: whatever is typed, no fault, no markup of the stranger's, no way elsewhere.

The short run takes a part of the addresses and a few tries of each form, the long one all of them, each form with
many tries. What stands in no table here is found by the walk itself: a new page with a form is tried at once.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import given, settings

from tests.consultations.factories import NOW
from tests.crawl.test_bad_input import examples
from tests.trust import hostile
from tests.trust.pages import Form, Page
from tests.trust.people import ANONYMOUS, DOOR, MEMBER, PERSONAS, World, writes, written
from tests.trust.sending import Filled, faults_of, filled, fillings, full_of, taken
from tests.trust.walking import Met, kind_of_form, walk

pytestmark = pytest.mark.django_db
# How many different forms each persona meets at least: far below, the walk reaches nothing and proves nothing.
FEWEST = {
    ANONYMOUS: 58,
    MEMBER: 100,
    DOOR: 45,
    "advisor": 80,
    "editor": 80,
    "researcher": 80,
    "coordinator": 150,
}
# What reading may write: what was read by whom, when a calendar was last fetched, the language that was chosen, and
# a file of figures that is drawn when first asked for and is the same ever after.
READING_MAY_WRITE = {
    "center_accessrecord",
    "center_cache",
    "center_ratewindow",
    "center_reportfile",
    "consultations_calendarfeed",
    "django_session",
    "research_releasefile",
    "usersessions_usersession",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world is made once; each test works in a transaction inside of this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            made = World()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class Tried:
    """What a walk came across."""

    forms: dict[tuple[str, ...], Form] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sent: int = 0


def try_all(world: World, persona: str, *, starts: list[str] | None = None, tries: int) -> Tried:
    """Walk, and send each form met on the way: sound, full of markup by each button, and by hypothesis."""
    tried = Tried()
    before = writes()
    for met in walk(world, persona, starts):
        tried.faults += [f"GET {met.path}: {each}" for each in _wrong_with_page(met)]
        tried.faults += [f"GET {met.path} wrote {each}" for each in written(before) - READING_MAY_WRITE]
        for form in met.page.forms if met.page else []:
            kind = kind_of_form(form)
            if kind not in tried.forms:
                tried.forms[kind] = form
                _try(world, persona, form, tried, tries)
        before = writes()
    return tried


def _try(world: World, persona: str, form: Form, tried: Tried, tries: int) -> None:
    def check(what: Filled, *, follow: bool = False) -> None:
        tried.sent += 1
        found = faults_of(world.client(persona), form, what, follow=follow)
        tried.faults += [f"{form.method} {form.action} from {form.page}: {each} | {what}" for each in found]

    buttons: list[Any] = [*form.buttons[:4]] or [None]
    check(full_of(form, buttons[0], hostile.MARKUP), follow=True)
    for button in buttons:
        check(filled(form, button), follow=True)

    if form.method == "post" and "/admin/" not in form.action:
        browsers = world.client(persona), world.client(persona)
        tried.faults += [
            f"{form.action} from {form.page}: {each}" for each in taken(browsers, form, buttons[0])
        ]

    @settings(max_examples=tries, database=None)
    @given(what=fillings(form))
    def send(what: Filled) -> None:
        check(what)

    send()


def _wrong_with_page(met: Met) -> list[str]:
    found = list(met.page.problems) if met.page else []
    # The page for machines that watch rightly says 503 while no worker runs.
    if met.response.status_code >= 500 and met.path != "/readyz":
        found.append(f"answers {met.response.status_code}")
    return found


@pytest.mark.parametrize("persona", [pytest.param(each, marks=pytest.mark.long) for each in PERSONAS])
def test_no_form_of_any_persona_breaks_reflects_markup_or_leads_elsewhere(world: World, persona: str) -> None:
    tried = try_all(world, persona, tries=examples(3))
    assert tried.faults == []
    assert len(tried.forms) >= FEWEST[persona]
    assert tried.sent >= 4 * len(tried.forms)


SOME_PAGES = {
    ANONYMOUS: [
        "/sr/contact/",
        "/sr/account/login/",
        "/sr/account/login/code/",
        "/sr/account/password/reset/",
        "/sr/consultations/book/",
        "/sr/consultations/find/",
        "/sr/events/find/",
        "/sr/press/",
    ],
    MEMBER: ["/sr/account/", "/sr/account/password/change/", "/sr/account/sessions/", "/sr/account/logout/"],
    "coordinator": [
        "/admin/center/question/",
        "/admin/center/newsitem/add/",
        "/admin/consultations/closure/add/",
        "/admin/entrepreneurs/import/add/",
    ],
}


@pytest.mark.each
@pytest.mark.parametrize(("persona", "fewest"), [(ANONYMOUS, 8), (MEMBER, 3), ("coordinator", 4)])
def test_some_forms_of_a_stranger_a_member_and_a_coordinator_survive_a_hostile_hand(
    world: World, persona: str, fewest: int
) -> None:
    tried = try_all(world, persona, starts=SOME_PAGES[persona], tries=2)
    assert tried.faults == []
    assert len(tried.forms) >= fewest


def test_the_walk_would_see_what_it_looks_for() -> None:
    """A page with each fault, of which none may pass."""
    wrong = {
        "an element": f"<p>{hostile.MARKUP}</p>",
        "an attribute": f'<a title="{hostile.INSIDE_A_TAG}">x</a>',
        "a script that ends early": f'<script type="x">"{hostile.MARKUP}"</script>',
        "a link that is a program": '<a href=" java\nscript:onx">x</a>',
        "a button that is a program": '<form><button formaction="javascript:onx">x</button></form>',
        "an element that is left open": "<div><b>x</div>",
        "an element that was never opened": "<p>x</p></section>",
        "an attribute twice": '<a id="a" id="b">x</a>',
        "a style": '<p style="color:red">x</p>',
    }
    assert [name for name, html in wrong.items() if not Page(html, "/").problems] == []
    right = "<ul><li>a<li>b</ul><table><tr><td>x<tr><td>y</table><p>a<br>b<svg><path d='M0'/></svg><p>c"
    assert Page(f"<html><body>{right}</body></html>", "/").problems == []


def test_the_walk_reads_a_form_as_a_browser_does() -> None:
    html = """<form id="one" method="post" action="do/?x=1"><input name="a" value="1"><input type="checkbox" name="b"
      value="x"><input type="checkbox" name="b" value="y" checked><select name="c"><option value="">-</option>
      <option value="2" selected>two</option></select><textarea name="d">\nwords &amp; more</textarea>
      <input name="off" disabled><button name="go" value="1">Go</button></form>
      <button form="one" name="go" value="2">Other</button>"""
    page = Page(html, "/sr/here/")
    form = page.forms[0]
    assert (form.action, form.method, form.buttons) == (
        "/sr/here/do/?x=1",
        "post",
        [("go", "1"), ("go", "2")],
    )
    assert {each.name: (each.kind, each.value, each.options) for each in form.fields.values()} == {
        "a": ("text", "1", ()),
        "b": ("checkbox", "y", ("x", "y")),
        "c": ("select", "2", ("", "2")),
        "d": ("textarea", "words & more", ()),
    }
    assert Counter(filled(form, ("go", "2")).pairs) == Counter(
        [("a", b"1"), ("b", b"y"), ("c", b"2"), ("d", b"words & more"), ("go", b"2")]
    )
