"""`manage.py procrastinate worker`: the package's command, which here asks first whether it may begin."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from procrastinate.contrib.django.management.commands import procrastinate

from center.starting import refuse_unsound_start


class Command(procrastinate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("command") == "worker":
            try:
                refuse_unsound_start()
            except ImproperlyConfigured as error:
                raise CommandError(str(error)) from error
        super().handle(*args, **options)
