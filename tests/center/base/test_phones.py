"""Phone numbers as people type them."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from center.base.phones import E164_PATTERN, display_phone, normalise_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("037 123-456", "+38137123456"),
        ("037/123-456", "+38137123456"),
        ("(037) 123.456", "+38137123456"),
        ("+381 37 123 456", "+38137123456"),
        ("0038137123456", "+38137123456"),
        ("+381 (0)37 123 456", "+38137123456"),
        ("064 123 45 67", "+381641234567"),
        ("  064\u00a01234567 ", "+381641234567"),
        ("064\u20111234567", "+381641234567"),
        ("０６４ １２３４５６７", "+381641234567"),
        ("+387 61 123 456", "+38761123456"),
        ("00 43 660 1234567", "+436601234567"),
        ("+1 202 555 0143", "+12025550143"),
        ("037 123 456", "+38137123456"),
        ("064 123 456", "+38164123456"),
        ("011 123 4567", "+381111234567"),
        ("381 64 123 4567", "+381641234567"),
    ],
)
def test_usual_ways_of_writing_are_one_number(typed: str, stored: str) -> None:
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write a phone number such as 064 123 4567 or +381 64 123 4567."),
        ("nobody", "Write a phone number such as 064 123 4567 or +381 64 123 4567."),
        ("064 123 45 67 после 5", "Write a phone number such as 064 123 4567 or +381 64 123 4567."),
        ("٠٦٤١٢٣٤٥٦٧", "Write a phone number such as 064 123 4567 or +381 64 123 4567."),
        ("1" * 41, "Write a phone number such as 064 123 4567 or +381 64 123 4567."),
        ("064 123", "This number does not have the right number of digits. Please check it."),
        ("064123456789", "This number does not have the right number of digits. Please check it."),
        ("064 123 456 789 012", "This number does not have the right number of digits. Please check it."),
        ("+381 64 123 456 78", "This number does not have the right number of digits. Please check it."),
        ("00381 37 12345", "This number does not have the right number of digits. Please check it."),
        ("+381 0 064 123 456", "This number does not have the right number of digits. Please check it."),
        ("+1 202 555", "This number does not have the right number of digits. Please check it."),
        ("99999999", "Write the number with its area code, such as 037 123 456 or 064 123 4567."),
        ("123 456", "Write the number with its area code, such as 037 123 456 or 064 123 4567."),
        ("1234567890123", "Write the number with its area code, such as 037 123 456 or 064 123 4567."),
    ],
)
@pytest.mark.usefixtures("english")
def test_what_is_no_number_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        normalise_phone(typed)
    assert refused.value.messages == [sentence]


@given(st.text(max_size=60))
def test_any_text_is_a_number_in_stored_form_or_a_sentence(text: str) -> None:
    try:
        stored = normalise_phone(text)
    except ValidationError:
        return
    assert re.fullmatch(E164_PATTERN, stored)
    assert normalise_phone(stored) == stored


separators = st.text(alphabet=" -/.", max_size=2)


@given(
    digits=st.integers(1_000_000, 9_999_999).map(str),
    prefix=st.sampled_from(["064", "+38164", "0038164", "+381 (0)64"]),
    between=st.lists(separators, min_size=7, max_size=7),
)
def test_separators_and_prefixes_do_not_matter(digits: str, prefix: str, between: list[str]) -> None:
    typed = prefix + "".join(part for pair in zip(between, digits, strict=True) for part in pair)
    assert normalise_phone(typed) == f"+38164{digits}"


@given(
    st.from_regex(r"[1-9][0-9]{0,13}", fullmatch=True), st.sampled_from(["0", "+381", "00381", "+381 (0)"])
)
def test_at_home_eight_or_nine_digits_follow_the_prefix(digits: str, prefix: str) -> None:
    try:
        stored = normalise_phone(prefix + digits)
    except ValidationError:
        stored = ""
    assert stored == (f"+381{digits}" if len(digits) in {8, 9} else "")


@given(st.integers(1_000_000, 9_999_999).map(lambda digits: f"+38164{digits}"))
def test_what_is_shown_can_be_typed_again(stored: str) -> None:
    assert normalise_phone(display_phone(stored)) == stored


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+381641234567", "064 1234567"), ("+436601234567", "+43 660 1234567"), ("", ""), ("junk", "junk")],
)
def test_serbian_numbers_are_shown_without_the_country_code(stored: str, shown: str) -> None:
    assert display_phone(stored) == shown
