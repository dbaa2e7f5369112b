"""The public page of an enterprise: what stands on it, what never does, and where old addresses lead."""

import json
import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import Office, User
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose
from entrepreneurs.models import (
    Enterprise,
    Entrepreneur,
    Membership,
    OpeningTime,
    Picture,
    RegisteredForm,
    Seat,
    WebLink,
)
from entrepreneurs.services import (
    add_member,
    archive,
    change_slug,
    connect_login,
    give_consent,
    take_back,
    withdraw_consent,
)
from tests.entrepreneurs.factories import make_enterprise, make_person, offer, published, reach, serve
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]


def page(enterprise: Enterprise, language: str = "en", client: Client | None = None) -> str:
    response = (client or Client()).get(f"/{language}/enterprises/{enterprise.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def text_of(html: str) -> str:
    """Return what a reader sees, in one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    bare = re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL)
    return " ".join(bare.replace("&nbsp;", " ").split()).replace("\u00a0", " ")


def schema(html: str) -> dict[str, object]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return next(each for each in map(json.loads, blocks) if str(each["@id"]).startswith("urn:uuid:"))


def add_picture(enterprise: Enterprise, **fields: object) -> Picture:
    number = Picture.objects.count()
    values = {
        "state": "ready",
        "stem": f"stem{number}",
        "width": 960,
        "height": 720,
        "widths": [320, 640, 960],
    }
    return Picture.objects.create(
        enterprise=enterprise, alt_sr="Тегле на столу", **{**values, "is_approved": True, **fields}
    )


def full(name: str = "Плава тегла") -> Enterprise:
    enterprise = published(
        name,
        activity="1039",
        name_en="Blue Jar",
        description_sr="Кувамо зимницу.",
        description_en="We cook preserves.",
        registration_number="12345678",
        tax_number="101134702",
        latitude="43.580000",
        longitude="21.330000",
        founded_on=date(2020, 3, 1),
        languages=["sr", "rom"],
    )
    reach(enterprise, phone="+38137123456")
    reach(enterprise, email="secret@example.org", receives_messages=True)
    serve(enterprise, "roma")
    WebLink.objects.create(enterprise=enterprise, kind="web", url="https://www.blue.example/shop?x=1")
    for day in range(1, 6):
        OpeningTime.objects.create(enterprise=enterprise, weekday=day, opens=time(9), closes=time(13))
    return enterprise


def test_a_profile_says_what_they_make_where_and_how_to_reach_them() -> None:
    enterprise = full()
    offer(enterprise, "Ајвар", name_en="Ajvar", price_sr="450 динара", price_en="450 dinars a jar")
    html = page(enterprise)
    words = text_of(html)
    for each in (
        "Blue Jar", "We make preserves.", "Self-declared", "We cook preserves.", "450 dinars a jar",
        "037 123456", "Monday – Friday 09:00–13:00", "Serbian Romani", "Association", "12345678", "101134702",
        "(1039)", "1 March 2020", "The Center checked this page on",
    ):  # fmt: skip
        assert each in words, each
    assert (
        '<a href="https://www.blue.example/shop?x=1" rel="nofollow noopener" translate="no">blue.example</a>'
        in html
    )
    data = schema(html)
    assert (data["@type"], data["telephone"]) == (["LocalBusiness", "NGO"], ["+38137123456"])
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 43.58, "longitude": 21.33}
    assert len(data["openingHoursSpecification"]) == 5  # type: ignore[arg-type]  # a list
    assert data["makesOffer"] == [
        {
            "@type": "Offer",
            "itemOffered": {"@type": "Product", "name": "Ajvar"},
            "description": "450 dinars a jar",
        }
    ]


def test_no_email_stands_on_the_page_in_any_language() -> None:
    enterprise = full()
    assert ["@example.org" in page(enterprise, each) for each in ("sr", "sr-latn", "en")] == [False] * 3


def test_a_withdrawn_consent_takes_the_phone_and_the_name_away_at_once() -> None:
    enterprise = full()
    person = make_person("Јелена Јовић")
    consent = give_consent(
        person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
    )
    add_member(person=person, enterprise=enterprise, role=MemberRole.CONTACT, publication_consent=consent)
    reach(enterprise, phone="+381641234567").__class__.objects.filter(phone="+381641234567").update(
        publication_consent=consent
    )
    assert ("Jelena Jović" in page(enterprise), "064 1234567" in page(enterprise)) == (True, True)
    withdraw_consent(consent=consent)
    assert ("Jelena Jović" in page(enterprise), "064 1234567" in page(enterprise)) == (False, False)


def test_without_its_own_consent_the_whole_page_is_gone() -> None:
    enterprise = full()
    assert enterprise.publication_consent is not None
    withdraw_consent(consent=enterprise.publication_consent)
    response = Client().get(f"/en/enterprises/{enterprise.slug}/")
    assert (response.status_code, "Blue Jar" in response.content.decode()) == (404, False)


@pytest.mark.parametrize(("is_public", "seen"), [(True, True), (False, False)])
def test_a_street_stands_there_only_when_they_say_so(is_public: bool, seen: bool) -> None:
    enterprise = full()
    Seat.objects.update(street_sr="Балканска 5", street_is_public=is_public)
    assert ("Balkanska 5" in page(enterprise)) is seen
    assert "Kruševac" in text_of(page(enterprise))


def test_the_tax_number_of_a_sole_trader_stays_inside_the_office() -> None:
    enterprise = full()
    RegisteredForm.objects.update(form=LegalForm.ENTREPRENEUR)
    html = page(enterprise)
    assert ("101134702" in html, "12345678" in html) == (False, True)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_an_earlier_address_and_that_of_a_merged_record_lead_on_in_the_same_language(language: str) -> None:
    enterprise, other = full(), make_enterprise("Црвена тегла")
    change_slug(enterprise=enterprise, slug="blue")
    Enterprise.objects.filter(pk=other.pk).update(state="archived", merged_into=enterprise)
    for old in ("plava-tegla", "crvena-tegla"):
        response = Client().get(f"/{language}/enterprises/{old}/")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/enterprises/blue/")
        assert response["Cache-Control"] == "max-age=3600"
    take_back(enterprise=enterprise)
    assert Client().get(f"/{language}/enterprises/crvena-tegla/").status_code == 404


def test_what_is_not_public_looks_like_what_never_was_and_an_archived_page_is_gone() -> None:
    draft, was, nothing = make_enterprise("Нацрт"), full(), "nothing"
    archive(enterprise=was)
    answers = [Client().get(f"/en/enterprises/{slug}/") for slug in (draft.slug, nothing, was.slug)]
    assert [each.status_code for each in answers] == [404, 404, 410]
    assert {"This enterprise is not in the directory" in each.content.decode() for each in answers} == {True}
    archive(enterprise=draft)
    assert Client().get(f"/en/enterprises/{draft.slug}/").status_code == 404


def test_staff_and_its_editors_see_a_preview_and_nobody_else(
    as_user: AsUser, editor: User, stranger: User, coordinator: User
) -> None:
    draft = make_enterprise("Нацрт")
    address = f"/en/enterprises/{draft.slug}/"
    seen = as_user(editor).get(address)
    assert ("Only you see this page" in seen.content.decode(), seen["X-Robots-Tag"]) == (True, "noindex")
    assert "no-store" in seen["Cache-Control"]
    client = as_user(stranger)
    assert client.get(address).status_code == 404
    person = make_person()
    connect_login(user=stranger, person=person, by=coordinator)
    add_member(person=person, enterprise=draft, role=MemberRole.FOUNDER, may_edit=True)
    assert "Only you see this page" in client.get(address).content.decode()
    assert client.get(f"{address}contact/").status_code == 404


def test_a_page_that_nobody_confirms_is_marked_and_later_hidden() -> None:
    enterprise = full()
    marked = "Nobody has confirmed this page for a long time."
    assert marked not in page(enterprise)
    Enterprise.objects.update(confirmed_on=F("confirmed_on") - timedelta(days=15 * 31))
    assert marked in page(enterprise)
    Enterprise.objects.update(confirmed_on=F("confirmed_on") - timedelta(days=4 * 31))
    assert Client().get(f"/en/enterprises/{enterprise.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 5, 1), date(2026, 9, 30), "Available from 1 May to 30 September"),
        (date(2026, 12, 1), date(2027, 2, 1), "Available from 1 December to 1 February 2027"),
        (date(2026, 12, 1), None, "Available from 1 December"),
        (None, date(2026, 9, 30), "Available until 30 September"),
        (date(2025, 1, 1), None, ""),
    ],
)
def test_when_a_product_can_be_had_stands_in_words(first: date | None, last: date | None, words: str) -> None:
    with time_machine.travel("2026-09-07T08:00Z"):
        enterprise = full()
        offer(enterprise, "Ајвар", available_from=first, available_until=last)
        found = re.findall(r"Available [^<]*", page(enterprise).replace("\u00a0", " "))
    assert found == ([words] if words else [])


def test_what_is_over_or_taken_back_is_not_offered() -> None:
    enterprise = full()
    offer(enterprise, "Стари", available_until=timezone.localdate() - timedelta(days=1))
    offer(enterprise, "Повучен", is_offered=False)
    html = page(enterprise, "sr")
    assert ("Стари" in html, "Повучен" in html) == (False, False)
    assert 'class="product"' not in html


def test_only_ready_and_approved_pictures_are_shown_and_the_first_goes_to_networks() -> None:
    enterprise = full()
    add_picture(enterprise, is_approved=False)
    add_picture(enterprise, state="processing")
    assert "/pictures/" not in page(enterprise)
    add_picture(enterprise)
    html = page(enterprise)
    assert 'property="og:image" content="http://testserver/media/pictures/stem2/960.webp"' in html
    assert ('alt="Tegle na stolu" lang="sr-Latn"' in html, "stem0" in html, "stem1" in html) == (
        True,
        False,
        False,
    )


def test_the_code_to_scan_holds_the_address_in_the_language_of_the_page() -> None:
    enterprise = full()
    response = Client().get(f"/sr-latn/enterprises/{enterprise.slug}/qr.svg")
    assert (response["Content-Type"], response.content[:5]) == ("image/svg+xml", b"<?xml")
    other = Client().get(f"/en/enterprises/{enterprise.slug}/qr.svg")
    assert response.content != other.content


def test_similar_ones_are_those_with_most_in_common() -> None:
    enterprise = full()
    offer(enterprise, "Ајвар")
    near = published("Сусед")
    twin = published("Близанац", activity="1039")
    offer(twin, "Џем")
    far = published("Далеко", settlement="Бела Вода")
    html = page(enterprise, "sr")
    cards = re.findall(r'card-link" href="/sr/enterprises/([^/]+)/"', html)
    assert (cards, far.slug in cards) == ([twin.slug, near.slug], False)


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_a_profile_takes_the_same_number_of_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enterprise = full()
    for number in range(count):
        picture = add_picture(enterprise, kind="product")
        offer(enterprise, f"Производ {number}", picture=picture)
        twin = published(f"Близанац {number}", activity="1039")
        offer(twin, "Џем")
        add_picture(twin)
        add_picture(enterprise)
        person = Entrepreneur.objects.latest("pk")
        add_member(
            person=person,
            enterprise=enterprise,
            role=MemberRole.EMPLOYEE,
            publication_consent=enterprise.publication_consent,
        )
        reach(enterprise, phone=f"+3813712345{number}")
        WebLink.objects.create(enterprise=enterprise, kind="shop", url=f"https://{number}.example/")
    assert Membership.objects.shown().count() == count
    page(enterprise)
    with django_assert_num_queries(26):
        page(enterprise)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_each_language_names_the_others_and_itself(language: str, office: Office) -> None:
    enterprise = full()
    html = page(enterprise, language)
    path = f"/enterprises/{enterprise.slug}/"
    assert f'rel="canonical" href="http://testserver/{language}{path}"' in html
    assert [f'href="http://testserver/{each}{path}"' in html for each in ("sr", "sr-latn", "en")] == [
        True
    ] * 3
