"""The record of an enterprise tells what is in it, who entered it, and by whose consent something is shown."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from center.models import User
from entrepreneurs import services
from entrepreneurs.choices import ConsentWay, MemberRole, Purpose
from entrepreneurs.models import Enterprise, ReportDuty, Seat
from tests.entrepreneurs.factories import (
    hold_status,
    make_enterprise,
    make_person,
    place,
    published,
    reach,
    today,
)

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language, coordinator.name = "en", "Марија"
    coordinator.save()
    return as_user(coordinator)


def record(enterprise: Enterprise) -> str:
    return reverse("admin:entrepreneurs_enterprise_change", args=[enterprise.pk])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_contents_lead_to_every_section_of_the_record(desk: Client) -> None:
    page = desk.get(record(published())).content.decode()
    (contents,) = re.findall(r'<nav class="record-contents".*?</nav>', page, re.DOTALL)
    targets = re.findall(r'href="#([^"]+)"', contents)
    assert [target for target in targets if page.count(f'id="{target}"') != 1] == []
    headings = set(re.findall(r'<h[23] id="([^"]+)"', page))
    assert headings - set(targets) == {"record-contents", "record-parts"}


def test_a_fact_says_when_it_was_entered_and_by_whom(desk: Client, coordinator: User) -> None:
    enterprise = make_enterprise()
    services.record_fact(
        Seat, enterprise=enterprise, since=None, settlement=place("Бела Вода"), by=coordinator
    )
    row = re.findall(r"<details.*?</details>", desk.get(record(enterprise)).content.decode(), re.DOTALL)
    (entered,) = [words(each) for each in row if "Bela Voda" in words(each)[:9]]
    assert entered.endswith(f"Entered: {date_format(today(), 'j M Y')}, Marija Remove this row")


def test_the_record_names_the_addresses_that_it_had(desk: Client) -> None:
    enterprise = make_enterprise("Јабука")
    for slug in ("stara-jabuka", "nova-jabuka"):
        services.change_slug(enterprise=enterprise, slug=slug)
    assert "Earlier short names: jabuka, stara-jabuka" in words(desk.get(record(enterprise)).content.decode())


def test_a_phone_names_its_consent_which_is_withdrawn_there_and_leaves_the_public_page_at_once(
    desk: Client,
) -> None:
    enterprise = published("Јабука")
    person = make_person("Цвета Цветић")
    services.add_member(person=person, enterprise=enterprise, role=MemberRole.EMPLOYEE)
    own = services.give_consent(
        person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
    )
    channel = reach(enterprise, phone="+38137555333", person=person)
    channel.publication_consent = own
    channel.save()
    profile = f"/en/enterprises/{enterprise.slug}/"
    assert "037 555333" in Client().get(profile).content.decode()
    consent = reverse("admin:entrepreneurs_consent_change", args=[own.pk])
    assert f'<a href="{consent}">Cveta Cvetić</a> since' in desk.get(record(enterprise)).content.decode()
    desk.post(reverse("admin:entrepreneurs_consent_do", args=[own.pk, "withdraw"]), {})
    assert "037 555333" not in Client().get(profile).content.decode()
    assert Client().get(profile).status_code == 200


def test_the_history_tells_days_as_people_say_them(desk: Client) -> None:
    page = desk.get(record(published()).replace("change", "history")).content.decode()
    assert "Added – Seat: since 1 Jan 2020, " in words(page)


def test_the_desk_leads_from_what_is_due_to_its_record_and_to_all_of_it(
    desk: Client, coordinator: User
) -> None:
    enterprise = published("Јабука")
    Enterprise.objects.update(confirmed_on=date(2020, 1, 1))
    hold_status(enterprise, by=coordinator)
    ReportDuty.objects.update(due_on=timezone.localdate())
    duty = ReportDuty.objects.get()
    page = desk.get("/admin/").content.decode()
    blocks = {
        name: re.findall(r'href="([^"]+)"', html)
        for name, html in re.findall(r'aria-labelledby="desk-(\w+)">(.*?)</section>', page, re.DOTALL)
    }
    base = "/admin/entrepreneurs"
    assert blocks["reports"] == [
        f"{base}/reportduty/?due=soon",
        f"{base}/reportduty/{duty.pk}/change/",
    ]
    assert blocks["unconfirmed"] == [f"{base}/enterprise/?lacks=confirmation", record(enterprise)]
    assert blocks["orphans"] == [f"{base}/enterprise/?lacks=editor", record(enterprise)]
    for address in {link for name in ("reports", "unconfirmed", "orphans") for link in blocks[name][:1]}:
        assert desk.get(address).context["cl"].result_count == 1


def test_who_may_only_read_enterprises_finds_what_is_missing_from_the_desk(
    researcher: User, as_user: AsUser
) -> None:
    quality = reverse("admin:entrepreneurs_quality")
    client = as_user(researcher)
    assert f'href="{quality}"' in client.get("/admin/").content.decode()
    assert client.get(quality).status_code == 200
