from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CenterConfig(AppConfig):
    name = "center"
    default = True
    verbose_name = _("The Center")

    def ready(self) -> None:
        """Wire what runs after migrations and find the modules by which upper apps speak up."""
        from center import checks  # noqa: F401, PLC0415 -- registers the checks, needs loaded models
        from center.base import database_roles, erasure_notes, roles  # noqa: PLC0415 -- needs loaded models
        from center.base.erasure_log import triggers  # noqa: PLC0415 -- as above
        from center.services import account_log  # noqa: PLC0415 -- as above

        post_migrate.connect(roles.after_migrate, dispatch_uid="center.roles")
        post_migrate.connect(database_roles.after_migrate, dispatch_uid="center.database_roles")
        post_migrate.connect(triggers.after_migrate, dispatch_uid="center.erasure_log")
        autodiscover_modules("personal_data", "open_data", "merging", "carrying")
        account_log.listen()
        # What an app does before a person is erased, and what goes by itself; needs the services.
        autodiscover_modules("erasure", "retention")
        from center.services.erasure_log import copy_out  # noqa: PLC0415 -- as above

        erasure_notes.after_commit(copy_out)
        # The letters, which name their kinds for staff.
        autodiscover_modules("emails", "accounts")


class PortalAdminConfig(admin_apps.AdminConfig):
    """The stock admin with our site: second factor, our index."""

    default = False
    default_site = "center.admin_site.PortalAdminSite"

    def ready(self) -> None:
        """Find the admin pages, and give the icons of yes and no their words."""
        from django.contrib.admin.templatetags import admin_list  # noqa: PLC0415 -- needs loaded models

        from center.admin_columns import yes_or_no  # noqa: PLC0415 -- as above

        # What an issue of the newsletter can take in: its buttons are made with the admin.
        autodiscover_modules("newsletter_material")
        super().ready()
        # What upper apps bring to the records of lower ones, and every app to the timeline of a person.
        autodiscover_modules("admin_inlines", "timeline", "indicators", "measures", "search", "due")
        # Lists and pages to read both look it up here; there is no setting for it.
        admin_list._boolean_icon = yes_or_no  # type: ignore[attr-defined]  # noqa: SLF001 -- private, so not in the stubs
