"""What other sites show in a frame of theirs can be looked at, and nothing else."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from center.choices import Language
from center.limits import Limit
from tests.entrepreneurs.factories import published
from tests.events.factories import NOW, make_event
from tests.trust import hostile
from tests.trust.pages import Page
from tests.trust.sources import trees

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
FRAMES: Final = {
    ("entrepreneurs/views/embed.py", "embed"): "entrepreneurs:embed",
    ("events/views/promotion.py", "embed"): "events:embed",
}
# What the program shows that matches names, of one enterprise by the number that it got from us.
CARD: Final = ("entrepreneurs/views/reconcile.py", "preview")
PATHS: Final = ("/{language}/enterprises/embed/", "/{language}/events/embed/")
QUERIES: Final = (
    "",
    "?limit=3",
    "?limit=-1&kind=fair",
    "?q=%3Cx-mark%3E&limit=99999999",
    "?kind=%22%3E%3Cx-mark%3E",
)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_these_are_all_frames_that_there_are() -> None:
    decorated = {
        (path, node.name)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            ast.unparse(each) in {"for_any_frame", "xframe_options_exempt"} for each in node.decorator_list
        )
    }
    # The last is what `for_any_frame` is made of.
    assert decorated == {*FRAMES, CARD, ("center/frames.py", "framed")}


@pytest.mark.each
@pytest.mark.parametrize("language", Language.values)
def test_a_frame_holds_no_form_no_script_no_cookie_and_leads_out_of_itself(language: str) -> None:
    published(f"Мед {hostile.MARKUP[:40]}")
    make_event()
    for path in PATHS:
        for query in QUERIES:
            address = f"{path.format(language=language)}{query}"
            answer = Client().get(address)
            page = Page(answer.content.decode(), address)
            assert (address, answer.status_code, page.forms, page.problems) == (address, 200, [], [])
            body = answer.content.lower()
            held = [tag for tag in (b"<form", b"<script", b"<button", b"<input", b"<iframe") if tag in body]
            assert (address, held, answer.cookies) == (address, [], {})
            assert page.links != []
            inside = body.count(b"<a ") - body.count(b'target="_blank"') - body.count(b'target="_top"')
            assert (address, inside) == (address, 0)


def test_the_card_of_an_enterprise_holds_no_form_no_script_and_no_cookie() -> None:
    enterprise = published(f"Мед {hostile.MARKUP[:40]}")
    address = f"/data/reconcile/preview/{enterprise.uid}"
    answer = Client().get(address)
    page = Page(answer.content.decode(), address)
    assert (answer.status_code, page.forms, page.problems, answer.cookies) == (200, [], [], {})
    assert [
        tag for tag in (b"<form", b"<script", b"<button", b"<input") if tag in answer.content.lower()
    ] == []
    policy = answer["Content-Security-Policy"]
    assert ("form-action 'none'" in policy, "script-src 'none'" in policy) == (True, True)


def test_a_frame_takes_nothing_that_is_sent() -> None:
    for name in FRAMES.values():
        assert Client(enforce_csrf_checks=True).post(reverse(name), {"limit": "1"}).status_code in {403, 405}
        assert Client().post(reverse(name), {"limit": "1"}).status_code == 405


def test_who_asks_too_often_waits_and_the_cache_in_between_keeps_no_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("center.costly_pages.LIMIT", Limit(1, timedelta(minutes=10)))
    assert Client().get(reverse("events:embed"))["Cache-Control"] == "public, max-age=300"
    for name in FRAMES.values():
        refused = Client().get(reverse(name))
        assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 600) == (429, True)
        assert "no-store" in refused["Cache-Control"]
        assert ("public" in refused["Cache-Control"], refused.cookies) == (False, {})
