"""Readers of environment variables; each variable may also come from a file named by NAME_FILE."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read(name: str) -> str | None:
    """Return the value of NAME, or the stripped content of the file that NAME_FILE names, or None.

    Raises ImproperlyConfigured when NAME_FILE cannot be read.
    """
    value = os.environ.get(name)
    if value:
        return value
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except OSError as error:
        msg = f"{name}_FILE names {path}, which cannot be read ({error.strerror})."
        raise ImproperlyConfigured(msg) from error


def text(name: str, default: str = "") -> str:
    return read(name) or default


def required(name: str, *, how: str) -> str:
    """Return the value of NAME; raise ImproperlyConfigured with a sentence that says how to set it."""
    value = read(name)
    if value is None:
        msg = f"The environment variable {name} (or {name}_FILE) is not set. {how}"
        raise ImproperlyConfigured(msg)
    return value


def boolean(name: str, *, default: bool = False) -> bool:
    """Return NAME as true (1, true, yes, on) or false (0, false, no, off); anything else is an error."""
    value = read(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    msg = f"The environment variable {name} must be 1 or 0, not {value!r}."
    raise ImproperlyConfigured(msg)


def integer(name: str, default: int, *, least: int = 0) -> int:
    """Return NAME as a whole number, `least` or more; anything else is an error."""
    value = read(name)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError as error:
        msg = f"The environment variable {name} must be a whole number, not {value!r}."
        raise ImproperlyConfigured(msg) from error
    if number < least:
        msg = f"The environment variable {name} must be {least} or more, not {number}."
        raise ImproperlyConfigured(msg)
    return number


def one_of(name: str, *allowed: str) -> str:
    """Return NAME, which must be one of the words; unset, it is the first."""
    value = text(name, allowed[0])
    if value not in allowed:
        msg = f"The environment variable {name} must be one of {', '.join(allowed)}, not {value!r}."
        raise ImproperlyConfigured(msg)
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return NAME split at commas, without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]
