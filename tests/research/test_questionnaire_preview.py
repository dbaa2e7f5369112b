"""Trying a questionnaire out, and saying what corresponds in two versions."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from center.models import User
from research.definition import Choice, Kind
from research.models import Draft, PageReach, Questionnaire, Response, VersionMapping
from research.services.questionnaires import add_version
from tests.research.surveys import PAGES, definition, make_questionnaire, question, short, texts

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def client(researcher: User, as_user: AsUser) -> Client:
    User.objects.filter(pk=researcher.pk).update(language="en")
    return as_user(researcher)


class Walk:
    """A browser that keeps what the form carries along."""

    def __init__(self, client: Client, found: Questionnaire) -> None:
        self.client = client
        self.address = reverse("admin:research_questionnaire_preview", args=[found.pk])
        self.page = html.unescape(client.get(self.address).content.decode())

    def send(self, fields: Any) -> "Walk":
        carried = dict(
            re.findall(r'type="hidden" name="(answers|number|language)" value="([^"]*)"', self.page)
        )
        self.response = self.client.post(self.address, carried | fields)
        self.page = html.unescape(self.response.content.decode())
        return self

    @property
    def heading(self) -> str:
        return re.search(r"<h1>(.*?)</h1>", self.page)[1]  # type: ignore[index]


def test_a_preview_leads_through_all_pages_and_keeps_nothing(client: Client) -> None:
    walk = Walk(client, make_questionnaire())
    headings = [walk.heading, *(walk.send(page).heading for page in PAGES)]

    assert headings == [
        "Page 1 of 2: About you",
        "Page 2 of 3: What you heard",
        "Page 3 of 3",
        "The end",
    ]
    stored = dict(re.findall(r"<code>(\w+)</code></th><td><code>(.*?)</code>", walk.page))
    assert stored == {
        "age": "34",
        "heard": '"yes"',
        "where": '["net"]',
        "what": '"Мед"',
        "since": '"2020-07-07"',
        "view1": '"4"',
        "view2": '"5"',
        "is_young": "0",
    }
    assert [model.objects.count() for model in (Draft, Response, PageReach)] == [0, 0, 0]


def test_what_is_not_relevant_is_passed_over_and_back_leads_the_same_way(client: Client) -> None:
    walk = Walk(client, make_questionnaire())
    walk.send({"age": "34", "heard": "no", "seen": "age,heard"})
    assert walk.heading == "Page 2 of 2"
    assert 'name="view1"' in walk.page
    walk.send({"view1": "4", "back": "1", "seen": "view1,view2"})
    assert walk.heading == "Page 1 of 2: About you"
    assert 'value="34"' in walk.page


def test_a_question_that_follows_from_the_page_comes_up_before_going_on(client: Client) -> None:
    walk = Walk(client, make_questionnaire()).send({"age": "34", "heard": "yes", "seen": "age,heard"})
    assert walk.response.status_code == 200
    assert "Your answers lead to further questions on this page" in walk.page
    assert 'name="where"' in walk.page


def test_what_is_required_and_what_does_not_fit_is_said(client: Client) -> None:
    walk = Walk(client, make_questionnaire()).send({"age": "7", "seen": "age,heard"})
    assert walk.response.status_code == 422
    assert "This answer does not fit. Please check it." in walk.page
    assert "Please answer this question." in walk.page


def test_the_language_changes_on_the_same_page_with_the_answers_kept(client: Client) -> None:
    walk = Walk(client, make_questionnaire())
    walk.send({"age": "34", "seen": "age,heard", "speak": "sr-latn"})
    assert walk.heading == "Strana 1 od 2: O Vama"
    assert 'value="34"' in walk.page
    assert '<html lang="sr-Latn">' in walk.page


def test_the_end_leads_back(client: Client) -> None:
    walk = Walk(client, make_questionnaire())
    for page in PAGES:
        walk.send(page)
    assert walk.send({"back": "1"}).heading == "Page 3 of 3"


@pytest.mark.parametrize("carried", ["", "nonsense", "e30:x:y"])
def test_answers_that_were_changed_on_their_way_are_forgotten(client: Client, carried: str) -> None:
    walk = Walk(client, make_questionnaire()).send(PAGES[0])
    walk.send({"answers": carried, "number": "99"})
    assert walk.heading == "The end"


def test_a_script_may_look_what_follows_without_complaints(client: Client) -> None:
    walk = Walk(client, make_questionnaire())
    part = client.post(walk.address, {"number": "1", "heard": "yes", "seen": "age,heard"}, HTTP_X_LOOK="1")
    assert 'name="where"' in part.content.decode()
    assert "invalid-feedback" not in part.content.decode()


# --- versions


MEDIA = (
    Choice("television", texts("Телевизија", "Television")),
    Choice("net", texts("Интернет", "Internet")),
)


def two_versions() -> tuple[Questionnaire, Questionnaire, str]:
    earlier = make_questionnaire()
    asks = short()
    later = add_version(
        key=earlier.key,
        definition=replace(
            asks,
            items=(*asks.items, question(Kind.SELECT_ONE, "source", choices="media")),
            choices={**asks.choices, "media": MEDIA},
        ),
    )
    return earlier, later, reverse("admin:research_questionnaire_mapping", args=[later.pk, earlier.pk])


def chosen_in(page: str) -> dict[str, str]:
    """Return what a browser would send of the table."""
    found = dict(re.findall(r'type="hidden" name="((?:was:|seen)[^"]*)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        picked = re.search(r'value="([^"]*)" selected', options)
        found[name] = picked[1] if picked else ""
    return {html.unescape(name): html.unescape(value) for name, value in found.items()}


def test_the_table_begins_with_what_has_the_same_name_and_the_same_answers(client: Client) -> None:
    _earlier, _later, address = two_versions()
    chosen = chosen_in(client.get(address).content.decode())
    assert (chosen["from:age"], chosen["from:where"], chosen["from:source"]) == ("age", "where", "")
    assert (chosen["code:where:net"], chosen["code:where:television"]) == ("net", "")
    assert "code:heard:yes" not in chosen


def test_codes_that_were_renamed_are_mapped(client: Client) -> None:
    earlier, later, address = two_versions()
    chosen = chosen_in(client.get(address).content.decode())
    client.post(address, chosen | {"code:where:television": "tv", "from:view2": ""})
    stored = VersionMapping.objects.get(earlier=earlier, later=later).questions
    assert stored["where"] == {"from": "where", "codes": {"television": "tv", "net": "net"}}
    assert stored["heard"] == {"from": "heard", "codes": {"yes": "yes", "no": "no"}}
    assert "view2" not in stored


def test_of_a_newly_chosen_question_the_answers_are_looked_at_before_saving(client: Client) -> None:
    earlier, later, address = two_versions()
    chosen = chosen_in(client.get(address).content.decode())
    response = client.post(address, chosen | {"from:source": "heard"})
    page = response.content.decode()

    assert response.status_code == 422
    assert "Another question was chosen for: source" in page
    again = chosen_in(page)
    client.post(address, again | {"code:source:net": "yes"})
    stored = VersionMapping.objects.get(earlier=earlier, later=later).questions
    assert stored["source"] == {"from": "heard", "codes": {"net": "yes"}}


def test_a_table_saved_meanwhile_is_compared_first(
    client: Client, coordinator: User, as_user: AsUser
) -> None:
    earlier, later, address = two_versions()
    mine = chosen_in(client.get(address).content.decode())
    as_user(coordinator).post(address, mine | {"from:age": ""})
    response = client.post(address, mine | {"from:view1": ""})
    page = response.content.decode()

    assert response.status_code == 409
    assert "<code>age</code></th><td><code>–</code></td><td><code>age</code>" in page
    client.post(address, chosen_in(page))
    assert "view1" not in VersionMapping.objects.get(earlier=earlier, later=later).questions


def test_a_question_that_the_earlier_version_has_not_is_refused(client: Client) -> None:
    _earlier, _later, address = two_versions()
    chosen = chosen_in(client.get(address).content.decode())
    response = client.post(address, chosen | {"from:age": "nothing"})
    assert response.status_code == 422
    assert "One of the versions has no question age." in response.content.decode()


def test_versions_of_two_questionnaires_do_not_correspond(client: Client) -> None:
    made, other = make_questionnaire(), make_questionnaire(definition(question(Kind.TEXT, "a")))
    address = reverse("admin:research_questionnaire_mapping", args=[made.pk, other.pk])
    assert client.get(address).status_code == 404
