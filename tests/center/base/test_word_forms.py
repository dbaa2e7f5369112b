"""Forms of a noun that a stemmer does not unite: what they are made of, and that nothing else comes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.search_words import asked, raw_query
from center.base.word_forms import other_forms


@pytest.mark.parametrize(
    "forms",
    [
        ("sajam", "sajmu", "sajmovi", "sajma"),
        ("momak", "momka"),
        ("posao", "poslovi", "posla"),
        ("posetilac", "posetioci", "posetioca"),
        ("dohodak", "dohotka"),
        ("zadruga", "zadruzi"),
        ("preduzetnik", "preduzetnici"),
        ("clan", "clanovi", "clanova"),
        ("banka", "banaka"),
        ("pismo", "pisama"),
    ],
)
def test_from_each_form_of_a_noun_the_others_are_reached(forms: tuple[str, ...]) -> None:
    # Only the ending may differ, which the stemmer cuts.
    for form in forms:
        stems = {other.rstrip("aeiou") for other in (form, *other_forms(form))}
        assert {other.rstrip("aeiou") for other in forms} - stems == set()


@pytest.mark.parametrize("word", ["", "a", "med", "psa", "2024", "covid19", "tekst", "ранг"])
def test_what_is_short_or_no_word_of_plain_letters_has_no_other_form_with_another_stem(word: str) -> None:
    assert [form for form in other_forms(word) if not form.startswith(word)] == []


def test_no_a_comes_between_consonants_that_belong_together() -> None:
    assert [form for form in other_forms("mesto") if "sat" in form] == []
    assert [form for form in other_forms("zemlja") if "laj" in form] == []


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_query_of_words_only(typed: str) -> None:
    words = asked(typed)
    query = raw_query(words)
    for word in words:
        assert all(form.isascii() and form.isalpha() for form in other_forms(word))
        assert word not in other_forms(word)
    assert query.count("&") == max(len(words) - 1, 0)
    assert query.count("(") == len(words)
