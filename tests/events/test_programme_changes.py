"""Two versions of a programme compared: as values, and in sentences."""

import dataclasses
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given

from events.programmes import (
    Programme,
    What,
    difference,
    digest_of,
    from_data,
    sentences,
    to_data,
)
from tests.events.programmes import ATTIC, HALL, applied, item, programme, programmes, speaker

EMPTY = Programme()


@given(programmes(), programmes())
def test_a_programme_with_the_difference_applied_is_the_other_one(
    before: Programme, after: Programme
) -> None:
    assert applied(before, difference(before, after)) == after


@given(programmes())
def test_a_programme_compared_with_itself_says_nothing(one: Programme) -> None:
    found = difference(one, one)
    assert not found
    assert sentences(found) == []


@given(programmes())
def test_a_programme_kept_as_json_comes_back_as_it_was(one: Programme) -> None:
    assert from_data(to_data(one)) == one


@given(programmes(), programmes())
def test_the_mark_of_two_programmes_is_the_same_only_if_they_are(one: Programme, other: Programme) -> None:
    assert (digest_of(to_data(one)) == digest_of(to_data(other))) is (one == other)


@given(programmes(), programmes())
def test_every_item_that_is_another_is_told_once_as_new_dropped_or_changed(
    before: Programme, after: Programme
) -> None:
    found = difference(before, after)
    named = [each.key for each in (*found.new, *found.dropped)] + [each.key for each in found.changed]
    assert len(named) == len(set(named))
    assert set(named) == {
        key
        for key in {each.key for each in (*before.items, *after.items)}
        if before.item(key) != after.item(key)
    }
    assert all(change.what for change in found.changed)


def told(before: Programme, after: Programme, language: str = "en") -> list[str]:
    with translation.override(language):
        return [each.text for each in sentences(difference(before, after))]


def test_a_new_item_is_told_with_its_time_and_room() -> None:
    assert told(EMPTY, programme(item(title_en="Honey"))) == ["New: Honey, 12 September, 10:00–11:00, Hall."]


def test_a_dropped_item_comes_first() -> None:
    before = programme(item(1, title_en="Honey"), item(2, "Сир", 1, title_en="Cheese"))
    after = programme(item(2, "Сир", 2, title_en="Cheese"))
    assert told(before, after) == [
        "Does not take place: Honey (12 September, 10:00–11:00).",
        "Another time: Cheese, now 12 September, 12:00–13:00 (before: 12 September, 11:00–12:00).",
    ]


def test_another_room_is_told_with_both_names() -> None:
    assert told(programme(item(title_en="Honey")), programme(item(title_en="Honey", room=ATTIC))) == [
        "Another room: Honey, now Attic (before: Hall)."
    ]


def test_an_item_that_goes_to_all_rooms_says_so() -> None:
    assert told(programme(item(title_en="Honey")), programme(item(title_en="Honey", room=None))) == [
        "Another room: Honey, now all rooms (before: Hall)."
    ]


def test_a_room_with_another_name_is_one_sentence_however_much_happens_there() -> None:
    named = dataclasses.replace(HALL, name_en="Great hall")
    before = programme(item(1), item(2, "Сир", 1))
    after = programme(item(1, room=named), item(2, "Сир", 1, room=named))
    assert told(before, after) == ["A room has another name: Great hall (before: Hall)."]


def test_another_title_and_other_speakers() -> None:
    before = programme(item(title_en="Honey", speakers=(speaker(1),)))
    after = programme(item(title_en="Honey and wax", speakers=(speaker(2, "Бане Савић"),)))
    assert told(before, after) == [
        "Another title: Honey and wax (before: Honey).",
        "Other speakers: Honey and wax, now Bane Savić.",
    ]


def test_speakers_who_are_not_known_any_more() -> None:
    assert told(
        programme(item(title_en="Honey", speakers=(speaker(1),))), programme(item(title_en="Honey"))
    ) == ["Who speaks is not known yet: Honey."]


@pytest.mark.parametrize(
    "more", [{"about_sr": "Дуже"}, {"capacity": 5}, {"kind": "panel"}, {"about_en": "Longer"}]
)
def test_smaller_things_are_told_as_details(more: dict[str, Any]) -> None:
    found = difference(programme(item()), programme(item(**more)))
    assert [change.what for change in found.changed] == [{What.DETAILS}]


def test_other_words_about_a_speaker_are_details() -> None:
    found = difference(
        programme(item(speakers=(speaker(),))), programme(item(speakers=(speaker(role_sr="Пчелар"),)))
    )
    assert [change.what for change in found.changed] == [{What.DETAILS}]


def test_speakers_in_another_order_are_other_speakers() -> None:
    one, two = speaker(1), speaker(2, "Бане Савић")
    found = difference(programme(item(speakers=(one, two))), programme(item(speakers=(two, one))))
    assert [change.what for change in found.changed] == [{What.SPEAKERS}]


def test_a_corrected_english_title_is_no_news_in_serbian() -> None:
    before, after = programme(item(title_en="Hony")), programme(item(title_en="Honey"))
    assert told(before, after, "sr") == []
    assert told(before, after) == ["Another title: Honey (before: Hony)."]


def test_only_the_items_asked_for_are_told() -> None:
    before = programme(item(1, title_en="Honey"), item(2, "Сир", 1, title_en="Cheese"))
    found = difference(before, EMPTY)
    with translation.override("en"):
        assert [each.text for each in sentences(found, about=[2])] == [
            "Does not take place: Cheese (12 September, 11:00–12:00)."
        ]


def test_what_goes_on_past_midnight_has_both_days() -> None:
    night = programme(item(hour=13, ends_at=item(hour=16).starts_at, title_en="Music"))
    assert told(EMPTY, night) == ["New: Music, 12 September, 23:00 – 13 September, 02:00, Hall."]
