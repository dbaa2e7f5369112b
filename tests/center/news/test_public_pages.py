"""News and standing pages as everybody reads them: from their minute on, at their address, in three languages."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.choices.publications import PagePlace
from center.models import NewsItem
from center.services import publications
from tests.center.library import make_picture
from tests.center.publications import (
    make_category,
    make_news,
    make_page,
    place_picture,
    published,
    writer,
)
from tests.marks import seldom

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 12, 1, 8, 0, tzinfo=timezone.get_default_timezone())


def titles(page: str) -> list[str]:
    return re.findall(r'class="card-link" href="[^"]*/news/[^"]*">([^<]+)<', page)


def test_a_scheduled_item_appears_at_its_minute_by_itself(client: Client) -> None:
    with time_machine.travel(MOMENT - timedelta(days=3), tick=False):
        item = published(make_news("Сајам у парку"), at=MOMENT)
    with time_machine.travel(MOMENT - timedelta(seconds=1), tick=False):
        before = (client.get(f"/sr/news/{item.slug}/").status_code, titles(client.get("/sr/news/").text))
    with time_machine.travel(MOMENT, tick=False):
        after = (client.get(f"/sr/news/{item.slug}/").status_code, titles(client.get("/sr/news/").text))
    assert (before, after) == ((404, []), (200, ["Сајам у парку"]))


def test_a_draft_and_an_archived_item_are_nowhere(client: Client) -> None:
    draft, old = make_news("У припреми"), published(make_news("Старо"))
    publications.archive(record=old, by=writer())
    assert [client.get(f"/sr/news/{each.slug}/").status_code for each in (draft, old)] == [404, 404]
    lists = [client.get(path).text for path in ("/sr/news/", "/feeds/news.xml", "/sitemap.xml")]
    assert [any(each.slug in text for each in (draft, old)) for text in lists] == [False] * 3


def test_an_item_is_read_in_cyrillic_in_latin_and_in_english(client: Client) -> None:
    item = published(
        make_news("Његов пут", title_en="His way", body_sr="Реч **важна**.", body_en="A *big* word.")
    )
    found = {
        code: re.search(
            r"<h1>(.*?)</h1>.*?<div class=\"prose\">(.*?)</div>",
            client.get(f"/{code}/news/{item.slug}/").text,
            re.DOTALL,
        )
        for code in ("sr", "sr-latn", "en")
    }
    assert {code: (match[1], match[2].strip()) for code, match in found.items() if match} == {
        "sr": ("Његов пут", "<p>Реч <strong>важна</strong>.</p>"),
        "sr-latn": ("Njegov put", "<p>Reč <strong>važna</strong>.</p>"),
        "en": ("His way", "<p>A <em>big</em> word.</p>"),
    }


def test_an_item_without_english_shows_serbian_in_latin_and_says_so(client: Client) -> None:
    item = published(make_news("Његов пут", body_sr="Реч."))
    page = client.get(f"/en/news/{item.slug}/").text
    assert (
        '<h1><span lang="sr-Latn">Njegov put</span></h1>' in page,
        '<div lang="sr-Latn"><p>Reč.</p></div>' in page,
    ) == (
        True,
        True,
    )


def test_what_somebody_pastes_into_a_text_runs_nowhere(client: Client) -> None:
    body = (
        "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3))\n\n"
        "![x](https://evil.example/p.png)\n\n<iframe src=//evil.example></iframe>"
    )
    item = published(make_news('"><script>alert(4)</script>', summary_sr='"><b onclick=x>', body_sr=body))
    page = client.get(f"/sr/news/{item.slug}/").text
    article = page[page.index('<article class="news-item">') : page.index("</article>")]
    assert re.findall(r"<(?:script|img|iframe|b)\b|href=\"javascript", article) == []
    head = page[: page.index("</head>")]
    assert [part for part in ("<script>alert", "<b onclick") if part in head] == []
    assert all(json.loads(data) for data in re.findall(r'ld\+json">(.*?)</script>', page))


def test_pictures_stand_where_the_text_names_them_and_the_others_below(client: Client) -> None:
    first, second = make_picture(alt_sr="Тегле"), make_picture(alt_sr="Корпе", credit="Мара")
    item = make_news("Са сликама", body_sr="Пре.\n\n{picture:2}\n\nПосле.\n\n{picture:9}")
    place_picture(item, first, 1)
    place_picture(item, second, 2)
    page = client.get(f"/sr/news/{published(item).slug}/").text
    prose, below = page.split('<ul class="grid news-pictures">')
    assert (
        'alt="Корпе"' in prose,
        'alt="Тегле"' in prose,
        'alt="Тегле"' in below,
        "Слика: Мара" in prose,
    ) == (
        True,
        False,
        True,
        True,
    )
    assert "{picture" not in page


def test_an_earlier_address_leads_to_the_new_one_and_is_nobody_elses(client: Client) -> None:
    item = published(make_news("Прва вест"))
    first = item.slug
    publications.write(record=item, by=writer(), slug="second-address")
    publications.write(record=item, by=writer(), slug="third-address")
    for old in (first, "second-address"):
        answer = client.get(f"/en/news/{old}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/en/news/third-address/")
    with pytest.raises(Exception, match="This address leads to another text"):
        make_news("Друга", slug=first)
    # Back again: then it leads nowhere else.
    publications.write(record=item, by=writer(), slug=first)
    assert client.get(f"/en/news/{first}/").status_code == 200
    # Of what is no longer public, the earlier address tells nothing.
    publications.archive(record=item, by=writer())
    assert client.get("/en/news/third-address/").status_code == 404


def test_a_category_and_a_year_show_their_own(client: Client) -> None:
    stories = make_category()
    in_2025 = datetime(2025, 12, 31, 23, 30, tzinfo=timezone.get_default_timezone())
    published(make_news("Прича", category=stories), at=in_2025)
    published(make_news("Вест"))
    year = timezone.localdate().year
    assert [
        titles(client.get(path).text)
        for path in ("/sr/news/", "/sr/news/category/stories/", "/sr/news/2025/", f"/sr/news/{year}/")
    ] == [["Вест", "Прича"], ["Прича"], ["Прича"], ["Вест"]]
    assert [client.get(path).status_code for path in ("/sr/news/1999/", "/sr/news/category/none/")] == [
        404,
        404,
    ]


def test_an_empty_list_helps_on_and_a_long_one_has_pages(client: Client) -> None:
    assert "News will appear here" in client.get("/en/news/").text
    for number in range(13):
        published(make_news(f"Вест {number}"))
    first, second = (titles(client.get(f"/sr/news/?page={page}").text) for page in (1, 2))
    assert (len(first), len(second)) == (12, 1)


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_list_item_feed_and_block_take_the_same_number_of_queries(number: int, client: Client) -> None:
    category = make_category()
    for index in range(number):
        item = make_news(f"Вест {index}", category=category, cover=make_picture())
        for place in range(1, number + 1):
            place_picture(item, make_picture(), place)
        published(item)
    slug = NewsItem.objects.latest("pk").slug
    costs = {}
    for path in (
        "/sr/news/",
        "/sr/news/category/stories/",
        f"/sr/news/{slug}/",
        "/feeds/news.xml",
        "/sr/about/",
    ):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        costs[path] = len(queries)
    assert list(costs.values()) == [9, 10, 13, 3, 6]


def test_what_networks_show_is_drawn_from_the_title_or_cut_from_the_cover(client: Client) -> None:
    plain, with_cover = (
        published(make_news("Без слике")),
        published(make_news("Са сликом", cover=make_picture())),
    )
    kinds = [
        client.get(f"/sr/news/{each.slug}/share").headers["Content-Type"] for each in (plain, with_cover)
    ]
    assert kinds == ["image/png", "image/jpeg"]
    page = client.get(f"/sr/news/{plain.slug}/").text
    assert f'og:image" content="{settings.BASE_URL}/sr/news/{plain.slug}/share?v=' in page


def test_the_title_says_which_page_of_the_list_one_reads(client: Client) -> None:
    for number in range(13):
        published(make_news(f"Вест {number}"))
    titles_of = [
        re.search(r"<title>(.*?) · [^·]*</title>", client.get(f"/en/news/{query}").text)
        for query in ("", "?page=2")
    ]
    assert [found and found[1] for found in titles_of] == ["News", "News · Page 2 of 2"]


def test_search_engines_read_what_it_is_and_when_it_appeared(client: Client) -> None:
    item = published(make_news("Вест", byline="Петар Петровић"), at=MOMENT - timedelta(days=400))
    page = client.get(f"/sr-latn/news/{item.slug}/").text
    found = next(
        data
        for data in map(json.loads, re.findall(r'ld\+json">(.*?)</script>', page))
        if data["@type"] == "NewsArticle"
    )
    assert (found["headline"], found["author"]["name"], found["datePublished"], found["inLanguage"]) == (
        "Vest",
        "Petar Petrović",
        "2025-10-27T08:00:00+01:00",
        "sr-Latn",
    )


def test_a_page_of_the_office_is_listed_on_the_page_about_the_center(client: Client) -> None:
    listed, linked = (
        published(make_page("Како радимо")),
        published(make_page("Само преко везе", place=PagePlace.LINKED)),
    )
    about = client.get("/sr/about/").text
    assert (f"/sr/about/{listed.slug}/" in about, f"/sr/about/{linked.slug}/" in about) == (True, False)
    assert [client.get(f"/sr/about/{each.slug}/").status_code for each in (listed, linked)] == [200, 200]


def test_the_office_may_put_its_own_text_in_place_of_ours(client: Client) -> None:
    assert "What we do" in client.get("/en/about/").text
    own = published(make_page("О нама", body_en="Our own words.", place=PagePlace.ABOUT))
    page = client.get("/en/about/").text
    assert ("What we do" in page, "Our own words." in page) == (False, True)
    assert client.get(f"/en/about/{own.slug}/").headers["Location"] == "/en/about/"
    publications.archive(record=own, by=writer())
    assert "What we do" in client.get("/en/about/").text


def test_an_earlier_address_of_a_page_leads_to_the_new_one(client: Client) -> None:
    page = published(make_page())
    old = page.slug
    publications.write(record=page, by=writer(), slug="work")
    assert client.get(f"/sr/about/{old}/").headers["Location"] == "/sr/about/work/"


@pytest.mark.parametrize("typed", ["радионица", "radionica", "Radionici"])
def test_the_search_of_the_whole_site_finds_news_and_pages_but_no_drafts(client: Client, typed: str) -> None:
    published(make_news("Мала радионица", slug="mala-radionica"))
    published(make_page("О радионицама", slug="o-radionicama"))
    make_news("Тајна радионица", slug="tajna-radionica")
    page = client.get("/sr/search/", {"q": typed}).text
    assert (
        "/sr/news/mala-radionica/" in page,
        "/sr/about/o-radionicama/" in page,
        "tajna-radionica" in page,
    ) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("year", ["0", "9999", "99999"])
def test_a_year_that_no_calendar_has_is_no_page(client: Client, year: str) -> None:
    published(make_news())
    assert client.get(f"/sr/news/{year}/").status_code == 404
