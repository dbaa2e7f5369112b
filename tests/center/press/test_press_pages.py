"""The pages for media: releases, reports, the kit, pictures as a ZIP, and the form of who wants to work with us."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from center.base.guarded_form import new_token
from center.base.measures import Scope, measures
from center.choices.press import MediaRequestState
from center.models import (
    Coverage,
    Journalist,
    MediaOutlet,
    MediaRequest,
    Office,
    PressKitPicture,
    PressPicture,
    PressRelease,
    StoredMail,
    User,
)
from center.personal_data.press import REQUESTS_KEPT, UNANSWERED_KEPT
from center.services.press import releases, requests
from tests.center.library import make_picture
from tests.center.media import ask, make_journalist, make_outlet, publish, report, write
from tests.marks import seldom

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def answers(**changes: str) -> dict[str, str]:
    """Give what somebody of a medium sends who took a minute to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        token = new_token()
    return {
        "outlet_name": "Радио Долина",
        "name": "Саша Талас",
        "email": "sasa@radio.example",
        "phone": "",
        "text": "Тражимо саговорника.",
        "token": token,
        **changes,
    }


def _unpacked(response: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def _press(html: str) -> str:
    return " ".join(html.split())


def test_a_release_is_read_in_three_ways(office: Office, editor: User, client: Client) -> None:
    publish(editor, body_sr="> Ово нам је требало, каже **Љиља**.", place_sr="Град", place_en="Town")
    pages = {
        language: _press(client.get(f"/{language}/press/workshops-1/").content.decode())
        for language in ("sr", "sr-latn", "en")
    }
    assert "<strong>Љиља</strong>" in pages["sr"]
    assert "<strong>Ljilja</strong>" in pages["sr-latn"]
    assert "<blockquote>" in pages["en"]
    assert "Town, 3 November 2026" in pages["en"]
    assert '"@type":"NewsArticle"' in pages["en"]


def test_without_english_the_english_page_shows_serbian_in_latin_and_says_so(
    office: Office, editor: User, client: Client
) -> None:
    publish(editor, title_en="", body_en="")
    html = client.get("/en/press/workshops-1/").content.decode()
    assert '<span lang="sr-Latn">Otvorene su radionice 1</span>' in html


def test_the_zip_holds_the_pictures_in_full_size_and_what_they_show_in_the_readers_language(
    office: Office, editor: User, client: Client
) -> None:
    release = publish(editor)
    first = make_picture(
        editor, alt_en="Jars of honey", caption_en="Honey of the cooperative", credit="Ana Demo"
    )
    for position, picture in enumerate([make_picture(editor, alt_sr="Торба"), first]):
        PressPicture.objects.create(release=release, picture=picture, position=-position % 9)
    with _unpacked(client.get("/en/press/workshops-1/pictures.zip")) as archive:
        names = archive.namelist()
        size = Image.open(io.BytesIO(archive.read(names[0]))).size
        words = archive.read("captions.txt").decode("utf-8-sig")
    assert (names, size) == (["workshops-1-01.jpg", "workshops-1-02.jpg", "captions.txt"], (640, 480))
    assert words.replace("\r\n", "\n") == (
        "workshops-1-01.jpg\nWhat the picture shows: Torba\n\n"
        "workshops-1-02.jpg\nCaption: Honey of the cooperative\nWhat the picture shows: Jars of honey\n"
        "Author: Ana Demo\n"
    )


def test_the_press_kit_gives_its_pictures_and_the_text_about_the_office(
    office: Office, editor: User, client: Client
) -> None:
    assert client.get("/sr/press/kit/").status_code == 200
    assert client.get("/sr/press/kit/pictures.zip").status_code == 404
    PressKitPicture.objects.create(picture=make_picture(editor))
    with _unpacked(client.get("/en/press/kit/pictures.zip")) as archive:
        assert archive.namelist() == ["press-kit-01.jpg", "captions.txt", "about.txt"]
        assert office.about_en.split("\n")[0] in archive.read("about.txt").decode("utf-8-sig")


def test_what_media_reported_is_listed_with_its_link_and_never_with_the_scan(
    office: Office, client: Client
) -> None:
    scan: Any = {"scan_kind": "pdf", "scan_size": 9, "scan_name": "tajni-sken.pdf", "scan_stored_as": "x"}
    report(title="Шију и уче", link="https://media.example/a", **scan)
    report(make_outlet("Други лист"), title="Само за нас", is_public=False)
    for address in ("/sr/press/", "/sr/press/coverage/"):
        html = client.get(address).content.decode()
        assert '<a href="https://media.example/a" rel="noopener">Шију и уче</a>' in html
        assert ("tajni-sken" in html, "Само за нас" in html) == (False, False)


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_lists_take_the_same_number_of_queries(
    rows: int,
    office: Office,
    editor: User,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    outlet = make_outlet()
    for number in range(rows):
        release = publish(editor)
        report(outlet, link=f"https://media.example/{number}", release=release)
    for number in range(rows):
        PressPicture.objects.create(
            release=PressRelease.objects.earliest("pk"), picture=make_picture(editor, alt_sr=str(number))
        )
    with django_assert_num_queries(9):
        client.get("/sr/press/")
    with django_assert_num_queries(5):
        client.get("/sr/press/coverage/")
    with django_assert_num_queries(13):
        client.get("/sr/press/workshops-1/")


def test_a_request_of_a_medium_lands_in_the_inbox_and_the_office_is_told_without_its_words(
    office: Office, client: Client
) -> None:
    Office.objects.update(contact_is_placeholder=False, email="office@center.example")
    day = timezone.localdate() + timedelta(days=3)
    answer = client.post("/sr/press/", answers(deadline=day.isoformat(), wants_releases="on"))
    assert (answer.status_code, answer["Location"]) == (302, "/sr/press/sent/")
    request = MediaRequest.objects.get()
    assert (request.outlet_name, request.deadline, request.wants_releases, request.state) == (
        "Радио Долина",
        day,
        True,
        "new",
    )
    mail = StoredMail.objects.get()
    assert (mail.recipient, "Саша" in mail.body_text, f"/{request.pk}/change/" in mail.body_text) == (
        "office@center.example",
        False,
        True,
    )


def test_the_same_form_sent_twice_is_one_request(office: Office, client: Client) -> None:
    data = answers()
    assert [client.post("/sr/press/", data).status_code for _ in range(2)] == [302, 302]
    client.post("/sr/press/", {**data, "text": "А суботом?"})
    assert MediaRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("email", "", "email"),
        ("deadline", "1. 1. 2001.", "deadline"),
        ("outlet_name", "http://evil.example", "outlet_name"),
        ("text", "", "text"),
    ],
)
def test_wrong_answers_are_named_and_what_was_typed_stays(
    field: str, value: str, named: str, office: Office, client: Client
) -> None:
    response = client.post("/en/press/", answers(**{field: value}))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [named])
    assert MediaRequest.objects.count() == 0


