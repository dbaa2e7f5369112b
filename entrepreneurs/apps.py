from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EntrepreneursConfig(AppConfig):
    name = "entrepreneurs"
    verbose_name = _("Entrepreneurs")

    def ready(self) -> None:
        """Fill the office's own lists after migrations where they are empty."""
        from entrepreneurs import reference_data  # noqa: PLC0415 -- needs loaded models

        post_migrate.connect(
            reference_data.after_migrate, sender=self, dispatch_uid="entrepreneurs.reference_data"
        )
