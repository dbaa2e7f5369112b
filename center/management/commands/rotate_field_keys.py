from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from center.base.encryption import newest_key_id
from center.base.erasure_log import file
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
        if settings.ERASURE_LOG is not None:
            try:
                self.stdout.write(f"Lines of the log of erasures: {file.sign_anew(settings.ERASURE_LOG)}")
            except (file.LogError, OSError) as error:
                raise CommandError(f"The log of erasures could not be signed anew: {error}") from error
        left = {key: count for key, count in keys.in_use(using=using).items() if key != newest_key_id()}
        if left:
            # A process that was started with the older list has written meanwhile.
            told = ", ".join(f"{key} ({count})" for key, count in sorted(left.items()))
            raise CommandError(
                f"Still in use: {told}. Restart web and worker with {newest_key_id()} in front, then run this again."
            )
        self.stdout.write(
            f"Everything is encrypted with the key {newest_key_id()} now; no other key is in use."
        )
