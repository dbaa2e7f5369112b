"""How people may be reached without harm: kept whole, changed by staff one after the other, never lost in a merge."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from center.models import User
from center.services import accounts
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Consent, ConsentText, ContactPreference, Entrepreneur, preference_of
from entrepreneurs.services import (
    ContactWishes,
    keep_wishes,
    merge_entrepreneurs,
    undo_merge,
    withdraw_consent,
)
from entrepreneurs.services.contact_preferences import ChangedMeanwhile
from tests.entrepreneurs.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AsUser = Callable[[User], Client]
SISTER = ContactWishes(
    helper_name="Мира Радић", helper_phone="+381641234567", helper_relation="family", helper_agreed=True
)
CAREFUL = ContactWishes(
    no_voicemail=True,
    call_from=time(10),
    call_until=time(14),
    neutral_texts=True,
    no_email_reminders=True,
    advice="Тражите Раду.",
)


def keep(person: Entrepreneur, wishes: ContactWishes, **more: Any) -> ContactPreference | None:
    return keep_wishes(person=person, wishes=wishes, how="phone", **more)


def wishes_of(person: Entrepreneur) -> ContactWishes:
    return ContactWishes.of(Entrepreneur.objects.get(pk=person.pk))


def consents(person: Entrepreneur) -> list[tuple[str, bool]]:
    rows = Consent.objects.filter(person=person).order_by("pk")
    return [(row.purpose, row.in_force) for row in rows]


def test_who_asks_for_nothing_has_no_row() -> None:
    person = make_person()
    assert (keep(person, ContactWishes()), ContactPreference.objects.count()) == (None, 0)
    assert wishes_of(person) == ContactWishes()
    assert preference_of(person).pk is None


def test_what_a_person_asks_for_is_kept_and_may_be_taken_back(advisor_user: User) -> None:
    person = make_person()
    keep(person, CAREFUL, by=advisor_user)
    row = ContactPreference.objects.get()
    assert (wishes_of(person), row.updated_by) == (CAREFUL, advisor_user)
    keep(person, ContactWishes())
    assert (wishes_of(person), ContactPreference.objects.count()) == (ContactWishes(), 1)


def test_the_advice_is_ciphertext_and_neither_it_nor_the_helper_is_in_the_history() -> None:
    keep(make_person(), replace(SISTER, advice="Тражите Раду."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT advice FROM entrepreneurs_contactpreference")
        assert "Раду" not in cursor.fetchone()[0]
    history = apps.get_model("entrepreneurs", "ContactPreferenceEvent")
    hidden = {"advice", "helper_name", "helper_phone", "helper_email", "helper_relation"}
    assert {field.name for field in history._meta.get_fields()} & hidden == set()


def test_a_helper_is_kept_with_the_persons_consent_and_leaves_with_it() -> None:
    person = make_person()
    keep(person, SISTER)
    assert (wishes_of(person).helper, consents(person)) == (SISTER.helper, [("helper", True)])
    withdraw_consent(consent=Consent.objects.get())
    assert (wishes_of(person), consents(person)) == (ContactWishes(), [("helper", False)])


def test_another_helper_takes_another_consent_and_the_same_one_none() -> None:
    person = make_person()
    for wishes in (SISTER, replace(SISTER, no_voicemail=True)):
        keep(person, wishes)
    assert consents(person) == [("helper", True)]
    keep(person, replace(SISTER, helper_name="Јован"))
    assert consents(person) == [("helper", False), ("helper", True)]
    keep(person, CAREFUL)
    assert (wishes_of(person), consents(person)) == (CAREFUL, [("helper", False)] * 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"helper_name": ""}, "helper_name"),
        ({"helper_phone": ""}, "helper_phone"),
        ({"helper_relation": ""}, "helper_relation"),
        ({"helper_agreed": False}, "helper_agreed"),
        ({"helper_phone": "12"}, "helper_phone"),
        ({"helper_relation": "enemy"}, "helper_relation"),
        ({"helper_name": "www.example.org"}, "helper_name"),
    ],
)
def test_half_a_helper_is_refused_at_its_field_and_nothing_is_kept(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        keep(make_person(), replace(SISTER, **change))
    assert list(refused.value.message_dict) == [field]
    assert (ContactPreference.objects.count(), Consent.objects.count()) == (0, 0)


@pytest.mark.parametrize("hours", [(time(14), time(10)), (time(10), None), (time(10), time(10))])
def test_hours_without_any_time_are_refused(hours: tuple[time, time | None]) -> None:
    with pytest.raises(ValidationError):
        keep(make_person(), ContactWishes(call_from=hours[0], call_until=hours[1]))


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("contact_preference_hours_in_order", {"call_from": time(14), "call_until": time(10)}),
        ("contact_preference_hours_in_order", {"call_until": None}),
        ("contact_preference_helper_is_whole", {"helper_name": "Мира"}),
        ("contact_preference_helper_is_whole", {"helper_email": "mira@example.org"}),
        ("contact_preference_helper_is_no_address", {"helper_name": "www.example.org"}),
    ],
)
def test_the_database_refuses(name: str, change: dict[str, Any]) -> None:
    keep(make_person(), CAREFUL)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        ContactPreference.objects.update(**change)
    # The name alone breaks two rules; the database names either.
    assert "contact_preference" in str(refused.value)
    assert name in str(refused.value) or name == "contact_preference_helper_is_no_address"


def test_whoever_read_an_older_version_is_told_and_changes_nothing() -> None:
    person = make_person()
    first = keep(person, CAREFUL)
    assert first is not None
    keep(person, SISTER)
    with pytest.raises(ChangedMeanwhile):
        keep(person, ContactWishes(), read_at=first.updated_at)
    assert wishes_of(person) == SISTER


MERGES = [
    (ContactWishes(), CAREFUL, CAREFUL),
    (CAREFUL, ContactWishes(), CAREFUL),
    (
        ContactWishes(no_voicemail=True, call_from=time(9), call_until=time(12), advice="Тихо."),
        ContactWishes(neutral_texts=True, call_from=time(11), call_until=time(15), advice="Тражите Раду."),
        ContactWishes(
            no_voicemail=True,
            neutral_texts=True,
            call_from=time(11),
            call_until=time(12),
            advice="Тихо.\nТражите Раду.",
        ),
    ),
    (
        ContactWishes(call_from=time(9), call_until=time(10)),
        ContactWishes(call_from=time(15), call_until=time(16)),
        ContactWishes(call_from=time(9), call_until=time(10)),
    ),
    (CAREFUL, SISTER, replace(SISTER, **{k: v for k, v in vars(CAREFUL).items() if "helper" not in k})),
    (SISTER, replace(SISTER, helper_name="Јован"), SISTER),
]


@pytest.mark.parametrize(("one", "other", "both"), MERGES)
def test_of_two_records_the_more_careful_wishes_are_kept_and_an_undo_brings_both_back(
    one: ContactWishes, other: ContactWishes, both: ContactWishes, coordinator: User
) -> None:
    kept, merged = make_person("Рада Радић"), make_person("Rada Radić")
    keep(kept, one)
    keep(merged, other)
    merge = merge_entrepreneurs(survivor=kept, duplicate=merged, by=coordinator)
    assert wishes_of(kept) == both
    undo_merge(merge=merge, by=coordinator)
    assert (wishes_of(kept), wishes_of(merged)) == (one, other)


def test_after_a_merge_withdrawing_the_consent_still_erases_the_helper(coordinator: User) -> None:
    kept, merged = make_person("Рада Радић"), make_person("Rada Radić")
    keep(kept, CAREFUL)
    keep(merged, SISTER)
    merge_entrepreneurs(survivor=kept, duplicate=merged, by=coordinator)
    withdraw_consent(consent=Consent.objects.get(person=kept, purpose=Purpose.HELPER))
    assert wishes_of(kept) == CAREFUL


def test_every_purpose_has_a_text_also_in_a_database_that_had_others_before() -> None:
    assert set(ConsentText.objects.values_list("purpose", flat=True)) == set(Purpose.values)


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    accounts.choose_language(user=coordinator, language="en")
    return as_user(coordinator)


def door(person: Entrepreneur) -> str:
    return reverse("admin:entrepreneurs_entrepreneur_do", args=[person.pk, "safe-contact"])


def typed(client: Client, person: Entrepreneur, **change: str) -> dict[str, str]:
    """Return what the form shows, as a browser would send it."""
    form = client.get(door(person)).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: str(value) for name, value in values.items() if value not in (None, False)} | change


def test_staff_read_and_change_the_wishes_in_the_record(desk: Client, coordinator: User) -> None:
    person = make_person()
    desk.post(
        door(person), {"call_from": "10:00", "call_until": "14:00", "no_voicemail": "on", "how": "paper"}
    )
    assert wishes_of(person) == ContactWishes(no_voicemail=True, call_from=time(10), call_until=time(14))
    page = desk.get(reverse("admin:entrepreneurs_entrepreneur_change", args=[person.pk])).content.decode()
    assert "Leave no message on the answering machine." in page
    desk.post(door(person), typed(desk, person, advice="Тражите Раду."))
    assert wishes_of(person) == ContactWishes(
        no_voicemail=True, call_from=time(10), call_until=time(14), advice="Тражите Раду."
    )


def test_a_colleague_who_was_slower_is_told(desk: Client) -> None:
    person = make_person()
    keep(person, CAREFUL)
    form = typed(desk, person)
    keep(person, SISTER)
    answer = desk.post(door(person), form)
    assert answer.context["form"].non_field_errors() == [
        "A colleague changed this while you were reading. Please read it again."
    ]
    assert wishes_of(person) == SISTER
