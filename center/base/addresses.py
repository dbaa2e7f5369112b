"""Settings that arrive as one address: the portal itself, the database, the mail server, the cache."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def _parts(url: str) -> SplitResult:
    """Return the parts of an address; empty ones of what is none, as with a letter in the port."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def site(url: str, *, name: str, may_be_http: bool) -> str:
    """Return the beginning of the portal's links, without the last slash; it is a scheme and a host, nothing else."""
    parts = _parts(url)
    schemes = {"https", "http"} if may_be_http else {"https"}
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    if parts.scheme not in schemes or not parts.hostname or any(rest):
        msg = f"{name} must look like https://portal.example.rs: https:// and the host, nothing behind it."
        raise ImproperlyConfigured(msg)
    return url.rstrip("/")


def served_below(url: str, *, name: str) -> str:
    """Return where files are served: a path of this host, or an address of another; either ends in a slash."""
    parts = _parts(url)
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/") and parts.path != "/"
    is_elsewhere = parts.scheme == "https" and bool(parts.hostname)
    if not (is_path or is_elsewhere) or not url.endswith("/") or parts.query or parts.fragment:
        msg = f"{name} must look like /media/ or https://files.example.rs/media/, with a slash at its end."
        raise ImproperlyConfigured(msg)
    return url


def page(url: str, *, name: str) -> str:
    """Return the address of a page of others."""
    parts = _parts(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        msg = f"{name} must be the address of a page, as https://creativecommons.org/licenses/by/4.0/."
        raise ImproperlyConfigured(msg)
    return url


def database(url: str, *, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Turn `postgresql://user:password@host:5432/name?sslmode=require` into Django's DATABASES entry.

    Raises ImproperlyConfigured for anything but PostgreSQL: the portal's rules live in that database.
    """
    parts = _parts(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        msg = (
            f"{name} must look like postgresql://user:password@host:5432/name;"
            " special characters of the password are written as %40 and the like."
        )
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
    parts = _parts(url)
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
    parts = _parts(url)
    if parts.scheme == "db" and parts.netloc:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": parts.netloc}
    if parts.scheme in {"redis", "rediss"} and parts.hostname:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    msg = (
        "CACHE_URL must look like db://table or redis://host:6379/0. A cache of one process is not offered:"
        " limits count in it, and hold over all processes only when it is shared."
    )
    raise ImproperlyConfigured(msg)