def test_a_request_becomes_a_contact_with_the_medium_that_is_known_already(
    office: Office, editor: User, as_user: AsUser
) -> None:
    known = make_outlet("RADIO DOLINA", kind="radio")
    request = ask(wants_releases=False)
    client = as_user(editor)
    address = f"/admin/center/mediarequest/{request.pk}/do/keep/"
    page = client.get(address)
    assert next(label for _key, label in page.context["form"].fields["outlet"].choices) == "RADIO DOLINA"
    data = {"outlet": str(known.pk), "kind": "portal", "reach": "local", "journalist": "new"}
    assert client.post(address, data).status_code == 302
    person = Journalist.objects.get()
    assert (person.outlet, person.email, person.source, person.left_at is None) == (
        known,
        "sasa@radio.example",
        "form",
        False,
    )
    request.refresh_from_db()
    assert (request.state, request.journalist, request.handled_by) == ("kept", person, editor)
    client.post(address, data)
    assert (Journalist.objects.count(), MediaOutlet.objects.count()) == (1, 1)


def test_a_request_brings_a_known_journalist_up_to_date(editor: User) -> None:
    person = make_journalist("Саша Талас", email="old@radio.example", left_at=timezone.now())
    request = ask()
    assert requests.matches(request).journalists == [person]
    requests.keep_contact(request=request, by=editor, journalist=person)
    person.refresh_from_db()
    assert (person.email, person.left_at, str(person.outlet)) == (
        "sasa@radio.example",
        None,
        "Радио Долина",
    )


def test_the_address_that_a_request_would_replace_is_shown_first(
    office: Office, editor: User, as_user: AsUser
) -> None:
    """Anybody can write under the name of a journalist, and the next embargo would go to them."""
    make_journalist("Саша Талас", email="old@radio.example", outlet=make_outlet("Радио Долина"))
    page = as_user(editor).get(f"/admin/center/mediarequest/{ask().pk}/do/keep/")
    labels = [label for _key, label in page.context["form"].fields["journalist"].choices]
    assert labels[0] == "Саша Талас, Радио Долина, old@radio.example"


def test_requests_dealt_with_half_a_year_ago_are_forgotten(editor: User) -> None:
    with time_machine.travel(REQUESTS_KEPT.before(timezone.now()) - timedelta(minutes=1), tick=False):
        requests.mark(request=ask(), state=MediaRequestState.ANSWERED, by=editor)
        ask(name="Нова Особа")
    requests.mark(request=ask(name="Скоро"), state=MediaRequestState.ANSWERED, by=editor)
    assert requests.forget_old() == 1
    assert sorted(MediaRequest.objects.values_list("name", flat=True)) == ["Нова Особа", "Скоро"]


def test_requests_that_nobody_dealt_with_are_forgotten_after_a_year_but_not_before_their_deadline(
    editor: User,
) -> None:
    now = timezone.now()
    with time_machine.travel(UNANSWERED_KEPT.before(now) - timedelta(minutes=1), tick=False):
        ask(name="Давна Особа", deadline=date(2020, 1, 1))
        ask(name="Стрпљива Особа", deadline=now.date() + timedelta(days=2))
    ask(name="Нова Особа")
    assert requests.forget_old() == 1
    assert sorted(MediaRequest.objects.values_list("name", flat=True)) == ["Нова Особа", "Стрпљива Особа"]


