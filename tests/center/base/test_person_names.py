"""A name is only a name: nothing in it becomes a link in a letter, and nobody with an unusual name is refused."""

import pytest
from django.core.exceptions import ValidationError

from center.base.person_names import PersonNameField, person_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Мила", "Мила"),
        ("  Мила   Петровић ", "Мила Петровић"),
        ("dr.Petrović", "dr. Petrović"),
        ("А.Б.Петровић", "А.Б. Петровић"),
        ("Сапуни д.о.о.", "Сапуни д.о.о."),
        ("O'Brien-Łukasz, Jr.", "O'Brien-Łukasz, Jr."),
        ("Мила / Ана (037 123 456)", "Мила / Ана (037 123 456)"),
        ("Your parcel: evil.example/login", "Your parcel: evil. example/login"),
        ("зло.срб", "зло. срб"),
        ("\u200eMi\u00adla\ufeff", "Mila"),
        ("نیل\u200cوفر", "نیل\u200cوفر"),
    ],
)
def test_a_name_is_kept_in_order(typed: str, kept: str) -> None:
    assert person_name(typed) == kept
    assert person_name(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "Your parcel: http://evil.example/login now",
        "ftp://evil",
        "Ana WWW.evil",
        "Ana www．evil",
        "ana@example.org",
        "Ana\u202egro",
        "Ana\u2066",
        "Ana\x07",
        "Ana\0",
    ],
)
def test_an_address_or_a_hidden_sign_is_no_name(typed: str) -> None:
    with pytest.raises(ValidationError):
        PersonNameField(max_length=120).clean(typed)


def test_a_name_that_grows_by_a_blank_still_has_to_fit() -> None:
    field = PersonNameField(max_length=12)
    assert field.clean("dr.Petrović") == "dr. Petrović"
    with pytest.raises(ValidationError):
        field.clean("dr.Petrovica")
