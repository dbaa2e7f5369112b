"""The self-check's pages: one question each or all at once, answers in the address, and nothing kept anywhere."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.models import Office
from entrepreneurs.eligibility import QUESTIONS
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
START = "/en/eligibility/"
BEST = "1-company.3-services-work.4-social.5-roma.6-yes.7-yes.8-yes.9-yes.10-yes.11-yes"


def code_in(browser: PlainBrowser) -> str:
    return parse_qs(urlsplit(browser.path).query).get("check", [""])[0]


def number_in(browser: PlainBrowser) -> str:
    """Return the number of the question at hand, as the page says it."""
    return browser.page.words["p"][0].partition(" ·")[0]


def choose(browser: PlainBrowser, *codes: str) -> PlainBrowser:
    """Answer the question at hand as a person does: one big target, or some boxes and the button."""
    number = int(urlsplit(browser.path).path.rstrip("/").rpartition("/")[2])
    question = QUESTIONS[number - 1]
    if len(codes) == 1 and codes[0] in {option.code for option in question.alone}:
        part = f"{number}-{codes[0]}"
        return browser.open(
            next(
                url
                for _words, url in browser.page.links
                if part in parse_qs(urlsplit(url).query).get("check", [""])[0].split(".")
            )
        )
    fields = [f"{control.name}={control.value}" for control in browser.page.fields]
    return browser.open(
        f"{urlsplit(browser.path).path}?{'&'.join([*fields, *(f'q{number}={code}' for code in codes)])}"
    )


def boxes(browser: PlainBrowser) -> list[str]:
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", text)).split()) for text in _parts(browser, "verdict")]


def _parts(browser: PlainBrowser, name: str) -> list[str]:
    return [part.partition("</li>")[0] for part in browser.html.split(f'<li class="{name}">')[1:]]


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_an_association_is_asked_what_concerns_it_and_sees_its_result(language: str) -> None:
    browser = PlainBrowser().open(f"/{language}/eligibility/")
    browser.open(next(url for _words, url in browser.page.links if url.endswith("/eligibility/1/")))
    numbers = []
    for codes in (
        ["association"],
        ["services", "work"],
        ["social"],
        ["roma", "other"],
        ["no"],
        ["unknown"],
        ["yes"],
    ):
        numbers.append(int(urlsplit(browser.path).path.rstrip("/").rpartition("/")[2]))
        choose(browser, *codes)
    assert numbers == [1, 3, 4, 5, 9, 10, 11]
    assert (urlsplit(browser.path).path, code_in(browser)) == (
        f"/{language}/eligibility/result/",
        "1-association.3-services-work.4-social.5-roma-other.9-no.10-unknown.11-yes",
    )
    assert [part.count("badge-") for part in _parts(browser, "verdict")] == [1] * 9


def test_the_result_begins_with_a_sentence_and_lists_gaps_first() -> None:
    browser = PlainBrowser().open(
        "/en/eligibility/result/?check=1-entrepreneur.2-yes.3-work.4-work.5-youth.10-unknown.11-yes"
    )
    assert (browser.heading, browser.page.words["p"][0]) == (
        "What your answers say",
        "There is 1 gap to close. Ask the office about 3 points. 4 points may be met."
        " This is no decision: APR alone decides about the status.",
    )
    assert [box.partition(":")[0] for box in boxes(browser)[:2]] == [
        "Article 8",
        "Article 11",
    ]
    assert browser.page.words["h2"] == [
        "Gaps to close",
        "What to ask the office",
        "What may be met",
        "What does not apply to you",
        "Go through it with an advisor",
        "What this check does not know",
    ]
    assert (
        "Article 8: Who can have the status Gap Article 8 leaves out entrepreneurs who are taxed at a flat rate."
        in boxes(browser)[0]
    )
    assert "number 14/2022), checked by us on 24 November 2026." in browser.html
    assert "eligible" not in browser.html.partition("<main")[2].replace("eligibility", "")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sr", "Ништа у Вашим одговорима не говори против статуса."),
        ("sr-latn", "Ništa u Vašim odgovorima ne govori protiv statusa."),
        ("en", "Nothing in your answers speaks against the status."),
    ],
)
def test_who_has_no_gap_is_told_so_and_not_that_they_have_the_right(language: str, sentence: str) -> None:
    browser = PlainBrowser().open(f"/{language}/eligibility/result/?check={BEST}")
    assert sentence in browser.page.words["p"][0]


def test_skipped_questions_are_named_with_the_reason() -> None:
    browser = PlainBrowser().open("/en/eligibility/1/")
    choose(browser, "association")
    assert number_in(browser) == "Question 3 of 11"
    assert "We skip question 2. This concerns entrepreneurs only." in browser.page.words["p"]
    browser.open("/en/eligibility/9/?check=1-association.3-work.4-work.5-roma")
    assert (
        "We skip questions 6, 7, 8. This concerns companies and cooperatives only." in browser.page.words["p"]
    )


def test_each_earlier_answer_is_shown_and_can_be_changed_and_the_rest_is_kept() -> None:
    browser = PlainBrowser().open("/en/eligibility/5/?check=1-company.3-services-work.4-social")
    assert browser.page.words["dt"] == ["1. Legal form", "3. Way of working", "4. Area"]
    browser.follow("Change: Way of working")
    assert [control.value for control in browser.page.fields] == [
        "1-company.4-social",
        "",
        "services",
        "work",
    ]
    choose(browser, "none")
    assert (number_in(browser), code_in(browser)) == ("Question 5 of 11", "1-company.3-none.4-social")


def test_changing_the_form_leaves_out_what_concerns_it_no_more() -> None:
    browser = PlainBrowser().open(f"/en/eligibility/1/?check={BEST}")
    choose(browser, "foundation")
    assert code_in(browser) == "1-foundation.3-services-work.4-social.5-roma.9-yes.10-yes.11-yes"


def test_back_leads_to_the_question_before_and_from_the_first_one_to_the_beginning() -> None:
    browser = PlainBrowser().open("/en/eligibility/9/?check=1-association.3-work")
    ways = []
    for _step in range(5):
        browser.follow("Back")
        ways.append(urlsplit(browser.path).path.removeprefix(START))
    assert ways == ["5/", "4/", "3/", "1/", ""]


def test_a_question_that_does_not_concern_the_person_leads_on_to_one_that_does() -> None:
    browser = PlainBrowser().open("/en/eligibility/2/?check=1-company")
    assert number_in(browser) == "Question 3 of 11"


def test_going_on_without_any_choice_is_answered_at_the_question() -> None:
    browser = PlainBrowser().open("/en/eligibility/3/?check=1-company&q3=")
    assert (browser.status, browser.problem) == (
        422,
        "Please choose an answer. If you are not sure, choose “I don’t know yet”.",
    )
    assert "<title>Please check:" in browser.html


def test_all_eleven_stand_on_one_page_and_lead_to_a_short_address() -> None:
    browser = PlainBrowser().open("/en/eligibility/all/")
    assert len(re.findall(r"<fieldset", browser.html)) == 11
    empty = "&".join(f"q{number}=" for number in range(1, 12))
    browser.open(f"/en/eligibility/result/?{empty}&q1=company&q2=yes&q3=work&q3=area&q6=no")
    assert (browser.status, browser.path) == (
        200,
        "/en/eligibility/result/?check=1-company.3-work-area.6-no",
    )


def test_all_on_one_page_fills_in_what_is_known() -> None:
    browser = PlainBrowser().open("/en/eligibility/all/?check=1-company.3-work-area")
    assert [(control.name, control.value) for control in browser.page.fields if control.value] == [
        ("q1", "company"),
        ("q3", "work"),
        ("q3", "area"),
    ]


@pytest.mark.parametrize(
    ("query", "problem", "kept"),
    [
        (
            "q1=company&q3=&q3=none&q3=work",
            "We could not make sense of the answer to question 3. Please choose again.",
            [("q1", "company")],
        ),
        (
            "check=1-company.3-none-work.4-nonsense",
            "We could not make sense of the answers to questions 3, 4. Please choose again.",
            [("q1", "company")],
        ),
        ("q1=&q2=", "Please choose at least one answer.", []),
        (
            "check=%3Cscript%3E",
            "A part of this address could not be read. The answers that we could read are kept; please look at"
            " them.",
            [],
        ),
    ],
)
def test_answers_that_make_no_sense_are_asked_again(
    query: str, problem: str, kept: list[tuple[str, str]]
) -> None:
    browser = PlainBrowser().open(f"/en/eligibility/result/?{query}")
    fields = [(control.name, control.value) for control in browser.page.fields if control.value]
    assert (browser.heading, browser.problem, fields) == ("All eleven questions", problem, kept)
    assert "<script>" not in browser.html.partition("<main")[2]


def test_a_damaged_address_keeps_what_can_be_read() -> None:
    browser = PlainBrowser().open(f"/en/eligibility/result/?check={BEST}.99-x")
    assert (browser.status, browser.heading) == (400, "What your answers say")
    assert browser.problem.startswith("A part of this address could not be read.")


@pytest.mark.parametrize("path", ["0/", "12/", "99999999999999999999/", "three/"])
def test_there_is_no_twelfth_question(path: str) -> None:
    response = Client().get(f"{START}{path}")
    assert (response.status_code, b"<h1" in response.content) == (404, True)


def test_a_result_without_answers_leads_to_the_beginning() -> None:
    assert Client().get(f"{START}result/")["Location"] == START


@pytest.mark.parametrize(
    "path", ["", "1/", f"5/?check={BEST}", "3/?q3=", "all/", "all/?check=x", f"result/?check={BEST}"]
)
def test_nothing_is_kept_in_the_browser(path: str) -> None:
    client = Client()
    response = client.get(START + path)
    # The portal remembers the language; what was answered is in no cookie and in no session.
    assert (set(response.cookies) - {"language"}, dict(client.session)) == (set(), {})
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("path", ["", "1/", "all/", "result/"])
def test_nothing_can_be_sent(path: str) -> None:
    assert Client().post(START + path, {"q1": "company"}).status_code == 405


@pytest.mark.parametrize(
    ("path", "is_hidden"),
    [
        ("", False),
        ("all/", False),
        ("all/?check=1-company", True),
        ("1/", True),
        (f"result/?check={BEST}", True),
    ],
)
def test_search_engines_see_the_questions_and_nobodys_answers(path: str, is_hidden: bool) -> None:
    response = Client().get(START + path)
    html = response.content.decode()
    assert (response.get("X-Robots-Tag", ""), '<meta name="robots" content="noindex">' in html) == (
        ("noindex", True) if is_hidden else ("", False)
    )
    plain = path.partition("?")[0]
    assert f'<link rel="canonical" href="{settings.BASE_URL}{START}{plain}">' in html
    assert f'hreflang="sr-Cyrl" href="{settings.BASE_URL}/sr/eligibility/{plain}"' in html


def test_another_language_keeps_the_answers() -> None:
    html = Client().get(f"{START}result/?check={BEST}").content.decode()
    assert f'href="/sr-latn/eligibility/result/?check={BEST}"' in html


def test_the_sitemap_names_the_self_check_in_each_language() -> None:
    xml = Client().get("/sitemap.xml").content.decode()
    assert [
        f"{settings.BASE_URL}/{code}/eligibility/{page}</loc>" in xml
        for code in ("sr", "sr-latn", "en")
        for page in ("", "all/")
    ] == [True] * 6
    assert "eligibility/result" not in xml


@pytest.mark.parametrize("path", ["", "consultations/", "about/"])
def test_the_self_check_is_found_where_people_look(path: str) -> None:
    html = Client().get(f"/en/{path}").content.decode()
    assert 'href="/en/eligibility/"' in html.partition("<main")[2].partition("</main>")[0]
    assert 'href="/en/eligibility/"' in html.partition('<footer class="site-footer">')[2]


@pytest.mark.parametrize("path", ["1/", f"all/?check={BEST}", f"result/?check={BEST}"])
def test_a_page_asks_the_database_only_for_the_office(
    path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.get(f"{START}{path}")
    with django_assert_num_queries(3):
        client.get(f"{START}{path}")


def test_the_way_to_the_booking_carries_the_answers_only_on_one_of_its_two_buttons(office: Office) -> None:
    browser = PlainBrowser().open(f"{START}result/?check={BEST}")
    ways = {words: url for words, url in browser.page.links if url.startswith("/en/consultations/")}
    assert ways == {
        "Take my answers along to the booking": f"/en/consultations/book/?check={BEST}",
        "Book without my answers": "/en/consultations/",
    }
