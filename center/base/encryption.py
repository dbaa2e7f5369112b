"""Text that rests encrypted in the database: AES-GCM with keys that are kept apart from the data.

A stored value is `key id:base64(nonce + ciphertext + tag)`. The context (`app.Model.field`) is authenticated
with it, so a value that somebody moves to another column cannot be read there.
"""

import base64
import binascii
import re
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField

KEY_BYTES = 32
_NONCE_BYTES = 12  # what NIST SP 800-38D recommends for GCM
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


class UnreadableValueError(Exception):
    """An encrypted value cannot be read: its key is missing, or key, place and value do not fit."""


def encrypt(text: str, context: str) -> str:
    """Return the text sealed with the newest key; `context` says where it belongs. Empty text stays empty."""
    if not text:
        return ""
    key_id, cipher = next(iter(_ciphers().items()))
    nonce = secrets.token_bytes(_NONCE_BYTES)
    # Lone surrogates cannot come from a form, but must not turn a save into a crash.
    sealed = nonce + cipher.encrypt(nonce, text.encode("utf-8", "surrogatepass"), context.encode())
    return f"{key_id}:{base64.b64encode(sealed).decode('ascii')}"


def decrypt(value: str, context: str) -> str:
    """Return the text behind a sealed value; raise UnreadableValueError when that is not possible."""
    if not value:
        return ""
    key_id, _, body = value.partition(":")
    cipher = _ciphers().get(key_id)
    if cipher is None:
        shown = key_id if body and _KEY_ID.fullmatch(key_id) else "none"
        msg = f"A value of {context} needs the key {shown}, which FIELD_KEYS does not list."
        raise UnreadableValueError(msg)
    try:
        sealed = base64.b64decode(body, validate=True)
        plain = cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())
    except (InvalidTag, ValueError) as error:
        msg = (
            f"A value of {context} does not fit the key {key_id}: "
            "it was made with another key, changed, or moved here from elsewhere."
        )
        raise UnreadableValueError(msg) from error
    return plain.decode("utf-8", "surrogatepass")


def newest_key_id() -> str:
    return next(iter(_ciphers()))


def key_ids() -> set[str]:
    """Return the ids that FIELD_KEYS lists."""
    return set(_ciphers())


def derived_key(key_id: str, purpose: bytes) -> bytes:
    """Return 32 bytes that only the holder of this key of FIELD_KEYS can compute, others for each purpose (HKDF).

    Raises UnreadableValueError for a key that FIELD_KEYS does not list.
    """
    if key_id not in _ciphers():
        msg = f"This needs the key {key_id}, which FIELD_KEYS does not list."
        raise UnreadableValueError(msg)
    line = next(line for line in settings.FIELD_KEYS if line.strip().startswith(f"{key_id}:"))
    return _derived(line.strip().partition(":")[2], purpose)


@lru_cache(maxsize=8)
def _derived(encoded: str, purpose: bytes) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose)
    return kdf.derive(base64.b64decode(encoded))


def new_key(key_id: str) -> str:
    """Return a fresh random key as FIELD_KEYS wants it; raise ValueError for an unusable id."""
    if not _KEY_ID.fullmatch(key_id):
        msg = "A key id is 1 to 32 letters, digits, hyphens or underscores."
        raise ValueError(msg)
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode('ascii')}"


def read_keys(lines: "Sequence[str]") -> None:
    """Raise ImproperlyConfigured, with a sentence, for lines that FIELD_KEYS must not hold."""
    _read_keys(tuple(lines))


def _ciphers() -> "Mapping[str, AESGCM]":
    return _read_keys(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=4)
def _read_keys(lines: tuple[str, ...]) -> "Mapping[str, AESGCM]":
    ciphers: dict[str, AESGCM] = {}
    for line in lines:
        key_id, _, encoded = line.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not _KEY_ID.fullmatch(key_id) or len(key) != KEY_BYTES or key_id in ciphers:
            msg = (
                "FIELD_KEYS must list keys, newest first, as id:base64 of 32 bytes, each id once. "
                "Make one with `python manage.py new_field_key`."
            )
            raise ImproperlyConfigured(msg)
        ciphers[key_id] = AESGCM(key)
    if not ciphers:
        msg = "FIELD_KEYS is empty. Make a key with `python manage.py new_field_key`."
        raise ImproperlyConfigured(msg)
    return ciphers


class EncryptedTextField(_TextField):
    """A text column that is ciphertext in the database and plain text in Python.

    Empty text is stored as '' (that nothing was written is no secret, and SQL can see what was wiped).
    Only `isnull` can be asked of it: every other lookup would compare random bytes and find nothing.
    The context travels into migrations and history tables, so copies and renamed models stay readable.
    """

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context = context

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not self.context and not cls._meta.abstract:
            self.context = f"{cls._meta.label}.{name}"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.context:
            kwargs["context"] = self.context
        return name, path, args, kwargs

    def from_db_value(
        self, value: str | None, _expression: object, _connection: "BaseDatabaseWrapper"
    ) -> str | None:
        return None if value is None else decrypt(value, self.context)

    def get_db_prep_save(self, value: Any, connection: "BaseDatabaseWrapper") -> Any:
        if value is None or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        return encrypt(str(value), self.context)

    def get_lookup(self, lookup_name: str) -> "type[models.Lookup[Any]] | None":
        """Allow `isnull` alone; raise FieldError for the rest, so that nobody trusts an empty result."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        msg = f"{self.context} is encrypted and cannot be searched ({lookup_name}); only isnull is possible."
        raise FieldError(msg)

    def get_transform(self, lookup_name: str) -> None:
        msg = f"{self.context} is encrypted and cannot be searched ({lookup_name}); only isnull is possible."
        raise FieldError(msg)
