"""A programme drafted and released: numbers, who is told of what, places given back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from pytest_django import DjangoAssertNumQueries

from center.models import StoredMail
from events.choices import CallReason, EventState
from events.errors import ChangeRefused
from events.models import EventCall, ItemSpeaker, Place, ProgrammeItem, ProgrammeRelease
from events.programmes import digest_of, from_data, snapshot, to_data
from events.services import events, programme_items
from events.services.items import choose_items, chosen_items
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.released import make_room, make_speaker, release
from tests.marks import seldom

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def letters() -> list[str]:
    """Return to whom letters about a programme went, in their order."""
    found = StoredMail.objects.filter(kind="events/programme_changed").order_by("pk")
    return list(found.values_list("recipient", flat=True))


def move(item: ProgrammeItem, by: timedelta = HOUR) -> None:
    programme_items.change_item(item=item, starts_at=item.starts_at + by, ends_at=item.ends_at + by)


# --- versions


def test_versions_are_numbered_from_one_and_keep_what_stood_in_them() -> None:
    event = make_event()
    item = make_item(event, room=make_room(event))
    first = release(event)
    programme_items.change_item(item=item, title_sr="Мед и восак")
    second = release(event, note="Drugi naslov")
    assert (first.number, second.number) == (1, 2)
    assert [each.data["items"][0]["title_sr"] for each in (first, second)] == ["Разговор 1", "Мед и восак"]
    assert second.note_sr == "Други наслов"


def test_an_empty_programme_is_not_released() -> None:
    with pytest.raises(ChangeRefused):
        release(make_event())


def test_the_same_programme_is_not_released_twice() -> None:
    event = make_event()
    make_item(event)
    release(event)
    with pytest.raises(ChangeRefused):
        release(event)
    assert ProgrammeRelease.objects.count() == 1


def test_what_nobody_saw_is_not_released() -> None:
    event = make_event()
    make_item(event)
    seen = digest_of(to_data(snapshot(event)))
    make_item(event, 18)
    with pytest.raises(ChangeRefused):
        release(event, seen=seen)
    assert release(event, seen=digest_of(to_data(snapshot(event)))).number == 1


def test_a_cancelled_event_has_no_new_version() -> None:
    event = make_event()
    item = make_item(event)
    events.cancel_event(event=event, by=make_staff())
    for verb in (
        lambda: release(event),
        lambda: programme_items.drop_item(item=item),
        lambda: programme_items.plan_item(event=event, title_sr="Још"),
    ):
        with pytest.raises(ChangeRefused):
            verb()


def test_a_version_cannot_be_changed_or_deleted_by_hand() -> None:
    event = make_event()
    make_item(event)
    release(event)
    for by_hand in (
        lambda: ProgrammeRelease.objects.update(number=7),
        lambda: ProgrammeRelease.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            by_hand()


@pytest.mark.parametrize("items", [*seldom([1]), 3])
def test_reading_a_draft_takes_the_same_queries_for_one_item_or_three(
    items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_event()
    for number in range(items):
        item = make_item(event, 17 + number, room=make_room(event, f"Сала {number}"))
        ItemSpeaker.objects.create(item=item, speaker=make_speaker(event, f"Ана {number}"))
    with django_assert_num_queries(2):
        assert len(snapshot(event).items) == items


# --- who is told


def test_who_has_a_place_in_an_item_that_moved_is_told_and_nobody_else() -> None:
    event = make_event(10)
    workshop, other = make_item(event, 17, capacity=3), make_item(event, 18, capacity=3)
    release(event)
    enter(event, 1, items=[workshop])
    enter(event, 2, items=[other])
    enter(event, 3)
    move(workshop, timedelta(minutes=30))
    release(event)
    assert letters() == ["person1@example.org"]
    body = StoredMail.objects.latest("pk").body_text
    assert "Another time: Talk 1, now 19 September, 17:30–18:30 (before: 19 September, 17:00–18:00)." in body


def test_without_places_of_their_own_everybody_with_a_place_is_told() -> None:
    event = make_event(2)
    item = make_item(event)
    release(event)
    for number in (1, 2, 3):
        enter(event, number)
    move(item)
    release(event)
    assert letters() == ["person1@example.org", "person2@example.org"]


def test_nobody_is_written_to_about_a_title_a_description_or_something_new() -> None:
    event = make_event(10)
    workshop, talk = make_item(event, 17, capacity=3), make_item(event, 18)
    release(event)
    enter(event, 1, items=[workshop])
    for item in (workshop, talk):
        programme_items.change_item(item=item, title_sr="Боље име", about_sr="Опис.")
    make_item(event, 18, title_sr="Ново")
    assert release(event).number == 2
    assert letters() == []


def test_another_speaker_is_told_to_those_who_chose_the_item_only() -> None:
    event = make_event(10)
    workshop, talk = make_item(event, 17, capacity=3), make_item(event, 18)
    release(event)
    enter(event, 1, items=[workshop])
    enter(event, 2)
    ana = make_speaker(event)
    for item in (workshop, talk):
        programme_items.change_item(item=item, speakers=[ana])
    release(event)
    assert letters() == ["person1@example.org"]
    assert "Talk 2" not in StoredMail.objects.latest("pk").body_text


def test_who_left_no_email_is_called() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    made = enter(event, 1, phone="064 1234567")
    move(item)
    release(event)
    assert list(EventCall.objects.values_list("registration", "reason")) == [(made.pk, CallReason.CHANGED)]


def test_the_letter_speaks_the_language_of_the_registration() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    enter(event, 1, language="sr-latn")
    move(item)
    release(event, note="Kiša pada")
    mail = StoredMail.objects.latest("pk")
    assert "Razgovor 1" in mail.body_text
    assert "Kiša pada" in mail.body_text
    assert "Talk 1" not in mail.body_text


def test_nobody_is_told_of_the_first_version() -> None:
    event = make_event(10)
    enter(event, 1)
    make_item(event)
    release(event)
    assert letters() == []


def test_nobody_is_told_of_small_corrections_that_staff_keep_quiet() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    enter(event, 1)
    move(item, timedelta(minutes=5))
    release(event, tell=False)
    assert letters() == []


def test_nobody_is_told_when_the_event_is_over(clock: Clock) -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    enter(event, 1)
    clock.move_to(event.ends_at)
    move(item)
    release(event)
    assert letters() == []


# --- dropping


def test_a_dropped_item_gives_its_places_back_with_the_version_that_says_so() -> None:
    event = make_event(10)
    item = make_item(event, capacity=3)
    make_item(event, 18)
    release(event)
    made = enter(event, 1, size=2, items=[item])
    programme_items.drop_item(item=item)
    assert chosen_items(made) == [item]
    release(event)
    assert chosen_items(made) == []
    assert Place.objects.filter(item=None).count() == 2
    assert letters() == ["person1@example.org"]
    assert "Does not take place: Talk 1" in StoredMail.objects.latest("pk").body_text


def test_who_loses_a_place_is_told_even_if_the_correction_was_to_be_quiet() -> None:
    event = make_event(10)
    item, other = make_item(event, capacity=3), make_item(event, 18)
    release(event)
    enter(event, 1, items=[item])
    enter(event, 2)
    programme_items.drop_item(item=item)
    move(other, timedelta(minutes=5))
    release(event, tell=False)
    assert letters() == ["person1@example.org"]


def test_nobody_can_choose_what_was_taken_out() -> None:
    event = make_event(10)
    item = make_item(event, capacity=3)
    make_item(event, 18)
    release(event)
    made = enter(event, 1)
    programme_items.drop_item(item=item)
    assert choose_items(registration=made, items=[item]) == []


def test_an_item_put_back_before_the_next_version_costs_nobody_a_place() -> None:
    event = make_event(10)
    item = make_item(event, capacity=3)
    release(event)
    made = enter(event, 1, items=[item])
    programme_items.drop_item(item=item)
    programme_items.drop_item(item=item)
    programme_items.restore_item(item=item)
    programme_items.restore_item(item=item)
    with pytest.raises(ChangeRefused):
        release(event)
    assert (chosen_items(made), letters()) == ([item], [])


def test_an_item_is_not_put_back_into_a_room_that_is_taken_by_now() -> None:
    event = make_event()
    room = make_room(event)
    item = make_item(event, room=room)
    programme_items.drop_item(item=item)
    make_item(event, room=room)
    with pytest.raises(ValidationError):
        programme_items.restore_item(item=item)


# --- the draft


def test_an_item_never_has_fewer_places_than_people_hold() -> None:
    event = make_event(10)
    item = make_item(event, capacity=5)
    first = enter(event, 1, size=2, items=[item])
    enter(event, 2, size=2, items=[item])
    with pytest.raises(ValidationError) as wrong:
        programme_items.change_item(item=item, capacity=3)
    assert list(wrong.value.message_dict) == ["capacity"]
    choose_items(registration=first, items=[])
    programme_items.change_item(item=item, capacity=2)
    numbers = Place.objects.filter(item=item).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_the_database_keeps_the_places_of_an_item_too() -> None:
    event = make_event(10)
    item = make_item(event, capacity=5)
    enter(event, 1, size=2, items=[item])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeItem.objects.filter(pk=item.pk).update(capacity=1)


def test_rooms_and_speakers_of_another_event_are_refused_in_the_service_and_by_hand() -> None:
    event, other = make_event(), make_event()
    item, room, ana = make_item(event), make_room(other), make_speaker(other)
    with pytest.raises(ValidationError):
        programme_items.change_item(item=item, room=room)
    with pytest.raises(ValidationError):
        programme_items.change_item(item=item, speakers=[ana])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeItem.objects.filter(pk=item.pk).update(room=room)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemSpeaker.objects.create(item=item, speaker=ana)


def test_speakers_stand_in_the_order_given_and_rows_that_stay_are_kept() -> None:
    event = make_event()
    ana, bane, vera = (make_speaker(event, name) for name in ("Ана", "Бане", "Вера"))
    item = programme_items.plan_item(
        event=event, title_sr="Мед", starts_at=event.starts_at, ends_at=event.ends_at, speakers=[ana, bane]
    )
    kept = ItemSpeaker.objects.get(speaker=bane).pk
    programme_items.change_item(item=item, speakers=[vera, bane])
    rows = list(ItemSpeaker.objects.order_by("position"))
    assert [row.speaker for row in rows] == [vera, bane]
    assert rows[1].pk == kept
    programme_items.change_item(item=item, title_sr="Восак")
    assert ItemSpeaker.objects.count() == 2


def test_one_room_holds_one_thing_at_a_time() -> None:
    event = make_event()
    room = make_room(event)
    make_item(event, room=room)
    with pytest.raises(ValidationError):
        programme_items.plan_item(
            event=event, title_sr="Сир", starts_at=event.starts_at, ends_at=event.ends_at, room=room
        )


def test_all_items_move_together_although_one_takes_the_time_of_another() -> None:
    event = make_event()
    room = make_room(event)
    first, second = make_item(event, 17, room=room), make_item(event, 18, room=room)
    before = second.starts_at
    assert programme_items.shift_items(event=event, by=HOUR) == 2
    first.refresh_from_db()
    assert first.starts_at == before


def test_the_state_of_the_event_is_not_touched() -> None:
    event = make_event()
    make_item(event)
    release(event)
    event.refresh_from_db()
    assert event.state == EventState.PUBLISHED


# --- the event moves


def test_the_programme_moves_together_with_the_event_and_nobody_is_written_to_twice() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    enter(event, 1)
    events.change_event(
        event=event, by=make_staff(), starts_at=event.starts_at + HOUR, ends_at=event.ends_at + HOUR
    )
    before = item.starts_at
    item.refresh_from_db()
    assert item.starts_at == before + HOUR
    assert [each.number for each in event.releases.all()] == [2, 1]
    assert from_data(event.releases.all()[0].data).items[0].starts_at == item.starts_at
    assert event.releases.all()[0].note_en == "The programme moved together with the event."
    assert letters() == []


def test_a_draft_with_changes_of_its_own_moves_and_waits_to_be_released() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    programme_items.change_item(item=item, title_sr="Ново")
    events.postpone_event(event=event, by=make_staff())
    new = event.starts_at + timedelta(days=7)
    events.set_new_date(event=event, by=make_staff(), starts_at=new, ends_at=new + 2 * HOUR)
    item.refresh_from_db()
    assert item.starts_at == new
    assert event.releases.count() == 1


def test_a_longer_event_leaves_its_programme_alone() -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    events.change_event(event=event, by=make_staff(), ends_at=event.ends_at + HOUR)
    before = item.starts_at
    item.refresh_from_db()
    assert (item.starts_at, event.releases.count()) == (before, 1)
