"""Cookies and https in production: the settings as they are without DEMO, and every cookie that our code sets."""

import ast
import runpy
from types import SimpleNamespace

import pytest

from center.base.encryption import new_key
from tests.trust.sources import ROOT, calls

YEAR = 365 * 24 * 3600
SOUND = {
    "SECRET_KEY": "k7Jw-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "portal.example.rs",
    "BASE_URL": "https://portal.example.rs",
    "DATABASE_URL": "postgresql://portal_app:password@127.0.0.1:5432/portal",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.rs:587",
    "DEFAULT_FROM_EMAIL": "office@example.rs",
    "TRUSTED_PROXIES": "1",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.delenv("DEMO", raising=False)
    for name, value in {**SOUND, "FIELD_KEYS": new_key("first")}.items():
        monkeypatch.setenv(name, value)
    values = runpy.run_path(str(ROOT / "center" / "settings.py"))
    return SimpleNamespace(**{name: value for name, value in values.items() if name.isupper()})


def test_in_production_browsers_come_by_https_for_a_year(production: SimpleNamespace) -> None:
    assert production.SECURE_SSL_REDIRECT is True
    assert production.SECURE_HSTS_SECONDS >= YEAR
    assert production.SECURE_HSTS_INCLUDE_SUBDOMAINS is True
    assert production.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")


def test_every_cookie_is_for_this_site_alone(production: SimpleNamespace) -> None:
    assert (production.SESSION_COOKIE_NAME, production.CSRF_COOKIE_NAME) == ("__Host-session", "__Host-csrf")
    for kind in ("SESSION", "CSRF"):
        assert getattr(production, f"{kind}_COOKIE_SECURE") is True
        assert getattr(production, f"{kind}_COOKIE_HTTPONLY") is True
        assert getattr(production, f"{kind}_COOKIE_SAMESITE") == "Lax"
    assert production.LANGUAGE_COOKIE_SECURE is True
    set_by_us = {
        path: {word.arg for word in call.keywords}
        for path, name, call in calls()
        if name.endswith(".set_cookie")
    }
    assert {path: names for path, names in set_by_us.items() if not {"secure", "samesite"} <= names} == {}
    # The chosen language is no secret.
    assert {path for path, names in set_by_us.items() if "httponly" not in names} <= {"center/middleware.py"}
    values = [
        ast.unparse(word.value)
        for _path, name, call in calls()
        if name.endswith(".set_cookie")
        for word in call.keywords
        if word.arg == "samesite"
    ]
    assert set(values) <= {"'Lax'", "'Strict'"}
