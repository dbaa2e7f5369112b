import base64
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from center.base.encryption import UnreadableValueError, decrypt, encrypt, new_key, newest_key_id
from center.models import StoredMail
from tests.center.factories import make_mail

PLACE = "center.StoredMail.body_text"
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert decrypt(encrypt(text, PLACE), PLACE) == text


@given(st.text(min_size=1))
def test_the_same_text_never_looks_the_same_twice(text: str) -> None:
    assert encrypt(text, PLACE) != encrypt(text, PLACE)


@given(st.text())
def test_no_stored_text_crashes_the_reader(stored: str) -> None:
    try:
        read = decrypt(stored, PLACE)
    except UnreadableValueError:
        return
    assert read == "" == stored


def test_empty_text_stays_empty() -> None:
    assert encrypt("", PLACE) == ""


def test_a_value_moved_to_another_column_is_refused() -> None:
    with pytest.raises(UnreadableValueError, match="moved here from elsewhere"):
        decrypt(encrypt("тајна", PLACE), "center.StoredMail.body_html")


def test_a_changed_value_is_refused() -> None:
    key_id, body = encrypt("тајна", PLACE).split(":")
    sealed = bytearray(base64.b64decode(body))
    sealed[20] ^= 1
    with pytest.raises(UnreadableValueError, match="does not fit the key"):
        decrypt(f"{key_id}:{base64.b64encode(sealed).decode()}", PLACE)


def test_a_missing_key_is_named(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    value = encrypt("тајна", PLACE)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(UnreadableValueError, match="needs the key old, which FIELD_KEYS does not list"):
        decrypt(value, PLACE)


def test_another_key_under_the_same_id_is_an_error(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    value = encrypt("тајна", PLACE)
    settings.FIELD_KEYS = [NEW.replace("new:", "old:")]
    with pytest.raises(UnreadableValueError, match="another key"):
        decrypt(value, PLACE)


def test_an_error_never_quotes_plain_text_left_in_the_column() -> None:
    with pytest.raises(UnreadableValueError) as caught:
        decrypt("Драга Марија: пишем Вам због", PLACE)
    assert "Марија" not in str(caught.value)


def test_the_newest_key_writes_and_older_ones_still_read(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    value = encrypt("тајна", PLACE)
    settings.FIELD_KEYS = [NEW, OLD]
    assert (decrypt(value, PLACE), encrypt("тајна", PLACE).split(":")[0]) == ("тајна", "new")


@pytest.mark.parametrize(
    "keys",
    [[], [""], ["no-colon"], ["id:not base64"], ["id:" + base64.b64encode(b"short").decode()], [OLD, OLD]],
)
def test_unusable_keys_are_refused_with_a_way_out(settings: Settings, keys: list[str]) -> None:
    settings.FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="new_field_key"):
        newest_key_id()


def test_the_command_prints_a_key_that_is_accepted(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("new_field_key", "--id", "k2")
    settings.FIELD_KEYS = [capsys.readouterr().out.strip()]
    assert decrypt(encrypt("тајна", PLACE), PLACE) == "тајна"


def test_a_key_id_that_would_break_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="key id"):
        new_key("a:b")


def test_many_threads_read_only_plain_text() -> None:
    def both_ways(number: int) -> bool:
        return decrypt(encrypt(f"тајна {number}", PLACE), PLACE) == f"тајна {number}"

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(both_ways, range(2000)))


def stored(mail: StoredMail, column: str = "body_text") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM center_storedmail WHERE id = %s", [mail.pk])  # noqa: S608 -- our own column names
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_database_holds_ciphertext_and_the_model_plain_text() -> None:
    mail = make_mail(body_text="Ваша шифра је 123456")
    assert "123456" not in stored(mail)
    assert StoredMail.objects.get(pk=mail.pk).body_text == "Ваша шифра је 123456"


@pytest.mark.django_db
def test_bulk_writes_are_encrypted_too() -> None:
    first, second = make_mail(body_text="а"), make_mail(body_text="б")
    StoredMail.objects.filter(pk=first.pk).update(body_text="в")
    second.body_text = "г"
    StoredMail.objects.bulk_update([second], ["body_text"])
    assert [stored(first).split(":")[0], stored(second).split(":")[0]] == ["tests", "tests"]
    assert list(StoredMail.objects.order_by("pk").values_list("body_text", flat=True)) == ["в", "г"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lookup", ["body_text", "body_text__exact", "body_text__icontains", "body_text__in", "body_text__length"]
)
def test_encrypted_columns_refuse_to_be_searched(lookup: str) -> None:
    with pytest.raises(FieldError, match="encrypted and cannot be searched"):
        StoredMail.objects.filter(**{lookup: "x"}).exists()


def test_a_column_copied_into_history_keeps_the_place_of_its_values() -> None:
    field = StoredMail._meta.get_field("body_text").clone()
    assert field.context == PLACE


@pytest.mark.django_db
def test_isnull_can_be_asked() -> None:
    make_mail()
    assert StoredMail.objects.filter(body_text__isnull=False).count() == 1


@pytest.mark.django_db
def test_rotation_moves_every_value_to_the_newest_key(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FIELD_KEYS = [OLD]
    mails = [make_mail(body_text=f"писмо {number}") for number in range(3)]
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_field_keys")
    assert {stored(mail).split(":")[0] for mail in mails} == {"new"}
    assert "center.StoredMail.body_text: 3" in capsys.readouterr().out
    settings.FIELD_KEYS = [NEW]
    texts = sorted(StoredMail.objects.values_list("body_text", flat=True))
    assert texts == ["писмо 0", "писмо 1", "писмо 2"]


@pytest.mark.django_db
def test_a_second_rotation_changes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    make_mail(body_text="писмо")
    before = stored(StoredMail.objects.get())
    call_command("rotate_field_keys")
    assert stored(StoredMail.objects.get()) == before
