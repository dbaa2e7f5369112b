"""The list of enterprises as visitors use it: search, narrowing, order, pages."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from center.base import search_words
from center.base.highlights import Highlighter
from center.base.shown_text import ShownText
from center.models import Office
from entrepreneurs.choices import StatusKind
from entrepreneurs.directory_search import Question, slips
from entrepreneurs.models import DirectoryEntry, Enterprise, ProductCategory
from entrepreneurs.services import directory, take_back
from entrepreneurs.services.changes import touched
from tests.entrepreneurs.factories import offer, published, serve
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def page(language: str = "sr", **query: str | list[str]) -> str:
    answer = Client().get(f"/{language}/enterprises/?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def listed(language: str = "sr", **query: str | list[str]) -> list[str]:
    return [plain(name) for name in re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page(language, **query))]


def heading(language: str = "sr", **query: str | list[str]) -> str:
    found = re.search(r'<h2 id="results">(.*?)</h2>', page(language, **query))
    assert found
    return found[1]


@pytest.fixture
def makers(office: Office) -> list[Enterprise]:
    """Make three enterprises that differ in everything."""
    preserves = published("Женска задруга Зимница", settlement="Крушевац", activity="1039")
    serve(preserves, "over-50")
    offer(preserves, "Ајвар од печене паприке", "preserves")
    honey = published(
        "Медена кап", settlement="Бела Вода", summary_sr="Сакупљамо мед са Јастрепца.", summary_en=""
    )
    offer(honey, "Багремов мед", "honey")
    thread = published("Нит", settlement="Ђунис", summary_sr="Плетемо чарапе.", summary_en="We knit socks.")
    serve(thread, "roma", status=StatusKind.PREPARING)
    for each in (preserves, honey, thread):
        touched(each)
    return [preserves, honey, thread]


def test_a_place_is_found_however_it_is_typed(makers: list[Enterprise]) -> None:
    typed = ["крушевац", "Kruševac", "krusevac", "KRUSEVAC", "Kruševcu", "Крушевца", "круше"]
    assert [word for word in typed if "Женска задруга Зимница" not in listed(q=word)] == []


def test_a_word_of_a_product_place_group_or_sentence_finds_the_enterprise(makers: list[Enterprise]) -> None:
    names = {
        "зимницу": "Женска задруга Зимница",
        "ajvar": "Женска задруга Зимница",
        "bagremov med": "Медена кап",
        "bela voda": "Медена кап",
        "đunis": "Нит",
        "djunis": "Нит",
        "socks": "Нит",
        "roma": "Нит",
        "Роми": "Нит",
        "чарапа": "Нит",
    }
    assert {typed: listed(q=typed) for typed in names} == {typed: [name] for typed, name in names.items()}


def test_a_misspelt_word_is_corrected_and_said(makers: list[Enterprise]) -> None:
    for typed, instead, first in [
        ("zimnca", "зимница", "Женска задруга Зимница"),
        ("mde", "мед", "Медена кап"),
        ("чраапе", "чарапе", "Нит"),
    ]:
        html = page(q=typed)
        assert f"Ништа није нађено за „{typed}“. Приказују се резултати за {instead}." in plain(html)
        assert listed(q=typed)[0] == first
        assert f"?q={urlencode({'': typed})[1:]}&amp;exact=1" in html
        assert listed(q=typed, exact="1") == []


def test_what_nobody_offers_is_not_corrected_into_something_else(makers: list[Enterprise]) -> None:
    html = plain(page(q="хеликоптер"))
    assert "Није нађено ниједно предузеће" in html
    assert "Приказују се" not in html


def test_the_name_counts_more_than_a_product_and_that_more_than_the_rest(office: Office) -> None:
    for number, (name, summary, product) in enumerate(
        [
            ("Прва", "Имамо јабуке.", "Крушке"),
            ("Друга", "Имамо све.", "Јабуке"),
            ("Јабуке", "Имамо све.", "Шљиве"),
        ]
    ):
        enterprise = published(name, summary_sr=summary, summary_en="", settlement=f"Место {number}")
        offer(enterprise, product)
        touched(enterprise)
    assert listed(q="јабуке") == ["Јабуке", "Друга", "Прва"]


def test_found_words_are_marked_in_the_script_of_the_page(makers: list[Enterprise]) -> None:
    assert "<mark>Зимница</mark>" in page(q="zimnice")
    assert "<mark>Zimnica</mark>" in page("sr-latn", q="зимнице")
    # English pages show Serbian names in Latin letters and say so.
    assert '<span lang="sr-Latn">Ženska zadruga <mark>Zimnica</mark></span>' in page("en", q="зимнице")


def test_lists_stand_in_the_order_of_the_script(office: Office) -> None:
    for name in ("Чачак", "Љубав", "Цвет", "Лала", "Ђак", "Џак", "Доктор"):
        published(name)
    assert listed() == ["Доктор", "Ђак", "Лала", "Љубав", "Цвет", "Чачак", "Џак"]
    assert listed("sr-latn") == ["Cvet", "Čačak", "Doktor", "Džak", "Đak", "Lala", "Ljubav"]


def test_a_facet_counts_what_it_leads_to_and_stays_open_to_its_other_values(makers: list[Enterprise]) -> None:
    html = plain(page(status="preparing"))
    assert "Бела Вода (1)" not in html
    assert "Припрема се за статус (1)" in html
    assert "По сопственој изјави (1)" in html
    assert listed(status=["preparing", "self_declared"]) == ["Женска задруга Зимница", "Нит"]
    honey = ProductCategory.objects.get(slug="honey").pk
    assert listed(category=str(honey)) == ["Медена кап"]


def test_each_choice_can_be_taken_back_alone_or_all_at_once(makers: list[Enterprise]) -> None:
    html = page(q="нит", status="preparing", group="roma")
    chips = re.findall(r'<a class="chip" href="([^"]+)">([^<]+)<', html)
    assert [(unescape(href), unescape(label)) for href, label in chips] == [
        ("?status=preparing&group=roma", "„нит“"),
        ("?q=%D0%BD%D0%B8%D1%82&group=roma", "Припрема се за статус"),
        ("?q=%D0%BD%D0%B8%D1%82&status=preparing", "Роми и Ромкиње"),
    ]


def test_what_nobody_knows_in_the_address_is_left_out(makers: list[Enterprise]) -> None:
    assert listed(status="great", settlement=["0", "x", "9" * 400], sort="magic", page="x") == [
        "Женска задруга Зимница",
        "Медена кап",
        "Нит",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Није нађено ниједно предузеће"), (1, "1 предузеће"), (2, "2 предузећа"), (5, "5 предузећа")],
)
def test_the_number_is_said_in_words_that_fit_it(count: int, words: str, office: Office) -> None:
    for number in range(count):
        published(f"Предузеће {number}")
    assert heading() == words


def test_nothing_found_offers_ways_that_lead_somewhere(makers: list[Enterprise]) -> None:
    html = page(q="мед", status="preparing")
    ways = re.findall(r'<a class="btn btn-outline-primary" href="([^"]+)">Покушајте без: ([^<]+)</a>', html)
    assert [unescape(label) for _href, label in ways] == ["Припрема се за статус (1)", "„мед“ (1)"]
    for href, _label in ways:
        answer = Client().get(f"/sr/enterprises/{unescape(href)}")
        assert re.search(r"<h3><a ", answer.content.decode())
    assert "Питајте канцеларију" in html


def test_more_than_a_thousand_is_said_and_no_false_number_shown(
    makers: list[Enterprise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entrepreneurs.directory_search.MOST_COUNTED", 1)
    assert heading(form="association") == "Више од 1.000 предузећа"
    assert "(2)" not in plain(page(form="association"))


@pytest.mark.long
def test_of_more_than_a_thousand_those_with_the_word_in_their_name_are_kept_in_any_of_its_forms(
    makers: list[Enterprise], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Крушевац and Крушевца are written with different stems, so the query asks for both.
    named = published("Мед Крушевац")
    published("Пчелар", summary_sr="Из Крушевца.")
    published("Ткаља", summary_sr="Из Крушевца.")
    monkeypatch.setattr("entrepreneurs.directory_search.MOST_COUNTED", 1)
    assert listed(q="Крушевац")[0] == named.name


def test_a_filtered_page_is_not_for_search_engines_and_names_the_whole_list(makers: list[Enterprise]) -> None:
    whole, narrowed = page(), page(status="preparing")
    canonical = '<link rel="canonical" href="http://testserver/sr/enterprises/">'
    assert (canonical in whole, canonical in narrowed) == (True, True)
    assert ('name="robots"' in whole, 'content="noindex, follow"' in narrowed) == (False, True)
    assert '"@type":"CollectionPage"' in whole


@pytest.mark.parametrize(
    ("query", "queries"),
    [({}, 9), ({"q": "предузеће"}, 11), ({"q": "предузеће", "status": "none", "form": "association"}, 13)],
)
@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_the_page_asks_as_often_for_one_as_for_three(
    count: int, query: dict[str, str], queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        offer(published(f"Предузеће {number}"), "Сир")
    Client().get("/sr/enterprises/")
    with django_assert_num_queries(queries):
        assert len(listed(**query)) == count


@given(
    st.text(max_size=60)
    | st.sampled_from(["a:*", "!b", "(", "a & | b", "\\", "'", "<->", "ﷺ", "½", "²", "𝟘𝟙", "a\u0301"])
)
def test_no_text_breaks_the_search(typed: str) -> None:
    question = Question(tuple(search_words.asked(typed.replace("\0", ""))))
    assert question.total == 0
    assert list(question.sorted_entries("relevance", "sr")) == []


@given(st.text(alphabet="аеиђџњšž<>&\"'[]\u0301 -мед", max_size=40), st.text(alphabet="медеди", max_size=6))
def test_marking_changes_nothing_but_marks(text: str, typed: str) -> None:
    shown = ShownText(text)
    html = Highlighter(search_words.asked(typed), [shown]).marked(shown)
    assert unescape(re.sub(r"</?(mark|span)[^>]*>", "", html)) == str(shown)


@pytest.mark.parametrize(
    ("one", "other", "count"), [("mde", "med", 1), ("", "ab", 2), ("zimnca", "zimnica", 1)]
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert (slips(one, other), slips(other, one)) == (count, count)


def test_an_unpublished_word_is_never_suggested(makers: list[Enterprise]) -> None:
    take_back(enterprise=makers[1])
    assert "Приказују се" not in plain(page(q="bagremvo"))
    assert DirectoryEntry.objects.count() == 2
    directory.tidy()
