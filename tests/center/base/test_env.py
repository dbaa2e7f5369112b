from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from center.base import addresses, env


def test_a_value_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from a file\n", encoding="utf-8")
    monkeypatch.delenv("PORTAL_X", raising=False)
    monkeypatch.setenv("PORTAL_X_FILE", str(secret))
    assert env.text("PORTAL_X") == "from a file"


def test_a_missing_value_is_an_error_that_says_how_to_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_X", raising=False)
    with pytest.raises(ImproperlyConfigured) as error:
        env.required("PORTAL_X", how="Set it to a word.")
    assert str(error.value) == (
        "The environment variable PORTAL_X (or PORTAL_X_FILE) is not set. Set it to a word."
    )


def test_a_file_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PORTAL_X", raising=False)
    monkeypatch.setenv("PORTAL_X_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.read("PORTAL_X")


def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="must be 1 or 0"):
        env.boolean("PORTAL_X")


def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_X", "1.5")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.integer("PORTAL_X", 0)


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        addresses.database("sqlite:///x")


def test_a_database_address_keeps_escaped_characters() -> None:
    entry = addresses.database("postgresql://me:p%40ss@db.local:5433/por%20tal?sslmode=require")
    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "por tal",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.local",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_mail_by_starttls_and_by_tls() -> None:
    assert addresses.mail("smtp+tls://a:b@mail.local")["EMAIL_PORT"] == 587
    assert addresses.mail("smtps://a:b@mail.local")["EMAIL_USE_SSL"] is True


@pytest.mark.parametrize("url", ["ftp://x", "smtp://", ""])
def test_another_mail_address_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        addresses.mail(url)


def test_a_cache_of_one_process_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        addresses.cache("locmem://")
