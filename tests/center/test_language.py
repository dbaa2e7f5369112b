import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from center.choices import Role
from center.models import Office, StoredMail, User
from center.services import accounts
from tests.conftest import MakeUser

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


def shown_in(client: Client, path: str) -> str:
    found = re.search(r'<html lang="([^"]+)"', client.get(path, follow=True).content.decode())
    return found[1].lower() if found else ""


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_admin_speaks_the_persons_language_whatever_the_browser_says(
    office: Office, make_user: MakeUser, language: str
) -> None:
    client = Client(headers={"accept-language": "de"})
    client.force_login(make_user(Role.COORDINATOR, language=language))
    client.cookies["language"] = "en" if language == "sr" else "sr"
    assert shown_in(client, "/admin/") == language
    assert client.get("/")["Location"] == f"/{language}/"
    assert client.get("/admin/center/user/", follow=True)["Content-Language"] == language


def test_public_pages_keep_to_their_address_and_change_no_choice(office: Office, coordinator: User) -> None:
    client = Client()
    client.force_login(coordinator)
    assert (shown_in(client, "/en/about/"), shown_in(client, "/sr-latn/account/")) == ("en", "sr-latn")
    assert shown_in(client, "/admin/") == "sr"
    coordinator.refresh_from_db()
    assert coordinator.language == "sr"


def test_the_switch_in_the_admin_keeps_the_choice_for_the_person_and_the_browser(
    office: Office, coordinator: User
) -> None:
    client = Client()
    client.force_login(coordinator)
    page = client.get("/admin/").content.decode()
    assert '<form class="desk-languages" method="post" action="/language/">' in page
    response = client.post("/language/", {"language": "sr-latn", "next": "/admin/?all=1"})
    assert (response["Location"], response.cookies["language"].value) == ("/admin/?all=1", "sr-latn")
    assert shown_in(client, "/admin/") == "sr-latn"
    # On another device, with another cookie, the choice is the same.
    elsewhere = Client(headers={"accept-language": "en"})
    elsewhere.force_login(coordinator)
    assert shown_in(elsewhere, "/admin/") == "sr-latn"


def test_a_choice_is_only_ever_ones_own(office: Office, coordinator: User, advisor_user: User) -> None:
    client = Client()
    client.force_login(coordinator)
    client.post("/language/", {"language": "en", "user": advisor_user.pk, "next": "/admin/"})
    advisor_user.refresh_from_db()
    assert advisor_user.language == "sr"


def test_a_stranger_chooses_for_the_browser_alone(office: Office, coordinator: User) -> None:
    client = Client()
    response = client.post("/language/", {"language": "en", "next": "/admin/"})
    assert (response["Location"], response.cookies["language"].value) == ("/admin/", "en")
    assert set(User.objects.values_list("language", flat=True)) == {"sr"}


def test_the_history_says_that_the_language_changed(coordinator: User) -> None:
    accounts.choose_language(user=coordinator, language="en")
    history = coordinator.events.order_by("pgh_id").values_list("language", flat=True)  # type: ignore[attr-defined]
    assert list(history)[-2:] == ["sr", "en"]


def test_a_language_that_the_portal_does_not_speak_is_refused(coordinator: User) -> None:
    with pytest.raises(ValidationError):
        accounts.choose_language(user=coordinator, language="tlh")
    coordinator.refresh_from_db()
    assert coordinator.language == "sr"


def test_the_first_sign_in_keeps_the_language_of_the_invitation(office: Office, coordinator: User) -> None:
    accounts.invite(
        email="new@example.org", name="Mila", language="sr-latn", role=Role.ADVISOR, by=coordinator
    )
    path = re.search(r"http\S+", StoredMail.objects.get().body_text)[0].split("testserver")[-1]  # type: ignore[index]
    assert path.startswith("/sr-latn/")
    browser = Client(headers={"accept-language": "en"})
    browser.cookies["language"] = "en"
    form = browser.get(path, follow=True)
    typed = {"password1": "seven quiet lakes", "password2": "seven quiet lakes"}
    browser.post(form.redirect_chain[-1][0], typed)
    browser.post("/en/account/login/", {"login": "new@example.org", "password": "seven quiet lakes"})
    assert User.objects.get(email="new@example.org").language == "sr-latn"
    assert shown_in(browser, "/admin/") == "sr-latn"


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
