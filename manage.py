"""Commands of the portal; `python manage.py demo` starts everything on this machine."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from center.base.local.environment import local_environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "center.settings")
    with local_environment(Path(__file__).resolve().parent, sys.argv):
        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as error:
            if settings.configured:
                raise
            # A variable is missing: the sentence says which one, and a traceback would only hide it.
            sys.exit(str(error))


if __name__ == "__main__":
    main()
