"""Move every encrypted value to the newest key while the portal runs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pgtrigger
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction
from django.db.models import Func
from django.db.models.functions import Cast

from center.base.encryption import EncryptedTextField, UnreadableValueError, decrypt, encrypt, newest_key_id

SECOND_FACTOR_CONTEXT = "mfa.Authenticator.data"
_BATCH = 200


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Give every encrypted column of the portal, history included."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def in_use(*, using: str) -> dict[str, int]:
    """Return how many stored values each key id encrypts, second factors included; other keys may go."""
    found: Counter[str] = Counter()
    for model, field in encrypted_fields():
        raw = Cast(field.name, models.TextField())
        key = Func(
            raw, models.Value(":"), models.Value(1), function="split_part", output_field=models.TextField()
        )
        rows = model._base_manager.using(using).annotate(raw=raw).filter(raw__isnull=False).exclude(raw="")
        for each in rows.order_by().values(key_id=key).annotate(count=models.Count("*")):
            found[each["key_id"]] += each["count"]
    for data in Authenticator.objects.using(using).values_list("data", flat=True):
        for value in _sealed_in(data):
            found[value.partition(":")[0]] += 1
    return dict(found)


def _sealed_in(data: dict[str, Any]) -> list[str]:
    return [*(data[name] for name in ("secret", "seed") if name in data), *data.get("migrated_codes", [])]


def unreadable(*, using: str, sample: int = 20) -> dict[str, int]:
    """Try the newest and the oldest values of every encrypted column; return how many cannot be read, by column."""
    found: dict[str, int] = {}
    for model, field in encrypted_fields():
        raw = Cast(field.name, models.TextField())
        rows = model._base_manager.using(using).annotate(raw=raw).filter(raw__isnull=False).exclude(raw="")
        values = {
            *rows.order_by("pk").values_list("raw", flat=True)[:sample],
            *rows.order_by("-pk").values_list("raw", flat=True)[:sample],
        }
        if failed := sum(not _can_be_read(value, field.context) for value in values):
            found[f"{model._meta.label}.{field.name}"] = failed
    return found


def _can_be_read(value: str, context: str) -> bool:
    try:
        decrypt(value, context)
    except UnreadableValueError:
        return False
    return True


def rotate_field(model: type[models.Model], field: EncryptedTextField, *, using: str) -> int:
    """Encrypt a column anew where another key than the newest was used; return how many rows changed.

    A row that somebody saves meanwhile keeps what they saved: each value is replaced only if it is still the
    one that was read. History is rewritten too (same text, new key), which needs the tables' owner.
    """
    raw = Cast(field.name, models.TextField())
    rows = model._base_manager.using(using).annotate(raw=raw)
    old = rows.exclude(raw="").exclude(raw__startswith=f"{newest_key_id()}:").filter(raw__isnull=False)
    changed = 0
    last: Any = None
    while True:
        batch = old if last is None else old.filter(pk__gt=last)
        values = list(batch.order_by("pk").values_list("pk", "raw")[:_BATCH])
        if not values:
            return changed
        with transaction.atomic(using=using), pgtrigger.ignore(databases=[using]):
            for pk, value in values:
                fresh = encrypt(decrypt(value, field.context), field.context)
                replacement = models.Value(fresh, output_field=models.TextField())
                changed += rows.filter(pk=pk, raw=value).update(**{field.name: replacement})
        last = values[-1][0]


def rotate_second_factors() -> int:
    """Encrypt the secrets of second factors anew; return how many were changed."""
    changed = 0
    for pk in list(Authenticator.objects.values_list("pk", flat=True)):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None:
                continue
            before = dict(factor.data)
            for name in ("secret", "seed"):
                if name in factor.data:
                    factor.data[name] = _renew(factor.data[name])
            if "migrated_codes" in factor.data:
                factor.data["migrated_codes"] = [_renew(code) for code in factor.data["migrated_codes"]]
            if factor.data != before:
                factor.save(update_fields=["data"])
                changed += 1
    return changed


def _renew(value: str) -> str:
    if value.startswith(f"{newest_key_id()}:"):
        return value
    return encrypt(decrypt(value, SECOND_FACTOR_CONTEXT), SECOND_FACTOR_CONTEXT)
