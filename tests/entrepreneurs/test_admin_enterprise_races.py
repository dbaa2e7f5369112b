"""Two colleagues and one record of an enterprise, at the same moment and on the real database."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from center import admin_once
from center.admin_versions import VersionedForm
from center.models import User
from entrepreneurs.choices import LegalForm
from entrepreneurs.models import Enterprise, LegalStatus, RegisteredForm
from entrepreneurs.services import record_fact
from tests.entrepreneurs.factories import make_enterprise, published
from tests.entrepreneurs.typed_forms import typed

pytestmark = [pytest.mark.django_db(transaction=True)]
AsUser = Callable[[User], Client]
SAVED, SHOWN_AGAIN = 302, 200


@pytest.fixture(autouse=True)
def _enough_connections(db: None) -> None:
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, 20)


def record(enterprise: Enterprise) -> str:
    return reverse("admin:entrepreneurs_enterprise_change", args=[enterprise.pk])


def do(enterprise: Enterprise, verb: str) -> str:
    return reverse("admin:entrepreneurs_enterprise_do", args=[enterprise.pk, verb])


def answers(*sendings: tuple[Client, str, dict[str, Any]]) -> list[int | str]:
    """Send the forms at the same instant and return the status of each, or the name of what broke."""
    barrier = Barrier(len(sendings))
    found: list[int | str] = []

    def send(client: Client, address: str, data: dict[str, Any]) -> None:
        try:
            barrier.wait(timeout=30)
            found.append(client.post(address, data).status_code)
        except Exception as error:  # noqa: BLE001 -- whatever a colleague would have seen
            found.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=send, args=sending) for sending in sendings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found, key=str)


def new_forms(client: Client, enterprise: Enterprise) -> list[tuple[Client, str, dict[str, Any]]]:
    """Two forms as loaded now, each with another new legal form from another day."""
    page = typed(client.get(record(enterprise)))
    return [
        (
            client,
            record(enterprise),
            page | {"registeredform_facts-1-form": form, "registeredform_facts-1-since": since},
        )
        for form, since in (("limited", "2024-05-01"), ("cooperative", "2024-06-01"))
    ]


def with_a_form() -> Enterprise:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ASSOCIATION)
    return enterprise


def test_of_two_who_add_a_fact_at_once_one_is_shown_what_the_other_saved(
    coordinator: User, as_user: AsUser
) -> None:
    enterprise = with_a_form()
    assert answers(*new_forms(as_user(coordinator), enterprise)) == [SHOWN_AGAIN, SAVED]
    assert RegisteredForm.objects.count() == 2


def test_facts_never_overlap_even_where_nobody_compares_versions(
    coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    enterprise = with_a_form()
    sendings = new_forms(as_user(coordinator), enterprise)
    monkeypatch.setattr(VersionedForm, "_compare_versions", lambda _form: None)
    assert SAVED in answers(*sendings)
    ranges = [fact.valid for fact in RegisteredForm.objects.order_by("valid")]
    assert [each.upper for each in ranges] == [*(each.lower for each in ranges[1:]), None]


@pytest.mark.long
def test_a_form_opened_before_the_record_left_the_directory_does_not_bring_it_back(
    coordinator: User, as_user: AsUser
) -> None:
    enterprise = published()
    client = as_user(coordinator)
    data = typed(client.get(record(enterprise))) | {"internal_note": "записано"}
    outcome = answers((client, record(enterprise), data), (client, do(enterprise, "take-back"), {}))
    assert SAVED in outcome
    enterprise.refresh_from_db()
    assert enterprise.state == "draft"


def test_nothing_is_kept_of_a_save_that_broke_half_way(
    coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    enterprise = published()
    client = as_user(coordinator)
    client.raise_request_exception = False
    data = typed(client.get(record(enterprise))) | {
        "summary_sr": "Сада сушимо јабуке.",
        "slug": "zlatna-jabuka",
        "legalstatus_facts-0-status": "preparing",
        "legalstatus_facts-0-since": "2024-01-01",
    }

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("entrepreneurs.admin.enterprises.touched", broken)
    assert client.post(record(enterprise), data).status_code == 500
    before = (enterprise.summary_sr, enterprise.slug)
    enterprise.refresh_from_db()
    assert (enterprise.summary_sr, enterprise.slug) == before
    assert (LegalStatus.objects.count(), enterprise.former_slugs.count()) == (0, 0)
    assert enterprise.entry.summary_sr == before[0]


@pytest.mark.parametrize(("is_guarded", "added"), [(True, 1), (False, 2)])
def test_the_button_of_a_new_record_pressed_twice_at_once_adds_one(
    is_guarded: bool, added: int, coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_guarded:
        monkeypatch.setattr(admin_once, "_identity", lambda _request: "")
    client, address = as_user(coordinator), reverse("admin:entrepreneurs_enterprise_add")
    form = typed(client.get(address)) | {"name_sr": "Крушка"}
    assert answers((client, address, form), (client, address, form)) == [SAVED, SAVED]
    assert Enterprise.objects.count() == added