def test_a_report_of_a_medium_that_is_new_adds_it_once_in_whichever_script(
    office: Office, editor: User, as_user: AsUser
) -> None:
    client = as_user(editor)
    for number, name in enumerate(["Вечерње таласање", "Vecernje talasanje"]):
        data = {
            "day": "2026-11-04",
            "new_outlet": name,
            "kind": "radio",
            "title": f"Прилог {number}",
            "language": "sr",
            "is_public": "on",
        }
        assert client.post("/admin/center/coverage/add/", data).status_code == 302
    assert list(MediaOutlet.objects.values_list("name", "kind")) == [("Вечерње таласање", "radio")]
    assert Coverage.objects.filter(added_by=editor).count() == 2


def test_a_scan_is_kept_for_the_staff_and_given_to_be_saved(
    office: Office, editor: User, as_user: AsUser, client: Client
) -> None:
    scan = io.BytesIO(b"%PDF-1.7\n%%EOF\n")
    scan.name = "članak.pdf"
    data = {
        "day": "2026-11-04",
        "outlet": make_outlet().pk,
        "kind": "article",
        "title": "Чланак",
        "language": "sr",
        "upload": scan,
        "scan_may_be_shown": "on",
    }
    assert as_user(editor).post("/admin/center/coverage/add/", data).status_code == 302
    found = Coverage.objects.get()
    address = f"/admin/center/coverage/{found.pk}/scan/"
    answer = as_user(editor).get(address)
    assert b"".join(answer) == b"%PDF-1.7\n%%EOF\n"
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(address).status_code == 302


def test_what_cannot_be_shown_is_not_said_to_be_allowed(
    office: Office, editor: User, as_user: AsUser
) -> None:
    data = {
        "day": "2026-11-04",
        "outlet": make_outlet().pk,
        "kind": "article",
        "title": "Чланак",
        "language": "sr",
        "scan_may_be_shown": "on",
    }
    page = as_user(editor).post("/admin/center/coverage/add/", data)
    assert list(page.context["errors"]) != []
    assert Coverage.objects.count() == 0


def test_what_is_public_gets_no_embargo_any_more(editor: User) -> None:
    release = publish(editor)
    with pytest.raises(ValidationError, match="embargo_until"):
        releases.change_release(release=release, by=editor, embargo_until=timezone.now() + timedelta(days=1))


def test_an_editor_writes_approves_and_withdraws_in_the_admin(
    office: Office, editor: User, as_user: AsUser, client: Client
) -> None:
    desk = as_user(editor)
    data = {
        "title_sr": "Otvorena vrata",
        "slug": "open-doors",
        "body_sr": "Dođite.",
        "dated": "2026-11-03",
        "pictures-TOTAL_FORMS": "0",
        "pictures-INITIAL_FORMS": "0",
        "attachments-TOTAL_FORMS": "0",
        "attachments-INITIAL_FORMS": "0",
    }
    assert desk.post("/admin/center/pressrelease/add/", data).status_code == 302
    release = PressRelease.objects.get()
    assert (release.title_sr, release.state, release.created_by) == ("Отворена врата", "draft", editor)
    stem = f"/admin/center/pressrelease/{release.pk}/do"
    assert client.get("/sr/press/open-doors/").status_code == 404
    desk.post(f"{stem}/approve/")
    assert client.get("/sr/press/open-doors/").status_code == 200
    desk.post(f"{stem}/withdraw/")
    assert client.get("/sr/press/open-doors/").status_code == 404


@pytest.mark.usefixtures("english")
def test_reports_their_reach_and_releases_are_counted_within_their_days(editor: User) -> None:
    radio = make_outlet("Радио", kind="radio", reach="regional")
    report(radio, day=date(2026, 11, 1), kind="radio", reach=500, reach_source="уредник")
    report(make_outlet("Портал"), day=date(2026, 11, 30), reach=70, reach_source="бројач")
    report(make_outlet("Лист"), day=date(2026, 12, 1), reach=9000, reach_source="импресум")
    with time_machine.travel(datetime(2026, 11, 30, 22, 59, tzinfo=UTC), tick=False):
        publish(editor)
        publish(editor, embargo_until=timezone.now() + timedelta(minutes=1))
        write(editor)
    scope = Scope(date(2026, 11, 1), date(2026, 11, 30))
    with time_machine.travel(datetime(2026, 12, 5, tzinfo=UTC), tick=False):
        found = {
            code: measures()[f"center.{code}"].count(scope)
            for code in ("coverage_items", "coverage_reach", "press_releases")
        }
    assert {code: counted.value for code, counted in found.items()} == {
        "coverage_items": 2,
        "coverage_reach": 570,
        "press_releases": 1,
    }
    assert [(part.key, part.value) for part in found["coverage_reach"].parts] == [
        ("radio", 500),
        ("online", 70),
        ("local", 70),
        ("regional", 500),
    ]
