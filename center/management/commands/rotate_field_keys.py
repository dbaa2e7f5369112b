from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections

from center.base.encryption import newest_key_id
from center.services import keys


class Command(BaseCommand):
    help = (
        "Encrypt every stored value anew with the first key of FIELD_KEYS; the portal may run meanwhile. "
        "Afterwards the older keys can be taken out of FIELD_KEYS (keep them for older backups)."
    )

    def handle(self, *_args: object, **_options: object) -> None:
        """Go through all encrypted columns and second factors; running it again changes nothing."""
        using = "owner" if "owner" in connections else DEFAULT_DB_ALIAS
        for model, field in keys.encrypted_fields():
            count = keys.rotate_field(model, field, using=using)
            self.stdout.write(f"{model._meta.label}.{field.name}: {count}")
        self.stdout.write(f"Second factors: {keys.rotate_second_factors()}")
        self.stdout.write(f"Everything is encrypted with the key {newest_key_id()} now.")
