from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = _("Booking")

    def ready(self) -> None:
        """After migrations fill the tasks of the stages where there are none."""
        from consultations import reference_data  # noqa: PLC0415 -- needs loaded models

        post_migrate.connect(
            reference_data.after_migrate, sender=self, dispatch_uid="consultations.reference_data"
        )
