"""Fill the groups of staff from each app's `roles.py`."""

from collections import defaultdict
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.utils.module_loading import module_has_submodule


def permissions_by_role() -> dict[str, set[str]]:
    """Return `role → {"app.codename"}`, added up over the `ROLES` of all installed apps."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for config in current_apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "roles"):
            roles = import_module(f"{config.name}.roles").ROLES
            for role, names in roles.items():
                wanted[str(role)].update(names)
    return dict(wanted)


def fill_groups(*, using: str, apps: Apps | None = None) -> None:
    """Make each role's group hold exactly its permissions; running it again changes nothing.

    Permissions that do not exist yet (their app migrates later) are left for the run after that app.
    """
    registry = apps or current_apps
    group_model: Any = registry.get_model("auth", "Group")
    permission_model: Any = registry.get_model("auth", "Permission")
    known = {
        f"{label}.{codename}": pk
        for pk, label, codename in permission_model.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role, names in permissions_by_role().items():
        group, _created = group_model.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[name] for name in names if name in known])


def after_migrate(sender: AppConfig, *, using: str, **kwargs: Any) -> None:
    """Receive `post_migrate`, sent once for each app; the last app sees all permissions."""
    fill_groups(using=using)
