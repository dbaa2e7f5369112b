from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EntrepreneursConfig(AppConfig):
    name = "entrepreneurs"
    verbose_name = _("Entrepreneurs")

    def ready(self) -> None:
        """After migrations fill the office's own lists where they are empty, and the directory where it is old."""
        from entrepreneurs import reference_data  # noqa: PLC0415 -- needs loaded models

        post_migrate.connect(
            reference_data.after_migrate, sender=self, dispatch_uid="entrepreneurs.reference_data"
        )
        # From every app: the last one comes when the application has its privileges and the jobs their table.
        post_migrate.connect(reference_data.refresh_directory, dispatch_uid="entrepreneurs.directory")
