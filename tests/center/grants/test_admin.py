"""Grants in the admin: entered once, with their marks, and chosen on the page of each record."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from center.base.carrying import grants_of
from center.base.money import shown_money
from center.choices import Role
from center.models import AccessRecord, Grant, GrantLogo, User
from consultations.models import CaseGrant
from events.models import EventGrant
from tests.center.grants.making import make_european, make_grant, picture
from tests.consultations.cases import make_case
from tests.consultations.factories import make_advisor
from tests.events.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning", "english", "media")]
GRANT = {
    "title_sr": "Хлеб за све",
    "title_en": "Bread for all",
    "code": "bread",
    "donor_sr": "Европска унија",
    "donor_en": "European Union",
    "first_day": "2026-01-01",
    "last_day": "2026-12-31",
    "budget": "21620",
    "currency": "USD",
    "shows_eu_emblem": "on",
    "is_shown_everywhere": "on",
    "disclaimer_sr": "Одговара само канцеларија.",
    "budgets-TOTAL_FORMS": "0",
    "budgets-INITIAL_FORMS": "0",
    "logos-TOTAL_FORMS": "1",
    "logos-INITIAL_FORMS": "0",
    "logos-0-kind": "eu",
    "logos-0-name_sr": "Европска унија",
    "logos-0-name_en": "European Union",
    "logos-0-position": "0",
}


@pytest.fixture
def media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES}


@pytest.fixture
def coordinator(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, language="en")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def add(client: Client, logo: bytes, **fields: str) -> Any:
    upload = SimpleUploadedFile("emblem.png", logo, "image/png")
    return client.post("/admin/center/grant/add/", {**GRANT, **fields, "logos-0-image": upload})


def test_a_coordinator_enters_a_grant_and_its_mark_is_made_anew(coordinator: User) -> None:
    assert add(signed_in(coordinator), picture(900, 600)).status_code == 302
    grant, logo = Grant.objects.get(), GrantLogo.objects.get()
    assert (grant.budget, grant.donor_en) == (Decimal(21620), "European Union")
    assert str(logo.image.name).endswith(".webp")
    assert "emblem" not in str(logo.image.name)
    assert (logo.width, logo.height) == (360, 240)


def test_a_mark_too_small_for_paper_is_refused_with_its_size(coordinator: User) -> None:
    shown = add(signed_in(coordinator), picture(200, 100)).content.decode()
    assert "This logo is too small to be printed: 200 × 100 pixels." in shown
    assert Grant.objects.count() == 0


def test_a_grant_that_ends_before_it_begins_or_is_less_than_nothing_is_refused(coordinator: User) -> None:
    client = signed_in(coordinator)
    backwards = add(client, picture(), last_day="2025-12-31").content.decode()
    assert "The last day must not be before the first." in backwards
    assert add(client, picture(), budget="-1").status_code == 200
    assert Grant.objects.count() == 0


def test_the_page_of_a_grant_shows_the_block_and_keeps_its_code(coordinator: User) -> None:
    grant = make_european()
    shown = signed_in(coordinator).get(f"/admin/center/grant/{grant.pk}/change/").content.decode()
    assert "Funded by the European Union" in shown
    assert 'name="code"' not in shown


def test_an_advisor_reads_grants_and_changes_none(make_user: Callable[..., User]) -> None:
    grant = make_grant()
    client = signed_in(make_user(Role.ADVISOR, language="en"))
    address = f"/admin/center/grant/{grant.pk}/change/"
    assert (client.get(address).status_code, client.post(address, GRANT).status_code) == (200, 403)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "21,620 US dollars"), ("sr", "21.620 америчких долара")],
)
@pytest.mark.each
def test_a_budget_is_said_with_its_currency_as_the_language_writes_it(language: str, words: str) -> None:
    with override(language):
        assert shown_money(Decimal(21620), "USD") == words
        assert shown_money(None, "USD") == ""


# --- The grants of a record


def grants_page(record: Any) -> str:
    model = record._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_grants", args=[record.pk])


def choose(client: Client, record: Any, *grants: Grant, seen: list[Grant]) -> Any:
    ticked = {"grants": [grant.pk for grant in grants], "seen": ",".join(str(grant.pk) for grant in seen)}
    return client.post(grants_page(record), ticked, follow=True)


def test_an_editor_takes_an_event_out_of_one_grant_and_into_another(make_user: Callable[..., User]) -> None:
    event, runs = make_event(), make_grant(title_en="Runs then")
    other = make_grant(date(2020, 1, 1), date(2020, 12, 31), title_en="Long over")
    client = signed_in(make_user(Role.EDITOR, language="en"))
    shown = client.get(grants_page(event)).content.decode()
    assert "runs on its days" in shown
    assert "does not run then" in shown
    saved = choose(client, event, other, seen=[runs]).content.decode()
    assert "The grants of this record are saved." in saved
    assert "chosen by hand, though it does not run then" in saved
    assert list(grants_of(event)) == [other]


def test_whoever_saves_on_an_old_page_is_told_and_changes_nothing(make_user: Callable[..., User]) -> None:
    event, runs, second = make_event(), make_grant(), make_grant()
    client = signed_in(make_user(Role.COORDINATOR, language="en"))
    choose(client, event, second, seen=[runs, second])
    told = choose(client, event, runs, seen=[runs, second]).content.decode()
    assert "This was changed while you were reading." in told
    assert list(grants_of(event)) == [second]


def test_an_advisor_sees_for_what_an_event_counts_and_cannot_change_it(
    make_user: Callable[..., User],
) -> None:
    event, grant = make_event(), make_grant()
    client = signed_in(make_user(Role.ADVISOR, language="en"))
    assert "disabled" in client.get(grants_page(event)).content.decode()
    assert client.post(grants_page(event), {"seen": str(grant.pk)}).status_code == 403
    assert EventGrant.objects.count() == 0


def test_the_grants_of_a_case_are_for_those_who_read_it_and_reading_them_is_logged(
    make_user: Callable[..., User],
) -> None:
    case, grant = make_case(make_advisor()), make_grant()
    other = signed_in(make_advisor().user)
    assert other.get(grants_page(case)).status_code == 403
    coordinator = make_user(Role.COORDINATOR, language="en")
    client = signed_in(coordinator)
    assert client.get(grants_page(case)).status_code == 200
    assert AccessRecord.objects.filter(user=coordinator, object_id=case.pk).count() == 1
    choose(client, case, seen=[grant])
    assert list(CaseGrant.objects.values_list("grant", "counts")) == [(grant.pk, False)]


def test_the_page_of_grants_takes_as_many_queries_for_one_grant_as_for_three(
    make_user: Callable[..., User], django_assert_num_queries: Callable[..., Any]
) -> None:
    event = make_event()
    client = signed_in(make_user(Role.COORDINATOR, language="en"))
    client.get(grants_page(event))
    counts = set()
    for _each in range(3):
        make_grant()
        with django_assert_num_queries(100, exact=False) as queries:
            client.get(grants_page(event))
        counts.add(len(queries))
    assert len(counts) == 1
