"""The one box for the whole site: what it finds, in which order and script, and how it helps when it finds nothing."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from center.base.highlights import Highlighter
from center.base.search import Found, Source, register
from center.base.shown_text import ShownText
from center.base.snippets import snippet
from center.models import Office, ResourceStep
from center.views.search import Group
from entrepreneurs.services.changes import touched
from events.models import Event
from tests.center.resources.library import make_call, make_resource
from tests.consultations.factories import make_topic
from tests.entrepreneurs.factories import published
from tests.events.factories import make_event, make_venue
from tests.research.surveys import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def event(**fields: Any) -> Event:
    return make_event(starts_at=timezone.now() + timedelta(days=7), **fields)


def groups(typed: str, *, language: str = "sr", kind: str = "") -> list[Group]:
    response = Client().get(f"/{language}/search/?q={quote(typed)}{f'&in={kind}' if kind else ''}")
    assert response.status_code == 200
    found: list[Group] = response.context["groups"]
    return found


def found(typed: str, **how: str) -> dict[str, list[str]]:
    """Return the titles of each kind, in the order of the page."""
    return {
        group.source.slug: [strip_tags(row.title) for row in group.rows] for group in groups(typed, **how)
    }


@pytest.fixture
def something(office: Office) -> None:
    """Make one page of each kind that speaks of ceramics."""
    event(title_sr="Радионица керамике", title_en="Pottery workshop", about_sr="Глина и боје.")
    make_topic(name_sr="Керамика као посао", name_en="Pottery as a business")
    maker = published("Керамика Лончић", settlement="Крушевац")
    touched(maker)
    make_survey(slug="keramika", title_sr="Ко купује керамику", title_en="Who buys pottery")


@pytest.mark.usefixtures("something")
@pytest.mark.parametrize("typed", ["керамика", "Keramika", "keramike", "КЕРАМИКУ"])
def test_one_word_finds_every_kind_of_page_in_both_scripts_and_every_case(typed: str) -> None:
    assert found(typed) == {
        "enterprises": ["Керамика Лончић"],
        "consultations": ["Керамика као посао"],
        "events": ["Радионица керамике"],
        "surveys": ["Ко купује керамику"],
    }


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("сајму", "Мини сајам"),
        ("сајмови", "Мини сајам"),
        ("sajam", "Шта смо видели на сајму"),
        ("члан", "Шта чланови добијају"),
        ("посао", "Како до посла"),
        ("посетилац", "Шта кажу посетиоци"),
        ("задруга", "Помоћ задрузи"),
        ("доходак", "Порез на дохотку"),
    ],
)
@pytest.mark.each
def test_a_word_is_found_in_the_cases_that_change_its_stem(typed: str, title: str) -> None:
    event(title_sr=title)
    event(title_sr="Нешто сасвим друго")
    assert found(typed)["events"] == [title]
    assert found(f"{typed} {title.split(maxsplit=1)[0]}")["events"] == [title]


def test_a_guide_is_found_by_one_of_its_steps_after_what_is_called_so() -> None:
    guide = make_resource(title_sr="Како до задруге")
    ResourceStep.objects.create(resource=guide, title_sr="Оверите оснивачки акт", body_sr="Код бележника.")
    make_resource(slug="act", title_sr="Оснивачки акт")
    assert found("оснивачког акта")["resources"] == ["Оснивачки акт", "Како до задруге"]
    assert "resources" not in found("задруге бележник")


def test_an_event_is_found_by_words_of_its_title_and_its_venue_together() -> None:
    event(title_sr="Мини сајам", venue=make_venue(name_sr="Дом културе"))
    event(title_sr="Други сајам")
    assert found("сајам култура")["events"] == ["Мини сајам"]


def test_the_other_forms_of_a_word_are_marked_as_it_is() -> None:
    html = str(Highlighter(["sajam"], ["На сајму"]).marked(ShownText("На сајму", "sr", is_fallback=False)))
    assert html == "На <mark>сајму</mark>"


@pytest.mark.usefixtures("something")
def test_the_page_is_written_in_the_script_and_the_language_of_the_reader() -> None:
    assert found("керамика", language="sr-latn")["events"] == ["Radionica keramike"]
    assert found("керамика", language="en")["events"] == ["Pottery workshop"]
    assert found("pottery", language="sr")["events"] == ["Радионица керамике"]


@pytest.mark.usefixtures("something")
def test_what_is_called_as_the_words_say_comes_before_what_speaks_of_them() -> None:
    event(title_sr="Мед", about_sr="О меду.")
    published("Пчела", settlement="Крушевац", summary_sr="Правимо мед.")
    assert list(found("мед"))[:2] == ["events", "enterprises"]


def test_a_day_beside_a_call_says_that_it_is_the_deadline(office: Office) -> None:
    make_call(title_sr="Новац за грнчаре", deadline_day=date(2027, 3, 1))
    html = Client().get("/sr/search/", {"q": "грнчаре"}).content.decode()
    assert "Рок: 1. март" in html


def test_drafts_are_found_by_nobody() -> None:
    event(title_sr="Тајна радионица", published=False)
    assert found("тајна") == {}


@pytest.mark.usefixtures("something")
def test_all_words_must_be_there() -> None:
    assert found("радионица керамике")["events"] == ["Радионица керамике"]
    assert found("радионица шивења") == {}


@pytest.mark.usefixtures("something")
def test_a_slip_of_the_pen_is_forgiven() -> None:
    html = Client().get("/sr/search/?q=радионцца").content.decode()
    assert "Ништа није нађено за „радионцца“. Ово је скоро исто:" in html
    assert found("радионцца")["events"] == ["Радионица керамике"]
    assert found("хеликоптер") == {}


def test_one_kind_can_be_seen_alone_with_more_of_it() -> None:
    for number in range(7):
        event(title_sr=f"Сајам {number}")
    make_topic(name_sr="Сајам и штанд")
    (few,) = (group for group in groups("сајам") if group.source.slug == "events")
    assert (len(few.rows), few.total, few.left) == (5, 7, 2)
    assert {slug: len(titles) for slug, titles in found("сајам", kind="events").items()} == {"events": 7}


def test_found_words_are_marked_and_nothing_typed_becomes_markup() -> None:
    event(title_sr="Мед <b>и</b> восак")
    html = Client().get("/sr/search/?q=%3Cscript%3Emed").content.decode()
    assert "<script>med" not in html
    (group,) = (each for each in groups("мед") if each.source.slug == "events")
    assert group.rows[0].title == "<mark>Мед</mark> &lt;b&gt;и&lt;/b&gt; восак"


def test_nothing_found_says_so_and_helps() -> None:
    html = Client().get("/en/search/?q=helicopter").content.decode()
    assert "Nothing was found for “helicopter”" in html
    assert 'href="/en/contact/"' in html
    assert "Please type at least one word" in Client().get("/en/search/?q=%20!?").content.decode()
    assert 'name="q" value=""' in Client().get("/en/search/").content.decode()


@pytest.mark.parametrize(
    ("typed", "page"), [("privatnost", "Приватност"), ("privacy", "Приватност"), ("попис", "Попис")]
)
def test_the_standing_pages_are_found_in_whichever_language_one_asks(typed: str, page: str) -> None:
    assert [title for title in found(typed)["pages"] if title.startswith(page)] != []


def test_a_search_is_for_no_index_and_three_pages_cost_as_much_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert (
        '<meta name="robots" content="noindex, follow">' in Client().get("/sr/search/?q=med").content.decode()
    )
    event(title_sr="Керамика 0")
    for client in (Client(), Client()):
        client.get("/sr/search/?q=keramika")
    with django_assert_num_queries(_QUERIES):
        Client().get("/sr/search/?q=keramika")
    for number in range(2):
        event(title_sr=f"Керамика {number + 1}")
    with django_assert_num_queries(_QUERIES):
        Client().get("/sr/search/?q=keramika")


# One of them counts how often this was asked from here.
_QUERIES = 19


def test_a_name_of_a_source_is_taken_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        register(Source("events", "Догађаји", lambda _asked: Found()))


def test_a_long_text_is_cut_around_the_word_that_was_found() -> None:
    text = ShownText("# Увод\n\n" + "пре " * 100 + "Кључ **стоји** овде. " + "после " * 100)
    cut = snippet(text, Highlighter(["kljuc"], [text]).found_in)
    assert "Кључ стоји овде." in cut
    assert cut.startswith("… пре")
    assert cut.endswith("после …")
    assert len(cut) <= 226


@given(st.text(max_size=600), st.text(max_size=4))
def test_no_text_breaks_the_cut(text: str, word: str) -> None:
    cut = snippet(ShownText(text), lambda each: word in each)
    assert len(cut) <= max(226, max((len(each) for each in text.split()), default=0) + 4)
