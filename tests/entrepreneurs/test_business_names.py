"""Names of businesses are compared across scripts, marks and legal forms."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from center.base.scripts import to_latin
from entrepreneurs.business_names import LIKELY, comparable, comparable_person, similarity

LETTERS = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗabcčćddžđefghijklljmnnjoprsštuvzžČĆŠĐŽ0123456789"
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=8),
    st.sampled_from(
        [
            "д.о.о.",
            "doo",
            "ПР",
            "Задруга",
            "удружење",
            "грађана",
            "„Рука“",
            "Крушевац",
            ",",
            "d",
            "o",
            "-",
            "[[Café]]",
        ]
    ),
)
NAMES = st.lists(WORDS, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Рука д.о.о. Крушевац", "ruka"),
        ('"RUKA" DOO KRUŠEVAC', "ruka"),
        ("ruka d. o. o.", "ruka"),
        ("Друштво са ограниченом одговорношћу Рука", "ruka"),
        ("Privredno društvo „Ruka“ sa ograničenom odgovornošću, Kruševac", "ruka"),
        ("Ана Анић ПР Израда сапуна Крушевац", "ana anic izrada sapuna"),
        ("Ana Anić preduzetnik, izrada sapuna", "ana anic izrada sapuna"),
        ("СЗР Ђорђевић", "djordjevic"),
        ("Djordjevic szr", "djordjevic"),
        ("Земљорадничка задруга „Жупа“", "zupa"),
        ("ЗЗ Жупа Александровац", "zupa"),
        ("Udruženje građana Ruka ruci", "ruka ruci"),
        ("UG Ruka ruci Kruševac", "ruka ruci"),
        ("НВО Рука ручи", "ruka ruci"),
        ("Фондација Обнова", "obnova"),
        ("Обнова а.д. у стечају", "obnova"),
        ("Sapuni od meda", "sapuni od meda"),
        ("Ortačko društvo Braća Ilić", "braca ilic"),
        # A town is taken off only where it can be nothing else than the seat.
        ("Радионица Расина Крушевац", "radionica rasina krusevac"),
        ("Радионица Расина, Крушевац", "radionica rasina"),
        ("Удружење Крушевац", "krusevac"),
        ("ДОО Нови Сад", "novi sad"),
        ("Плава д.о.о. Нови Сад", "plava"),
        # A legal form alone is kept.
        ("Задруга", "zadruga"),
        ("д.о.о.", "d o o"),
        ("„…“", ""),
        ("", ""),
        ("[[Green Box]] d.o.o.", "green box"),
    ],
)
def test_the_core_of_a_name(name: str, core: str) -> None:
    assert comparable(name) == core


@given(NAMES)
@example("Крушевац, доо")
@example("doo Ruka doo Kruševac")
@example("d doo o o")
def test_either_script_gives_the_same_and_once_is_enough(name: str) -> None:
    core = comparable(name)
    assert comparable(to_latin(name)) == core
    assert comparable(core) == core


@given(st.text(max_size=40))
def test_any_text_gives_the_same_in_either_script_and_is_not_lost(name: str) -> None:
    core = comparable(name)
    assert comparable(core) == core
    if any(letter in LETTERS for letter in name):
        assert core != ""


@given(NAMES, NAMES)
def test_similarity_is_the_same_from_both_sides_and_between_nought_and_one(one: str, other: str) -> None:
    forth = similarity(one, other)
    assert forth == similarity(other, one)
    assert 0 <= forth <= 1
    assert (similarity(one, one) == 1.0) is bool(comparable(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Рука ручи д.о.о.", "Ruka ruci"),
        ("Ђурђевак", "Djurdjevak szr"),
        ("Ђурђевак", "Đurđevak PR"),
        ("Ђурђевак", "Durdevak"),
        ("Ruči ruka", "Рука ручи"),
        ("Pečurke Jastrepca", "Печурка Јастребца доо"),
        ("Zlatne ruke", "Златне руке 2"),
    ],
)
def test_names_that_people_take_for_one(one: str, other: str) -> None:
    assert similarity(one, other) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Рука ручи", "Рука пријатељства"),
        ("Удружење Сунце", "Удружење Месец"),
        ("Kruševačka pekara", "Крушевачка књижара"),
        ("", "д.о.о."),
    ],
)
def test_names_that_people_keep_apart(one: str, other: str) -> None:
    assert similarity(one, other) < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [("др Петар Петровић", "Petrović Petar"), ("Đorđe Đokić", "Djokic, Djordje"), ("Dr", "др")],
)
def test_a_person_is_compared_whatever_the_order_of_names(one: str, other: str) -> None:
    assert comparable_person(one) == comparable_person(other) != ""
