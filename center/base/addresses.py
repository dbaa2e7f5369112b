"""Settings that arrive as one address: the database, the mail server, the cache."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:5432/name?sslmode=require` into Django's DATABASES entry.

    Raises ImproperlyConfigured for anything but PostgreSQL: the portal's rules live in that database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        msg = "DATABASE_URL must look like postgresql://user:password@host:5432/name."
        raise ImproperlyConfigured(msg)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(query),
    }


def mail(url: str) -> dict[str, Any]:
    """Turn `smtp+tls://user:password@host:587`, `smtps://…` or `smtp://…` into Django's EMAIL_* settings.

    `smtp` is unencrypted, `smtp+tls` upgrades by STARTTLS, `smtps` is TLS from the first byte.
    `dummy://` sends nothing.
    """
    parts = urlsplit(url)
    if parts.scheme == "dummy":
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        msg = "EMAIL_URL must look like smtp+tls://user:password@host:587 (or smtp://, smtps://, dummy://)."
        raise ImproperlyConfigured(msg)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def cache(url: str) -> dict[str, Any]:
    """Turn `db://table` or `redis://host:6379/0` into Django's CACHES entry.

    Limits must hold over all processes, so a cache of one process is not offered.
    """
    parts = urlsplit(url)
    if parts.scheme == "db" and parts.netloc:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": parts.netloc}
    if parts.scheme in {"redis", "rediss"}:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    msg = "CACHE_URL must look like db://table or redis://host:6379/0."
    raise ImproperlyConfigured(msg)
