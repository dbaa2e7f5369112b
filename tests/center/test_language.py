import pytest
from django.test import Client

from center.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepts", "page"),
    [
        ("", "/sr/"),
        ("de-DE,de;q=0.9", "/sr/"),
        ("sr-RS,sr;q=0.9,en;q=0.5", "/sr/"),
        ("sr-Latn-RS,sr;q=0.5", "/sr-latn/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("hr-HR,hr;q=0.9,en;q=0.5", "/sr-latn/"),
        ("bs", "/sr-latn/"),
        ("!!", "/sr/"),
    ],
)
def test_the_first_visit_follows_the_browser_and_else_is_cyrillic(accepts: str, page: str) -> None:
    response = Client(headers={"accept-language": accepts}).get("/")
    assert (response.status_code, response["Location"]) == (302, page)


def test_the_language_of_the_last_page_is_remembered() -> None:
    client = Client(headers={"accept-language": "en"})
    client.get("/sr-latn/about/")
    assert client.get("/")["Location"] == "/sr-latn/"


def test_the_switch_leads_to_the_same_page_with_its_query() -> None:
    html = Client().get("/sr/about/?from=poster").content.decode()
    for address in ("/sr-latn/about/?from=poster", "/en/about/?from=poster"):
        assert f'href="{address}"' in html


def test_a_chosen_language_is_kept_for_mails(stranger: User) -> None:
    client = Client()
    client.force_login(stranger)
    response = client.post("/language/", {"language": "en", "next": "/sr/about/"})
    stranger.refresh_from_db()
    assert (response["Location"], stranger.language) == ("/en/about/", "en")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_never_leads_to_another_site(target: str) -> None:
    response = Client().post("/language/", {"language": "en", "next": target})
    assert response["Location"] == "/en/"


def test_an_unknown_language_becomes_cyrillic() -> None:
    assert Client().post("/language/", {"language": "tlh"})["Location"] == "/sr/"


def test_a_get_does_not_choose() -> None:
    assert Client().get("/language/").status_code == 405


@pytest.mark.parametrize(("language", "marked"), [("sr", "sr"), ("sr-latn", "sr-Latn"), ("en", "en")])
def test_the_page_says_its_language(language: str, marked: str) -> None:
    assert f'<html lang="{marked}"' in Client().get(f"/{language}/").content.decode()


def test_each_page_names_itself_in_all_languages() -> None:
    html = Client().get("/en/about/").content.decode()
    for code, path in (("sr-Cyrl", "/sr/about/"), ("sr-Latn", "/sr-latn/about/"), ("en", "/en/about/")):
        assert f'hreflang="{code}" href="http://testserver{path}"' in html
    assert '<link rel="canonical" href="http://testserver/en/about/">' in html
